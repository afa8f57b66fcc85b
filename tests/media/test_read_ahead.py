"""The receiver reads one chunk ahead where a run takes chunks at once, and none where it waits."""

import asyncio

import pytest

from media.receiver.body import write_body

CHUNKS = 3


class Notes:
    """A run that notes what had been asked for when it was given each chunk."""

    def __init__(self, *, takes_at_once: bool) -> None:
        self.takes_at_once = takes_at_once
        self.asked = 0
        self.seen: list[tuple[bytes, int]] = []

    def receive(self) -> "asyncio.Future[dict[str, object]]":
        """Ask as granian is asked: what comes is on its way before anybody waits for it."""
        future: asyncio.Future[dict[str, object]] = asyncio.get_running_loop().create_future()
        at = self.asked
        self.asked += 1
        more = at < CHUNKS - 1
        future.set_result({"type": "http.request", "body": b"%d" % at, "more_body": more})
        return future

    async def write(self, chunk: bytes) -> None:
        self.seen.append((chunk, self.asked))

    async def settle(self, *, keep: bool) -> int:
        return sum(len(chunk) for chunk, _ in self.seen)


@pytest.mark.parametrize(
    ("takes_at_once", "asked"), [(True, [2, 3, 3]), (False, [1, 2, 3])], ids=["ahead", "one by one"]
)
def test_it_asks_for_the_next_chunk(takes_at_once: bool, asked: list[int]) -> None:
    notes = Notes(takes_at_once=takes_at_once)

    async def take() -> bool:
        return await write_body(notes.receive, notes, CHUNKS, None)

    assert asyncio.run(take()) is True
    assert notes.seen == [(b"%d" % at, count) for at, count in enumerate(asked)]
