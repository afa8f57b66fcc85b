"""services.send and send_many write the message as rows of the caller's own transaction."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.ids import new_id
from notifications import services
from notifications.errors import UnknownKind
from notifications.messages import ADDRESS_STOPPED
from notifications.models import Channel, Delivery, DeliveryState, Device, Message
from tests.cast import Cast
from tests.dispatched import Answer, take_waiting
from tests.notifications.conftest import Tell
from training.messages import NUDGE

pytestmark = pytest.mark.slow


def _outgoing(cast: Cast, count: int, first: int = 0) -> list[services.Outgoing]:
    return [
        services.Outgoing(
            kind=NUDGE,
            recipient_id=cast.employee.pk,
            context={"title": "The desk"},
            about=new_id(),
            dedupe_key=f"nudge:{number}",
        )
        for number in range(first, first + count)
    ]


def test_it_is_in_the_app_at_once_and_waits_for_the_mail(cast: Cast, tell: Tell) -> None:
    message = tell(cast.employee)
    states = dict(message.deliveries.values_list("channel", "state"))
    assert states == {Channel.IN_APP: DeliveryState.SENT, Channel.MAIL: DeliveryState.WAITING}


def test_rule_3_the_same_message_twice_is_one_message(cast: Cast, tell: Tell) -> None:
    first = tell(cast.employee, key="nudge:7")
    second = tell(cast.employee, key="nudge:7", about=new_id())
    assert (second.pk, second.about) == (first.pk, first.about)
    assert (Message.objects.count(), Delivery.objects.count()) == (1, 2)


def test_it_goes_only_through_the_channels_of_its_kind(cast: Cast, tell: Tell) -> None:
    message = tell(cast.admin, kind=ADDRESS_STOPPED, context={"name": "Tom"})
    assert [one.channel for one in message.deliveries.all()] == [Channel.IN_APP]


def test_many_take_as_few_statements_as_two(cast: Cast) -> None:
    counts = []
    for count, first in ((2, 0), (200, 100)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            services.send_many(messages=_outgoing(cast, count, first))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Message.objects.count() == 202


def test_many_leave_out_what_was_said_before(cast: Cast) -> None:
    services.send_many(messages=_outgoing(cast, 3))
    told = services.send_many(messages=_outgoing(cast, 5))
    assert len(told) == 5
    assert (Message.objects.count(), Delivery.objects.count()) == (5, 10)


def test_a_kind_without_a_template_is_refused_before_a_row_is_written(
    cast: Cast, tell: Tell
) -> None:
    with pytest.raises(UnknownKind, match="gossip"):
        tell(cast.employee, kind=replace(NUDGE, name="gossip"))
    with pytest.raises(UnknownKind, match="title"):
        tell(cast.employee, context={})
    with pytest.raises(UnknownKind, match="about"):
        tell(cast.employee, about=None)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_workers_hear_of_it_when_the_callers_transaction_commits(
    cast: Cast, tell: Tell, run_dispatched: Answer
) -> None:
    with transaction.atomic():
        tell(cast.employee)
        assert run_dispatched() == []
    assert run_dispatched() == ["notifications.deliver"]
    assert Delivery.objects.get(channel=Channel.MAIL).state == DeliveryState.SENT


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_what_was_rolled_back(
    cast: Cast, tell: Tell, run_dispatched: Answer
) -> None:
    with transaction.atomic():
        tell(cast.employee)
        transaction.set_rollback(True)
    assert run_dispatched() == []
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_task_carries_a_hundred_messages(cast: Cast, run_dispatched: Answer) -> None:
    services.send_many(messages=_outgoing(cast, 250))
    assert run_dispatched() == ["notifications.deliver"] * 3
    assert Delivery.objects.filter(state=DeliveryState.WAITING).count() == 0


@pytest.mark.django_db(transaction=True)
def test_one_task_carries_more_pushes_than_mails(cast: Cast) -> None:
    person = cast.employee.person
    Device.objects.create(person=person, endpoint="https://push.example/1", p256dh="x", auth="y")
    take_waiting()
    services.send_many(messages=_outgoing(cast, 250))
    sizes = [len(ids) for _name, (ids,) in take_waiting() if isinstance(ids, list)]
    assert sorted(sizes) == [50, 100, 100, 250]


def test_withdrawn_mail_is_not_sent_and_the_message_stays_readable(cast: Cast, tell: Tell) -> None:
    message = tell(cast.employee, key="nudge:1")
    assert services.withdraw(dedupe_keys=["nudge:1"], reason="already_done") == 1
    mail = message.deliveries.get(channel=Channel.MAIL)
    assert (mail.state, mail.reason) == (DeliveryState.SKIPPED, "already_done")
    assert services.deliver(ids=[mail.pk]) == 0
    assert message.deliveries.get(channel=Channel.IN_APP).state == DeliveryState.SENT
