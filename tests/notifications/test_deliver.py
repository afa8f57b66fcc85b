"""services.deliver sends mail through a real SMTP server."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from accounts import services as people
from accounts.models import Person
from notifications import services
from notifications.domain import backoff
from notifications.models import Channel, Delivery, DeliveryState, Message
from tests.cast import Api, Cast
from tests.notifications.conftest import MailServer, Tell
from training.messages import TAKE_FAILED

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _mail_of(message: Message) -> Delivery:
    return message.deliveries.get(channel=Channel.MAIL)


def _deliver(*messages: Message) -> list[UUID]:
    ids = [_mail_of(message).pk for message in messages]
    services.deliver(ids=ids)
    return ids


def test_it_arrives_in_the_persons_language_with_a_deep_link(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    message = tell(cast.employee, kind=TAKE_FAILED)
    _deliver(message)
    [mail] = mail_server.accepted
    assert mail_server.recipients == ["emma@haven.example"]
    assert mail["Subject"] == "Neem opnieuw op"
    plain, html = mail.get_body(["plain"]), mail.get_body(["html"])
    assert plain
    assert html
    assert "opname voor ‘De balie’ niet" in plain.get_content()
    url = f"https://kalm.example/haven/practise/{message.about}"
    assert url in plain.get_content()
    assert re.search(rf'<a href="{url}"[^>]*>Neem opnieuw op</a>', html.get_content())
    assert '<html lang="nl" dir="ltr">' in html.get_content()


def test_it_records_what_it_sent(cast: Cast, tell: Tell, mail_server: MailServer) -> None:
    message = tell(cast.employee)
    _deliver(message)
    delivery = _mail_of(message)
    assert (delivery.state, delivery.tries, delivery.reason) == (DeliveryState.SENT, 1, "")
    assert delivery.provider_id == mail_server.accepted[0]["Message-ID"]
    assert str(delivery.pk) in delivery.provider_id
    assert delivery.finished_at is not None


def test_a_batch_takes_one_connection(cast: Cast, tell: Tell, mail_server: MailServer) -> None:
    members = (cast.employee, cast.teammate, cast.coach)
    _deliver(*[tell(member, kind=TAKE_FAILED) for member in members])
    assert (len(mail_server.accepted), mail_server.connections) == (3, 1)
    assert {mail["Subject"] for mail in mail_server.accepted} == {
        "Neem opnieuw op",
        "Please record again",
    }


def test_it_is_sent_once_however_often_it_is_dispatched(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    message = tell(cast.employee)
    _deliver(message)
    _deliver(message)
    assert len(mail_server.accepted) == 1


def test_words_cannot_add_headers_or_markup(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    title = "Desk\r\nBcc: all@haven.example\n<b>now</b>"
    _deliver(tell(cast.teammate, context={"title": title}))
    [mail] = mail_server.accepted
    assert mail["Bcc"] is None
    html = mail.get_body(["html"])
    assert html
    assert "<b>" not in html.get_content()


@pytest.mark.parametrize("who", ["person", "membership", "organisation"])
def test_who_left_in_the_meantime_gets_nothing(
    who: str, cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    message = tell(cast.employee)
    if who == "person":
        Person.objects.filter(pk=cast.employee.person_id).update(is_active=False)
    elif who == "membership":
        people.deactivate(actor=cast.admin, membership=cast.employee)
    else:
        type(cast.haven).objects.filter(pk=cast.haven.pk).update(is_active=False)
    _deliver(message)
    assert mail_server.accepted == []
    delivery = _mail_of(message)
    assert (delivery.state, delivery.reason) == (DeliveryState.SKIPPED, f"{who}_inactive")


def test_what_is_not_due_yet_stays(cast: Cast, tell: Tell, mail_server: MailServer) -> None:
    message = tell(cast.employee)
    message.deliveries.update(due_at=Now() + timedelta(minutes=5))
    _deliver(message)
    assert mail_server.accepted == []
    assert _mail_of(message).state == DeliveryState.WAITING


def test_what_is_too_late_by_now_is_sent_no_more(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    message = tell(cast.employee)
    message.deliveries.update(not_after=Now() - timedelta(seconds=1))
    _deliver(message)
    assert mail_server.accepted == []
    assert (_mail_of(message).state, _mail_of(message).reason) == ("skipped", "too_late")


def test_not_now_from_the_server_is_tried_again_later(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    mail_server.answers = ["451 greylisted, come back"]
    message = tell(cast.employee)
    before = timezone.now()
    _deliver(message)
    delivery = _mail_of(message)
    assert (delivery.state, delivery.reason, delivery.tries) == (
        DeliveryState.WAITING,
        "content_451",
        1,
    )
    wait = backoff.wait_after(1, str(delivery.pk))
    assert wait <= delivery.due_at - before <= wait + timedelta(minutes=1)
    message.deliveries.update(due_at=Now())
    _deliver(message)
    assert _mail_of(message).state == DeliveryState.SENT
    assert len(mail_server.accepted) == 1


def test_it_gives_up_after_so_many_tries(cast: Cast, tell: Tell, mail_server: MailServer) -> None:
    mail_server.answers = ["451 not now"] * backoff.MAX_TRIES
    message = tell(cast.employee)
    for _ in range(backoff.MAX_TRIES):
        message.deliveries.update(due_at=Now())
        _deliver(message)
    delivery = _mail_of(message)
    assert (delivery.state, delivery.tries) == (DeliveryState.FAILED, backoff.MAX_TRIES)


def test_never_from_the_server_is_final(cast: Cast, tell: Tell, mail_server: MailServer) -> None:
    mail_server.refused_recipients = {"emma@haven.example": "550 no such mailbox emma"}
    refused, other = tell(cast.employee), tell(cast.teammate)
    _deliver(refused, other)
    delivery = _mail_of(refused)
    assert (delivery.state, delivery.reason) == (DeliveryState.FAILED, "recipient_550")
    assert _mail_of(other).state == DeliveryState.SENT


def test_rule_3_a_connection_lost_in_the_middle_is_unknown_and_never_sent_again(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    mail_server.answers = [None]
    lost, other = tell(cast.employee), tell(cast.teammate)
    _deliver(lost, other)
    _deliver(lost)
    delivery = _mail_of(lost)
    assert (delivery.state, delivery.reason) == (DeliveryState.UNKNOWN, "connection_lost")
    assert _mail_of(other).state == DeliveryState.SENT
    assert len(mail_server.accepted) == 1


def test_a_server_that_hangs_up_between_two_mails_costs_nothing(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    mail_server.answers = ["421 closing for maintenance"]
    first, second = tell(cast.employee), tell(cast.teammate)
    _deliver(first, second)
    assert _mail_of(first).state == DeliveryState.WAITING
    assert _mail_of(second).state == DeliveryState.SENT


def test_a_server_that_is_down_leaves_everything_waiting(
    cast: Cast, tell: Tell, mail_server: MailServer, settings: Any
) -> None:
    settings.EMAIL_PORT = 1
    messages = [tell(cast.employee), tell(cast.teammate)]
    _deliver(*messages)
    first, second = (_mail_of(message) for message in messages)
    assert (first.state, first.reason) == (DeliveryState.WAITING, "unreachable")
    assert (second.state, second.reason) == (DeliveryState.WAITING, "")


def test_the_log_names_no_person(
    cast: Cast, tell: Tell, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    mail_server.refused_recipients = {"emma@haven.example": "550 no such mailbox emma"}
    _deliver(tell(cast.employee), tell(cast.teammate))
    said = " ".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    assert "recipient_550" in said
    assert "emma" not in said.lower()
    assert "balie" not in said.lower()


def test_a_row_of_an_unknown_kind_delays_no_other(
    cast: Cast, tell: Tell, mail_server: MailServer, api: Api
) -> None:
    gone, fine = tell(cast.employee), tell(cast.teammate)
    Message.objects.filter(pk=gone.pk).update(kind="of_an_older_version")
    _deliver(gone, fine)
    assert mail_server.recipients == ["tom@haven.example"]
    assert (_mail_of(gone).state, _mail_of(gone).reason) == (DeliveryState.FAILED, "no_words")
    assert api(cast.employee).get("/api/v1/haven/messages").json()["results"] == []
