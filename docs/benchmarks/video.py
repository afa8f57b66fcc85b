"""Measures how long a recording takes to be playable and finished: `make bench-video`.

Each clip is 60 s of 720p30, as a phone's mp4 (H.264, AAC) and as Chrome's WebM (VP8, Opus). Beside
ours stands the bare ffmpeg of the same wheel, without a sandbox, a database or a probe, at the same
priority (encoding is nice 5, so that requests go first), doing the same: for playable the one
command that makes the file; for finished also the smaller file and the loudness, one after the
other. Each round does both, so that a busy moment of the machine hits both; figures are
medians. Ours begins when the last byte has arrived and the task has been dispatched.
Prints a table and writes docs/benchmarks/video.json.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

# E402 below: the project is found by the path that was set above.
import imageio_ffmpeg  # noqa: E402

from tests.services import Services  # noqa: E402

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
RESULTS = PROJECT / "docs" / "benchmarks" / "video.json"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = 60
SOURCE = [
    *("-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=30:duration={SECONDS}"),
    *("-f", "lavfi", "-i", f"anoisesrc=duration={SECONDS}:color=pink:amplitude=0.3"),
    *("-vf", "noise=alls=8:allf=t"),
]
CLIPS = {
    "clip.mp4": ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "2500k", "-c:a", "aac"],
    "clip.webm": [
        *("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2500k"),
        *("-c:a", "libopus"),
    ],
}
FAST = ["-movflags", "+faststart"]
H264 = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v"]
ENCODE = [
    *("-vf", "scale=1280:720,format=yuv420p", *H264, "high", "-crf", "24"),
    *("-maxrate", "3M", "-bufsize", "6M", "-force_key_frames", "expr:gte(t,n_forced*2)"),
    *("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000", *FAST),
]
SMALLER = [
    *("-vf", "scale=640:360,format=yuv420p", *H264, "main", "-crf", "26"),
    *("-maxrate", "350k", "-bufsize", "700k", "-force_key_frames", "expr:gte(t,n_forced*2)"),
    *("-c:a", "aac", "-b:a", "48k", "-ac", "1", *FAST),
]
MAIN = {"clip.mp4": ["-c", "copy", *FAST], "clip.webm": ENCODE}
BAR = {"clip.mp4": "under 1.5 x bare + 0.3 s", "clip.webm": "under 1.1 x bare"}


def timed(work: Callable[[], None]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def ffmpeg(*arguments: str) -> None:
    nice = [] if "copy" in arguments else ["nice", "-n", "5"]
    command = [*nice, FFMPEG, "-hide_banner", "-nostdin", "-loglevel", "error", "-y", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def bare(clip: Path, folder: Path) -> tuple[float, float]:
    """Return the seconds until playable, and until finished."""
    main, small = str(folder / "main.mp4"), str(folder / "small.mp4")
    playable = timed(lambda: ffmpeg("-i", str(clip), *MAIN[clip.name], main))
    loudness = ["-vn", "-i", main, "-af", "ebur128=framelog=quiet", "-f", "null", "-"]
    rest = timed(lambda: ffmpeg("-i", main, *SMALLER, small))
    return playable, playable + rest + timed(lambda: ffmpeg(*loudness))


def ours(clip: Path, owner: object) -> tuple[float, float]:
    """Return the same of a whole upload in the store, through the verbs that the worker calls."""
    from media import services
    from tests.media.recordings import received

    content_type = "video/webm" if clip.suffix == ".webm" else "video/mp4"
    video = received(owner, clip.read_bytes(), content_type)  # type: ignore[arg-type]  # one of the two
    playable = timed(lambda: services.process(video_id=video.pk))
    video.refresh_from_db()
    assert video.state == "ready", video.reason
    finished = playable + timed(lambda: services.add_extras(video_id=video.pk))
    video.refresh_from_db()
    assert video.extras == "made", video.extras
    services.delete_video(video=video)
    return playable, finished


def measured(clip: Path, folder: Path, owner: object) -> dict[str, object]:
    """Return the medians over the rounds, in seconds."""
    rounds = [(*bare(clip, folder), *ours(clip, owner)) for _ in range(ROUNDS)]
    columns = [round(statistics.median(column), 3) for column in zip(*rounds, strict=True)]
    names = ["bare_playable", "bare_finished", "our_playable", "our_finished"]
    row: dict[str, object] = dict(zip(names, columns, strict=True))
    most = columns[0] * 1.5 + 0.3 if clip.name == "clip.mp4" else columns[0] * 1.1
    return row | {
        "ratio_playable": round(columns[2] / columns[0], 2),
        "ratio_finished": round(columns[3] / columns[1], 2),
        "bar": f"{BAR[clip.name]} = {most:.2f} s",
        "is_met": columns[2] <= most,
        "rounds": [[round(value, 3) for value in one] for one in rounds],
    }


def measure(folder: Path) -> dict[str, dict[str, object]]:
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    from tests.cast import make_cast

    settings.MEDIA_DIR = folder / "media"
    settings.UPLOADS_DIR = settings.MEDIA_DIR / "uploads"
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(settings.MEDIA_DIR / "objects")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        owner, found = make_cast().employee, {}
        for name, codecs in CLIPS.items():
            ffmpeg(*SOURCE, *codecs, str(folder / name))
            found[name] = measured(folder / name, folder, owner)
        return found
    finally:
        teardown_databases(databases, verbosity=0)


def main() -> None:
    services = Services()
    services.start()
    try:
        os.environ["DJANGO_SETTINGS_MODULE"] = "deploy.settings"
        os.environ["LOG_LEVEL"] = "ERROR"
        import django

        django.setup()
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder))
    finally:
        services.stop()
    machine = {
        "processors": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
        "ffmpeg": imageio_ffmpeg.get_ffmpeg_version(),
    }
    RESULTS.write_text(json.dumps({"machine": machine, "clips": found}, indent=2) + "\n")
    print(f"{'seconds, median of ' + str(ROUNDS):24}{'bare':>8}{'ours':>8}{'ratio':>8}  bar")
    for name, row in found.items():
        for what, bar in (("playable", row["bar"]), ("finished", "")):
            times = f"{row[f'bare_{what}']:>8}{row[f'our_{what}']:>8}{row[f'ratio_{what}']:>8}"
            met = ("  met: " if row["is_met"] else "  MISSED: ") + str(bar) if bar else ""
            print(f"{name + ' ' + what:24}{times}{met}")


if __name__ == "__main__":
    main()
