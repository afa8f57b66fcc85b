"""The player: GET and HEAD of /playback/{token}/{name}, with Range and ETag.

The token says who may watch what, for how long; the database says whether that still holds.
"""

import io
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from core.errors import NotFound, Refusal
from media import queries, tokens
from media.domain.ranges import is_known, is_meant, wanted
from media.errors import MethodNotAllowed, RangeUnsatisfiable
from media.http import Receive, Request, Scope, Send, begin, refusal_answer, reply
from media.player.handover import handed_over
from media.queries import Playable
from media.threads import in_database, in_files
from media.tokens import PlaybackGrant

PREFIX = "/playback/"
CHUNK = 256 * 1024  # bytes
ALWAYS = {  # beside what media.http says with every answer
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
}


async def player(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application under /playback/."""
    request = Request(scope, receive)
    try:
        if request.method not in {"GET", "HEAD"}:
            raise MethodNotAllowed
        grant, name = _grant(request.path)
        found = await in_database(
            queries.playable,
            video_id=grant.video,
            viewer_id=grant.viewer,
            roles=grant.roles,
            rendition=grant.rendition,
            name=name,
        )
        headers = _headers(found, grant, name)
        if found.key and settings.PLAYBACK_VIA != "direct":
            await reply(request, send, await in_files(handed_over, request, found, headers))
            return
        source = await in_files(_open, found)
    except Refusal as refusal:
        more = {"allow": "GET, HEAD"} if refusal.status == 405 else {}
        await reply(request, send, refusal_answer(request, refusal, ALWAYS | more))
        return
    try:
        await _serve(request, send, source, headers)
    finally:
        await in_files(source.close)


def _grant(path: str) -> tuple[PlaybackGrant, str]:
    token, _, name = path.removeprefix(PREFIX).partition("/")
    grant = tokens.read_playback_token(token, timezone.now())
    if grant is None:
        raise NotFound
    return grant, name


def _open(found: Playable) -> Any:
    if not found.key:
        return io.BytesIO(found.text.encode())
    try:
        return default_storage.open(found.key)
    except FileNotFoundError:
        raise NotFound from None


def _headers(found: Playable, grant: PlaybackGrant, name: str) -> dict[str, str]:
    left = max(1, int((grant.until - timezone.now()).total_seconds()))
    return ALWAYS | {
        "content-type": found.content_type,
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": f"private, max-age={left}",
        "accept-ranges": "bytes",
        "etag": f'"{found.version}"',
    }


async def _serve(request: Request, send: Send, source: Any, headers: dict[str, str]) -> None:
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
    if request.method == "GET":
        await _stream(send, source, first, last + 1 - first)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _range_header(request: Request, etag: str) -> str | None:
    """The Range, unless it was meant for another version of the file, or nothing is sent anyway."""
    if request.method != "GET" or not is_meant(request.headers.get("if-range"), etag):
        return None
    return request.headers.get("range")


def _size(source: Any) -> int:
    return int(source.seek(0, io.SEEK_END) or source.tell())


async def _stream(send: Send, source: Any, first: int, count: int) -> None:
    await in_files(source.seek, first)
    while count > 0:
        chunk = await in_files(source.read, min(CHUNK, count))
        if not chunk:
            return
        count -= len(chunk)
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
