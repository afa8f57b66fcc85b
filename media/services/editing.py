"""Makes files out of a playable file of ours, for authors: a still of a moment, a stretch of it.
No database."""

from dataclasses import replace
from pathlib import Path

from media.domain import ffmpeg
from media.domain.plans import plan
from media.errors import ProcessingFailed, Reason
from media.services.conversion import (
    POSTER_LIMITS,
    Made,
    Watch,
    add_poster,
    ffmpeg_path,
    limits_of,
    probe,
    run_ffmpeg,
)

LOOK_BACK_MS = 10_000


def make_still(file: Path, folder: Path, at_ms: int) -> Path:
    """Return the picture at a moment, as a poster; the last one before it where there is none, for
    sound may go on after the pictures. ProcessingFailed where nothing can be decoded."""
    facts, target = probe(file), folder / "poster.jpg"
    if facts.picture is None:
        raise ProcessingFailed(Reason.NO_STREAMS, "no picture")
    binary = ffmpeg_path()
    ways = [
        ffmpeg.still_at(binary, file, target, at_ms),
        *(
            ffmpeg.last_still(binary, file, target, start, max(at_ms, 1))
            for start in dict.fromkeys([max(0, at_ms - LOOK_BACK_MS), 0])
        ),
    ]
    for command in ways:
        try:
            run_ffmpeg(command, file, [target], POSTER_LIMITS, facts, Watch())
        except ProcessingFailed:
            if command is ways[-1]:
                raise
            continue
        break
    return target


def cut(file: Path, folder: Path, start_ms: int, end_ms: int, watch: Watch) -> Made:
    """Return the stretch between two moments as a playable file with a poster: encoded anew, so
    that it begins and ends with the very picture, not with the nearest key frame."""
    stretch = replace(probe(file), duration_ms=end_ms - start_ms, is_damaged=True)  # copies nothing
    how = plan(stretch)
    target, poster = folder / "playable.mp4", folder / "poster.jpg"
    picture = ffmpeg.still_of(poster, stretch.duration_ms) if stretch.picture else []
    command = ffmpeg.convert(ffmpeg_path(), file, target, how, picture, stretch=(start_ms, end_ms))
    run_ffmpeg(command, file, [target, poster], limits_of(stretch, how), stretch, watch)
    return add_poster(target, folder, probe(target), watch)
