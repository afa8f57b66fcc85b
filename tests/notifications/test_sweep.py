"""services.sweep dispatches the tasks of waiting deliveries again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone
from redis import Redis

from core.ids import new_id
from notifications import services
from notifications.models import Channel, Delivery, DeliveryState
from tests.cast import Cast
from tests.dispatched import Answer
from tests.notifications.conftest import MailServer, Tell
from training.messages import NUDGE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _lose_every_task() -> None:
    Redis.from_url(settings.REDIS_URL).flushdb()


def test_mail_whose_task_was_lost_goes_out_all_the_same(
    cast: Cast, tell: Tell, run_dispatched: Answer, mail_server: MailServer
) -> None:
    tell(cast.employee)
    _lose_every_task()
    assert run_dispatched() == []
    assert services.sweep() == (1, 0)
    assert run_dispatched() == ["notifications.deliver"]
    assert len(mail_server.accepted) == 1


def test_nothing_waits_and_nothing_is_dispatched(run_dispatched: Answer) -> None:
    assert services.sweep() == (0, 0)
    assert run_dispatched() == []


def test_what_is_not_due_is_not_dispatched(cast: Cast, tell: Tell, run_dispatched: Answer) -> None:
    tell(cast.employee)
    run_dispatched()
    Delivery.objects.filter(channel=Channel.MAIL).update(
        state=DeliveryState.WAITING, due_at=Now() + timedelta(hours=1)
    )
    assert services.sweep() == (0, 0)


def test_mail_that_an_outage_delayed_for_too_long_is_not_sent(
    cast: Cast, run_dispatched: Answer, mail_server: MailServer
) -> None:
    """A nudge for 09:30 must not come at night because the mail server is back."""
    late, in_time = (
        services.Outgoing(
            kind=NUDGE,
            recipient_id=cast.employee.pk,
            context={"title": "De balie"},
            about=new_id(),
            dedupe_key=f"nudge:{number}",
            not_after=timezone.now() + timedelta(seconds=seconds),
        )
        for number, seconds in enumerate((-1, 600))
    )
    services.send_many(messages=[late, in_time])
    _lose_every_task()
    services.sweep()
    run_dispatched()
    assert len(mail_server.accepted) == 1
    [skipped] = Delivery.objects.filter(state=DeliveryState.SKIPPED)
    assert (skipped.message.dedupe_key, skipped.reason) == ("nudge:0", "too_late")
