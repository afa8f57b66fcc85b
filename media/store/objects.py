"""Stores each received run of bytes as an object in the default storage, whatever bucket that is.

The object is put first, then its row (pieces.py) moves the offset with a compare-and-set. So any
host can take the next bytes, and a writer that loses leaves an object that no row names: the sweep
removes it once its time is over. A piece's id is a UUIDv7: it tells when the piece was put, and no
piece gets a row of which the sweep might already have removed the object.

A run is its upload's only writer while it lasts, for it may have bytes in memory that another host
can't see. Another host asks it to leave through the upload's row; the run looks, and leaves.
"""

import asyncio
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.ids import new_id
from media import storage
from media.errors import OffsetConflict, StorageFull, UploadBusy
from media.store import pieces
from media.store.buffering import BufferedIntake
from media.store.pieces import STALE, Piece
from media.threads import in_database

P = ParamSpec("P")
T = TypeVar("T")
FOLDER = "uploads"
RETRY_AFTER = 15  # seconds
ASK_EVERY = 0.05  # seconds between two questions to the database whether a writer left


class ObjectStore:
    """Keeps pieces under uploads/{upload}/, and rows that say which of them count."""

    def warm_up(self) -> None:
        """Load the bucket's library and connect."""
        with suppress(OSError), storage.translate_errors():
            default_storage.exists(f"{FOLDER}/nothing")

    def check(self) -> None:
        """Ask the bucket something."""
        default_storage.exists(f"{FOLDER}/nothing")

    def offset(self, upload: UUID) -> int:
        return pieces.offset(upload)

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        return pieces.offsets(uploads)

    def is_open(self, upload: UUID) -> bool | None:
        """Leave that to the database: a bucket would be a slower way to ask."""
        return None

    async def begin(
        self, upload: UUID, offset: int, *, checked: bool, end_request: Callable[[], None]
    ) -> BufferedIntake:
        """Start a run on a thread, and buffer chunks into pieces for it."""
        run = await _ask(self.append, upload, offset, checked=checked)
        return BufferedIntake(run, end_request)

    async def settle(self, upload: UUID) -> int:
        return await _ask(self.settled_offset, upload)

    def settled_offset(self, upload: UUID) -> int:
        """Return how many bytes are kept; UploadBusy while anybody writes, who is asked to stop."""
        return pieces.settled_offset(upload)

    def append(self, upload: UUID, offset: int, *, checked: bool = False) -> "ObjectRun":
        run = ObjectRun(upload, offset, checked)
        pieces.start_writing(upload, offset, run.writer)
        return run

    def make_durable(self, upload: UUID) -> None:
        """Do nothing: a bucket answers when it has the bytes for good."""

    def open(self, upload: UUID) -> BinaryIO:
        found = pieces.pieces_of(upload)
        if not found:
            raise FileNotFoundError(upload)
        return io.BufferedReader(_Joined(upload, found), 1 << 20)

    def path(self, upload: UUID) -> Path | None:
        return None

    def delete(self, upload: UUID) -> None:
        """Remove rows, then objects: what is left when this is cut off, the sweep finds."""
        pieces.forget(upload)
        for name in _names(upload):
            default_storage.delete(f"{_folder(upload)}/{name}")
        _drop_folder(upload)

    def listing(self) -> Iterator[UUID]:
        for upload in _uuids(_folders()):
            if _names(upload):
                yield upload

    def trim(self, upload: UUID, now: datetime) -> int:
        """Remove stale objects without a row. Lists them first and asks for their rows then: a
        piece that is stale and has no row never gets one."""
        stale = {id for id in _uuids(_names(upload)) if pieces.made_at(id) < now - STALE}
        lost = stale - pieces.known(stale) if stale else stale
        for id in lost:
            default_storage.delete(key_of(upload, id))
        return len(lost)


async def _ask(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call on a database thread. A caller that is refused comes again at once, so it waits first:
    not more questions than the database bears."""
    try:
        return await in_database(call, *args, **kwargs)
    except UploadBusy:
        await asyncio.sleep(ASK_EVERY)
        raise


class ObjectRun:
    """Puts each write into an object of its own. A checked run gets its rows as a whole."""

    def __init__(self, upload: UUID, offset: int, checked: bool) -> None:
        self._upload = upload
        self._end = offset
        self.writer = new_id()
        self.checked = checked
        self._put: list[Piece] = []

    def write(self, chunk: bytes) -> None:
        """Put the bytes and record them: both wait for a network."""
        self.put(chunk)
        self.record()

    def put(self, chunk: bytes) -> None:
        """Put the bytes into the bucket alone."""
        piece = Piece(new_id(), self._end, len(chunk))
        with refuse_when_away():
            default_storage.save(key_of(self._upload, piece.id), ContentFile(chunk))
        self._put.append(piece)
        self._end += piece.size

    def record(self) -> None:
        """Make what was put count from here on, unless it waits for its checksum."""
        if not self.checked:
            self._advance()

    def settle(self, *, keep: bool) -> int:
        try:
            if self.checked and keep:
                self._advance()
            elif self.checked:
                self._discard()
        finally:
            size = pieces.stop_writing(self._upload, self.writer)
        return size

    def _discard(self) -> None:
        """Remove the pieces now rather than by the sweep, or wrong checksums would fill a bucket
        for an hour."""
        lost, self._put = self._put, []
        with suppress(OSError), storage.translate_errors():
            for piece in lost:
                default_storage.delete(key_of(self._upload, piece.id))

    def _advance(self) -> None:
        added, self._put = self._put, []
        if added and not pieces.advance(self._upload, self.writer, added):
            raise OffsetConflict


@contextmanager
def refuse_when_away() -> Iterator[None]:
    """Raise a StorageFull for a bucket that refuses or can't be reached."""
    try:
        with storage.translate_errors():
            yield
    except OSError as error:
        raise StorageFull(retry_after=RETRY_AFTER) from error


class _Joined(io.RawIOBase):
    """Reads pieces one after the other, with one at a time in memory."""

    def __init__(self, upload: UUID, parts: Sequence[Piece]) -> None:
        self._upload = upload
        self._pieces = iter(parts)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # io gives any buffer
        if not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(_content(self._upload, piece))
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _content(upload: UUID, piece: Piece) -> bytes:
    with default_storage.open(key_of(upload, piece.id)) as source:
        content: bytes = source.read()
    if len(content) != piece.size:
        raise FileNotFoundError(f"piece {piece.id} of {upload} has {len(content)} bytes")
    return content


def key_of(upload: UUID, piece: UUID) -> str:
    return f"{_folder(upload)}/{piece.hex}"


def _folder(upload: UUID) -> str:
    return f"{FOLDER}/{upload.hex}"


def _folders() -> list[str]:
    try:
        return list(default_storage.listdir(FOLDER)[0])
    except FileNotFoundError:
        return []


def _names(upload: UUID) -> list[str]:
    try:
        return list(default_storage.listdir(_folder(upload))[1])
    except FileNotFoundError:
        return []


def _uuids(names: Sequence[str]) -> Iterator[UUID]:
    for name in names:
        try:
            yield UUID(name)
        except ValueError:
            continue


def _drop_folder(upload: UUID) -> None:
    """Remove the folder, which on a disk stays behind; a piece that comes in just now keeps it."""
    try:
        default_storage.delete(_folder(upload))
    except OSError:
        return
