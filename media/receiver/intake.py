"""From the event loop into the store, which for `objects` means never waiting there for a network.

A file takes each chunk at once, since the kernel keeps it. For a bucket, chunks are gathered into
pieces: a piece leaves when it is large enough, when it has waited PATIENCE, and when the request
ends however it ends. Only what a killed process had gathered is lost; nobody was told it was kept.
"""

import asyncio
from typing import Protocol
from uuid import UUID

from django.conf import settings

from media.store import Run, Store
from media.store.local import LocalStore
from media.store.objects import ObjectRun, ObjectStore
from media.threads import in_database, in_files

PATIENCE = 1.0  # seconds


class Intake(Protocol):
    """A run for an event loop."""

    async def write(self, chunk: bytes) -> None:
        """Take bytes; StorageFull when these or earlier ones can't be kept."""

    async def settle(self, *, keep: bool) -> int:
        """End the run as media.store.Run does; the upload's size in bytes afterwards."""


async def settled_offset(store: Store, upload: UUID) -> int:
    """How far the upload is; UploadBusy while another process writes to its file."""
    if isinstance(store, LocalStore):
        return store.settled_offset(upload)
    return await in_database(store.offset, upload)


async def begin(store: Store, upload: UUID, offset: int, *, checked: bool) -> Intake:
    """Start a run at `offset`; refuses as media.store.Store.append does."""
    if isinstance(store, ObjectStore):
        return Gathered(await in_database(store.append, upload, offset, checked=checked))
    return Direct(store.append(upload, offset, checked=checked))


class Direct:
    """Every chunk into the store at once."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def write(self, chunk: bytes) -> None:
        self._run.write(chunk)

    async def settle(self, *, keep: bool) -> int:
        return self._run.settle(keep=keep)


class Gathered:
    """Pieces on threads: one on its way to the bucket while the next one gathers, never more.

    A piece that failed ends the run: the offset stays before it, and later ones must not follow.
    """

    def __init__(self, run: ObjectRun) -> None:
        self._run = run
        self._chunks: list[bytes] = []
        self._size = 0
        self._leaving: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def write(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size >= settings.UPLOAD_PIECE_BYTES:
            await self._left()
            self._leave()
        elif self._timer is None:
            self._wait()

    async def settle(self, *, keep: bool) -> int:
        """What was gathered leaves too, unless it would have to wait for a checksum in vain."""
        return await asyncio.shield(asyncio.ensure_future(self._settle(keep)))

    async def _settle(self, keep: bool) -> int:
        self._stop_waiting()
        await self._left()
        if self._size and (keep or not self._run.checked):
            self._leave()
            await self._left()
        return await in_database(self._run.settle, keep=keep)

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._waited)

    def _waited(self) -> None:
        """Long enough: go, unless the piece before is still leaving or failed."""
        self._timer = None
        if self._leaving is None or (self._leaving.done() and not self._leaving.exception()):
            self._leave()
        elif not self._leaving.done():
            self._wait()

    def _stop_waiting(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _leave(self) -> None:
        self._stop_waiting()
        if self._size:
            piece, self._chunks, self._size = b"".join(self._chunks), [], 0
            self._leaving = asyncio.ensure_future(self._keep(piece))

    async def _keep(self, piece: bytes) -> None:
        await in_files(self._run.put, piece)
        await in_database(self._run.record)

    async def _left(self) -> None:
        """Return once the bucket has the last piece that left; raises what stopped it. Whoever
        is sent away while waiting here leaves the piece on its way."""
        if self._leaving:
            await asyncio.shield(self._leaving)
