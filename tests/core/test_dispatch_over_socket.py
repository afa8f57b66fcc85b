"""core.dispatch.over_socket sends, in a process without Celery, what Celery would have sent."""

import base64
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from pytest_django import Settings

from core.dispatch import dispatch_now, over_socket, through_celery
from deploy.embedded import ports
from deploy.stack import lan
from tests.dispatched import Answer, run_dispatched

__all__ = ["run_dispatched"]
EACH_ITS_OWN = {"id", "root_id", "origin", "expires", "correlation_id", "delivery_tag", "reply_to"}


@pytest.fixture
def valkey() -> Iterator["redis.Redis"]:
    """Return this test's database of Valkey, empty before and after."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()


def taken(valkey: "redis.Redis", queue: str) -> dict[str, Any]:
    """Return the one message in the queue, with its body read."""
    (raw,) = valkey.lrange(queue, 0, -1)
    valkey.delete(queue)
    return read(raw)


def read(raw: bytes | str) -> dict[str, Any]:
    """Return a message with its body read."""
    found: dict[str, Any] = json.loads(raw)
    found["body"] = json.loads(base64.b64decode(found["body"]))
    return found


def without_what_differs(part: dict[str, Any]) -> dict[str, Any]:
    """Replace the values that differ between any two messages by their types."""
    return {
        name: type(value).__name__ if name in EACH_ITS_OWN else value
        for name, value in part.items()
    }


@pytest.mark.parametrize("expires", [None, 60])
@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("media.process", "media"),
        ("notifications.deliver", "messages"),
        ("x.y", "default"),
        ("media.add_extras", "extras\x06\x169"),
    ],
)
def test_it_is_field_for_field_what_celery_sends(
    valkey: "redis.Redis", task: str, queue: str, expires: int | None
) -> None:
    arguments = ["0190", 7, ["é"]]
    through_celery.send(task, arguments, expires)
    theirs = taken(valkey, queue)
    over_socket.send(task, arguments, expires)
    ours = taken(valkey, queue)
    for part in ("headers", "properties"):
        assert without_what_differs(ours.pop(part)) == without_what_differs(theirs.pop(part))
    assert ours == theirs


def test_several_go_over_one_connection_as_celery_sends_each(valkey: "redis.Redis") -> None:
    found = []
    for sender in (through_celery, over_socket):
        sender.send_each("media.add_extras", ["0190", "0191"])
        queue = "extras\x06\x169"
        sent = [read(raw) for raw in valkey.lrange(queue, 0, -1)]
        valkey.delete(queue)
        for message in sent:
            for part in ("headers", "properties"):
                message[part] = without_what_differs(message[part])
        found.append(sent)
    assert [one["body"][0] for one in found[1]] == [["0191"], ["0190"]]  # workers take the last
    assert found[1] == found[0]


@pytest.mark.django_db
def test_a_worker_takes_it(run_dispatched: Answer, settings: Settings) -> None:
    settings.DISPATCHER = "core.dispatch.over_socket"
    assert dispatch_now("media.sweep", expires=60)
    assert run_dispatched() == ["media.sweep"]


def test_no_broker_a_silent_one_and_one_that_refuses_are_all_the_same(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DISPATCHER = "core.dispatch.over_socket"
    monkeypatch.setattr(over_socket, "PATIENCE", 0.2)
    for answer in (None, b"", b"-NOAUTH Authentication required.\r\n"):
        with listening(answer) as port:
            settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{port}/0"
            assert not dispatch_now("media.sweep")
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{ports.free()}/0"
    assert not dispatch_now("media.sweep")


def test_a_broker_behind_tls_must_show_its_certificate(tmp_path: Path) -> None:
    pair = lan.certificate(tmp_path, ["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    trusted = f"ssl_ca_certs={quote(str(pair.certificate))}"
    with listening(b"+OK\r\n+OK\r\n:1\r\n", context) as port:
        url = f"rediss://some:p%40ss@127.0.0.1:{port}/3"
        for query in (trusted, "ssl_cert_reqs=none", "ssl_cert_reqs=CERT_NONE"):
            over_socket.push(f"{url}?{query}", "media", b"x")
        with pytest.raises(ssl.SSLCertVerificationError):
            over_socket.push(f"{url}?ssl_cert_reqs=required", "media", b"x")


@contextmanager
def listening(answer: bytes | None, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Return the port of a broker that gives each caller `answer`; None closes the connection, and
    b"" sends nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    link, _ = server.accept()
                    if answer is None:
                        link.close()
                        continue
                    with suppress(ssl.SSLError):
                        link = context.wrap_socket(link, server_side=True) if context else link
                        link.sendall(answer)
                    held.append(link)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for link in held:
            link.close()
