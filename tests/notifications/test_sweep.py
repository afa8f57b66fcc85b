"""services.sweep: what no ring reached is rung again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models.functions import Now
from redis import Redis

from notifications import services
from notifications.models import Channel, Delivery, DeliveryState
from tests.cast import Cast
from tests.doorbells import Answer
from tests.notifications.conftest import MailServer, Tell

pytestmark = pytest.mark.django_db(transaction=True)


def _lose_every_ring() -> None:
    Redis.from_url(settings.REDIS_URL).flushdb()


def test_mail_whose_ring_was_lost_goes_out_all_the_same(
    cast: Cast, tell: Tell, answer_doorbells: Answer, mail_server: MailServer
) -> None:
    tell(cast.employee)
    _lose_every_ring()
    assert answer_doorbells() == []
    assert services.sweep() == (1, 0)
    assert answer_doorbells() == ["notifications.deliver"]
    assert len(mail_server.accepted) == 1


def test_nothing_waits_and_nothing_is_rung(answer_doorbells: Answer) -> None:
    assert services.sweep() == (0, 0)
    assert answer_doorbells() == []


def test_what_is_not_due_is_not_rung(cast: Cast, tell: Tell, answer_doorbells: Answer) -> None:
    tell(cast.employee)
    answer_doorbells()
    Delivery.objects.filter(channel=Channel.MAIL).update(
        state=DeliveryState.WAITING, due_at=Now() + timedelta(hours=1)
    )
    assert services.sweep() == (0, 0)
