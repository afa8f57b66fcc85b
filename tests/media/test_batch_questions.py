"""Phones that come at the same moment are asked about together, each with an answer of its own."""

import asyncio
from collections.abc import Collection

import pytest

from media.receiver.batched import Batched


class Asked:
    """Answers with the double of each even number, and keeps what it was asked together."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.fails = False

    async def __call__(self, numbers: Collection[int]) -> dict[int, int]:
        self.batches.append(list(numbers))
        await asyncio.sleep(0.01)
        if self.fails:
            raise ConnectionError("away")
        return {number: 2 * number for number in numbers if number % 2 == 0}


def test_who_comes_while_others_are_asked_about_is_asked_about_with_the_next() -> None:
    asked = Asked()

    async def come() -> list[int | None]:
        batched = Batched(asked)
        first = asyncio.ensure_future(batched(0))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        rest = [batched(number) for number in range(1, 50)]
        return [await first, *await asyncio.gather(*rest)]

    answers = asyncio.run(come())
    assert answers == [2 * number if number % 2 == 0 else None for number in range(50)]
    assert asked.batches == [[0], list(range(1, 50))]


def test_a_question_after_an_answer_is_asked_anew() -> None:
    asked = Asked()

    async def come() -> None:
        batched = Batched(asked)
        assert [await batched(2), await batched(2)] == [4, 4]

    asyncio.run(come())
    assert asked.batches == [[2], [2]]


def test_a_failure_is_told_to_each_and_to_nobody_later() -> None:
    asked = Asked()

    async def come() -> None:
        batched = Batched(asked)
        asked.fails = True
        told = await asyncio.gather(batched(2), batched(4), return_exceptions=True)
        assert [type(one) for one in told] == [ConnectionError, ConnectionError]
        asked.fails = False
        assert await batched(2) == 4

    asyncio.run(come())


def test_one_who_goes_away_takes_no_answer_from_another() -> None:
    async def come() -> None:
        batched = Batched(Asked())
        goes, stays = (asyncio.ensure_future(batched(2)) for _ in range(2))
        await asyncio.sleep(0)
        goes.cancel()
        assert await stays == 4
        with pytest.raises(asyncio.CancelledError):
            await goes

    asyncio.run(come())
