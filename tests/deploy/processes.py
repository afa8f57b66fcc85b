"""Looking at real processes, for the tests of supervision."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended but was not collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rsplit(b")", 1)[1].split()[0] != b"Z"
    except OSError:
        return False


def command(pid: int) -> str:
    """Program and command line, whatever title the process gave itself; empty when it is gone."""
    folder = Path(f"/proc/{pid}")
    with contextlib.suppress(OSError):
        line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
        return f"{(folder / 'exe').readlink()} {line.decode(errors='replace')}"
    return ""


def belonging_to(folder: Path) -> list[int]:
    """Processes other than this one that work in `folder`, or were told of it."""
    found = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
    return [pid for pid in found if pid != os.getpid() and alive(pid) and _knows(pid, str(folder))]


def _knows(pid: int, text: str) -> bool:
    seen = command(pid)
    with contextlib.suppress(OSError):
        seen += str(Path(f"/proc/{pid}/cwd").readlink())
        seen += Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    return text in seen


def eventually(holds: Callable[[], object], seconds: float = 20) -> bool:
    """Whether it holds within the time; not how fast, which a loaded machine decides."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return bool(holds())
