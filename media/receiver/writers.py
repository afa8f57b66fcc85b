"""Keeps the writers of this process: at most one request per upload, which a newer one evicts.

A phone that changed networks leaves a connection on which nothing will come any more. Its next
request must not wait for that one: what the writer wrote is kept, and the newer request goes on.
A writer in another process on the same files is evicted by a request to it (eviction_requests.py),
and one that may not send any more is evicted within ASK_EVERY.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

from media.errors import UploadBusy, UploadTakenOver
from media.receiver.eviction_requests import EvictionRequests

T = TypeVar("T")
LOOK_EVERY = 0.05  # seconds between two looks at the eviction requests, while anybody writes
TRY_EVERY = 0.01  # seconds between two tries of a newer request
ASK_EVERY = 2.0  # seconds between two questions whether those who send still may
PATIENCE = 3.0  # seconds after which the writer's process must be dead or hanging


class Writer:
    """Represents one request that writes an upload."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self._evicted = False
        self._receiving: asyncio.Task[bool] | None = None

    def evict(self) -> None:
        """Stop waiting for bytes. Writes are not cut in half: the task only ever waits for them."""
        self._evicted = True
        if self._receiving:
            self._receiving.cancel()

    @property
    def is_receiving(self) -> bool:
        """Tell whether the writer has the upload and no longer waits for it."""
        return self._receiving is not None

    def check(self) -> None:
        """Raise UploadTakenOver when a newer request came meanwhile."""
        if self._evicted:
            raise UploadTakenOver

    async def run(self, work: Coroutine[Any, Any, bool]) -> bool:
        """Return the work's answer; UploadTakenOver when a newer request ended it."""
        self._receiving = asyncio.ensure_future(work)
        if self._evicted:
            self._receiving.cancel()
        try:
            await asyncio.wait({self._receiving})
        finally:
            self._receiving.cancel()
        if self._receiving.cancelled():
            raise UploadTakenOver
        ended = self._receiving.result()
        self.check()
        return ended


class Writers:
    """Keeps the writers of this process by upload, and watches over them while there are any."""

    def __init__(
        self,
        requests: Callable[[], EvictionRequests],
        still_arriving: Callable[[Collection[UUID]], Awaitable[Collection[UUID]]],
    ) -> None:
        self._writers: dict[UUID, Writer] = {}
        self._requests = requests
        self._still_arriving = still_arriving
        self._loops: dict[str, asyncio.Task[None]] = {}

    async def evict(self, upload: UUID) -> None:
        """Return once nobody here writes the upload."""
        while (writer := self._writers.get(upload)) is not None:
            writer.evict()
            await writer.gone.wait()

    async def evict_all(self) -> None:
        """Return once nobody here writes anything, and what had come is kept."""
        await asyncio.gather(*[self.evict(upload) for upload in self._writers])

    @asynccontextmanager
    async def write(self, upload: UUID) -> AsyncIterator[Writer]:
        """Become the upload's only writer in this process, whoever was it before."""
        await self.evict(upload)
        writer = self._writers[upload] = Writer()
        self._keep_doing(self._answer_requests)
        self._keep_doing(self._evict_who_may_not_send)
        try:
            yield writer
        finally:
            del self._writers[upload]
            writer.gone.set()

    async def insist(
        self, upload: UUID, attempt: Callable[[], Awaitable[T]], writer: Writer | None = None
    ) -> T:
        """Return what `attempt` gives once no other process writes the upload; UploadBusy after
        PATIENCE, UploadTakenOver when a newer request evicts `writer`, for whom this is done."""
        try:
            return await attempt()
        except UploadBusy:
            pass
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        with self._requests().asking(upload) as ask:
            while True:
                ask()
                await asyncio.sleep(TRY_EVERY)
                if writer:
                    writer.check()
                try:
                    return await attempt()
                except UploadBusy:
                    if loop.time() > deadline:
                        raise

    def _keep_doing(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Have `work` done while anybody here writes anything."""
        going = self._loops.get(work.__name__)
        if going is None or going.done():
            self._loops[work.__name__] = asyncio.ensure_future(work())

    async def _evict_who_may_not_send(self) -> None:
        """Evict whoever left the organisation, and those whose upload was ended elsewhere."""
        while self._writers:
            await asyncio.sleep(ASK_EVERY)
            asked = set(self._writers)
            for upload in asked.difference(await self._still_arriving(asked)):
                self._evict_if_receiving(upload)

    async def _answer_requests(self) -> None:
        """Evict those for whose uploads another process asks."""
        requests = self._requests()
        while self._writers:
            for upload in requests.pending():
                self._evict_if_receiving(upload)
            await asyncio.sleep(LOOK_EVERY)

    def _evict_if_receiving(self, upload: UUID) -> None:
        writer = self._writers.get(upload)
        if writer and writer.is_receiving:
            writer.evict()
