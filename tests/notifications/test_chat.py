"""Texts through a chat tool or an SMS gateway: off unless the operator names one and the member
wants it, once at most, and never to a private network."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models.functions import Now

from accounts.models import Membership, Person
from core.outgoing import NotPublic, public_only
from deploy import environment
from notifications import services
from notifications.channels import chat
from notifications.domain import chat_addresses
from notifications.models import Delivery, Message
from notifications.queries import outages
from tests.cast import Api, Cast
from tests.notifications.chat_gateway import Gateway
from tests.notifications.conftest import Tell
from tests.notifications.quiet import quiet_now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PREFERENCES = "/api/v1/haven/message-preferences"
BY_CHAT = {"kind": "nudge", "channel": "chat"}


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


def test_rule_3_what_may_have_arrived_is_not_sent_again_and_the_gateway_rests(
    cast: Cast, tell: Tell, gateway: Gateway
) -> None:
    wants(cast.employee)
    gateway.status = None
    message, other = tell(cast.employee), tell(cast.employee)
    for _ in range(2):
        assert outcome(message) == ("unknown", "chat_unknown", 1)
    assert outcome(other)[0] == "waiting"
    assert len(gateway.got) == 1
    assert [one.reason for one in outages()] == ["chat_unknown"]


@pytest.mark.parametrize("status", [302, 401, 403, 429, 500, 503])
def test_what_a_gateway_refuses_for_now_waits_and_the_operator_sees_it(
    cast: Cast, tell: Tell, gateway: Gateway, status: int
) -> None:
    wants(cast.employee)
    gateway.status = status
    message = tell(cast.employee)
    assert outcome(message) == ("waiting", f"chat_{status}", 0)
    assert [one.reason for one in outages()] == [f"chat_{status}"]
    gateway.status = 200
    outages().update(next_try_at=Now())
    assert outcome(message) == ("sent", "", 1)
    assert not outages()


def test_an_address_that_the_gateway_does_not_know_fails_alone(
    cast: Cast, tell: Tell, gateway: Gateway
) -> None:
    wants(cast.employee)
    gateway.status = 404
    assert outcome(tell(cast.employee)) == ("failed", "chat_404", 1)
    assert not outages()


def test_a_slow_gateway_holds_up_no_worker(
    cast: Cast, tell: Tell, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(cast.employee)
    monkeypatch.setattr(chat, "LONGEST_BATCH", 0.0)
    assert outcome(tell(cast.employee)) == ("waiting", "chat_slow", 0)
    assert gateway.got == []


def test_no_proxy_of_the_environment_gets_a_text_and_it_comes_from_kalm(
    cast: Cast, tell: Tell, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    wants(cast.employee)
    assert outcome(tell(cast.employee)) == ("sent", "", 1)
    assert gateway.agents == ["Kalm"]


MATTERMOST = "json://127.0.0.1:{port}/hooks/t?:message=text&:type=&:channel=@{{user@haven.example}}"
ROCKET = "rocket://abc/def@127.0.0.1:{port}/@{{user@haven.example}}"


@pytest.mark.parametrize(
    ("template", "user", "channel"),
    [
        (MATTERMOST, "jan", "@jan"),
        (MATTERMOST, "jan.de.vries", "@jan.de.vries"),
        (MATTERMOST, "jan+kalm", "@jan+kalm"),
        (ROCKET, "jan.de.vries", "@jan.de.vries"),
        (ROCKET, "jan+kalm", None),
        (ROCKET, "o'brien", None),
        ("mmost://127.0.0.1:{port}/token?to=@{{user@haven.example}}", "jan", None),
        ("json://127.0.0.1:{port}/sms/{{email}}", "jan?to=all", None),
    ],
)
def test_a_text_reaches_its_member_alone_or_does_not_leave(
    cast: Cast,
    tell: Tell,
    gateway: Gateway,
    settings: Any,
    template: str,
    user: str,
    channel: str | None,
) -> None:
    settings.CHAT_URL = template.format(port=gateway.port)
    Person.objects.filter(pk=cast.employee.person_id).update(email=f"{user}@haven.example")
    wants(cast.employee)
    found = outcome(tell(cast.employee))
    assert found == (("sent", "", 1) if channel else ("failed", "chat_invalid", 1))
    assert [body["channel"] for _path, body in gateway.got] == ([channel] if channel else [])
    assert all("https://kalm.example" in body["text"] for _path, body in gateway.got)
    assert "github" not in json.dumps(gateway.got)


def test_of_two_with_one_name_only_whose_domain_the_operator_named_is_reached(
    cast: Cast, tell: Tell, gateway: Gateway, settings: Any
) -> None:
    settings.CHAT_URL = MATTERMOST.format(port=gateway.port)
    for member, email in ((cast.employee, "jan@haven.example"), (cast.teammate, "jan@b.example")):
        Person.objects.filter(pk=member.person_id).update(email=email)
        wants(member)
    assert outcome(tell(cast.teammate)) == ("failed", "chat_other_domain", 1)
    assert gateway.got == []
    assert outcome(tell(cast.employee)) == ("sent", "", 1)


def test_a_short_name_that_stands_in_another_part_is_no_proof_of_whom_it_reaches() -> None:
    from apprise import Apprise

    # The name of the member was dropped, and stands in the path all the same.
    made = Apprise.instantiate("jsons://chat.example/hooks/jane?:channel=@all")
    template = "jsons://chat.example/hooks/jane?:channel=@{user@haven.example}"
    assert not chat_addresses.reaches_only(made, template, "jan@haven.example")
    whole = Apprise.instantiate(chat_addresses.address_of(template, "jan@haven.example"))
    assert chat_addresses.reaches_only(whole, template, "jan@haven.example")


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
        "slack://{user@haven.example}@T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/@{user@haven.example}",
        "slack://xoxb-1234-1234-abc124/general/{email}",
        "mmosts://chat.example/token?to=@{user@haven.example}",
        "rockets://abc/def@chat.example/@{user@haven.example}/general",
        "rockets://{user@haven.example}:abc/def@chat.example/general",
        "rockets://abc/def@chat.example/@{user}",
        "jsons://chat.example/{user@a.example}?:channel=@{user@b.example}",
        "jsons://chat.example/{user@haven.example}.kalm-probe.7f3a?channel={email}&channel=all",
        "jsons://{email}@gateway.example/sms",
        "jsons://[::1/{email}",
    ],
)
def test_only_what_reaches_one_person_by_https_is_an_address(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("CHAT_URL", url)
    with pytest.raises(ImproperlyConfigured, match="CHAT_URL") as refused:
        environment.chat_url("CHAT_URL", chat_addresses.SERVICES)
    assert "token-a" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "slack://xoxb-1234-1234-abc124/{email}",
        "rockets://abc/def@chat.example/@{user@haven.example}",
        "jsons://gateway.example/sms/{email}",
        "jsons://chat.example/hooks/t?:message=text&:type=&:channel=@{user@haven.example}",
    ],
)
def test_the_addresses_of_the_guide_reach_one_person(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("CHAT_URL", url)
    assert environment.chat_url("CHAT_URL", chat_addresses.SERVICES) == url
