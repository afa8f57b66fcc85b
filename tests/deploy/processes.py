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


def with_text(text: str) -> list[int]:
    """Processes, other than this one, with `text` on their command line or in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            seen = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            if text.encode() in seen and int(folder.name) != os.getpid():
                found.append(int(folder.name))
    return [pid for pid in found if alive(pid)]


def eventually(holds: Callable[[], object], seconds: float = 20) -> bool:
    """Whether it holds within the time; not how fast, which a loaded machine decides."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return bool(holds())
