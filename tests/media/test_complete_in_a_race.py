"""The last byte is there, and somebody else is quicker: a worker takes the file, its owner stops
it.

The moment between two steps of the receiver is too short to be met from outside; here it is held
open, and what would happen in it happens.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connections

from media import services
from media.http import Message, Scope
from media.models import Upload, UploadState
from media.receiver.app import receiver
from media.store import get_store
from media.store.local import LocalStore
from tests.cast import Cast
from tests.media.phone import BODY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DATA = b"x" * 1000


def taken_by_a_worker(upload: UUID) -> None:
    services.complete_upload(upload_id=upload)
    get_store().delete(upload)


def stopped_by_its_owner(upload: UUID) -> None:
    services.terminate_upload(upload_id=upload)


def meanwhile(patch: pytest.MonkeyPatch, step: str, happens: Callable[[UUID], None]) -> None:
    """Have `happens` done right before the receiver's `step` in the store."""
    real, done = getattr(LocalStore, step), list[UUID]()

    def late(store: LocalStore, upload: UUID) -> object:
        if upload not in done:
            done.append(upload)
            with ThreadPoolExecutor(1) as pool:  # another process, as far as rows are concerned
                pool.submit(_elsewhere, happens, upload).result()
        return real(store, upload)

    patch.setattr(LocalStore, step, late)


def _elsewhere(happens: Callable[[UUID], None], upload: UUID) -> None:
    try:
        happens(upload)
    finally:
        connections.close_all()


def asked(method: str, upload: Upload, body: bytes = b"", **headers: str) -> dict[str, str]:
    """The receiver's answer: its headers, and `status`."""
    sent: list[Message] = []
    every = {"tus-resumable": "1.0.0", "content-type": BODY} | headers
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in every.items()]
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": services.make_location(upload),
        "headers": pairs,
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(receiver(scope, receive, send))
    named = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return named | {"status": str(sent[0]["status"])}


@pytest.fixture
def upload(committed_cast: Cast) -> Upload:
    """Return Emma's upload, of which all bytes but the last have come."""
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=UUID(int=7), length=len(DATA), content_type="video/mp4"
    )
    assert asked("PATCH", upload, DATA[:-1], upload_offset="0")["status"] == "204"
    return upload


def last_byte(upload: Upload) -> dict[str, str]:
    return asked("PATCH", upload, DATA[-1:], upload_offset=str(len(DATA) - 1))


def test_a_patch_succeeds_when_the_bytes_are_processed_already(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, "make_durable", taken_by_a_worker)
    assert last_byte(upload)["status"] == "204"


def test_a_patch_is_told_when_the_upload_was_stopped(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, "make_durable", stopped_by_its_owner)
    assert last_byte(upload)["status"] == "410"
    upload.refresh_from_db()
    assert upload.state == UploadState.TERMINATED


def test_a_head_never_says_nothing_of_what_arrived_whole(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone that were told 0 would send everything again."""
    meanwhile(monkeypatch, "settled_offset", taken_by_a_worker)
    answer = asked("HEAD", upload)
    assert (answer["status"], answer["upload-offset"]) == ("200", str(len(DATA)))


def test_a_head_is_told_when_the_upload_was_stopped(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, "settled_offset", stopped_by_its_owner)
    assert asked("HEAD", upload)["status"] == "410"
