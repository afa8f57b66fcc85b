"""Asks other processes to evict an upload's writer: a small file per request, beside the uploads.

The lock on an upload's own file stays the truth; a request only says that somebody waits for it.
Why a file and not a socket or a channel: docs/decisions/evicting-a-writer-of-another-process.md.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

STALE = 1.0  # seconds after which a request is nobody's: whoever still waits repeats it


class EvictionRequests:
    """Keeps requests under `folder`; ours carry our name, so that we don't answer them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = f".{secrets.token_hex(6)}"

    @contextmanager
    def asking(self, upload: UUID) -> Iterator[Callable[[], None]]:
        """Yield what makes the request, or repeats it; withdraw it at the end. A disk that takes no
        file is no error: then the writer is only waited for, and in a bucket asked by its row."""
        path = self._folder / f"{upload.hex}{self._name}"

        def ask() -> None:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.touch()

        try:
            yield ask
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def pending(self) -> list[UUID]:
        """Return the uploads that other processes ask for."""
        try:
            with os.scandir(self._folder) as entries:
                strange = [entry for entry in entries if not entry.name.endswith(self._name)]
        except OSError:  # nobody has ever asked, or nobody can
            return []
        return [UUID(entry.name[:32]) for entry in strange if _is_fresh(entry)]


def _is_fresh(entry: "os.DirEntry[str]") -> bool:
    """Return whether somebody still waits; what a dead process left is removed."""
    with suppress(FileNotFoundError):
        if time.time() - entry.stat().st_mtime < STALE:
            return True
        Path(entry.path).unlink(missing_ok=True)
    return False
