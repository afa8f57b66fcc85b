"""A submitted take is scored even when the parts that process it are killed."""

import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import imageio_ffmpeg
import psutil
import pytest
import redis

from tests.flows import loop
from tests.flows.caller import wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.stack]


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> loop.Clip:
    """Return 20 s that can't be remuxed: 2 s ten times over."""
    folder: Path = tmp_path_factory.mktemp("clips")
    short, path = folder / "short.mp4", folder / "long.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25", "-f", "lavfi", "-i", "sine"]
    codecs = ["-t", "2", "-c:v", "mpeg4", "-q:v", "8", "-c:a", "aac"]
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error"]
    subprocess.run([*ffmpeg, *picture, *codecs, str(short)], check=True)
    again = ["-stream_loop", "9", "-i", str(short), "-c", "copy"]
    subprocess.run([*ffmpeg, *again, str(path)], check=True)
    return loop.Clip(path, "video/mp4", 20_000)


def signal_all(processes: list[psutil.Process], number: signal.Signals) -> None:
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            one.send_signal(number)


def test_it_is_scored_though_the_worker_was_killed_while_processing(
    stack: Stack, long_clip: loop.Clip
) -> None:
    employee, coach = stack.sign_in("employee"), stack.sign_in("coach")
    attempt = loop.begin(employee)
    take = loop.record(employee, attempt, long_clip)
    loop.submit(employee, attempt, take)

    def begun() -> bool:
        """Look while the encoder is paused, so that it can't end before it is killed."""
        encoders = stack.encoders()
        signal_all(encoders, signal.SIGSTOP)
        video = employee.get(f"/attempts/{attempt['id']}/takes/{take}")["video"]
        if video["state"] == "processing" and video["progress"] > 0:
            return True
        time.sleep(0.5)  # it reports twice a second, however little it has done
        signal_all(encoders, signal.SIGCONT)
        return False

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
        assert valkey.llen("media") >= 1  # a sweep may be among them
        valkey.flushall()
    finally:
        stack.supervisor.send_signal(signal.SIGCONT)
    loop.processed(employee, attempt, take)
    loop.review(coach, attempt)
    loop.read(employee, attempt)
