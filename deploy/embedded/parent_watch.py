"""Runs one service below a watcher: when the owner ends, the service and all it started end too.

Run as a script by process.Running; the application imports its helpers alone. Standard input is a
pipe of which only the owner has the other end. When that end closes (the owner closed it, or was
killed with -9), the service gets its stop signal, `grace` seconds to end, and then everything below
this process is killed.

On Linux this process adopts orphans (`PR_SET_CHILD_SUBREAPER`), so a grandchild that left its
process group is still found. The service itself also asks for a parent-death signal, after the
change of user because the kernel clears it there: that covers a -9 of this process.
"""

import contextlib
import ctypes
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def _prctl(option: int, value: int) -> None:
    """Call prctl on Linux; elsewhere the process group alone has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def adopt_orphans() -> None:
    """Make this process the parent of every orphan below it (PR_SET_CHILD_SUBREAPER)."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def children() -> dict[int, list[int]]:
    """Return all processes by their parent, from /proc; empty where there is no /proc."""
    found: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(stat.read_bytes().rsplit(b")", 1)[1].split()[1])
            found.setdefault(parent, []).append(int(stat.parent.name))
    return found


def descendants(root: int) -> list[int]:
    """Return the process ids below `root`."""
    family = children()
    found: list[int] = []
    queue = [root]
    while queue:
        below = family.get(queue.pop(), [])
        found += below
        queue += below
    return found


def _become(account: dict[str, Any] | None) -> None:
    """Change to the service's user, irrevocably; nothing to do when already an ordinary user."""
    if account:
        os.setgroups(account["groups"])
        os.setgid(account["gid"])
        os.setuid(account["uid"])


def _exec(spec: dict[str, Any]) -> None:
    """Set up the child's process group and user, then execute the service. Never returns."""
    try:
        os.setpgid(0, 0)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        parent = os.getppid()
        _become(spec["account"])
        _prctl(PR_SET_PDEATHSIG, spec["orphan_signal"])
        if os.getppid() == parent:
            os.execvpe(spec["argv"][0], spec["argv"], os.environ)  # noqa: S606 (no shell is wanted)
    except OSError as error:
        sys.stderr.write(f"{spec['argv'][0]} cannot be started: {error}\n")
    finally:
        os._exit(127)


def _reap(main: int) -> tuple[bool, int | None]:
    """Collect every process that ended, and return (children are left, the main child's wait status
    if it ended)."""
    status = None
    while True:
        try:
            pid, ended = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False, status
        if pid == 0:
            return True, status
        if pid == main:
            status = ended


def _kill_rest(main: int) -> None:
    """Kill all that is left below this process; bounded, for a process stuck in the kernel."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            os.killpg(main, signal.SIGKILL)
        for pid in descendants(os.getpid()):
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        if not _reap(main)[0]:
            return
        time.sleep(0.02)


def _watch(main: int, spec: dict[str, Any], wakeup: int) -> int:
    """Wait until the service ends or the owner closes its pipe, and return the service's wait
    status."""
    stop_at: float | None = None
    owner = [0]
    while True:
        left = None if stop_at is None else max(0.0, stop_at - time.monotonic())
        readable, _, _ = select.select([*owner, wakeup], [], [], left)
        status = _reap(main)[1]
        if status is not None:
            return status
        is_closed = 0 in readable and os.read(0, 4096) == b""
        told = wakeup in readable and _stop_was_asked(os.read(wakeup, 4096))
        if (is_closed or told) and stop_at is None:
            owner = []
            stop_at = time.monotonic() + spec["grace"]
            os.kill(main, spec["stop_signal"])
        elif stop_at is not None and time.monotonic() >= stop_at:
            return int(signal.SIGKILL)


def _stop_was_asked(signals: bytes) -> bool:
    return any(number in (signal.SIGTERM, signal.SIGINT) for number in signals)


def main() -> int:
    """Run the service described by the JSON in the only argument, and return its exit code."""
    spec = json.loads(sys.argv[1])
    adopt_orphans()
    wakeup, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        _exec(spec)
    status = _watch(child, spec, wakeup)
    _kill_rest(child)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
