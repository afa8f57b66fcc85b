"""Chunks for a bucket, gathered into pieces that leave on threads, in a bounded memory.

A piece leaves when it is large enough, when it has waited PATIENCE, when the memory for all uploads
of this process is used up, when another host asks for the upload, and when the request ends however
it ends. Only what a killed process had gathered is lost; nobody was told it was kept.
"""

import asyncio
from collections.abc import Callable
from uuid import UUID

from django.conf import settings

from media.errors import Unavailable
from media.store.objects import Ledger, ObjectRun
from media.threads import in_database, in_files

PATIENCE = 1.0  # seconds
LOOK_EVERY = 0.15  # seconds between two looks at who asks for our uploads, while we hold any


class Gathered:
    """Pieces on threads: one on its way to the bucket while the next one gathers, never more.

    A piece that failed ends the request: the offset stays before it, and no later one may follow.
    """

    def __init__(self, run: ObjectRun, give_way: Callable[[], None]) -> None:
        """`give_way` ends the request: another wants the upload, or no bytes can be kept."""
        self._run = run
        self._give_way = give_way
        self._chunks: list[bytes] = []
        self._size = 0
        self._leaving: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        _doorstep.enter(run, give_way)

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
        """What was gathered leaves too, unless it would have to wait for a checksum in vain."""
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
        _doorstep.leave(self._run)
        _memory.used -= self._size
        self._chunks, self._size = [], 0

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
        try:
            await in_files(self._run.put, piece)
            await in_database(self._run.record)
        except BaseException:
            self._give_way()
            raise
        finally:
            _memory.used -= len(piece)

    async def _left(self) -> None:
        """Return once the bucket has the last piece that left; raises what stopped it. Whoever
        is sent away while waiting here leaves the piece on its way."""
        if self._leaving:
            await asyncio.shield(self._leaving)


class _Memory:
    """Bytes that this process has gathered or is putting."""

    used = 0

    @property
    def is_short(self) -> bool:
        return self.used > settings.UPLOAD_MEMORY_BYTES


class _Doorstep:
    """The runs of this process, and a look now and then at who else asks for their uploads."""

    def __init__(self) -> None:
        self._runs: dict[UUID, Callable[[], None]] = {}
        self._round: asyncio.Task[None] | None = None

    def enter(self, run: ObjectRun, give_way: Callable[[], None]) -> None:
        self._runs[run.holder] = give_way
        if self._round is None or self._round.done():
            self._round = asyncio.ensure_future(self._look(run.ledger))

    def leave(self, run: ObjectRun) -> None:
        self._runs.pop(run.holder, None)

    async def _look(self, ledger: Ledger) -> None:
        answered: set[UUID] = set()
        while self._runs:
            try:
                asked = self._runs.keys() & (await in_database(ledger.wanted)).keys()
                if new := asked - answered:
                    answered |= new
                    await in_database(ledger.answer, new)
            except Unavailable:
                asked = set()
            for holder in asked:
                self._runs.get(holder, _nothing)()
            await asyncio.sleep(LOOK_EVERY)


def _nothing() -> None: ...


_memory = _Memory()
_doorstep = _Doorstep()
