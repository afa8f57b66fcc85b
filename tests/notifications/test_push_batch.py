"""One push that fails in a way that nobody foresaw stops no other push of its batch."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from notifications import services
from notifications.channels import push, vapid
from notifications.domain.backoff import MAX_TRIES
from notifications.models import Delivery, Device, Outage
from notifications.queries import outages
from tests.cast import Cast
from tests.notifications.conftest import Tell
from tests.notifications.push_service import PushService, push_service
from tests.notifications.pushing import deliver, has, pushes

__all__ = ["push_service"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_hostile_answer_is_one_deliverys_own(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("hostile"))
    has(cast.teammate, push_service.browser("fine"))
    never = "Mon, 01 Jan 2020 99999999999999999999:00:00 GMT"
    push_service.answers["/hostile"] = [(429, {"Retry-After": never})]
    bad, good = tell(cast.employee), tell(cast.teammate)
    deliver(bad, good)
    assert [(one.state, one.reason) for one in pushes(bad, good)] == [
        ("waiting", "push_429"),
        ("sent", ""),
    ]


def test_what_nobody_foresaw_is_one_deliverys_own_and_logged_by_its_id(
    cast: Cast,
    tell: Tell,
    push_service: PushService,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    strange = has(cast.employee, push_service.browser("strange"))
    has(cast.teammate, push_service.browser("fine"))
    sign = vapid.authorization

    def fail_for_one(endpoint: str) -> str:
        if endpoint.endswith("/strange"):
            raise ArithmeticError("no such key")
        return sign(endpoint)

    monkeypatch.setattr(vapid, "authorization", fail_for_one)
    bad, good = tell(cast.employee), tell(cast.teammate)
    deliver(bad, good)
    assert [(one.state, one.reason, one.tries) for one in pushes(bad, good)] == [
        ("waiting", "failed", 1),
        ("sent", "", 1),
    ]
    strange.refresh_from_db()
    assert strange.disabled_reason == ""
    [row] = pushes(bad)
    assert str(row.pk) in caplog.text
    assert strange.endpoint not in caplog.text


def test_the_sweep_takes_no_worker_for_lost_whose_push_service_answers_nothing(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    """Each place of a full batch waits for TIMEOUT as often as the places are filled."""
    has(cast.employee, push_service.browser("phone"))
    message, longest = tell(cast.employee), push.BATCH / push.IN_FLIGHT * push.TIMEOUT
    for times, state in ((1.8, "sending"), (2.2, "waiting")):
        Delivery.objects.filter(channel="push").update(
            state="sending", claimed_at=Now() - timedelta(seconds=times * longest), tries=1
        )
        services.sweep()
        assert [one.state for one in pushes(message)] == [state]


def test_the_sweep_puts_nothing_back_that_had_its_last_try(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("phone"))
    last, other = tell(cast.employee), tell(cast.employee)
    Delivery.objects.filter(channel="push").update(
        state="sending", claimed_at=Now() - timedelta(minutes=9), tries=MAX_TRIES - 1
    )
    Delivery.objects.filter(message=last, channel="push").update(tries=MAX_TRIES)
    assert services.sweep()[1] == 1
    rows = [*pushes(last), *pushes(other)]
    assert [(one.state, one.reason) for one in rows] == [
        ("unknown", "worker_lost"),
        ("waiting", "worker_lost"),
    ]
    assert rows[0].finished_at is not None


def test_without_a_key_pushes_wait_and_devices_stay(
    cast: Cast, tell: Tell, push_service: PushService, settings: Any
) -> None:
    has(cast.employee, push_service.browser("phone"))
    has(cast.teammate, push_service.browser("laptop"))
    key, messages = settings.VAPID_PRIVATE_KEY, [tell(cast.employee), tell(cast.teammate)]
    settings.VAPID_PRIVATE_KEY = ""
    assert pushes(tell(cast.employee)) == []
    for _ in range(2):
        deliver(*messages)
        rows = pushes(*messages)
        assert {(one.state, one.tries) for one in rows} == {("waiting", 0)}
        assert [(one.channel, one.reason) for one in outages()] == [("push", "push_off")]
    assert not Device.objects.exclude(disabled_reason="").exists()
    settings.VAPID_PRIVATE_KEY = key
    Outage.objects.update(next_try_at=Now())
    deliver(*messages)
    assert {one.state for one in pushes(*messages)} == {"sent"}
    assert not outages().exists()


def test_what_waits_goes_to_no_other_person_in_the_same_browser(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    browser = push_service.browser("shared")
    device = has(cast.employee, browser)
    waiting = tell(cast.employee)
    keys = {name: browser.body[name] for name in ("endpoint", "p256dh", "auth")}
    services.register_device(
        person=cast.teammate.person,
        device=device.pk,
        subscription=services.Subscription(**keys),
        label="",
        session="other",
    )
    deliver(waiting)
    assert [(one.state, one.reason) for one in pushes(waiting)] == [("skipped", "device_gone")]
    assert push_service.got == []
    own = tell(cast.teammate)
    deliver(own)
    assert push_service.paths() == ["/shared"]
