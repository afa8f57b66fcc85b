"""Receives uploads: one function per method streams request bodies straight into the store.

A capability in the path is checked, and its upload looked up, before a byte is read. Offsets move
by bytes written, never by what a header promises.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.errors import OtherPerson
from core.errors import NotFound, Refusal
from media import queries, services, tokens
from media.domain import tus
from media.domain.tus import Checksum
from media.errors import (
    BodyTypeUnsupported,
    ChecksumMismatch,
    LengthExceeded,
    MethodNotAllowed,
    OffsetConflict,
    SenderRefused,
    Unavailable,
    UploadExpired,
    UploadGone,
)
from media.http import Answer, Receive, Request, Scope, Send, refusal_answer, reply
from media.models import UploadState
from media.queries import Arriving
from media.receiver.batched import Batched
from media.receiver.body import write_body
from media.receiver.eviction_requests import EvictionRequests
from media.receiver.known import Known
from media.receiver.writers import Writer, Writers
from media.store import Intake, get_store
from media.threads import DATABASE_THREADS, in_database, in_files

PREFIX = "/uploads/"
MEMBERSHIP = "kalm-membership"
ALLOW = "OPTIONS, HEAD, PATCH, DELETE"
WARMING = 2.0  # seconds at most


@cache
def _eviction_requests() -> EvictionRequests:
    return EvictionRequests(settings.UPLOADS_DIR.with_name("evictions"))


async def _still_arriving(uploads: Collection[UUID]) -> Collection[UUID]:
    """Return those of the uploads that still arrive: all of them while the database can't be asked,
    since what arrives now may be checked later."""
    try:
        return await in_database(queries.still_arriving, uploads)
    except Unavailable:
        return uploads


async def _ask_arriving(uploads: Collection[UUID]) -> dict[UUID, Arriving]:
    return await in_database(queries.arriving, uploads)


async def _ask_complete(uploads: Collection[UUID]) -> dict[UUID, bool]:
    complete = await in_database(services.complete_uploads, upload_ids=uploads)
    return dict.fromkeys(complete, True)


_arriving = Batched(_ask_arriving)
_completed = Batched(_ask_complete)
_known = Known()
_writers = Writers(_eviction_requests, _still_arriving)


async def warm_up() -> None:
    """Open connections to the database and prepare its query before phones come: the first one
    would wait some 30 ms for them, and most of a second for a bucket's library. A database that is
    away is not waited for: phones are told so when they come."""
    nobody = [UUID(int=0)]
    asked = (in_database(queries.arriving, nobody) for _ in range(DATABASE_THREADS))
    warming = asyncio.gather(*asked, in_files(get_store().warm_up), return_exceptions=True)
    await asyncio.wait({warming}, timeout=WARMING)


async def evict_all() -> None:
    """End every request before this process ends: phones go on at the next one."""
    await _writers.evict_all()


async def receiver(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve /uploads/ as an ASGI application."""
    request = Request(scope, receive)
    try:
        answer = await METHODS.get(request.method, _other)(request)
    except Refusal as refusal:
        answer = refusal_answer(request, refusal, _refusal_headers(refusal))
    await reply(request, send, answer)


def _refusal_headers(refusal: Refusal) -> dict[str, str]:
    if refusal.status == 412:
        return tus.RESUMABLE | {"tus-version": tus.VERSION}
    if refusal.status == 405:
        return tus.RESUMABLE | {"allow": ALLOW}
    return tus.RESUMABLE


async def _other(request: Request) -> Answer:
    raise MethodNotAllowed


async def _options(request: Request) -> Answer:
    headers = tus.announcement(settings.UPLOAD_MAX_BYTES)
    return Answer(204, headers | {"allow": ALLOW})


async def _head(request: Request) -> Answer:
    upload = await _upload(request)
    offset = upload.length if _is_complete(upload) else await _settled_offset(upload)
    if not offset and await _came_whole(upload):
        offset = upload.length
    elif offset == upload.length:
        await _complete(upload)
    more = {"upload-length": str(upload.length), "cache-control": "no-store"}
    if upload.metadata:
        more["upload-metadata"] = upload.metadata
    return Answer(200, _progress(upload, offset) | more)


async def _patch(request: Request) -> Answer:
    upload = await _upload(request)
    if request.headers.get("content-type", "").split(";")[0].strip() != tus.BODY_TYPE:
        raise BodyTypeUnsupported
    offset = tus.read_offset(request.headers.get("upload-offset"))
    checksum = _checksum(request)
    if offset + (request.length or 0) > upload.length:
        raise LengthExceeded
    if not _is_complete(upload):
        offset = await _take(request, upload, offset, checksum)
    elif offset != upload.length:
        raise OffsetConflict
    if offset == upload.length:
        await _complete(upload)
    return Answer(204, _progress(upload, offset))


async def _delete(request: Request) -> Answer:
    upload = await _upload(request)
    await _settled_offset(upload)
    await in_database(services.terminate_upload, upload_id=upload.id)
    return Answer(204, tus.RESUMABLE)


METHODS: dict[str, Callable[[Request], Awaitable[Answer]]] = {
    "OPTIONS": _options,
    "HEAD": _head,
    "PATCH": _patch,
    "DELETE": _delete,
}


async def _upload(request: Request) -> Arriving:
    """Return the upload that the capability opens, still in time and not stopped.

    OtherPerson where the request says that it is for another membership than the upload's.
    """
    tus.check_version(request.headers.get("tus-resumable"))
    upload = await _opened_by(request.path.removeprefix(PREFIX))
    if request.headers.get(MEMBERSHIP, str(upload.owner)).strip().lower() != str(upload.owner):
        raise OtherPerson
    return upload


async def _opened_by(token: str) -> Arriving:
    now = timezone.now()
    upload = _known.get(token)
    if upload and _still_goes_on(upload, now):
        return upload
    _known.forget(token)
    read = tokens.read_upload_token(token, now)
    if read is None:
        raise NotFound
    upload_id, is_over = read
    if is_over:
        raise UploadExpired
    upload = await _read(upload_id)
    if not _is_complete(upload):
        _known.keep(token, upload)
    return upload


async def _read(upload_id: UUID) -> Arriving:
    """Return the upload's row; NotFound when it was never made or is erased, SenderRefused when its
    owner could not create it any more, UploadGone or UploadExpired when it was ended."""
    upload = await _arriving(upload_id)
    if upload is None:
        raise NotFound
    if not upload.is_taken:
        raise SenderRefused
    services.refuse_ended(upload.state)
    return upload


def _still_goes_on(upload: Arriving, now: datetime) -> bool:
    """Return whether the store knows, without asking the database, that the upload goes on."""
    return now < upload.expires_at and get_store().is_open(upload.id) is True


async def _settled_offset(upload: Arriving) -> int:
    """Return where the upload is, once nobody writes to it any more."""
    await _writers.evict(upload.id)
    return await _writers.insist(upload.id, lambda: get_store().settle(upload.id))


def _is_complete(upload: Arriving) -> bool:
    return upload.state == UploadState.COMPLETE


def _checksum(request: Request) -> Checksum | None:
    header = request.headers.get("upload-checksum")
    return Checksum(header) if header is not None else None


async def _take(request: Request, upload: Arriving, offset: int, checksum: Checksum | None) -> int:
    """Write the body at `offset`, and return the upload's size afterwards."""
    async with _writers.write(upload.id) as writer:
        run = await _begin(writer, upload.id, offset, checked=checksum is not None)
        keep = False
        try:
            most = upload.length - offset
            ended = await writer.run(write_body(request.receive, run, most, checksum))
            if checksum and ended and not checksum.matches:
                raise ChecksumMismatch
            keep = ended
        finally:
            size = await run.settle(keep=keep)
        return size


async def _begin(writer: Writer, upload: UUID, offset: int, *, checked: bool) -> Intake:
    store = get_store()
    return await _writers.insist(
        upload,
        lambda: store.begin(upload, offset, checked=checked, end_request=writer.evict),
        writer,
    )


async def _complete(upload: Arriving) -> None:
    """Record in the database that the upload is complete, once its bytes would survive a power
    cut."""
    if _is_complete(upload):
        return
    try:
        await in_files(get_store().make_durable, upload.id)
    except FileNotFoundError:  # a worker has it already, or it was stopped meanwhile
        if await _came_whole(upload):
            return
        raise UploadGone from None
    if await _completed(upload.id):
        return
    if not await in_database(services.complete_upload, upload_id=upload.id):
        raise UploadGone


async def _came_whole(upload: Arriving) -> bool:
    """Tell of an upload without bytes whether a worker took them since its row was read. UploadGone
    or UploadExpired when it was ended instead."""
    return _is_complete(await _read(upload.id))


def _progress(upload: Arriving, offset: int) -> dict[str, str]:
    headers = tus.RESUMABLE | {"upload-offset": str(offset)}
    if not _is_complete(upload):
        headers["upload-expires"] = tus.expires(upload.expires_at)
    return headers
