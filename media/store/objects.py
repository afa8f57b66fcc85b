"""One object per received run of bytes, in the default storage, whatever bucket that is.

The object is put first, then the ledger (rows) moves the offset with a compare-and-set and writes
down the piece. So any host can take the next bytes, and whoever loses leaves an object that no row
names: the sweep removes it once its time is over. A piece's id is a UUIDv7: it tells when the
piece was put, and the ledger takes no piece of which the sweep might already have the object.

A run holds its upload in the ledger while it lasts, for it may have bytes in memory that another
host can't see. Whoever wants the upload meanwhile asks there; the holder looks, and leaves.
"""

import io
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.ids import new_id
from media import storage
from media.errors import OffsetConflict, StorageFull

FOLDER = "uploads"
RETRY_AFTER = 15  # seconds
STALE = timedelta(hours=1)  # a piece without a row is nobody's after this
FRESH = timedelta(minutes=30)  # the ledger takes a piece until this: clocks may differ by the rest


@dataclass(frozen=True)
class Piece:
    """`size` bytes from `start` of an upload, in an object of their own."""

    id: UUID
    start: int
    size: int


class Ledger(Protocol):
    """What is true of an upload's pieces: rows, kept by the room above (media/ledger.py)."""

    def offset(self, upload: UUID) -> int:
        """Bytes in pieces that are written down."""

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        """The same of many at once; 0 for those that it doesn't know."""

    def settled_offset(self, upload: UUID) -> int:
        """The same once nobody holds the upload; else UploadBusy, and the holder is asked to leave.
        One who doesn't answer is gone: it loses the upload after a moment."""

    def take(self, upload: UUID, offset: int, holder: UUID) -> None:
        """Hold the upload. OffsetConflict elsewhere than at `offset`, UploadBusy as above."""

    def release(self, upload: UUID, holder: UUID) -> int:
        """Hold it no more; the offset afterwards."""

    def wanted(self) -> dict[UUID, UUID]:
        """Holders that were asked to leave, and their uploads."""

    def answer(self, holders: Collection[UUID]) -> None:
        """They are leaving, and need a moment for what they still have."""

    def advance(self, upload: UUID, holder: UUID, pieces: Sequence[Piece]) -> bool:
        """Compare-and-set: from the first piece's start past the last; False for a loser, and for
        whoever doesn't hold the upload any more."""

    def pieces(self, upload: UUID) -> list[Piece]:
        """In order."""

    def known(self, pieces: Collection[UUID]) -> set[UUID]:
        """Those that are written down."""

    def forget(self, upload: UUID) -> None:
        """No pieces any more."""


_ledgers: list[Callable[[], Ledger]] = []


def use_ledger(make: Callable[[], Ledger]) -> None:
    """Called once, when the app is ready: rows live above this room."""
    _ledgers[:] = [make]


def ledger() -> Ledger:
    return _ledgers[0]()


class ObjectStore:
    """Pieces under uploads/{upload}/, and a ledger that says which of them count."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def warm_up(self) -> None:
        """Load the bucket's library and connect."""
        with suppress(OSError), storage.ours_to_mend():
            default_storage.exists(f"{FOLDER}/nothing")

    def offset(self, upload: UUID) -> int:
        return self.ledger.offset(upload)

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        return self.ledger.offsets(uploads)

    def settled_offset(self, upload: UUID) -> int:
        """Bytes kept so far; UploadBusy while anybody writes, who is asked to stop."""
        return self.ledger.settled_offset(upload)

    def append(self, upload: UUID, offset: int, *, checked: bool = False) -> "ObjectRun":
        run = ObjectRun(self.ledger, upload, offset, checked)
        self.ledger.take(upload, offset, run.holder)
        return run

    def make_durable(self, upload: UUID) -> None:
        """A bucket answers when it has the bytes for good."""

    def open(self, upload: UUID) -> BinaryIO:
        pieces = self.ledger.pieces(upload)
        if not pieces:
            raise FileNotFoundError(upload)
        return io.BufferedReader(_Joined(upload, pieces), 1 << 20)

    def path(self, upload: UUID) -> Path | None:
        return None

    def delete(self, upload: UUID) -> None:
        """Rows first: what is left when this is cut off are objects that the sweep finds."""
        self.ledger.forget(upload)
        for name in _names(upload):
            default_storage.delete(f"{_folder(upload)}/{name}")
        _drop_folder(upload)

    def listing(self) -> Iterator[UUID]:
        for upload in _uuids(_folders()):
            if _names(upload):
                yield upload

    def trim(self, upload: UUID, now: datetime) -> int:
        """Lists first and asks the ledger then: a piece that is stale and unknown stays unknown."""
        stale = {id for id in _uuids(_names(upload)) if put_at(id) < now - STALE}
        lost = stale - self.ledger.known(stale) if stale else stale
        for id in lost:
            default_storage.delete(key_of(upload, id))
        return len(lost)


class ObjectRun:
    """Puts each write into an object of its own. A checked run is written down as a whole."""

    def __init__(self, ledger: Ledger, upload: UUID, offset: int, checked: bool) -> None:
        self.ledger = ledger
        self._upload = upload
        self._end = offset
        self.holder = new_id()
        self.checked = checked
        self._put: list[Piece] = []

    def write(self, chunk: bytes) -> None:
        """Put and write down: both wait for a network."""
        self.put(chunk)
        self.record()

    def put(self, chunk: bytes) -> None:
        """Into the bucket alone."""
        piece = Piece(new_id(), self._end, len(chunk))
        with bucket_or_refusal():
            default_storage.save(key_of(self._upload, piece.id), ContentFile(chunk))
        self._put.append(piece)
        self._end += piece.size

    def record(self) -> None:
        """What was put counts from here on, unless it waits for its checksum."""
        if not self.checked:
            self._advance()

    def settle(self, *, keep: bool) -> int:
        try:
            if self.checked and keep:
                self._advance()
            elif self.checked:
                self._discard()
        finally:
            size = self.ledger.release(self._upload, self.holder)
        return size

    def _discard(self) -> None:
        """Now rather than by the sweep, or wrong checksums would fill a bucket for an hour."""
        pieces, self._put = self._put, []
        with suppress(OSError), storage.ours_to_mend():
            for piece in pieces:
                default_storage.delete(key_of(self._upload, piece.id))

    def _advance(self) -> None:
        pieces, self._put = self._put, []
        if pieces and not self.ledger.advance(self._upload, self.holder, pieces):
            raise OffsetConflict


@contextmanager
def bucket_or_refusal() -> Iterator[None]:
    """A bucket that refuses, or can't be reached, becomes a StorageFull."""
    try:
        with storage.ours_to_mend():
            yield
    except OSError as error:
        raise StorageFull(retry_after=RETRY_AFTER) from error


class _Joined(io.RawIOBase):
    """Pieces one after the other, one at a time in memory."""

    def __init__(self, upload: UUID, pieces: Sequence[Piece]) -> None:
        self._upload = upload
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
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


def put_at(piece: UUID) -> datetime:
    """When the piece was made: the first 48 bits of a UUIDv7 are milliseconds since 1970."""
    return datetime.fromtimestamp((piece.int >> 80) / 1000, UTC)


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
    """On a disk a folder stays behind; a piece that comes in just now keeps it."""
    try:
        default_storage.delete(_folder(upload))
    except OSError:
        return
