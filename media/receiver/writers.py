"""Who is writing to which upload, in this process; a newcomer sends the holder away.

A phone that changed networks leaves a connection on which nothing will come any more. Its next
request must not wait for that one: what the holder wrote is kept, and the newcomer goes on.
A holder in another process on the same files is asked to leave by a knock (knocks.py), and one who
may not send any more is sent away within ASK_EVERY.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

from media.errors import UploadBusy, UploadTakenOver
from media.receiver.eviction_requests import Knocks

T = TypeVar("T")
LOOK_EVERY = 0.05  # seconds between two looks at the knocks, while somebody holds something
TRY_EVERY = 0.01  # seconds between two tries of a newcomer
ASK_EVERY = 2.0  # seconds between two questions whether those who send still may
PATIENCE = 3.0  # seconds after which the holder's process must be dead or hanging


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

    @property
    def is_receiving(self) -> bool:
        """It has the upload, and does not wait for it any more."""
        return self._receiving is not None

    def stay(self) -> None:
        """UploadTakenOver when a newcomer came meanwhile."""
        if self._evicted:
            raise UploadTakenOver

    async def run(self, work: Coroutine[Any, Any, bool]) -> bool:
        """The work's answer; UploadTakenOver when a newcomer ended it."""
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
        self.stay()
        return ended


class Holders:
    """At most one holder per upload."""

    def __init__(
        self,
        knocks: Callable[[], Knocks],
        still_arriving: Callable[[Collection[UUID]], Awaitable[Collection[UUID]]],
    ) -> None:
        self._holders: dict[UUID, Holder] = {}
        self._knocks = knocks
        self._still_arriving = still_arriving
        self._rounds: dict[str, asyncio.Task[None]] = {}

    async def evict(self, upload: UUID) -> None:
        """Return once nobody here holds the upload."""
        while (holder := self._holders.get(upload)) is not None:
            holder.evict()
            await holder.gone.wait()

    async def send_all_away(self) -> None:
        """Return once nobody here holds anything, and what they had sent is kept."""
        await asyncio.gather(*[self.evict(upload) for upload in self._holders])

    @asynccontextmanager
    async def hold(self, upload: UUID) -> AsyncIterator[Holder]:
        """Be the only holder in this process, whoever was it before."""
        await self.evict(upload)
        holder = self._holders[upload] = Holder()
        self._go_round(self._answer_knocks)
        self._go_round(self._ask_who_may_stay)
        try:
            yield holder
        finally:
            del self._holders[upload]
            holder.gone.set()

    async def insist(
        self, upload: UUID, attempt: Callable[[], Awaitable[T]], holder: Holder | None = None
    ) -> T:
        """What `attempt` gives once no other process holds the upload; UploadBusy after PATIENCE.

        UploadTakenOver when a newcomer sends away `holder`, for whom this is done.
        """
        try:
            return await attempt()
        except UploadBusy:
            pass
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        with self._knocks().knocking(upload) as knock:
            while True:
                knock()
                await asyncio.sleep(TRY_EVERY)
                if holder:
                    holder.stay()
                try:
                    return await attempt()
                except UploadBusy:
                    if loop.time() > deadline:
                        raise

    def _go_round(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Have `work` done while anybody here holds anything."""
        going = self._rounds.get(work.__name__)
        if going is None or going.done():
            self._rounds[work.__name__] = asyncio.ensure_future(work())

    async def _ask_who_may_stay(self) -> None:
        """Send away whoever left the organisation, and those whose upload was ended elsewhere."""
        while self._holders:
            await asyncio.sleep(ASK_EVERY)
            asked = set(self._holders)
            for upload in asked.difference(await self._still_arriving(asked)):
                if (holder := self._holders.get(upload)) and holder.is_receiving:
                    holder.evict()

    async def _answer_knocks(self) -> None:
        """Send away those for whom another process knocks."""
        knocks = self._knocks()
        while self._holders:
            for upload in knocks.heard():
                holder = self._holders.get(upload)
                if holder and holder.is_receiving:
                    holder.evict()
            await asyncio.sleep(LOOK_EVERY)
