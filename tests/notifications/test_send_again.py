"""services.send_again sends failed mail again, from the operator's page and from a terminal."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now
from django.test import Client

from accounts.models import AuditEvent, Person
from notifications import services
from notifications.models import Channel, Delivery, DeliveryState, Message
from tests.cast import PASSWORD, Cast
from tests.dispatched import Answer
from tests.notifications.conftest import Tell
from tests.notifications.odd_server import OddServer, odd_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PAGE = "/admin/notifications/delivery/"


@pytest.fixture
def server(settings: Any) -> Iterator[OddServer]:
    with odd_server(settings) as started:
        yield started


@pytest.fixture
def operator(cast: Cast) -> Person:
    return Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")


def _mail_of(message: Message) -> Delivery:
    return message.deliveries.get(channel=Channel.MAIL)


def _ask_page(operator: Person, *mails: Delivery) -> Any:
    client = Client()
    client.force_login(operator)
    chosen = [str(mail.pk) for mail in mails]
    form = {"action": "send_again", "_selected_action": chosen}
    return client.post(PAGE, form, follow=True)


def test_an_operator_sends_again_what_failed_and_what_is_unknown(
    cast: Cast, tell: Tell, server: OddServer, operator: Person, run_dispatched: Answer
) -> None:
    server.answers["content"] = "554 no"
    failed = _mail_of(tell(cast.employee))
    run_dispatched()
    server.answers["content"] = None
    unknown = _mail_of(tell(cast.teammate))
    run_dispatched()
    del server.answers["content"]
    arrived = _mail_of(tell(cast.coach))
    run_dispatched()
    assert server.accepted == ["carla@haven.example"]
    answer = _ask_page(operator, failed, unknown, arrived)
    assert "2 are on their way again" in answer.content.decode()
    run_dispatched()
    assert sorted(server.accepted) == [
        "carla@haven.example",
        "emma@haven.example",
        "tom@haven.example",
    ]
    failed.refresh_from_db()
    assert (failed.state, failed.tries, failed.reason) == (DeliveryState.SENT, 1, "")


def test_each_is_in_the_audit_log_with_the_operator_and_what_was(
    cast: Cast, tell: Tell, server: OddServer, operator: Person, run_dispatched: Answer
) -> None:
    server.answers["content"] = "554 no"
    mail = _mail_of(tell(cast.employee))
    run_dispatched()
    _ask_page(operator, mail)
    _ask_page(operator, mail)
    [event] = AuditEvent.objects.filter(verb="delivery_sent_again")
    assert (event.object_id, event.organisation) == (mail.pk, cast.haven)
    assert event.detail == {"was": "failed", "reason": "content_554", "operator": str(operator.pk)}


def test_who_may_only_look_sends_nothing_again(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    from django.contrib.auth.models import Permission

    server.answers["content"] = "554 no"
    mail = _mail_of(tell(cast.employee))
    run_dispatched()
    person = cast.manager.person
    Person.objects.filter(pk=person.pk).update(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_delivery"))
    _ask_page(Person.objects.get(pk=person.pk), mail)
    mail.refresh_from_db()
    assert mail.state == DeliveryState.FAILED


def test_it_goes_to_the_address_that_the_person_has_now(
    cast: Cast, tell: Tell, server: OddServer, operator: Person, run_dispatched: Answer
) -> None:
    server.refused["emma@haven.example"] = "550 5.1.1 nobody here"
    mail = _mail_of(tell(cast.employee))
    run_dispatched()
    Person.objects.filter(pk=cast.employee.person_id).update(email="emma@new.example")
    assert services.send_again(ids=[mail.pk], operator=operator) == 1
    run_dispatched()
    mail.refresh_from_db()
    assert (server.accepted, mail.address) == (["emma@new.example"], "emma@new.example")


def test_a_nudge_that_is_too_late_by_now_stays(
    cast: Cast, tell: Tell, server: OddServer, operator: Person, run_dispatched: Answer
) -> None:
    server.answers["content"] = "554 no"
    mail = _mail_of(tell(cast.employee))
    run_dispatched()
    Delivery.objects.filter(pk=mail.pk).update(not_after=Now() - timedelta(seconds=1))
    assert services.send_again(ids=[mail.pk], operator=operator) == 0
    assert run_dispatched() == []


def _command(*words: str) -> str:
    out = StringIO()
    call_command("send_again", *words, stdout=out)
    return out.getvalue()


def test_a_terminal_sends_again_what_failed_lately(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    server.answers["content"] = "554 no"
    recent, old = _mail_of(tell(cast.employee)), _mail_of(tell(cast.teammate))
    run_dispatched()
    Delivery.objects.filter(pk=old.pk).update(finished_at=Now() - timedelta(days=2))
    del server.answers["content"]
    assert _command("--dry-run") == "1 would be sent again.\n"
    assert _command("--reason", "recipient") == "0 are on their way again.\n"
    assert run_dispatched() == []
    assert _command() == "1 are on their way again.\n"
    run_dispatched()
    recent.refresh_from_db()
    assert (recent.state, server.accepted) == (DeliveryState.SENT, ["emma@haven.example"])
    assert _command("--hours", "72") == "1 are on their way again.\n"


def test_a_terminal_leaves_what_is_unknown_unless_it_is_named(
    cast: Cast, tell: Tell, server: OddServer, run_dispatched: Answer
) -> None:
    server.answers["content"] = None
    tell(cast.employee)
    run_dispatched()
    assert _command() == "0 are on their way again.\n"
    assert _command("--state", "unknown") == "1 are on their way again.\n"


def test_the_command_refuses_hours_below_zero() -> None:
    with pytest.raises(CommandError, match="more than 0"):
        _command("--hours", "-1")
