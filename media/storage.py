"""Puts, fetches and removes files in the default storage, whatever that is, without the ORM.

Names are ours from end to end (`videos/{organisation}/{video}/...`); nothing of an uploaded
file's own name ends up in a key.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage


class StorageAway(OSError):
    """Says that the storage refused or can't be reached: our outage, no recording's fault."""


# Who talks to a bucket for Django: each has exceptions of its own, which share no base.
LIBRARIES = {"azure", "boto3", "botocore", "google", "s3transfer", "urllib3"}


@contextlib.contextmanager
def translate_errors() -> Iterator[None]:
    """Raise a StorageAway for whatever a bucket's library raises; our own mistakes stay as they
    are."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:  # the library is optional, so that its classes can't be named here
        if not is_of_storage(error):
            raise
        raise StorageAway(str(error)) from error


def is_of_storage(error: Exception) -> bool:
    """Return whether a class of one of the LIBRARIES says what went wrong."""
    modules = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    return not modules.isdisjoint(LIBRARIES)


def is_outage(error: Exception) -> bool:
    """Return whether the storage raised this and answers nobody now: no recording is at fault then.
    What it says of one file while it answers for others is that file's alone."""
    if not (isinstance(error, OSError) or is_of_storage(error)):
        return False
    try:
        default_storage.exists("videos")
    except OSError:
        return True
    except Exception as other:  # as above
        if not is_of_storage(other):
            raise
        return True
    return False


class _Movable(File):  # type: ignore[type-arg]  # generic in the type stubs alone
    """Represents a finished file on this disk, which a storage on the same disk renames instead of
    copying."""

    def __init__(self, handle: Any, path: Path) -> None:
        super().__init__(handle, name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


def folder_of(organisation: UUID, video: UUID) -> str:
    """Return the only place in the storage that holds anything of this video."""
    return f"videos/{organisation}/{video}"


def put(key: str, path: Path) -> int:
    """Move the file at `path` to `key`, replacing what was there; its size in bytes."""
    size = path.stat().st_size
    keep(key, path)
    path.unlink(missing_ok=True)
    return size


def keep(key: str, path: Path) -> Path:
    """Put the file as `put` does, and return where it is on this disk afterwards."""
    with translate_errors():
        default_storage.delete(key)
        with path.open("rb") as handle:
            name = default_storage.save(key, _Movable(handle, path))
        if name != key:  # a second writer of the same key was quicker
            default_storage.delete(name)
    return path if path.exists() else Path(default_storage.path(key))


def size(key: str) -> int | None:
    """Return bytes at `key`, or None where nothing is."""
    try:
        with translate_errors():
            return default_storage.size(key) if default_storage.exists(key) else None
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def fetch(key: str) -> Iterator[Path]:
    """Yield the file at `key` on this disk: itself where the storage is local, else a copy."""
    try:
        yield Path(default_storage.path(key))
    except NotImplementedError:
        work = settings.MEDIA_DIR / "work"  # where the sweep finds what a killed worker leaves
        work.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=work) as copy:
            with translate_errors(), default_storage.open(key) as source:
                shutil.copyfileobj(source, copy, 1 << 20)
            copy.flush()
            yield Path(copy.name)


def remove(key: str) -> None:
    """Remove the file at `key`; no error where there is none."""
    with translate_errors():
        default_storage.delete(key)


def remove_folder(folder: str) -> None:
    """Remove everything under `folder`; no error where there is nothing."""
    folders, files = inside(folder)
    with translate_errors():
        for name in files:
            default_storage.delete(f"{folder}/{name}")
    for name in folders:
        remove_folder(f"{folder}/{name}")
    with contextlib.suppress(OSError):
        default_storage.delete(folder)


def inside(folder: str) -> tuple[list[str], list[str]]:
    """Return names of the folders and of the files in `folder`; none where there is nothing."""
    try:
        with translate_errors():
            folders, files = default_storage.listdir(folder)
            return list(folders), list(files)
    except (FileNotFoundError, NotADirectoryError):
        return [], []


def is_older(folder: str, than: datetime) -> bool:
    """Return whether no file anywhere under `folder` has been written since `than`."""
    folders, files = inside(folder)
    with translate_errors():
        if any(default_storage.get_modified_time(f"{folder}/{name}") >= than for name in files):
            return False
    return all(is_older(f"{folder}/{name}", than) for name in folders)


def is_old(key: str, than: datetime) -> bool:
    """Return whether the file at `key` is there and was last written before `than`."""
    with translate_errors():
        return default_storage.exists(key) and default_storage.get_modified_time(key) < than


def videos() -> Iterator[tuple[UUID, UUID]]:
    """Return (organisation, video) of every folder that `folder_of` may have made."""
    for organisation in inside("videos")[0]:
        for video in inside(f"videos/{organisation}")[0]:
            with contextlib.suppress(ValueError):
                yield UUID(organisation), UUID(video)
