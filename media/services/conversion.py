"""Makes playable files and posters of a foreign file, on this disk. No database."""

import json
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import imageio_ffmpeg

from media import sandbox
from media.domain import ffmpeg, measuring
from media.domain.plans import MAX_PIXELS, Do, Facts, Picture, Plan, Rung, Sound, plan
from media.errors import Notice, ProcessingFailed, Reason
from media.sandbox import PROBE, Limits, Outcome

MIB = 1024 * 1024
PROBE_LIMITS = Limits(elapsed=120, cpu=60, memory=1536 * MIB, file_size=0)
POSTER_LIMITS = Limits(elapsed=60, cpu=60, memory=2048 * MIB, file_size=16 * MIB)
CONVERT_MEMORY = 3072 * MIB
CONVERT_FILE_SIZE = 2048 * MIB


@dataclass(frozen=True)
class Made:
    """Holds playable files and what is in them; no `poster` where there is no picture."""

    facts: Facts
    file: Path
    poster: Path | None
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Measured:
    """Says what was measured of a playable file: `loudness` in LUFS, None without sound; `peaks` in
    percent; `is_damaged` where not all of it could be decoded."""

    loudness: float | None
    peaks: list[int]
    notices: list[str]
    is_damaged: bool


@dataclass(frozen=True)
class Watch:
    """Tells of the progress of the work (percent), and asks whether to go on."""

    progress: Callable[[int], None] = lambda _percent: None
    go_on: Callable[[], bool] = lambda: True


def probe(path: Path) -> Facts:
    """Return what the file is; ProcessingFailed with the reason why it can't be a recording."""
    arguments = [str(path), ffmpeg.DEMUXERS, ffmpeg.DECODERS, str(MAX_PIXELS)]
    command = [sys.executable, "-I", "-B", str(PROBE), *arguments]
    outcome = sandbox.run(command, PROBE_LIMITS, reads=[PROBE, path])
    try:
        answer = json.loads(outcome.output)
    except ValueError:
        raise _failure(outcome, path) from None
    if "reason" in answer:
        _refuse_vanished(path)
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
        is_cut_off=bool(answer["is_cut_off"]),
        is_damaged=bool(answer["is_damaged"]),
        has_notes=bool(answer["has_notes"]),
        has_foreign_notes=bool(answer["has_foreign_notes"]),
        has_hidden=bool(answer["has_hidden"]),
    )


def convert(source: Path, folder: Path, watch: Watch) -> Made:
    """Make the playable file and its poster in `folder`, in one reading of the source."""
    return _converted(source, folder, probe(source), watch)


def mend(file: Path, folder: Path, facts: Facts, watch: Watch) -> Made:
    """Encode a playable file afresh: what couldn't be decoded is passed over, so that no browser
    stops there."""
    return _converted(file, folder, replace(facts, is_damaged=True), watch)


def _converted(source: Path, folder: Path, facts: Facts, watch: Watch) -> Made:
    how = plan(facts)
    if how.audio == Do.ENCODE:
        how = replace(how, gain_db=measuring.gain(_loudness(source, facts, how, watch)))
    target, poster = folder / "playable.mp4", folder / "poster.jpg"
    still = _still(poster, facts, how) if facts.picture else []
    command = ffmpeg.convert(ffmpeg_path(), source, target, how, still)
    limits = limits_of(facts, how)
    complaints = run_ffmpeg(command, source, [target, poster], limits, facts, watch)
    made = add_poster(target, folder, facts if how.is_whole_copy else probe(target), watch)
    is_damaged = facts.is_damaged or ffmpeg.is_complaint(complaints)
    return replace(made, notices=_notices(facts, made.facts, is_damaged))


def _still(poster: Path, facts: Facts, how: Plan) -> list[str]:
    picture = f"0:{how.picture}"
    return ffmpeg.still_of(poster, facts.duration_ms, is_hdr=how.is_hdr, picture=picture)


def _notices(source: Facts, made: Facts, is_damaged: bool) -> list[str]:
    """Return what the owner should check. Of a recording that was cut off it is not said again that
    its end is damaged."""
    found = [Notice.SILENT] if made.sound is None else []
    if source.is_cut_off:
        return [*found, Notice.CUT_OFF]
    return [*found, Notice.DAMAGED] if is_damaged else [*found]


def look(file: Path, folder: Path, watch: Watch | None = None) -> Made:
    """Return a file that is playable as it is, with a poster made of it."""
    facts = probe(file)
    if facts.picture is None:
        return Made(facts, file, None)
    target = folder / "poster.jpg"
    still = ffmpeg.still_of(target, facts.duration_ms)
    command = [*ffmpeg.quiet(ffmpeg_path()), *ffmpeg.reading(file), *still]
    run_ffmpeg(command, file, [target], POSTER_LIMITS, facts, watch or Watch())
    return add_poster(file, folder, facts, watch or Watch())


def add_poster(file: Path, folder: Path, facts: Facts, watch: Watch) -> Made:
    """Return the file with the poster that was made along with it, or else with its first frame."""
    if facts.duration_ms <= 0:
        raise ProcessingFailed(Reason.DAMAGED, "nothing came out")
    if facts.picture is None:
        return Made(facts, file, None)
    poster = folder / "poster.jpg"
    if not poster.exists() or not poster.stat().st_size:
        command = ffmpeg.poster(ffmpeg_path(), file, poster)
        run_ffmpeg(command, file, [poster], POSTER_LIMITS, facts, watch)
        if not poster.stat().st_size:
            raise ProcessingFailed(Reason.DAMAGED, "no picture came out")
    return Made(facts, file, poster)


def _loudness(source: Path, facts: Facts, how: Plan, watch: Watch) -> float | None:
    """Return how loud a foreign file is, in LUFS; None where that can't be measured."""
    command = measuring.loudness(ffmpeg_path(), source, how.sound)
    limits = Limits(60 + facts.duration_ms / 1000, 300, CONVERT_MEMORY, 0)
    outcome = sandbox.run(command, limits, reads=[source], go_on=watch.go_on)
    if outcome.code == FFMPEG_SIGNALLED:
        raise sandbox.Killed("while loudness was measured")
    return measuring.read_loudness(outcome.errors)


def measure(
    file: Path, folder: Path, facts: Facts, watch: Watch, *, every_picture: bool = False
) -> Measured:
    """Return how loud a playable file is, and whether there is anything to hear and see."""
    samples, brightness = folder / "samples", list[int]()

    def on_line(line: str) -> None:
        if (value := measuring.luma(line)) is not None:
            brightness.append(value)

    command = measuring.everything(ffmpeg_path(), file, samples, facts, every_picture=every_picture)
    limits = replace(limits_of(facts, plan(facts)), file_size=64 * MIB)
    outcome = sandbox.run(
        command, limits, reads=[file], writes=[samples], on_line=on_line, go_on=watch.go_on
    )
    if outcome.code:
        raise _failure(outcome, file)
    loudness = measuring.read_loudness(outcome.errors)
    notices = [Notice.SILENT] if (loudness or -70.0) < measuring.SILENT else []
    notices += [Notice.BLACK] if measuring.is_dark(brightness) else []
    is_damaged = ffmpeg.is_complaint(outcome.errors)
    return Measured(loudness, measuring.peaks(samples), [*notices], is_damaged)


def shrink(file: Path, folder: Path, rung: Rung, facts: Facts, watch: Watch) -> tuple[Path, bool]:
    """Make the file of one rung of the ladder; return it, and whether the one that it is made of is
    damaged."""
    target = folder / f"{rung.name}.mp4"
    command = ffmpeg.smaller(ffmpeg_path(), file, target, rung, facts)
    limits = replace(limits_of(facts, Plan(Do.ENCODE, Do.ENCODE)), nice=10)
    complaints = run_ffmpeg(command, file, [target], limits, facts, watch)
    return target, ffmpeg.is_complaint(complaints)


def extract_sound(file: Path, folder: Path) -> Path:
    """Return a playable file's sound as speech models want it; ProcessingFailed without any."""
    target = folder / "sound.wav"
    facts = probe(file)
    command = ffmpeg.speech(ffmpeg_path(), file, target)
    run_ffmpeg(command, file, [target], limits_of(facts, plan(facts)), facts, Watch())
    return target


def needs_work(facts: Facts) -> bool:
    """Return whether browsers can't play the streams as they are."""
    how = plan(facts)
    return Do.ENCODE in (how.video, how.audio)


def ffmpeg_path() -> str:
    return str(imageio_ffmpeg.get_ffmpeg_exe())


def limits_of(facts: Facts, how: Plan) -> Limits:
    """Return the limits of a conversion: copying takes no time to speak of; encoding takes at worst
    four times as long as watching, and gives way to what somebody waits for."""
    seconds = facts.duration_ms / 1000
    elapsed = 60 + seconds if how.is_quick else 120 + 6 * seconds
    nice = 0 if how.is_quick else 5
    return Limits(elapsed, int(elapsed * 8), CONVERT_MEMORY, CONVERT_FILE_SIZE, nice)


def run_ffmpeg(
    command: list[str],
    source: Path,
    targets: list[Path],
    limits: Limits,
    facts: Facts,
    watch: Watch,
) -> str:
    """Run ffmpeg; return its complaints. ProcessingFailed unless the first target came out."""

    def on_line(line: str) -> None:
        if (percent := ffmpeg.percent(line, facts.duration_ms)) is not None:
            watch.progress(percent)

    outcome = sandbox.run(
        command, limits, reads=[source], writes=targets, on_line=on_line, go_on=watch.go_on
    )
    if outcome.code != 0 or not targets[0].stat().st_size:
        raise _failure(outcome, source)
    return outcome.errors


# How programs tell that they met the sandbox' limits on memory and on the size of a file.
AT_A_LIMIT = (
    *("MemoryError", "Cannot allocate memory", "out of memory", "get_buffer() failed"),
    *("Resource temporarily unavailable", "failed to map segment", "File too large"),
)


FFMPEG_SIGNALLED = 255
"""ffmpeg's exit code after a signal that it catches, such as SIGTERM; and where it was refused a
file, which it says."""


def _refuse_vanished(source: Path) -> None:
    """Raise an outage of ours where the file that was read is not there any more. That is no fault
    of the recording: the next try finds it, or says that its bytes are missing."""
    if not source.exists():
        raise FileNotFoundError(f"{source} went away while it was read")


def _failure(outcome: Outcome, source: Path) -> Exception:
    """Return why nothing came out: a disk of ours that is full, a file that went away, a limit, or
    else the recording itself."""
    _refuse_vanished(source)
    if "No space left on device" in outcome.errors:
        return OSError("no space to prepare a recording")
    detail = f"ended with {outcome.code}: {outcome.errors[-500:]}"
    if outcome.code == FFMPEG_SIGNALLED and "Operation not permitted" not in outcome.errors:
        return sandbox.Killed(detail)
    if outcome.code == -signal.SIGXFSZ or any(sign in outcome.errors for sign in AT_A_LIMIT):
        return ProcessingFailed(Reason.TOO_HEAVY, detail)
    return ProcessingFailed(Reason.DAMAGED, detail)
