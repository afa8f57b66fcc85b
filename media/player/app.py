"""Serves GET and HEAD of /playback/{token}/{name}, with Range and ETag.

The token says who may watch what, within which session and for how long; the database says
whether that still holds, also while a file is on its way.
"""

import io
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.rest.sessions import person_behind, session_keys_in
from core.errors import NotFound, Refusal
from media import queries, tokens
from media.domain.ranges import is_known, is_meant, wanted
from media.errors import MethodNotAllowed, RangeUnsatisfiable, Unavailable
from media.http import Receive, Request, Scope, Send, begin, refusal_answer, reply
from media.player.handover import hand_over
from media.queries import Playable
from media.threads import in_database, in_files
from media.tokens import PlaybackGrant

PREFIX = "/playback/"
CHUNK = 256 * 1024  # bytes
ASK_EVERY = 2.0  # seconds, while a file is on its way, between two questions whether it may
ALWAYS = {  # beside what media.http says with every answer
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
}


async def player(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve /playback/ as an ASGI application."""
    request = Request(scope, receive)
    try:
        if request.method not in {"GET", "HEAD"}:
            raise MethodNotAllowed
        asked = _Asked.of(request)
        found = await in_database(asked.find)
        headers = _headers(found, asked.name)
        if found.key and settings.PLAYBACK_VIA != "direct":
            left = asked.grant.until - timezone.now()
            await reply(request, send, await in_files(hand_over, request, found, headers, left))
            return
        source = await in_files(_open, found)
    except Refusal as refusal:
        more = {"allow": "GET, HEAD"} if refusal.status == 405 else {}
        await reply(request, send, refusal_answer(request, refusal, ALWAYS | more))
        return
    try:
        await _serve(request, asked, send, source, headers)
    finally:
        await in_files(source.close)


@dataclass(frozen=True)
class _Asked:
    """Holds what a request asks for, and the grant that it brings."""

    grant: PlaybackGrant
    name: str
    session_key: str

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read a request; NotFound for a token that we did not sign or that is over, and in another
        session than the one it was granted in."""
        token, _, name = request.path.removeprefix(PREFIX).partition("/")
        grant = tokens.read_playback_token(token, timezone.now())
        for session_key in session_keys_in(request.headers) if grant else ():
            if grant and grant.session == tokens.session_mark(session_key):
                return cls(grant, name, session_key)
        raise NotFound

    def find(self) -> Playable:
        """Return the file; NotFound once the session ended, or the right to watch did."""
        person = person_behind(self.session_key)
        if person is None:
            raise NotFound
        return queries.playable(
            video_id=self.grant.video,
            viewer_id=self.grant.viewer,
            person_id=person.pk,
            roles=self.grant.roles,
            granted_at=self.grant.granted_at,
            purpose=self.grant.purpose,
            rendition=self.grant.rendition,
            name=self.name,
        )

    async def is_over(self) -> bool:
        """Return whether the right to watch ended. A database that is away ends nothing."""
        try:
            await in_database(self.find)
        except Unavailable:
            return False
        except NotFound:
            return True
        return self.grant.until <= timezone.now()


def _open(found: Playable) -> Any:
    if not found.key:
        return io.BytesIO(found.text.encode())
    try:
        return default_storage.open(found.key)
    except FileNotFoundError:
        raise NotFound from None


def _headers(found: Playable, name: str) -> dict[str, str]:
    """Return the answer's headers: a browser may keep the file and must ask each time whether it
    may use it, since the next person at this device has another session."""
    return ALWAYS | {
        "content-type": found.content_type,
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "private, no-cache",
        "accept-ranges": "bytes",
        "etag": f'"{found.version}"',
    }


async def _serve(
    request: Request, asked: _Asked, send: Send, source: Any, headers: dict[str, str]
) -> None:
    if is_known(request.headers.get("if-none-match"), headers["etag"]):
        # Without a length: that of nothing would be taken for the file's.
        await begin(send, HTTPStatus.NOT_MODIFIED, headers)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    size = await in_files(_size, source)
    try:
        part = wanted(_range_header(request, headers["etag"]), size)
    except RangeUnsatisfiable as refusal:
        whole = ALWAYS | {"content-range": f"bytes */{size}"}
        await reply(request, send, refusal_answer(request, refusal, whole))
        return
    first, last = part or (0, size - 1)
    headers["content-length"] = str(last - first + 1)
    if part:
        headers["content-range"] = f"bytes {first}-{last}/{size}"
    status = HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK
    await begin(send, status, headers)
    if request.method == "GET" and not await _stream(asked, send, source, first, last + 1 - first):
        return  # without the end that was announced: the server closes the connection
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _range_header(request: Request, etag: str) -> str | None:
    """Return the Range header; None where it was meant for another version of the file, or nothing
    is sent anyway."""
    if request.method != "GET" or not is_meant(request.headers.get("if-range"), etag):
        return None
    return request.headers.get("range")


def _size(source: Any) -> int:
    return int(source.seek(0, io.SEEK_END) or source.tell())


async def _stream(asked: _Asked, send: Send, source: Any, first: int, count: int) -> bool:
    """Send `count` bytes and tell whether all of them were sent. A player takes what it plays, so
    this can last as long as the recording, and the right to watch can end before."""
    await in_files(source.seek, first)
    checked = time.monotonic()
    while count > 0:
        if time.monotonic() - checked > ASK_EVERY:
            if await asked.is_over():
                return False
            checked = time.monotonic()
        chunk = await in_files(source.read, min(CHUNK, count))
        if not chunk:
            return False
        count -= len(chunk)
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    return True
