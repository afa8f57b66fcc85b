"""Locks a data folder, so that one stack at most uses it."""

import fcntl
import os
import time
from pathlib import Path

from deploy.stack.errors import CannotStart

PATIENCE = 30.0


class Lock:
    """A lock belongs to the supervisor and, through an inherited file, to every watcher it starts.

    So when a supervisor is killed with -9, the next one waits until the services of the first
    are really gone, instead of starting a second PostgreSQL on the same files.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    @property
    def fileno(self) -> int:
        """Return the open file's descriptor, to be passed to watchers."""
        return self._file

    def take(self) -> None:
        """Take the lock; CannotStart when a living supervisor has it."""
        deadline = time.monotonic() + PATIENCE
        told = False
        while not self.try_take():
            holder = self._holder()
            if holder and _alive(holder):
                raise CannotStart(
                    f"Kalm is already running on {self._path.parent.parent} (process {holder}):"
                    " stop that one with Ctrl-C, or set KALM_DATA_DIR to another folder."
                )
            if time.monotonic() > deadline:
                raise CannotStart(f"Processes of an earlier run still hold {self._path.parent}.")
            if not told:
                print("Waiting for the services of an earlier run to stop.", flush=True)
                told = True
            time.sleep(0.1)

    def try_take(self) -> bool:
        """Take the lock if it is free, and write our process id into it."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)
        return True

    def _holder(self) -> int:
        text = os.pread(self._file, 20, 0).decode()
        return int(text) if text.isdigit() else 0

    def release(self) -> None:
        """Close our copy of the file; the lock ends when the watchers have closed theirs."""
        os.close(self._file)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
