"""A further store is one class and one entry: the receiver takes uploads into it as it stands."""

import asyncio
import io
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import pytest
from pytest_django import Settings

from core.ids import new_id
from media import services, store
from media.errors import OffsetConflict
from media.http import Message, Scope
from media.models import Upload, UploadState
from media.receiver.app import receiver
from tests.cast import Cast
from tests.media.phone import BODY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DATA = bytes(range(256))
HALF = len(DATA) // 2


class MemoryStore:
    """Keeps bytes in this process, and can't tell whether an upload still goes on."""

    kept: dict[UUID, bytearray]

    def __init__(self, kept: dict[UUID, bytearray]) -> None:
        self.kept = kept

    def warm_up(self) -> None: ...

    def is_open(self, upload: UUID) -> bool | None:
        return None

    async def begin(
        self, upload: UUID, offset: int, *, checked: bool, end_request: Callable[[], None]
    ) -> "MemoryIntake":
        return MemoryIntake(self.append(upload, offset, checked=checked))

    async def settle(self, upload: UUID) -> int:
        return self.offset(upload)

    def append(self, upload: UUID, offset: int, *, checked: bool = False) -> "MemoryRun":
        if offset != self.offset(upload):
            raise OffsetConflict
        return MemoryRun(self.kept.setdefault(upload, bytearray()))

    def settled_offset(self, upload: UUID) -> int:
        return self.offset(upload)

    def offset(self, upload: UUID) -> int:
        return len(self.kept.get(upload, b""))

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        return {upload: self.offset(upload) for upload in uploads}

    def make_durable(self, upload: UUID) -> None: ...

    def open(self, upload: UUID) -> BinaryIO:
        return io.BytesIO(self.kept[upload])

    def path(self, upload: UUID) -> Path | None:
        return None

    def delete(self, upload: UUID) -> None:
        self.kept.pop(upload, None)

    def listing(self) -> Iterator[UUID]:
        yield from list(self.kept)

    def trim(self, upload: UUID, now: datetime) -> int:
        return 0


class MemoryRun:
    def __init__(self, into: bytearray) -> None:
        self.into = into

    def write(self, chunk: bytes) -> None:
        self.into += chunk

    def settle(self, *, keep: bool) -> int:
        return len(self.into)


class MemoryIntake:
    takes_at_once = True

    def __init__(self, run: MemoryRun) -> None:
        self.run = run

    async def write(self, chunk: bytes) -> None:
        self.run.write(chunk)

    async def settle(self, *, keep: bool) -> int:
        return self.run.settle(keep=keep)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> dict[UUID, bytearray]:
    found: dict[UUID, bytearray] = {}
    monkeypatch.setitem(store.STORES, "memory", lambda: MemoryStore(found))
    settings.UPLOAD_STORE = "memory"
    return found


def asked(method: str, upload: Upload, body: bytes = b"", offset: int = 0) -> dict[str, str]:
    """The receiver's answer: its headers, and `status`."""
    sent: list[Message] = []
    headers = {"tus-resumable": "1.0.0", "content-type": BODY, "upload-offset": str(offset)}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
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


def test_the_receiver_takes_an_upload_into_a_store_that_it_does_not_know(
    kept: dict[UUID, bytearray], committed_cast: Cast
) -> None:
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=new_id(), length=len(DATA), content_type="video/mp4"
    )
    assert asked("PATCH", upload, DATA[:HALF])["upload-offset"] == str(HALF)
    assert asked("PATCH", upload, DATA, offset=1)["status"] == "409"
    assert asked("HEAD", upload)["upload-offset"] == str(HALF)
    assert asked("PATCH", upload, DATA[HALF:], offset=HALF)["status"] == "204"
    upload.refresh_from_db()
    assert (upload.state, bytes(kept[upload.pk])) == (UploadState.COMPLETE, DATA)


def test_an_upload_that_is_stopped_leaves_nothing_in_it(
    kept: dict[UUID, bytearray], committed_cast: Cast
) -> None:
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=new_id(), length=len(DATA), content_type="video/mp4"
    )
    asked("PATCH", upload, DATA[:HALF])
    assert asked("DELETE", upload)["status"] == "204"
    assert kept == {}
