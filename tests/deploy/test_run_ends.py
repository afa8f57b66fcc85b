"""A stack that ends leaves no process, and one that can't start says why."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from deploy.stack.layout import PROJECT
from tests import prepared
from tests.deploy.processes import belonging_to, eventually
from tests.deploy.stacks import Stack, ask, environment

pytestmark = pytest.mark.stack


def test_nothing_outlives_a_supervisor_killed_with_9_and_the_next_run_starts(
    tmp_path: Path,
) -> None:
    prepared.copy_to(tmp_path / "data")
    first = Stack(tmp_path / "data").up()
    first.stop(signal.SIGKILL)
    second = Stack(tmp_path / "data").up()  # at once: it has to wait for the first one's services
    assert second.stop() == 0
    assert eventually(lambda: not first.processes())


def test_an_attached_stack_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from tests.deploy.stacks import Stack
        stack = Stack(Path(sys.argv[1])).up()
        print("up", flush=True)
        stack.process.wait()
    """
    prepared.copy_to(tmp_path / "data")
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "data")],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout
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
