"""Texts through a chat tool or an SMS gateway: off unless the operator names one and the member
wants it, once at most, and never to a private network."""

import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models.functions import Now

from accounts.models import Membership
from core.outgoing import NotPublic, public_only
from deploy import environment
from notifications import services
from notifications.models import Delivery, Message
from notifications.queries import outages
from tests.cast import Api, Cast
from tests.notifications.conftest import Tell
from tests.notifications.quiet import quiet_now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PREFERENCES = "/api/v1/haven/message-preferences"
BY_CHAT = {"kind": "nudge", "channel": "chat"}


class Gateway:
    """Keeps what it gets, and answers with `status`; None closes the connection instead."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.status: int | None = 200
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                gateway.got.append((self.path, body))
                if gateway.status is None:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(gateway.status)
                self.send_header("Location", f"http://127.0.0.1:{gateway.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    made = Gateway()
    settings.CHAT_URL = f"json://127.0.0.1:{made.port}/sms/{{email}}"
    settings.CHAT_NAME = "Sms"
    settings.OUTGOING_LOOPBACK = True
    settings.PUBLIC_URL = "https://kalm.example"
    yield made
    made.server.shutdown()
    made.server.server_close()


def wants(member: Membership, wanted: bool = True) -> None:
    services.set_preference(membership=member, **BY_CHAT, wanted=wanted)


def deliver(message: Message) -> Delivery | None:
    found = message.deliveries.filter(channel="chat").first()
    if found:
        Delivery.objects.filter(pk=found.pk, state="waiting").update(due_at=Now())
        services.deliver(ids=[found.pk])
        found.refresh_from_db()
    return found


def outcome(message: Message) -> tuple[str, str, int]:
    found = deliver(message)
    assert found
    return found.state, found.reason, found.tries


def choice(api: Api, member: Membership) -> list[dict[str, Any]]:
    kinds = api(member).get(PREFERENCES).json()["kinds"]
    [nudge] = [one for one in kinds if one["kind"] == "nudge"]
    return [one for one in nudge["channels"] if one["channel"] == "chat"]


def test_without_an_operators_address_there_is_no_such_channel(
    cast: Cast, api: Api, tell: Tell
) -> None:
    wants(cast.employee)
    assert choice(api, cast.employee) == []
    assert deliver(tell(cast.employee)) is None


def test_who_wants_it_gets_one_line_without_content(
    cast: Cast, api: Api, tell: Tell, gateway: Gateway
) -> None:
    assert choice(api, cast.employee) == [{"channel": "chat", "label": "Sms", "wanted": False}]
    assert deliver(tell(cast.employee)) is None
    for _ in range(2):
        api(cast.employee).put(PREFERENCES, BY_CHAT | {"wanted": True})
    assert choice(api, cast.employee)[0]["wanted"] is True
    message = tell(cast.employee)
    for _ in range(2):
        assert outcome(message) == ("sent", "", 1)
    [(path, body)] = gateway.got
    assert path == "/sms/emma@haven.example"
    assert body["message"] == "Er is iets nieuws voor je in Kalm: https://kalm.example"
    assert "balie" not in json.dumps(body)
    assert deliver(tell(cast.teammate)) is None


def test_rule_9_and_4_hold_for_texts_too(
    cast: Cast, api: Api, tell: Tell, gateway: Gateway
) -> None:
    wants(cast.employee)
    quiet, unwanted = tell(cast.employee), tell(cast.employee)
    quiet_now(api, cast.employee)
    assert outcome(quiet)[:2] == ("waiting", "quiet_hours")
    wants(cast.employee, wanted=False)
    assert outcome(unwanted)[:2] == ("skipped", "not_wanted")
    assert gateway.got == []


@pytest.mark.parametrize("status", [None, 500, 302])
def test_rule_3_what_may_have_arrived_is_not_sent_again(
    cast: Cast, tell: Tell, gateway: Gateway, status: int | None
) -> None:
    wants(cast.employee)
    gateway.status = status
    message = tell(cast.employee)
    for _ in range(2):
        assert outcome(message) == ("unknown", "chat_unknown", 1)
    assert len(gateway.got) == 1


def test_what_never_left_waits_until_the_gateway_is_back(
    cast: Cast, tell: Tell, gateway: Gateway, settings: Any
) -> None:
    wants(cast.employee)
    url, settings.CHAT_URL = settings.CHAT_URL, "json://127.0.0.1:1/sms/{email}"
    message = tell(cast.employee)
    assert outcome(message) == ("waiting", "chat_unreachable", 0)
    assert [(one.channel, one.reason) for one in outages()] == [("chat", "chat_unreachable")]
    settings.CHAT_URL = url
    outages().update(next_try_at=Now())
    assert outcome(message)[:2] == ("sent", "")


def test_a_private_address_is_never_dialled(
    cast: Cast, tell: Tell, gateway: Gateway, settings: Any
) -> None:
    wants(cast.employee)
    settings.OUTGOING_LOOPBACK = False
    assert outcome(tell(cast.employee)) == ("waiting", "address_not_public", 0)
    assert gateway.got == []


def test_the_guard_holds_for_its_own_thread_and_time_alone(gateway: Gateway, settings: Any) -> None:
    settings.OUTGOING_LOOPBACK = False
    here = ("127.0.0.1", gateway.port)
    with public_only() as traffic:
        with pytest.raises(NotPublic):
            socket.create_connection(here)
        with ThreadPoolExecutor(1) as other:
            other.submit(socket.create_connection, here).result().close()
    assert (traffic.was_refused, traffic.has_left) == (True, False)
    socket.create_connection(here).close()


@pytest.mark.parametrize(
    "url",
    [
        "dbus://{email}",
        "file:///etc/passwd?{email}",
        "json://gateway.example/{email}",
        "slack://token-a/token-b/token-c/#general",
        "slack://{email}",
        "jsons://[::1/{email}",
    ],
)
def test_only_what_reaches_one_person_by_https_is_an_address(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("CHAT_URL", url)
    with pytest.raises(ImproperlyConfigured, match="CHAT_URL") as refused:
        environment.chat_url("CHAT_URL", ("jsons", "mmosts", "rockets", "slack"))
    assert "token-a" not in str(refused.value)
