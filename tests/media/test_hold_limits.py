"""Work that is killed at a limit ends as failed with its reason, and the worker goes on."""

import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.utils import timezone

from media.domain import ffmpeg
from media.models import Video, VideoState
from media.sandbox import Limits
from media.services import conversion
from media.services.processing import sweep
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import processed, received
from tests.servers import running_worker, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MIB = 1024 * 1024

LESS: dict[str, tuple[dict[str, Any], str]] = {
    "memory": ({"memory": 256 * MIB}, "too_heavy"),
    "processor time": ({"cpu": 1}, "timed_out"),
    "time": ({"elapsed": 0.3}, "timed_out"),
    "size of the file": ({"file_size": 100_000}, "too_heavy"),
}


converting = ffmpeg.convert


def endless(*about: Any) -> list[str]:
    """Repeat the same work, so that it meets its limit on the fastest machine."""
    words = converting(*about)
    at = words.index("-i")
    return [*words[:at], "-stream_loop", "-1", *words[at:]]


NOISE = ["-vf", "noise=alls=30:allf=t", "-c:v", "libx264", "-preset", "ultrafast"]
NOISE += ["-pix_fmt", "yuv444p", "-crf", "30", *clips.AAC]


def small(folder: Path) -> Path:
    return clips.make(folder / "small.mp4", *NOISE)


def large(folder: Path) -> Path:
    """Takes much memory to encode."""
    return clips.make(folder / "large.mp4", *NOISE, size="1920x1080", seconds=1)


def heavy(folder: Path) -> Path:
    """Takes some seconds of processor time to encode."""
    again = ["-stream_loop", "5", "-i", str(large(folder)), "-c", "copy"]
    return clips.run(*again, str(folder / "heavy.mp4"))


@pytest.mark.parametrize("what", LESS)
def test_each_limit_ends_it_with_a_reason_and_the_next_is_made(
    what: str, committed_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = large(tmp_path) if what == "memory" else small(tmp_path)
    less, reason = LESS[what]
    usual = conversion.limits_of

    def scarce(*about: Any) -> Limits:
        return replace(usual(*about), **less)

    with monkeypatch.context() as patch:
        patch.setattr(conversion, "limits_of", scarce)
        patch.setattr(ffmpeg, "convert", endless)
        video = processed(committed_cast.employee, clip)
    assert (video.state, video.reason) == (VideoState.FAILED, reason)
    assert not video.renditions.exists()
    assert processed(committed_cast.employee, clips.mp4(tmp_path)).state == VideoState.READY


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_converter_that_is_killed_is_tried_again(
    number: signal.Signals, committed_cast: Cast, tmp_path: Path
) -> None:
    """End the process in a real worker, as a host that shuts down does before it ends the
    worker."""
    with running_worker(tmp_path) as worker:
        video = received(committed_cast.employee, heavy(tmp_path).read_bytes())
        wait_until(lambda: end_converter_of(video, number), worker)
        wait_until(lambda: state_of(video) == VideoState.RECEIVED, worker)
        sweep(now=timezone.now())
        wait_until(lambda: state_of(video) == VideoState.READY, worker)


def test_a_converter_that_the_machine_kills_each_time_ends_that_video_and_no_other(
    committed_cast: Cast, tmp_path: Path
) -> None:
    """Kill the process in a real worker with signal 9, as a kernel without memory does."""
    with running_worker(tmp_path) as worker:
        video = received(committed_cast.employee, heavy(tmp_path).read_bytes())
        for state in (VideoState.RECEIVED, VideoState.RECEIVED, VideoState.FAILED):
            wait_until(lambda: end_converter_of(video, signal.SIGKILL), worker)
            wait_until(partial(has_come_to, video, state), worker)
            sweep(now=timezone.now())
        video.refresh_from_db()
        assert video.reason == "too_heavy"
        next_one = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
        wait_until(lambda: state_of(next_one) == VideoState.READY, worker)


def state_of(video: Video) -> str:
    return str(Video.objects.values_list("state", flat=True).get(pk=video.pk))


def has_come_to(video: Video, state: VideoState) -> bool:
    return state_of(video) == state


def end_converter_of(video: Video, number: signal.Signals) -> bool:
    for process in psutil.process_iter(["cmdline"]):
        words = " ".join(process.info["cmdline"] or [])
        if video.pk.hex in words and "-progress" in words and "confine.py" not in words:
            process.send_signal(number)
            return True
    return False
