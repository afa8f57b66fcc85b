"""Normalises texts: one spelling for those that look the same, empty for those that show nothing.
Pure: no ORM, no clock.

Unicode spells many things that people see in several ways: composed or not, with other spaces,
with characters that nobody sees. Texts are normalised where they arrive, so that what is stored
compares as people compare it (UAX #15, RFC 8265).
"""

import hashlib
import re
import unicodedata

LONGEST_COMPARED = 600
JOINERS = "\u200c\u200d"
"""Characters without a picture of their own that change the picture of their neighbours."""

# Letters and signs by category that are drawn as nothing: braille blank, Hangul fillers, the null
# notehead, and the place of an object that is missing.
BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0\U0001d159\ufffc")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp", "Mn", "Me", "Mc"})
SPACES = frozenset({"Zs", "Zl", "Zp"})
# Joiners between Latin letters, and selectors after one, change no picture.
UNSEEN_IN_LATIN = re.compile(
    "\u034f|(?<=[ -\u024f])[\u200c\u200d]+(?=[ -\u024f])|(?<=[A-Za-z\u00c0-\u024f])[\ufe00-\ufe0f]+"
)
# What stands around a text that was pasted. Tags and selectors belong to the emoji before them.
EDGES = "".join(BLANK) + JOINERS + "\u200b\u200e\u200f\u2060\u00ad\ufeff"


def composed(text: str) -> str:
    """Return the text with each character composed (NFC), and nothing else changed."""
    return unicodedata.normalize("NFC", text)


def normal(text: str) -> str:
    """Return a text of several lines as it is stored: NFC, line ends as \\n, nothing invisible
    around it; empty where it shows nothing. NUL stays, for validators to refuse."""
    lines = composed(text)
    for end in ("\r\n", "\r", "\v", "\f"):  # word processors end lines with \v
        lines = lines.replace(end, "\n")
    return _without_edges(lines) if is_visible(lines) else ""


def normal_line(text: str) -> str:
    """Return a name or another text of one line as it is stored: NFC, one plain space wherever
    there are spaces of any kind, no character that nobody sees but joiners and selectors; empty
    where it shows nothing. NUL stays, for validators to refuse."""
    if not is_visible(text):
        return ""
    spaced = "".join(" " if _is_space(one) else one for one in composed(text))
    kept = "".join(one for one in spaced if one == "\0" or not _is_dropped(one))
    plain = UNSEEN_IN_LATIN.sub("", kept)
    return _without_edges(" ".join(part for part in plain.split(" ") if part))


def compared(name: str) -> str:
    """Return what names that people can't tell apart have in common, for a unique constraint: the
    line in NFKC with its case folded, without joiners and selectors (UTS #39 goes further).

    At most LONGEST_COMPARED characters: a few letters stand for eighteen each, more than an index
    takes, so the rest of those is a digest.
    """
    line = unicodedata.normalize("NFKC", normal_line(name)).casefold()
    shown = "".join(one for one in line if one not in JOINERS and not _is_selector(one))
    whole = " ".join(unicodedata.normalize("NFKC", shown).split())
    if len(whole) <= LONGEST_COMPARED:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return whole[: LONGEST_COMPARED - len(digest)] + digest


def identifier(text: str) -> str:
    """Return a text that names somebody, such as an address, as it is stored and compared: NFKC,
    in small letters, nothing invisible around it."""
    small = unicodedata.normalize("NFKC", text).lower()
    return _without_edges(unicodedata.normalize("NFKC", small))


def secret(text: str) -> str:
    """Return a password as it is hashed, whatever keyboard typed it: NFKC, no spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()


def is_visible(text: str) -> bool:
    """Tell whether the text has a visible character: not only spaces, fillers, joiners, tags, and
    combining marks without a base."""
    return any(
        unicodedata.category(one) not in UNSEEN and one not in BLANK and not _is_reserved(one)
        for one in text
    )


def _without_edges(text: str) -> str:
    before = None
    while before != text:
        before, text = text, text.strip().strip(EDGES)
    return text


def _is_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in SPACES


def _is_selector(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or character == "\u034f"


def _is_dropped(character: str) -> bool:
    """Tell whether normalising a name removes this character. Joiners stay: they change how their
    neighbours look."""
    if character in JOINERS:
        return False
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs"}
    return unseen or character in BLANK or _is_reserved(character)


def _is_reserved(character: str) -> bool:
    """Tell whether Unicode reserves this code point for characters that are never visible, even
    where Python calls it unassigned."""
    point = ord(character)
    return (
        0xE0000 <= point <= 0xE0FFF
        or 0xFDD0 <= point <= 0xFDEF
        or 0xFFF0 <= point <= 0xFFF8
        or point & 0xFFFE == 0xFFFE
    )
