"""Servers that a test started end with the test run, also when it was killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import group_watch
from tests.servers import PROJECT, wait_until

pytestmark = pytest.mark.slow

OWNER = """
import sys, time
from pathlib import Path
from tests import group_watch
from tests.servers import start
process = start(["sh", "-c", "sleep 300 & exec sleep 300"], Path(sys.argv[1]) / "log", {})
print(process.popen.pid, flush=True)
time.sleep(300)
"""


def lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_run_leaves_no_server_behind(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
    )
    assert owner.stdout
    group = int(owner.stdout.readline())
    assert lives(group)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    wait_until(lambda: not lives(group), seconds=20)


def test_a_group_that_ended_before_is_left_alone() -> None:
    """Its id may be another's by now."""
    other = subprocess.Popen(["sleep", "300"], start_new_session=True)
    try:
        told = f"+{other.pid}\n-{other.pid}\n".encode()
        argv = [sys.executable, "-I", "-S", group_watch.__file__]
        assert subprocess.run(argv, input=told, check=True).returncode == 0
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()
