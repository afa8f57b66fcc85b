"""Ends the processes that a test run started, when the run itself was killed.

Run as a script, it reads lines from standard input, whose other end the test run alone has: `+ID`
when a process group has begun, `-ID` when it has ended. When the pipe closes, it kills the groups
that are left. A group's id that the system has given away again since is left alone.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path


def remember(group: int) -> None:
    """Have the group killed when this process ends in whatever way."""
    _tell(f"+{group}")


def forget(group: int) -> None:
    """Forget a group that has ended, because its id may become another's."""
    _tell(f"-{group}")


def _tell(line: str) -> None:
    watch = _watch(os.getpid())
    assert watch.stdin
    watch.stdin.write(f"{line}\n".encode())
    watch.stdin.flush()


@cache
def _watch(_owner: int) -> "subprocess.Popen[bytes]":
    """Return the watch of this process, which signals to its group don't reach."""
    argv = [sys.executable, "-I", "-S", __file__]
    return subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    )


def _begun(pid: int) -> bytes | None:
    """Return when the process began, in the kernel's ticks; None where there is none, or no
    /proc.
    """
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[19]
    return None


def main() -> None:
    groups: dict[int, bytes | None] = {}
    for line in sys.stdin:
        group = int(line[1:])
        if line.startswith("+"):
            groups[group] = _begun(group)
        else:
            groups.pop(group, None)
    for group, begun in groups.items():
        if _begun(group) in (begun, None):
            with suppress(OSError):
                os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
