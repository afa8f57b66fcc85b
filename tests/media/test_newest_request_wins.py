"""Within one receiver the newest request of an upload wins, at whichever step the older one is."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from media import services
from media.http import Message, Scope
from media.models import Upload, UploadState
from media.receiver.app import receiver
from media.receiver.writers import Writer
from media.store import get_store
from media.store.local import LocalStore
from tests.cast import Cast
from tests.media.phone import BODY

pytestmark = pytest.mark.django_db(transaction=True)
DATA = b"x" * 1000
TAKEN_OVER = 409


@pytest.fixture
def upload(committed_cast: Cast) -> Upload:
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=UUID(int=7), length=len(DATA), content_type="video/mp4"
    )
    return upload


async def patched(upload: Upload) -> int:
    """Send the whole upload to the receiver and return the status of its answer."""
    sent: list[Message] = []
    headers = {"tus-resumable": "1.0.0", "content-type": BODY, "upload-offset": "0"}
    scope: Scope = {
        "type": "http",
        "method": "PATCH",
        "path": services.make_location(upload),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": DATA, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await receiver(scope, receive, send)
    return int(sent[0]["status"])


class Beginning:
    """Tells when the store was asked to begin; with `held`, the first beginning waits for
    `go_on`."""

    def __init__(self, patch: pytest.MonkeyPatch, *, held: bool) -> None:
        self.asked, self.go_on, self.evicted = asyncio.Event(), asyncio.Event(), asyncio.Event()
        begin, evict = LocalStore.begin, Writer.evict

        async def late(store: LocalStore, *what: Any, **how: Any) -> Any:
            is_first = not self.asked.is_set()
            self.asked.set()
            if held and is_first:
                await self.go_on.wait()
            return await begin(store, *what, **how)

        def told(writer: Writer) -> None:
            evict(writer)
            self.evicted.set()

        patch.setattr(LocalStore, "begin", late)
        patch.setattr(Writer, "evict", told)


def is_whole(upload: Upload) -> bool:
    upload.refresh_from_db()
    return upload.state == UploadState.COMPLETE and get_store().open(upload.pk).read() == DATA


def test_one_that_waits_for_another_process_gives_way(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = get_store().append(upload.pk, 0)  # has the lock on the upload's file

    async def both() -> tuple[int, int]:
        beginning = Beginning(monkeypatch, held=False)
        older = asyncio.ensure_future(patched(upload))
        await beginning.asked.wait()
        newer = asyncio.ensure_future(patched(upload))
        first = await older
        elsewhere.settle(keep=True)
        return first, await newer

    assert asyncio.run(both()) == (TAKEN_OVER, 204)
    assert is_whole(upload)


def test_one_that_is_about_to_write_gives_way(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def both() -> tuple[int, int]:
        beginning = Beginning(monkeypatch, held=True)
        older = asyncio.ensure_future(patched(upload))
        await beginning.asked.wait()
        newer = asyncio.ensure_future(patched(upload))
        await beginning.evicted.wait()
        beginning.go_on.set()
        return await older, await newer

    assert asyncio.run(both()) == (TAKEN_OVER, 204)
    assert is_whole(upload)
