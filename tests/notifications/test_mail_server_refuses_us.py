"""A mail server that is away, or refuses us, costs no message a try."""

import re
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from deploy.stack import lan
from notifications import services
from notifications.domain import backoff
from notifications.models import Channel, Delivery, DeliveryState, Message, Outage
from tests.cast import Cast
from tests.dispatched import Answer
from tests.notifications.conftest import Tell
from tests.notifications.odd_server import OddServer, odd_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ABOUT_US = [
    ("greeting", "554 5.7.1 go away", "greeting_554_5.7.1"),
    ("greeting", "421 too many connections", "greeting_421"),
    ("greeting", None, "unreachable"),
    ("hello", "550 I do not talk to you", "hello_550"),
    ("sign_in", "535 5.7.8 wrong password", "sign_in_535_5.7.8"),
    ("sign_in", None, "unreachable"),
    ("sender", "550 5.7.1 not your address", "sender_550_5.7.1"),
    ("sender", "451 4.3.0 later", "sender_451_4.3.0"),
    ("sender", None, "sender_lost"),
    ("recipient", "554 5.7.1 relaying denied", "recipient_554_5.7.1"),
    ("recipient", "530 sign in first", "recipient_530"),
    ("recipient", None, "recipient_lost"),
    ("data", "451 4.3.0 disk full", "content_451_4.3.0"),
    ("content", "550 5.7.26 your domain is not authenticated", "content_550_5.7.26"),
]


@pytest.fixture
def server(settings: Any) -> Iterator[OddServer]:
    with odd_server(settings) as started:
        yield started


def _mail_of(message: Message) -> Delivery:
    return message.deliveries.get(channel=Channel.MAIL)


def _try_now() -> None:
    """Let the time until the next try pass."""
    Outage.objects.update(next_try_at=Now())
    Delivery.objects.filter(state=DeliveryState.WAITING).update(due_at=Now())


def _degraded() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = Client().get("/readyz").json()["degraded"]
    return found


@pytest.mark.parametrize(("step", "answer", "reason"), ABOUT_US)
def test_what_the_server_says_about_us_costs_no_try_and_everything_leaves_when_it_is_mended(
    step: str,
    answer: str | None,
    reason: str,
    cast: Cast,
    tell: Tell,
    server: OddServer,
    run_dispatched: Answer,
) -> None:
    messages = [tell(one) for one in (cast.employee, cast.teammate, cast.coach)]
    server.answers[step] = answer
    for _ in range(3):
        run_dispatched()
        _try_now()
        services.sweep()
    run_dispatched()
    assert server.accepted == []
    for message in messages:
        mail = _mail_of(message)
        assert (mail.state, mail.tries) == (DeliveryState.WAITING, 0)
    assert reason in {_mail_of(one).reason for one in messages}
    assert _degraded()["mail"]["reason"] == reason
    del server.answers[step]
    _try_now()
    services.sweep()
    while run_dispatched():
        pass
    assert sorted(server.accepted) == [
        "carla@haven.example",
        "emma@haven.example",
        "tom@haven.example",
    ]
    assert {_mail_of(one).state for one in messages} == {DeliveryState.SENT}
    assert _degraded() == {}


def test_a_server_without_the_encryption_that_we_ask_for_gets_nothing(
    cast: Cast, tell: Tell, server: OddServer, settings: Any
) -> None:
    settings.EMAIL_USE_TLS = True
    mail = _mail_of(tell(cast.employee))
    services.deliver(ids=[mail.pk])
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.reason) == (DeliveryState.WAITING, 0, "tls_454_4.7.0")
    server.answers["hello"] = "250 odd.example"
    _try_now()
    services.deliver(ids=[mail.pk])
    assert (_degraded()["mail"]["reason"], server.accepted) == ("tls_failed", [])


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(
    cast: Cast, tell: Tell, server: OddServer, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_USE_TLS = True
    pair = lan.certificate(tmp_path, ["127.0.0.1"])
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(pair.certificate, pair.key)
    server.answers["tls"] = "220 2.0.0 go ahead"
    mail = _mail_of(tell(cast.employee))
    services.deliver(ids=[mail.pk])
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.reason) == (DeliveryState.WAITING, 0, "tls_failed")
    assert (_degraded()["mail"]["reason"], server.accepted) == ("tls_failed", [])


def test_a_password_that_cannot_be_sent_is_no_fault_of_the_message(
    cast: Cast, tell: Tell, server: OddServer, settings: Any
) -> None:
    settings.EMAIL_HOST_PASSWORD = "geheim€"
    mail = _mail_of(tell(cast.employee))
    services.deliver(ids=[mail.pk])
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.reason) == (
        DeliveryState.WAITING,
        0,
        "sign_in_impossible",
    )


def test_while_the_channel_rests_nobody_connects(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    server.answers["sign_in"] = "535 5.7.8 wrong password"
    for member in (cast.employee, cast.teammate, cast.coach):
        tell(member)
    run_dispatched()
    connections = server.connections
    for _ in range(3):
        assert services.sweep() == (0, 0)
        services.deliver(ids=list(Delivery.objects.values_list("pk", flat=True)))
    assert server.connections == connections
    outage = Outage.objects.get()
    rest = outage.next_try_at - outage.failed_at
    assert rest >= backoff.probe_after(outage.failures) - timedelta(seconds=1)


def test_one_worker_probes_and_the_others_leave_the_server_alone(
    cast: Cast, tell: Tell, server: OddServer
) -> None:
    server.answers["greeting"] = "554 go away"
    mails = [_mail_of(tell(one)).pk for one in (cast.employee, cast.teammate)]
    services.deliver(ids=mails)
    Outage.objects.update(next_try_at=Now())
    before = server.connections
    services.deliver(ids=mails[:1])
    services.deliver(ids=mails[1:])
    assert server.connections == before + 1


def test_one_recipient_that_the_server_refuses_delays_no_other(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    server.refused["emma@haven.example"] = "554 5.7.1 not for you"
    messages = [tell(one) for one in (cast.employee, cast.teammate, cast.coach)]
    run_dispatched()
    assert [_mail_of(one).state for one in messages] == ["waiting", "sent", "sent"]
    assert _degraded() == {}


@pytest.mark.parametrize("answer", [None, "421 4.4.2 you were quiet for too long"])
def test_a_server_that_closes_after_each_mail_gets_a_connection_for_each(
    answer: str | None, cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    server.answers["noop"] = answer
    messages = [tell(one) for one in (cast.employee, cast.teammate, cast.coach)]
    services.deliver(ids=[_mail_of(one).pk for one in messages])
    assert [_mail_of(one).state for one in messages] == ["sent"] * 3
    assert len(server.accepted) == server.connections == 3
    assert _degraded() == {}


@pytest.mark.parametrize("answer", [None, "421 4.3.2 closing"])
def test_a_server_that_closes_after_a_refusal_still_gets_the_next_mail(
    answer: str | None, cast: Cast, tell: Tell, server: OddServer
) -> None:
    server.refused["emma@haven.example"] = "550 5.1.1 no such mailbox"
    server.answers["reset"] = answer
    messages = [tell(one) for one in (cast.employee, cast.teammate)]
    services.deliver(ids=[_mail_of(one).pk for one in messages])
    assert [_mail_of(one).state for one in messages] == ["failed", "sent"]
    assert (server.accepted, server.connections) == (["tom@haven.example"], 2)


def test_after_some_days_a_message_is_given_up_with_what_it_waited_for(
    cast: Cast, tell: Tell, server: OddServer
) -> None:
    server.answers["sign_in"] = "535 5.7.8 wrong password"
    mail = _mail_of(tell(cast.employee))
    services.deliver(ids=[mail.pk])
    Delivery.objects.filter(pk=mail.pk).update(queued_at=Now() - timedelta(days=4))
    services.sweep()
    mail.refresh_from_db()
    assert mail.state == DeliveryState.WAITING
    Delivery.objects.filter(pk=mail.pk).update(queued_at=Now() - timedelta(days=6))
    services.sweep()
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (DeliveryState.FAILED, "sign_in_535_5.7.8")


def test_the_alarm_is_logged_once_in_the_servers_words_and_without_a_person(
    cast: Cast, tell: Tell, server: OddServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers["sign_in"] = "535 5.7.8 wrong password of kalm"
    mail = _mail_of(tell(cast.employee))
    for _ in range(3):
        services.deliver(ids=[mail.pk])
        _try_now()
    said = [one.getMessage() for one in caplog.records if "channel_down" in one.getMessage()]
    assert len(said) == 1
    assert "wrong password of kalm" in said[0]
    del server.answers["sign_in"]
    server.answers["recipient"] = "554 5.7.1 emma@haven.example may not"
    services.deliver(ids=[mail.pk])
    said = [one.getMessage() for one in caplog.records if "channel_down" in one.getMessage()]
    assert len(said) == 2
    assert "emma" not in " ".join(said)


def test_a_link_to_choose_a_password_waits_too_and_only_the_last_one_leaves(
    cast: Cast, server: OddServer, run_dispatched: Answer
) -> None:
    server.answers["greeting"] = None
    ask = {"email": "emma@haven.example"}
    for _ in range(2):
        client = Client()
        answer = client.post("/api/auth/app/v1/auth/password/request", ask, "application/json")
        assert answer.status_code == 200
        while run_dispatched():
            pass
    assert server.accepted == []
    assert _degraded()["mail"]["reason"] == "unreachable"
    del server.answers["greeting"]
    _try_now()
    services.sweep()
    while run_dispatched():
        pass
    assert server.accepted == ["emma@haven.example"]
    found = re.search(r"/sign-in/new-password/(\S+)", server.plain(0))
    assert found
    body = {"key": found[1], "password": "nog-veel-kalmer-woord"}
    answer = Client().post("/api/auth/app/v1/auth/password/reset", body, "application/json")
    assert answer.status_code == 200, answer.content


def test_no_row_and_no_log_contains_the_secret_of_a_link(
    cast: Cast, server: OddServer, run_dispatched: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    ask = {"email": "emma@haven.example"}
    Client().post("/api/auth/app/v1/auth/password/request", ask, "application/json")
    while run_dispatched():
        pass
    found = re.search(r"/sign-in/new-password/(\S+)", server.plain(0))
    assert found
    secret = found[1].partition("-")[2]
    kept = [str(row) for row in [*Message.objects.values(), *Delivery.objects.values()]]
    said = [one.getMessage() for one in caplog.records]
    assert kept
    assert not [one for one in kept + said if secret in one]
