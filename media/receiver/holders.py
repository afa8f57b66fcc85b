"""Who is writing to which upload, in this process; a newcomer sends the holder away.

A phone that changed networks leaves a connection on which nothing will come any more. Its next
request must not wait for that one: what the holder wrote is kept, and the newcomer goes on.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from media.errors import UploadTakenOver


class Holder:
    """One request with an upload in its hands."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self._evicted = False
        self._receiving: asyncio.Task[bool] | None = None

    def evict(self) -> None:
        """Stop waiting for bytes. Writes are not cut in half: the task only ever waits for them."""
        self._evicted = True
        if self._receiving:
            self._receiving.cancel()

    async def run(self, work: Coroutine[Any, Any, bool]) -> bool:
        """The work's answer; UploadTakenOver when a newcomer ended it."""
        self._receiving = asyncio.ensure_future(work)
        try:
            await asyncio.wait({self._receiving})
        finally:
            self._receiving.cancel()
        if self._receiving.cancelled() or self._evicted:
            raise UploadTakenOver
        return self._receiving.result()


class Holders:
    """At most one holder per upload."""

    def __init__(self) -> None:
        self._holders: dict[UUID, Holder] = {}

    async def evict(self, upload: UUID) -> None:
        """Return once nobody here holds the upload."""
        while (holder := self._holders.get(upload)) is not None:
            holder.evict()
            await holder.gone.wait()

    @asynccontextmanager
    async def hold(self, upload: UUID) -> AsyncIterator[Holder]:
        """Be the only holder, whoever was it before."""
        await self.evict(upload)
        holder = self._holders[upload] = Holder()
        try:
            yield holder
        finally:
            del self._holders[upload]
            holder.gone.set()
