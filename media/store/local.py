"""Stores each upload in one file. The file's size is the truth, so that `kill -9` loses nothing.

A lock on the file keeps a second process out; within a process the receiver sees to that.
"""

import asyncio
import contextlib
import errno
import fcntl
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import structlog
from django.conf import settings

from media.errors import OffsetConflict, StorageFull, UploadBusy
from media.store import write_back
from media.threads import in_files

log = structlog.get_logger(__name__)

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
RETRY_AFTER = 15  # seconds


class LocalStore:
    """Keeps files under `folder`, spread over 256 folders by the last byte of the (random) id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def warm_up(self) -> None:
        """Do nothing: a disk needs no preparation."""

    def check(self) -> None:
        """Write a file that nobody sees."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=self.folder) as file:
            file.write(b"check")
            file.flush()

    def offset(self, upload: UUID) -> int:
        try:
            return self._file(upload).stat().st_size
        except FileNotFoundError:
            return 0

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        return {upload: self._offset_or_none(upload) for upload in uploads}

    def append(self, upload: UUID, offset: int, *, checked: bool = False) -> "LocalRun":
        path = self._file(upload)
        with refuse_when_full():
            descriptor = _opened(path)
        try:
            _lock(descriptor)
            if os.fstat(descriptor).st_size != offset:
                raise OffsetConflict
            return LocalRun(descriptor, path.with_suffix(".checking") if checked else None)
        except BaseException:
            os.close(descriptor)
            raise

    def is_open(self, upload: UUID) -> bool | None:
        """Look for the file: it comes with the first bytes and goes when the upload ends."""
        return self._file(upload).exists()

    async def begin(
        self, upload: UUID, offset: int, *, checked: bool, end_request: Callable[[], None]
    ) -> "LocalIntake":
        """Start a run on the event loop: the kernel takes each chunk at once."""
        return LocalIntake(self.append(upload, offset, checked=checked))

    async def settle(self, upload: UUID) -> int:
        return self.settled_offset(upload)

    def settled_offset(self, upload: UUID) -> int:
        """Return bytes kept so far; UploadBusy while anybody writes."""
        try:
            descriptor = os.open(self._file(upload), os.O_RDONLY)
        except FileNotFoundError:
            return 0
        try:
            _lock(descriptor, fcntl.LOCK_SH)
            return os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)

    def make_durable(self, upload: UUID) -> None:
        if not settings.UPLOAD_FSYNC:
            return
        path = self._file(upload)
        for place in (path, path.parent):
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def open(self, upload: UUID) -> BinaryIO:
        return self._file(upload).open("rb")

    def path(self, upload: UUID) -> Path | None:
        return self._file(upload)

    def delete(self, upload: UUID) -> None:
        path = self._file(upload)
        for part in (path, path.with_suffix(".checking")):
            part.unlink(missing_ok=True)

    def listing(self) -> Iterator[UUID]:
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(ValueError):
                yield UUID(path.stem)

    def trim(self, upload: UUID, now: datetime) -> int:
        """Do nothing: writers wait for one another here, so nobody loses."""
        return 0

    def _offset_or_none(self, upload: UUID) -> int:
        """Return the offset, and 0 for a file that the disk refuses to look at."""
        try:
            return self.offset(upload)
        except OSError as error:
            log.error("upload_unreadable", upload=str(upload), error=str(error))
            return 0

    def _file(self, upload: UUID) -> Path:
        return self.folder / upload.hex[-2:] / upload.hex


class LocalRun:
    """Appends to the file behind `descriptor`; a checked run waits in the file `aside`."""

    def __init__(self, descriptor: int, aside: Path | None) -> None:
        self._end = descriptor
        self._aside = aside
        self._into = descriptor
        if aside:
            with refuse_when_full():
                self._into = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)

    def write(self, chunk: bytes) -> None:
        """Write into the kernel's page cache, where the end of this process can't harm it."""
        _write(self._into, chunk)

    def duplicate(self) -> int:
        """Return a descriptor of the same file, for the caller to close."""
        return os.dup(self._into)

    def settle(self, *, keep: bool) -> int:
        try:
            if self._aside and keep:
                _copy(self._into, self._end)
            return os.fstat(self._end).st_size
        finally:
            os.close(self._end)
            if self._aside:
                os.close(self._into)
                self._aside.unlink(missing_ok=True)


class LocalIntake:
    """Writes every chunk into the file on the event loop, since a thread would cost more.

    The disk is told of each EVERY bytes on a thread, one call at a time.
    """

    takes_at_once = True

    def __init__(self, run: LocalRun) -> None:
        self._run = run
        self._dirty = 0
        self._starting: asyncio.Task[None] | None = None

    async def write(self, chunk: bytes) -> None:
        self._run.write(chunk)
        self._dirty += len(chunk)
        if self._dirty >= write_back.EVERY and settings.UPLOAD_FSYNC:
            self._start_write_back()

    def _start_write_back(self) -> None:
        """Start the write-back without waiting for it: settling may close the file first, so it has
        its own handle."""
        if self._starting is None or self._starting.done():
            self._dirty = 0
            with contextlib.suppress(OSError):  # such as too many open files: fsync does it later
                work = in_files(write_back.start_write_back, self._run.duplicate())
                self._starting = asyncio.ensure_future(work)

    async def settle(self, *, keep: bool) -> int:
        return self._run.settle(keep=keep)


@contextlib.contextmanager
def refuse_when_full() -> Iterator[None]:
    """Raise a StorageFull for a disk that refuses; other errors stay what they are."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        raise StorageFull(retry_after=RETRY_AFTER) from error


def _opened(path: Path) -> int:
    """Open the file to append to it; its folder is made with the first of its files."""
    how = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        return os.open(path, how, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path, how, 0o600)


def _lock(descriptor: int, kind: int = fcntl.LOCK_EX) -> None:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UploadBusy(retry_after=1) from None


def _write(descriptor: int, chunk: bytes) -> None:
    with refuse_when_full():
        written = os.write(descriptor, chunk)
        while written < len(chunk):
            written += os.write(descriptor, chunk[written:])


def _copy(source: int, target: int) -> None:
    os.lseek(source, 0, os.SEEK_SET)
    while chunk := os.read(source, 1 << 20):
        _write(target, chunk)
