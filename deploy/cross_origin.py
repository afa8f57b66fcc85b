"""Lets pages of other origins, named in UPLOAD_ORIGINS, do all that an upload needs.

They sign in for a token, learn which organisations there are for them, create uploads, send bytes,
and follow what becomes of the video. Browsers ask first and then show a page no header but those
that we name: https://fetch.spec.whatwg.org/#http-cors-protocol. Cookies are refused: such a
page brings X-Session-Token. Everything else of Kalm stays with its own origin, playback too.
"""

import re

from django.conf import settings

from media.http import Application, Message, Receive, Scope, Send

ABOUT = re.compile(r"/uploads/|/api/auth/app/|/api/v1/me(/|$)|/api/v1/[^/]+/(uploads|videos)(/|$)")
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
# Also headers of extensions that we lack, or a page would not be told so.
ASKED = (
    "Accept-Language, Content-Type, If-Match, If-None-Match, Kalm-Membership, Kalm-Person, "
    "Tus-Resumable, Upload-Checksum, Upload-Concat, Upload-Defer-Length, Upload-Length, "
    "Upload-Metadata, Upload-Offset, X-HTTP-Method-Override, X-Password-Reset-Key, X-Request-ID, "
    "X-Session-Token"
)
SHOWN = (
    "Allow, ETag, Kalm-Membership, Kalm-Person, Location, Retry-After, Tus-Checksum-Algorithm, "
    "Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, "
    "Upload-Metadata, Upload-Offset"
)
MAX_AGE = 7200  # seconds that a browser keeps our consent; Chromium keeps none for longer


def allow_origins(application: Application) -> Application:
    """Return the application with CORS answers for pages of the allowed origins."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        is_about = scope["type"] == "http" and ABOUT.match(scope["path"])
        if not is_about or not settings.UPLOAD_ORIGINS:
            await application(scope, receive, send)
            return
        asked = dict(scope["headers"])
        origin = asked.get(b"origin", b"")
        consent = [(b"vary", b"Origin")]
        if origin.decode("latin-1") in settings.UPLOAD_ORIGINS:
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
