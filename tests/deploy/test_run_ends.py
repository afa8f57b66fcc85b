"""A stack that ends leaves no process, and one that can't start says why."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.stack.layout import PROJECT
from tests import prepared
from tests.deploy.processes import belonging_to, eventually
from tests.deploy.stacks import Stack, ask, environment

pytestmark = pytest.mark.stack


PARENT = """
import sys
from pathlib import Path
from tests.deploy.stacks import Stack
print("waits", flush=True)
sys.stdin.readline()
stack = Stack(Path(sys.argv[1])).up()
print("up", flush=True)
stack.process.wait()
"""


def test_a_run_starts_after_a_kill_with_9_and_nothing_outlives_who_started_it(
    tmp_path: Path,
) -> None:
    prepared.copy_to(tmp_path / "data")
    first = Stack(tmp_path / "data").up()
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "data")],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdin
    assert parent.stdout
    assert parent.stdout.readline() == b"waits\n"
    first.stop(signal.SIGKILL)
    parent.stdin.write(b"\n")  # at once: its stack has to wait for the first one's services
    parent.stdin.flush()
    assert parent.stdout.readline() == b"up\n"
    parent.kill()
    parent.wait()
    assert eventually(lambda: not belonging_to(tmp_path / "data"), 30)


def test_too_little_space_is_said_in_one_sentence(tmp_path: Path) -> None:
    env = environment(tmp_path / "data", KALM_LEAST_FREE_MB="1000000000", PORT="0")
    done = ask("run", env=env)
    assert done.returncode == 1
    assert done.stderr.startswith(f"The disk under {tmp_path / 'data'} is full")
    assert done.stderr.count("\n") == 1


def test_a_disk_that_fills_up_stops_the_stack_with_one_sentence(tmp_path: Path) -> None:
    logs = tmp_path / "data" / "logs"
    logs.mkdir(parents=True)
    (logs / "prepare.log").symlink_to("/dev/full")  # each write to it says ENOSPC
    (logs / "postgres.log").symlink_to("/dev/full")
    stack = Stack(tmp_path / "data")
    assert stack.process.wait(120) == 1
    assert stack.said().rstrip().split("\n")[-1].startswith("The disk under")
    assert stack.processes() == []


def test_a_reset_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "data" / "media").mkdir(parents=True)
    assert ask("reset", env=environment(tmp_path / "data")).returncode == 0
    assert not (tmp_path / "data").exists()
