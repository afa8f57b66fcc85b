"""No service outlives its owner: real processes are really killed."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from deploy.embedded.process import Running, Service
from tests.deploy.processes import alive, eventually

pytestmark = pytest.mark.slow

# Ignores TERM; has a child in its own session and process group, as ffmpeg under a worker may be.
STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                         start_new_session=True)
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
time.sleep(600)
"""


def stubborn(note: Path, grace: float = 0.2) -> Service:
    return Service(name="stubborn", argv=[sys.executable, "-c", STUBBORN, str(note)], grace=grace)


def noted(note: Path) -> list[int]:
    assert eventually(lambda: note.exists() and " " in note.read_text())
    return [int(pid) for pid in note.read_text().split()]


def test_it_kills_a_service_that_ignores_its_stop_signal_and_all_below_it(tmp_path: Path) -> None:
    running = Running(stubborn(tmp_path / "pids"), subprocess.DEVNULL)
    pids = noted(tmp_path / "pids")
    assert running.stop() == 128 + signal.SIGKILL
    assert not any(map(alive, pids))


def test_it_lets_a_service_end_in_its_own_way(tmp_path: Path) -> None:
    ready, done = tmp_path / "ready", tmp_path / "done"
    code = """
        import signal, sys, time
        def stop(*_):
            open(sys.argv[2], "w").close()
            sys.exit(3)
        signal.signal(signal.SIGINT, stop)
        open(sys.argv[1], "w").close()
        time.sleep(600)
    """
    argv = [sys.executable, "-c", textwrap.dedent(code), str(ready), str(done)]
    service = Service(name="polite", argv=argv, stop_signal=signal.SIGINT)
    running = Running(service, subprocess.DEVNULL)
    assert eventually(ready.exists)
    assert running.stop() == 3
    assert done.exists()


def test_it_leaves_nothing_of_a_service_that_ends_by_itself(tmp_path: Path) -> None:
    code = STUBBORN.replace("time.sleep(600)\n", "sys.exit(7)\n")
    service = Service(name="brief", argv=[sys.executable, "-c", code, str(tmp_path / "pids")])
    running = Running(service, subprocess.DEVNULL)
    pids = noted(tmp_path / "pids")
    assert eventually(lambda: running.ended() == 7)
    assert not any(map(alive, pids))


@pytest.fixture
def owner(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Return a process of its own that runs a service below its watcher which ignores requests to
    end."""
    code = """
        import subprocess, sys, time
        from pathlib import Path
        from deploy.embedded.process import Running
        from tests.deploy.test_parent_watch import stubborn
        running = Running(stubborn(Path(sys.argv[1])), subprocess.DEVNULL)
        print(running.pid, flush=True)
        time.sleep(600)
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "pids")],
        stdout=subprocess.PIPE,
    )


def test_nothing_outlives_an_owner_that_is_killed_with_9(
    owner: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    pids = noted(tmp_path / "pids")
    owner.kill()
    owner.wait()
    assert eventually(lambda: not any(map(alive, pids)))


def test_a_service_does_not_outlive_a_watcher_that_is_killed_with_9(
    owner: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    service, below = noted(tmp_path / "pids")
    assert owner.stdout
    os.kill(int(owner.stdout.readline()), signal.SIGKILL)
    assert eventually(lambda: not alive(service))
    owner.kill()
    owner.wait()
    os.kill(below, signal.SIGKILL)  # only an owner that adopts orphans, as ours does, finds it
