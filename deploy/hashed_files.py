"""Answers requests for files whose name contains the hash of their content, which only the first
time are passed on to Django.

Django's middleware and threads take 3 ms of processor time for such a file. A browser asks for some
25 of them at its first visit, and its service worker for all 130.
"""

import re

from media.http import Application, Message, Receive, Scope, Send

PATH = "/_app/immutable/"
# What asks for something else than the whole file.
PARTIAL = {"range", "if-none-match", "if-modified-since"}

# All on which an answer depends: path, Brotli, gzip, scheme, and what a proxy says of the scheme.
Key = tuple[str, bool, bool, str, str]


def keep_hashed_files(application: Application) -> Application:
    """Return the application, which is asked once for each hashed file in each encoding.

    Its answer is kept in this process' memory, with all its headers, if it says itself that it
    never changes. There are as many as the build has files.
    """
    kept: dict[Key, list[Message]] = {}

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await application(scope, receive, send)
        elif key in kept:
            for message in kept[key]:
                await send(message)
        else:
            answer: list[Message] = []
            await application(scope, receive, _noting(send, answer))
            if _is_immutable(answer):
                kept[key] = _in_one_piece(answer)

    return answered


def _key(scope: Scope) -> Key | None:
    """Return what the answer depends on; None for another request than for a whole hashed file."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(PATH):
        return None
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        # Repeated ones are joined, as Django does, or an answer would be kept for other requests.
        words = (headers.get(name.decode("latin-1").lower()), value.decode("latin-1"))
        headers[name.decode("latin-1").lower()] = ",".join(word for word in words if word)
    proto = headers.get("x-forwarded-proto", "")
    if PARTIAL & headers.keys() or proto not in {"", "http", "https"}:
        return None
    has_brotli, has_gzip = (
        bool(re.search(rf"\b{encoding}\b", headers.get("accept-encoding", "")))
        for encoding in ("br", "gzip")
    )
    return scope["path"], has_brotli, has_gzip, scope.get("scheme", "http"), proto


def _noting(send: Send, answer: list[Message]) -> Send:
    async def noted(message: Message) -> None:
        answer.append(message)
        await send(message)

    return noted


def _is_immutable(answer: list[Message]) -> bool:
    """Tell whether this answer has a whole file, and says that it never changes."""
    if len(answer) < 2 or answer[-1].get("more_body"):
        return False
    headers = {name.lower(): value for name, value in answer[0]["headers"]}
    return answer[0]["status"] == 200 and b"immutable" in headers.get(b"cache-control", b"")


def _in_one_piece(answer: list[Message]) -> list[Message]:
    body = b"".join(message.get("body", b"") for message in answer[1:])
    return [answer[0], {"type": "http.response.body", "body": body}]
