"""A submitted take is scored even when the parts that process it are killed."""

import signal
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
import redis

from tests.flows import loop
from tests.flows.caller import wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.stack]


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> loop.Clip:
    """Return 40 s that can't be remuxed, so that there is time to kill the work in the middle."""
    path: Path = tmp_path_factory.mktemp("clips") / "long.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25", "-f", "lavfi", "-i", "sine"]
    codecs = ["-t", "40", "-c:v", "mpeg4", "-q:v", "8", "-c:a", "aac"]
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ffmpeg, "-v", "error", *picture, *codecs, str(path)], check=True)
    return loop.Clip(path, "video/mp4", 40_000)


def test_it_is_scored_though_the_worker_was_killed_while_processing(
    stack: Stack, long_clip: loop.Clip
) -> None:
    employee, coach = stack.sign_in("employee"), stack.sign_in("coach")
    attempt = loop.begin(employee)
    take = loop.record(employee, attempt, long_clip)
    loop.submit(employee, attempt, take)

    def begun() -> bool:
        video = employee.get(f"/attempts/{attempt['id']}/takes/{take}")["video"]
        return bool(video["state"] == "processing" and video["progress"] > 0)

    wait_until("processing to begin", begun)
    stack.kill_workers()
    assert employee.get(f"/attempts/{attempt['id']}/takes/{take}")["video"]["state"] != "ready"
    loop.processed(employee, attempt, take)
    loop.review(coach, attempt)
    loop.read(employee, attempt)


def test_it_is_scored_though_valkey_lost_every_key_before_processing(stack: Stack) -> None:
    employee, coach = stack.sign_in("employee"), stack.sign_in("coach")
    attempt = loop.begin(employee)
    # A stopped supervisor starts no new worker, so nobody takes the task message before it is lost.
    stack.supervisor.send_signal(signal.SIGSTOP)
    try:
        stack.kill_workers()
        take = loop.record(employee, attempt, loop.PORTRAIT)
        loop.submit(employee, attempt, take)
        valkey = redis.Redis.from_url(stack.layout.addresses()["REDIS_URL"])
        assert valkey.llen("media") == 1
        valkey.flushall()
    finally:
        stack.supervisor.send_signal(signal.SIGCONT)
    loop.processed(employee, attempt, take)
    loop.review(coach, attempt)
    loop.read(employee, attempt)
