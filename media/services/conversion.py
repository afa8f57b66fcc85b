"""From a foreign file to playable ones, on this disk: probe, convert, poster. No database."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from media import ffmpeg, sandbox
from media.errors import ProcessingFailed, Reason
from media.ffmpeg import Do, Facts, Picture, Plan, Sound
from media.sandbox import Limits

PROBE = Path(__file__).resolve().parent.parent / "probe.py"
MIB = 1024 * 1024
PROBE_LIMITS = Limits(wall=120, cpu=60, memory=1536 * MIB, file_size=0)
POSTER_LIMITS = Limits(wall=60, cpu=60, memory=2048 * MIB, file_size=16 * MIB)
CONVERT_MEMORY = 3072 * MIB
CONVERT_FILE_SIZE = 2048 * MIB


@dataclass(frozen=True)
class Made:
    """Playable files and what they hold; no `poster` where there is no picture."""

    facts: Facts
    file: Path
    poster: Path | None


@dataclass(frozen=True)
class Watch:
    """How the work tells of its progress (percent), and asks whether to go on."""

    progress: Callable[[int], None] = lambda _percent: None
    go_on: Callable[[], bool] = lambda: True


def probe(path: Path) -> Facts:
    """What the file is; ProcessingFailed with the reason when it can't become a recording."""
    arguments = [str(path), ffmpeg.DEMUXERS, str(ffmpeg.MAX_PIXELS)]
    command = [sys.executable, "-I", "-B", str(PROBE), *arguments]
    outcome = sandbox.run(command, PROBE_LIMITS, reads=[PROBE, path])
    try:
        answer = json.loads(outcome.output)
    except ValueError:
        raise ProcessingFailed(Reason.DAMAGED, f"probe ended with {outcome.code}") from None
    if "reason" in answer:
        raise ProcessingFailed(Reason(answer["reason"]), answer.get("detail", ""))
    return _facts(answer)


def _facts(answer: dict[str, object]) -> Facts:
    duration_ms, size = int(str(answer["duration_ms"])), int(str(answer["bytes"]))
    picture, sound = answer["picture"], answer["sound"]
    return Facts(
        duration_ms=duration_ms,
        bits_per_second=size * 8000 // max(1, duration_ms),
        picture=Picture(**picture) if isinstance(picture, dict) else None,
        sound=Sound(**sound) if isinstance(sound, dict) else None,
    )


def convert(source: Path, folder: Path, watch: Watch) -> Made:
    """Make the playable file and its poster in `folder`."""
    facts = probe(source)
    how = ffmpeg.plan(facts)
    target = folder / "playable.mp4"
    command = ffmpeg.convert(_binary(), source, target, how)
    _ffmpeg(command, source, _limits(facts, how), facts, watch)
    return look(target, folder, watch)


def look(file: Path, folder: Path, watch: Watch | None = None) -> Made:
    """A file that is playable as it is, with a poster made of it."""
    facts = probe(file)
    if facts.duration_ms <= 0:
        raise ProcessingFailed(Reason.DAMAGED, "nothing came out")
    if facts.picture is None:
        return Made(facts, file, None)
    poster = folder / "poster.jpg"
    command = ffmpeg.poster(_binary(), file, poster, facts.duration_ms)
    _ffmpeg(command, file, POSTER_LIMITS, facts, watch or Watch())
    return Made(facts, file, poster)


def needs_work(facts: Facts) -> bool:
    """Whether browsers can't play the streams as they are."""
    how = ffmpeg.plan(facts)
    return Do.ENCODE in (how.video, how.audio)


def _binary() -> str:
    return str(imageio_ffmpeg.get_ffmpeg_exe())


def _limits(facts: Facts, how: Plan) -> Limits:
    """Copying takes no time to speak of; encoding at worst four times as long as watching."""
    seconds = facts.duration_ms / 1000
    wall = 60 + seconds if how.is_quick else 120 + 6 * seconds
    return Limits(wall, int(wall * 8), CONVERT_MEMORY, CONVERT_FILE_SIZE)


def _ffmpeg(command: list[str], source: Path, limits: Limits, facts: Facts, watch: Watch) -> None:
    target = Path(command[-1].removeprefix("file:"))

    def on_line(line: str) -> None:
        if (percent := ffmpeg.percent(line, facts.duration_ms)) is not None:
            watch.progress(percent)

    outcome = sandbox.run(
        command, limits, reads=[source], writes=[target], on_line=on_line, go_on=watch.go_on
    )
    if "No space left on device" in outcome.errors:
        raise OSError("no room to prepare a recording")
    if outcome.code != 0 or not target.exists() or not target.stat().st_size:
        raise ProcessingFailed(Reason.DAMAGED, outcome.errors[-500:])
