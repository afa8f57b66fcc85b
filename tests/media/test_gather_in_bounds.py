"""Many slow phones on the store `objects`: what waits in memory for a bucket has a bound."""

import asyncio
from uuid import UUID

import pytest
from pytest_django import Settings

from core.ids import new_id
from media import services
from media.store import Intake, buffering, get_store
from tests.cast import Cast
from tests.seaweed import Seaweed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PHONES = 8
CHUNK = 16 * 1024
CHUNKS = 8
BOUND = 4 * CHUNK


def content(phone: int) -> bytes:
    return bytes([phone]) * (CHUNK * CHUNKS)


@pytest.fixture
def uploads(committed_cast: Cast, seaweed: Seaweed) -> list[UUID]:
    made = []
    for _ in range(PHONES):
        upload, _ = services.create_upload(
            owner=committed_cast.employee,
            id=new_id(),
            length=CHUNK * CHUNKS,
            content_type="video/mp4",
        )
        made.append(UUID(str(upload.pk)))
    return made


def stay() -> None:
    """Nobody asks for these uploads."""


async def begun(upload: UUID) -> Intake:
    return await get_store().begin(upload, 0, checked=False, end_request=stay)


async def sent_by(phone: int, upload: UUID, seen: list[int]) -> int:
    """Everything in small chunks; the size afterwards. Tells how much waited in memory."""
    run = await begun(upload)
    for _ in range(CHUNKS):
        await run.write(content(phone)[:CHUNK])
        seen.append(buffering._memory.used)
    return await run.settle(keep=True)


async def sent_by_all(uploads: list[UUID], seen: list[int]) -> list[int]:
    work = [sent_by(phone, upload, seen) for phone, upload in enumerate(uploads)]
    return await asyncio.gather(*work)


def test_all_together_keep_within_the_bound_and_lose_nothing(
    uploads: list[UUID], settings: Settings
) -> None:
    settings.UPLOAD_MEMORY_BYTES = BOUND
    seen: list[int] = []
    assert set(asyncio.run(sent_by_all(uploads, seen))) == {CHUNK * CHUNKS}
    assert max(seen) <= BOUND + PHONES * CHUNK
    assert buffering._memory.used == 0
    for phone, upload in enumerate(uploads):
        assert get_store().open(upload).read() == content(phone)


def test_with_memory_left_a_piece_waits_until_it_is_worth_an_object(
    uploads: list[UUID], seaweed: Seaweed
) -> None:
    asyncio.run(sent_by(0, uploads[0], []))
    assert len(seaweed.listing()) == 1


def test_what_a_refused_run_had_gathered_is_given_back(uploads: list[UUID]) -> None:
    async def refused() -> None:
        run = await get_store().begin(uploads[0], 0, checked=True, end_request=stay)
        await run.write(content(0)[:CHUNK])
        assert buffering._memory.used == CHUNK
        assert await run.settle(keep=False) == 0

    asyncio.run(refused())
    assert buffering._memory.used == 0
