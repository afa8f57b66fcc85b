"""Reads requests and writes answers for the two raw ASGI applications, receiver and player.

They stand beside Django, because Django reads a whole request body before any view runs.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from core.errors import Refusal
from core.problem import CONTENT_TYPE, problem

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    """Holds one HTTP request: its scope, and where its body comes from."""

    scope: Scope
    receive: Receive

    @cached_property
    def headers(self) -> dict[str, str]:
        """Return headers by lower-case name; of a repeated one the last."""
        pairs = self.scope["headers"]
        return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}

    @property
    def method(self) -> str:
        """Behind a proxy that knows only some methods, a header names the one that is meant, and
        the request's own is ignored (tus 1.0, X-HTTP-Method-Override)."""
        return self.headers.get("x-http-method-override", str(self.scope["method"])).upper()

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    @property
    def length(self) -> int | None:
        """Return the announced bytes of the body, or None for a chunked one."""
        value = self.headers.get("content-length", "")
        return int(value) if value.isdecimal() else None


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def refusal_answer(request: Request, refusal: Refusal, headers: Mapping[str, str]) -> Answer:
    """Return the refusal as a problem document in the language that the client asked for."""
    with translation.override(_language(request.headers.get("accept-language", ""))):
        document = _document(refusal)
    more = {"content-type": CONTENT_TYPE, "cache-control": "no-store"}
    if refusal.retry_after is not None:
        more["retry-after"] = str(refusal.retry_after)
    return Answer(refusal.status, {**headers, **more}, json.dumps(document).encode())


def _document(refusal: Refusal) -> dict[str, Any]:
    return problem(code=refusal.code, status=refusal.status, detail=str(refusal.message))


def _language(accepted: str) -> str:
    for language, _ in parse_accept_lang_header(accepted.lower()):
        if (code := language.split("-")[0]) in {"nl", "en"}:
            return code
    return "en"


async def reply(request: Request, send: Send, answer: Answer) -> None:
    """Send the whole answer; a HEAD gets the headers alone."""
    body = b"" if request.method == "HEAD" else answer.body
    headers = dict(answer.headers)
    if answer.status != HTTPStatus.NO_CONTENT and request.scope["method"] != "HEAD":
        headers["content-length"] = str(len(body))
    await begin(send, answer.status, headers)
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _guards() -> dict[str, str]:
    """Return what Django's middleware adds to answers. Browsers heed HSTS over TLS alone."""
    guards = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
    if seconds := settings.SECURE_HSTS_SECONDS:
        guards["strict-transport-security"] = f"max-age={seconds}"
    return guards


async def begin(send: Send, status: int, headers: Mapping[str, str]) -> None:
    """Send status and headers, also those that guard every answer; the body follows."""
    every = {**_guards(), **headers}.items()
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in every]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
