"""Checks WebVTT that people or a captioner wrote, and writes cues as such text. Pure.

Source of the rules: W3C WebVTT. Refused beyond them: STYLE and REGION blocks (they style our page),
tags other than WebVTT's own, cues out of order, and cues that show nothing. Times in ms.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.normalisation import is_visible

MAX_CHARACTERS = 200_000

_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}((?:[ \t]+\S+)*)[ \t]*", re.ASCII)
_SETTING = re.compile(r"(vertical|line|position|size|align):[\w.,%-]+")
_TAG = re.compile(
    rf"</?(b|i|u|c|v|ruby|rt|lang)(\.[\w-]+)*([ \t][^<>&]*)?>|<{_TIME}>", re.IGNORECASE
)

_STAMP = re.compile(rf"<{_TIME}>")


class Invalid(Exception):
    """Names what is wrong: `line` counts from 1, `why` is a code of media.errors."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(f"{why} in line {line}")
        self.why = why
        self.line = line


@dataclass(frozen=True)
class Cue:
    start: int
    end: int
    text: str


def checked(text: str) -> str:
    """Return the text with plain line ends; Invalid when a player could stumble over it."""
    if len(text) > MAX_CHARACTERS:
        raise Invalid("too_long", 1)
    if "\0" in text:
        raise Invalid("no_text", text[: text.index("\0")].count("\n") + 1)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # To players a line with a space in it doesn't end a cue, so what we took for a note would show.
    lines = [line if line.strip() else "" for line in lines]
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise Invalid("no_header", 1)
    if any("-->" in line for line in lines[0:1]) or (len(lines) > 1 and lines[1].strip()):
        raise Invalid("no_empty_line_after_header", 2)
    latest = 0
    for number, block in _blocks(lines):
        latest = _check_block(block, number, latest)
    return "\n".join(lines).rstrip("\n") + "\n"


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines that aren't empty, after the header, with the number of their
    first."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _check_block(block: list[str], number: int, latest: int) -> int:
    """Check a block, and return when its cue starts, in ms; `latest` for a note."""
    if re.match(r"NOTE(\s|$)", block[0]):
        _refuse_arrows(block, number)
        return latest
    if re.match(r"(STYLE|REGION)\s*$", block[0]):
        raise Invalid("style_not_taken", number)
    has_name = "-->" not in block[0]
    if has_name and (len(block) < 2 or "-->" not in block[1]):
        raise Invalid("no_timing", number)
    number, block = (number + 1, block[1:]) if has_name else (number, block)
    start = _check_timing(block[0], number, latest)
    for offset, line in enumerate(block[1:], start=1):
        _check_text(line, number + offset)
    if not _is_shown(block[1:]):
        raise Invalid("shows_nothing", number)
    return start


def shows_text(text: str) -> bool:
    """Tell whether stored captions have a cue that shows anything to whoever can't hear it."""
    return any(
        "-->" in line and _is_shown(block[at + 1 :])
        for _, block in _blocks(text.split("\n"))
        for at, line in enumerate(block[:2])
    )


def _is_shown(lines: list[str]) -> bool:
    """Tell whether a cue of these lines shows anything: tags, spaces and fillers don't."""
    return is_visible(html.unescape(_TAG.sub("", "\n".join(lines))))


def _refuse_arrows(note: list[str], number: int) -> None:
    """Refuse a note with an arrow, which makes a cue of any block, whatever its first line says."""
    for offset, line in enumerate(note):
        if "-->" in line:
            raise Invalid("arrow_in_text", number + offset)


def _check_timing(line: str, number: int, latest: int) -> int:
    found = _TIMING.fullmatch(line.strip())
    if found is None or not all(_SETTING.fullmatch(word) for word in (found[9] or "").split()):
        raise Invalid("timing_malformed", number)
    start, end = _ms(found.groups()[:4]), _ms(found.groups()[4:8])
    if end <= start:
        raise Invalid("ends_before_it_starts", number)
    if start < latest:
        raise Invalid("out_of_order", number)
    return start


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _check_text(line: str, number: int) -> None:
    if "-->" in line:
        raise Invalid("arrow_in_text", number)
    if "<" in _TAG.sub("", line):
        raise Invalid("tag_not_taken", number)


def cut(text: str, start: int, end: int) -> str:
    """Return what of these captions shows between two moments, with times from the first on. Notes
    are left out, and moments within a cue."""
    blocks = []
    for _, block in _blocks(text.split("\n")):
        at = next((place for place, line in enumerate(block[:2]) if "-->" in line), 0)
        found = _TIMING.fullmatch(block[at].strip())
        lines = [_STAMP.sub("", line) for line in block[at + 1 :]]
        if found is None or not _is_shown(lines):
            continue
        begins = max(start, _ms(found.groups()[:4])) - start
        ends = min(end, _ms(found.groups()[4:8])) - start
        if ends > begins:
            timing = f"{_clock(begins)} --> {_clock(ends)}{found[9] or ''}"
            blocks.append("\n".join([*block[:at], timing, *(line for line in lines if line)]))
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def written(cues: Iterable[Cue]) -> str:
    """Write cues as WebVTT, in order, line by line, with what would be markup written out."""
    blocks = [
        f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_plain(cue.text)}\n"
        for cue in sorted(cues, key=lambda cue: cue.start)
        if cue.end > cue.start and is_visible(cue.text)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _plain(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    words = "\n".join(line for line in lines if line)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
