"""Gathers questions of the same kind while earlier ones are answered, and asks them together.

Fifty phones that begin or end at the same moment need two or three queries, not fifty: a query
costs milliseconds of processor time, however many ids it names.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Batched(Generic[K, V]):
    """Answers one key at a time by `ask`, which takes many, and leaves out those without answer.

    What `ask` raises is told to each who asked: a database that is away is away for all of them.
    """

    def __init__(self, ask: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._ask = ask
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, key: K) -> V | None:
        """Return the answer for `key`, of a question that begins after this call."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(self._ask_all())
        return await asyncio.shield(future)

    async def _ask_all(self) -> None:
        """Ask one batch at a time: the longer a question takes, the more wait for the next one."""
        while self._waiting:
            batch, self._waiting = self._waiting, {}
            try:
                answers = await self._ask(list(batch))
            except BaseException as error:  # told to each of those who asked, who refuse or log it
                for future in batch.values():
                    future.set_exception(error)
                    future.exception()  # whoever asked may have gone
                if not isinstance(error, Exception):
                    raise
                continue
            for key, future in batch.items():
                future.set_result(answers.get(key))
