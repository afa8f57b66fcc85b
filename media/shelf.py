"""Files in the default storage, whatever that is: put, take in hand, remove. No ORM.

Names are ours from end to end (`videos/{organisation}/{video}/...`); nothing of an uploaded
file's own name ends up in a key.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage


class _Movable(File):  # type: ignore[type-arg]
    """A finished file on this disk: a storage on the same disk renames it instead of copying."""

    def __init__(self, handle: Any, path: Path) -> None:
        super().__init__(handle, name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


def folder_of(organisation: UUID, video: UUID) -> str:
    """The only place in the storage that holds anything of this video."""
    return f"videos/{organisation}/{video}"


def put(key: str, path: Path) -> int:
    """Move the file at `path` to `key`, replacing what was there; its size in bytes."""
    size = path.stat().st_size
    default_storage.delete(key)
    with path.open("rb") as handle:
        name = default_storage.save(key, _Movable(handle, path))
    if name != key:  # a second writer of the same key was quicker
        default_storage.delete(name)
    path.unlink(missing_ok=True)
    return size


def size(key: str) -> int | None:
    """Bytes at `key`, or None where nothing is."""
    try:
        return default_storage.size(key) if default_storage.exists(key) else None
    except OSError:
        return None


@contextlib.contextmanager
def in_hand(key: str) -> Iterator[Path]:
    """The file at `key` on this disk: itself where the storage is local, else a copy for now."""
    try:
        yield Path(default_storage.path(key))
    except NotImplementedError:
        with tempfile.NamedTemporaryFile() as copy:
            with default_storage.open(key) as source:
                shutil.copyfileobj(source, copy, 1 << 20)
            copy.flush()
            yield Path(copy.name)


def remove_folder(folder: str) -> None:
    """Remove everything under `folder`; no error where there is nothing."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        remove_folder(f"{folder}/{name}")
    with contextlib.suppress(OSError):
        default_storage.delete(folder)
