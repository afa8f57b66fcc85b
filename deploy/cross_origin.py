"""Lets pages of other origins, named in CLIENT_ORIGINS, do all that an employee's practice needs.

They sign in for a token, read what is to do today, practise, send recordings, fetch the files that
a playback names, and read messages and feedback. Browsers ask first and then show a page no header
but those that we name: https://fetch.spec.whatwg.org/#http-cors-protocol. Cookies are refused: such
a page brings X-Session-Token. The routes of coaches, authors, managers and admins stay with our own
origin. Why: docs/decisions/practice-from-other-origins.md.
"""

import re

from django.conf import settings

from media.http import Application, Message, Receive, Scope, Send

PRACTICE = "attempts|feedback|membership|messages|steps|today|uploads|videos"
ABOUT = re.compile(
    rf"/uploads/|/playback/|/api/auth/app/|/api/v1/me(/|$)|/api/v1/[^/]+/({PRACTICE})(/|$)"
)
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
# Also headers of extensions that we lack, or a page would not be told so.
ASKED = (
    "Accept-Language, Content-Type, If-Match, If-None-Match, If-Range, Kalm-Membership, "
    "Kalm-Person, Range, Tus-Resumable, Upload-Checksum, Upload-Concat, Upload-Defer-Length, "
    "Upload-Length, Upload-Metadata, Upload-Offset, X-HTTP-Method-Override, "
    "X-Password-Reset-Key, X-Request-ID, X-Session-Token"
)
SHOWN = (
    "Accept-Ranges, Allow, Content-Range, ETag, Kalm-Membership, Kalm-Person, Location, "
    "Retry-After, Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable, "
    "Tus-Version, Upload-Expires, Upload-Length, Upload-Metadata, Upload-Offset"
)
MAX_AGE = 7200  # seconds that a browser keeps our consent; Chromium keeps none for longer


def allow_origins(application: Application) -> Application:
    """Return the application with CORS answers for pages of the allowed origins."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        is_about = scope["type"] == "http" and ABOUT.match(scope["path"])
        if not is_about or not settings.CLIENT_ORIGINS:
            await application(scope, receive, send)
            return
        asked = dict(scope["headers"])
        origin = asked.get(b"origin", b"")
        consent = [(b"vary", b"Origin")]
        if origin.decode("latin-1") in settings.CLIENT_ORIGINS:
            consent.append((b"access-control-allow-origin", origin))
            if scope["method"] == "OPTIONS" and b"access-control-request-method" in asked:
                await _answer_preflight(send, consent)
                return
            consent.append((b"access-control-expose-headers", SHOWN.encode()))
        await application(scope, receive, _adding(send, consent))

    return answered


async def _answer_preflight(send: Send, headers: list[tuple[bytes, bytes]]) -> None:
    """Answer a preflight request (OPTIONS) with the allowed methods and headers."""
    more = {
        "access-control-allow-methods": METHODS,
        "access-control-allow-headers": ASKED,
        "access-control-max-age": str(MAX_AGE),
    }
    pairs = [(name.encode(), value.encode()) for name, value in more.items()]
    await send({"type": "http.response.start", "status": 204, "headers": headers + pairs})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _adding(send: Send, headers: list[tuple[bytes, bytes]]) -> Send:
    async def added(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *headers]}
        await send(message)

    return added
