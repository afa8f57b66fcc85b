"""Inspects real processes, for the tests of supervision."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path


def alive(pid: int) -> bool:
    """Tell whether the process runs; one that ended but was not collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rsplit(b")", 1)[1].split()[0] != b"Z"
    except OSError:
        return False


def command(pid: int) -> str:
    """Return the program and command line, whatever title the process gave itself; empty when it is
    gone."""
    folder = Path(f"/proc/{pid}")
    with contextlib.suppress(OSError):
        line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
        return f"{(folder / 'exe').readlink()} {line.decode(errors='replace')}"
    return ""


def belonging_to(folder: Path) -> list[int]:
    """Return processes other than this one that work in `folder`, or were told of it."""
    found = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
    return [pid for pid in found if pid != os.getpid() and alive(pid) and _knows(pid, str(folder))]


def _knows(pid: int, text: str) -> bool:
    seen = command(pid)
    with contextlib.suppress(OSError):
        seen += str(Path(f"/proc/{pid}/cwd").readlink())
        seen += Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    return text in seen


def eventually(condition: Callable[[], object], seconds: float = 20) -> bool:
    """Tell whether the condition comes true within a generous time; how fast is not tested, since a
    loaded machine decides that."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())
