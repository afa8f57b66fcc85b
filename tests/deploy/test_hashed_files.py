"""The client's hashed files come from memory, exactly as Django gave them the first time."""

import asyncio
import gzip
from pathlib import Path
from typing import Any

import pytest
from django.core.asgi import get_asgi_application
from pytest_django import Settings

from deploy.hashed_files import PATH, keep_hashed_files
from media.http import Application, Message, Receive, Scope, Send

SCRIPT = b"export const answer = 42\n" * 1000
NAME = f"{PATH}chunks/a1b2.js"
Answer = tuple[int, dict[str, str], bytes]


class Server:
    """The application with Django behind it; `asked` has the paths for which Django was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.django: Any = get_asgi_application()
        self.application: Application = keep_hashed_files(self._ask_django)

    async def _ask_django(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        await self.django(scope, receive, send)

    def get(self, path: str, *headers: tuple[str, str], **scope: str) -> Answer:
        pairs = [(b"host", b"testserver")]
        pairs += [(name.encode(), value.encode()) for name, value in headers]
        asked = {"type": "http", "method": "GET", "path": path, "query_string": b"", **scope}
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def ask() -> None:
            requests = [{"type": "http.request", "body": b"", "more_body": False}]

            async def receive() -> Message:
                return requests.pop() if requests else await asyncio.Future()

            await self.application({**asked, "headers": pairs}, receive, send)

        asyncio.run(ask())
        told = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        # The directives come in another order each time.
        told["content-security-policy"] = ";".join(
            sorted(each.strip() for each in told["content-security-policy"].split(";"))
        )
        return sent[0]["status"], told, b"".join(each.get("body", b"") for each in sent[1:])


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Server:
    settings.WHITENOISE_ROOT = tmp_path
    script = tmp_path / NAME.lstrip("/")
    script.parent.mkdir(parents=True)
    script.write_bytes(SCRIPT)
    script.with_name("a1b2.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "favicon.svg").write_text("<svg/>")
    return Server()


def test_the_second_answer_is_the_first_and_django_is_asked_once(server: Server) -> None:
    first = server.get(NAME)
    assert server.get(NAME) == first
    assert server.asked == [NAME]
    status, headers, body = first
    assert (status, body) == (200, SCRIPT)
    assert "immutable" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-length"] == str(len(SCRIPT))


@pytest.mark.parametrize("repeated", [False, True])
def test_each_browser_gets_an_encoding_that_it_reads(server: Server, repeated: bool) -> None:
    more = [("accept-encoding", "identity")] if repeated else []
    compressed = server.get(NAME, ("accept-encoding", "gzip, deflate"), *more)
    assert compressed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(compressed[2]) == SCRIPT
    plain = server.get(NAME, ("accept-encoding", "identity"))
    assert "content-encoding" not in plain[1]
    assert plain[2] == SCRIPT
    assert server.get(NAME, ("accept-encoding", "gzip, deflate"), *more) == compressed
    assert server.asked == [NAME, NAME]


def test_part_of_a_file_and_what_a_browser_has_are_asked_of_django(server: Server) -> None:
    _, headers, _ = server.get(NAME)
    status, told, body = server.get(NAME, ("range", "bytes=0-9"))
    assert (status, body) == (206, SCRIPT[:10])
    assert told["content-range"] == f"bytes 0-9/{len(SCRIPT)}"
    assert server.get(NAME, ("if-none-match", headers["etag"]))[0] == 304
    status, _, body = server.get(NAME, method="HEAD")
    assert (status, body) == (200, b"")
    assert server.get(NAME) == (200, headers, SCRIPT)


@pytest.mark.parametrize(
    ("path", "status"), [(f"{PATH}chunks/gone.js", 404), ("/favicon.svg", 200)]
)
def test_what_may_change_is_asked_of_django_each_time(
    server: Server, path: str, status: int
) -> None:
    assert [server.get(path)[0] for _ in range(2)] == [status, status]
    assert server.asked == [path, path]


def test_what_is_said_over_https_alone_is_not_said_to_others(
    server: Server, settings: Settings
) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    server = Server()
    for _ in range(2):
        over_tls = server.get(NAME, ("x-forwarded-proto", "https"))[1]
        assert over_tls["strict-transport-security"] == "max-age=60"
        assert "strict-transport-security" not in server.get(NAME)[1]
    assert server.asked == [NAME, NAME]
