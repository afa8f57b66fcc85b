"""Buffers chunks from an event loop into pieces that leave on threads, in a bounded memory.

A piece leaves when it is large enough, when it has waited PATIENCE, when the memory for all uploads
of this process is used up, when another host asks for the upload, and when the request ends however
it ends. Only what a killed process had buffered is lost; nobody was told it was kept.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from django.conf import settings

from media.errors import Unavailable
from media.store import pieces
from media.threads import in_database, in_files

PATIENCE = 1.0  # seconds
LOOK_EVERY = 0.15  # seconds between two looks at who asks for our uploads, while we write any


class PieceRun(Protocol):
    """Puts pieces and makes them count in two steps, each on a thread of its own."""

    writer: UUID
    checked: bool

    def put(self, chunk: bytes) -> None:
        """Put the bytes where they are kept. Waits for a network."""

    def record(self) -> None:
        """Make what was put count. Waits for the database."""

    def settle(self, *, keep: bool) -> int:
        """End the run as media.store.Run does. Waits for both."""


class BufferedIntake:
    """Sends pieces on threads: one on its way while the next one fills, never more.

    A piece that failed ends the request: the offset stays before it, and no later one may follow.
    """

    takes_at_once = False

    def __init__(self, run: PieceRun, end_request: Callable[[], None]) -> None:
        """Prepare for one request, which `end_request` ends where another wants the upload, or no
        bytes can be kept."""
        self._run = run
        self._end_request = end_request
        self._chunks: list[bytes] = []
        self._size = 0
        self._leaving: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        _evictions.add(run.writer, end_request)

    async def write(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._size += len(chunk)
        _memory.used += len(chunk)
        if self._size >= settings.UPLOAD_PIECE_BYTES or _memory.is_short:
            await self._left()
            self._leave()
            if _memory.is_short:  # nothing more is read from this phone until its bytes are away
                await self._left()
        elif self._timer is None:
            self._wait()

    async def settle(self, *, keep: bool) -> int:
        """Send what is buffered too, unless it would wait for a checksum in vain."""
        return await asyncio.shield(asyncio.ensure_future(self._settle(keep)))

    async def _settle(self, keep: bool) -> int:
        self._stop_waiting()
        is_kept = False
        try:
            await self._left()
            if self._size and (keep or not self._run.checked):
                self._leave()
                await self._left()
            is_kept = keep
        finally:
            self._forget()
            size = await in_database(self._run.settle, keep=is_kept)
        return size

    def _forget(self) -> None:
        _evictions.remove(self._run.writer)
        _memory.used -= self._size
        self._chunks, self._size = [], 0

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._waited)

    def _waited(self) -> None:
        """Send the piece, unless the one before is still leaving or failed."""
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
        try:
            await in_files(self._run.put, piece)
            await in_database(self._run.record)
        except BaseException:
            self._end_request()
            raise
        finally:
            _memory.used -= len(piece)

    async def _left(self) -> None:
        """Return once the bucket has the last piece that left; raise what stopped it. A request
        that is ended while it waits here leaves the piece on its way."""
        if self._leaving:
            await asyncio.shield(self._leaving)


class _Memory:
    """Counts the bytes that this process has buffered or is putting."""

    used = 0

    @property
    def is_short(self) -> bool:
        return self.used > settings.UPLOAD_MEMORY_BYTES


class _Evictions:
    """Ends the requests of this process for whose uploads another host asks.

    It looks only while this process writes any.
    """

    def __init__(self) -> None:
        self._requests: dict[UUID, Callable[[], None]] = {}
        self._looking: asyncio.Task[None] | None = None

    def add(self, writer: UUID, end_request: Callable[[], None]) -> None:
        self._requests[writer] = end_request
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())

    def remove(self, writer: UUID) -> None:
        self._requests.pop(writer, None)

    async def _look(self) -> None:
        answered: set[UUID] = set()
        while self._requests:
            try:
                asked = self._requests.keys() & await in_database(pieces.writers_asked_to_leave)
                if new := asked - answered:
                    answered |= new
                    await in_database(pieces.answer_evictions, new)
            except Unavailable:
                asked = set()
            for writer in asked:
                self._requests.get(writer, _do_nothing)()
            await asyncio.sleep(LOOK_EVERY)


def _do_nothing() -> None: ...


_memory = _Memory()
_evictions = _Evictions()
