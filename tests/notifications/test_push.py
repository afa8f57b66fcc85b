"""services.deliver sends push notifications to a real push service on loopback."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Membership, Role
from coaching.messages import FEEDBACK_READY
from notifications import services
from notifications.channels import push
from notifications.models import Delivery, Device
from notifications.services import sweep
from notifications.services.devices import hash_of
from tests.at_once import at_once
from tests.cast import Api, Cast, person_in
from tests.meanwhile import elsewhere, just_before
from tests.notifications.conftest import Tell
from tests.notifications.push_service import PushService, push_service
from tests.notifications.pushing import deliver, has, pushes
from tests.notifications.quiet import quiet_now

__all__ = ["push_service"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_each_device_gets_it_encrypted_with_no_word_of_the_message(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    phone, laptop = push_service.browser("phone"), push_service.browser("laptop")
    for browser in (phone, laptop):
        has(cast.employee, browser)
    message = tell(cast.employee)
    deliver(message)
    assert sorted(push_service.paths()) == ["/laptop", "/phone"]
    [pushed] = [one for one in push_service.got if one.path == "/phone"]
    assert phone.decrypt(pushed.body) == {
        "title": "Kalm",
        "body": "Er is iets nieuws voor je.",
        "language": "nl",
        "path": f"/haven/practise/{message.about}",
        "tag": message.pk.hex,
        "snooze": {"organisation": "haven", "member": str(cast.employee.pk)},
    }
    assert pushed.headers["ttl"] == str(24 * 3600)
    assert pushed.headers["topic"] == message.pk.hex
    claims = push_service.sender_of(pushed)
    assert claims["sub"].startswith("mailto:")
    assert 3600 < claims["exp"] - timezone.now().timestamp() <= 24 * 3600
    assert {(one.state, one.tries) for one in pushes(message)} == {("sent", 1)}


def test_only_what_may_wait_offers_not_now(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    phone = push_service.browser("phone")
    has(cast.employee, phone)
    deliver(tell(cast.employee, kind=FEEDBACK_READY))
    [pushed] = push_service.got
    assert "snooze" not in phone.decrypt(pushed.body)


def test_a_person_in_two_organisations_gets_both_on_one_device(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("phone"))
    elsewhere = Membership.objects.create(
        person=cast.employee.person, organisation=cast.burcht, roles=["employee"]
    )
    disabled = has(cast.employee, push_service.browser("old"))
    Device.objects.filter(pk=disabled.pk).update(disabled_reason="push_403")
    deliver(tell(elsewhere), tell(cast.teammate))
    assert push_service.paths() == ["/phone"]


@pytest.mark.parametrize("status", [404, 410])
def test_rule_10_a_device_that_is_gone_is_deleted_alone(
    status: int, cast: Cast, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("gone"))
    other = has(cast.employee, push_service.browser("other"))
    push_service.answers["/gone"] = [(status, {})]
    message = tell(cast.employee)
    deliver(message)
    assert {(one.state, one.reason) for one in pushes(message)} == {
        ("failed", f"push_{status}"),
        ("sent", ""),
    }
    assert Device.objects.get() == other


def test_rule_10_one_that_registered_anew_meanwhile_stays(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    device = has(cast.employee, push_service.browser("gone"))
    push_service.answers["/gone"] = [(410, {})]
    message = tell(cast.employee)
    here = Device.objects.filter(pk=device.pk)
    register_anew = partial(here.update, endpoint="https://new.example/x")
    with just_before('DELETE FROM "notifications_device"', elsewhere(register_anew)):
        deliver(message)
    assert Device.objects.get().endpoint == "https://new.example/x"


@pytest.mark.parametrize("status", [301, 400, 401, 403, 413])
def test_rule_10_a_permanent_error_disables_it_with_the_reason(
    status: int, cast: Cast, tell: Tell, push_service: PushService
) -> None:
    browser = push_service.browser("phone")
    device = has(cast.employee, browser)
    push_service.answers["/phone"] = [(status, {"Location": f"{push_service.url}/elsewhere"})]
    message, waiting = tell(cast.employee), tell(cast.employee)
    deliver(message)
    device.refresh_from_db()
    assert device.disabled_reason == f"push_{status}"
    deliver(waiting)
    assert push_service.paths() == ["/phone"]  # nor was the redirect followed
    assert [one.reason for one in pushes(waiting)] == ["device_gone"]
    assert pushes(tell(cast.employee)) == []
    has(cast.employee, browser)
    assert len(pushes(tell(cast.employee))) == 1


def test_not_now_waits_as_long_as_the_service_says(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("phone"))
    push_service.answers["/phone"] = [(429, {"Retry-After": "7200"}), (503, {})]
    message = tell(cast.employee)
    for reason, least in (("push_429", timedelta(hours=2)), ("push_503", timedelta(seconds=15))):
        before = timezone.now()
        deliver(message)
        [row] = pushes(message)
        assert (row.state, row.reason) == ("waiting", reason)
        assert least <= row.due_at - before < least * 1.1 + timedelta(minutes=2)
    deliver(message)
    assert [(one.state, one.tries) for one in pushes(message)] == [("sent", 3)]


def test_a_service_that_never_answers_delays_no_other(
    cast: Cast, tell: Tell, push_service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "TIMEOUT", 1.0)
    push_service.pause["/slow"] = 3
    has(cast.employee, push_service.browser("slow"))
    has(cast.teammate, push_service.browser("fine"))
    away = push_service.browser("away")
    away.endpoint = "http://127.0.0.1:1/away"
    has(cast.coach, away)
    slow, fine, nowhere = (tell(one) for one in (cast.employee, cast.teammate, cast.coach))
    deliver(slow, fine, nowhere)
    assert [(one.state, one.reason) for one in pushes(slow, fine, nowhere)] == [
        ("waiting", "timeout"),
        ("sent", ""),
        ("waiting", "unreachable"),
    ]


def test_an_address_of_the_private_network_is_never_dialled(
    cast: Cast, tell: Tell, push_service: PushService, settings: Any
) -> None:
    """Also where it was accepted once, as with a name that resolves to another address by now."""
    device = has(cast.employee, push_service.browser("phone"))
    message = tell(cast.employee)
    named = push_service.url.replace("127.0.0.1", "localhost")
    Device.objects.update(endpoint=f"{named}/phone")
    settings.OUTGOING_LOOPBACK = False
    deliver(message)
    assert push_service.got == []
    device.refresh_from_db()
    assert device.disabled_reason == "address_not_public"


def test_rule_3_what_a_killed_worker_left_is_sent_again_under_the_same_topic(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("phone"))
    message = tell(cast.employee)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("notifications.services.delivering.record_sent_together", _killed)
        with pytest.raises(KeyboardInterrupt):
            deliver(message)
    deliver(message)  # the task comes again at once: the row is claimed, so nothing is sent
    assert len(push_service.got) == 1
    Delivery.objects.update(claimed_at=Now() - timedelta(minutes=9))
    sweep()
    deliver(message)
    assert len(push_service.got) == 2
    assert len({one.headers["topic"] for one in push_service.got}) == 1
    assert [one.state for one in pushes(message)] == ["sent"]


def _killed(ids: object) -> None:
    raise KeyboardInterrupt


def test_rule_3_four_workers_at_once_send_each_once(
    cast: Cast, tell: Tell, push_service: PushService
) -> None:
    members = [person_in(cast.haven, f"P{number}", Role.EMPLOYEE) for number in range(20)]
    for number, member in enumerate(members):
        has(member, push_service.browser(str(number)))
    messages = [tell(member) for member in members]
    assert sum(at_once(*[lambda: deliver(*messages)] * 4)) == 20
    assert sorted(push_service.paths()) == sorted(f"/{number}" for number in range(20))
    assert {one.state for one in pushes(*messages)} == {"sent"}


def test_rule_9_holds_for_push_too(cast: Cast, tell: Tell, push_service: PushService) -> None:
    has(cast.employee, push_service.browser("phone"))
    waiting = tell(cast.employee)
    services.set_preference(membership=cast.employee, kind="nudge", channel="push", wanted=False)
    deliver(waiting)
    assert [one.reason for one in pushes(waiting)] == ["not_wanted"]
    assert pushes(tell(cast.employee)) == []
    assert push_service.got == []


@pytest.mark.parametrize("since", ["written", "delivered"])
def test_rule_4_quiet_hours_hold_for_push_too(
    since: str, cast: Cast, api: Api, tell: Tell, push_service: PushService
) -> None:
    has(cast.employee, push_service.browser("phone"))
    message = tell(cast.employee) if since == "delivered" else None
    end = quiet_now(api, cast.employee)
    message = message or tell(cast.employee)
    deliver(message)
    [row] = pushes(message)
    assert (row.state, row.reason, row.due_at, row.tries) == ("waiting", "quiet_hours", end, 0)
    assert push_service.got == []


def test_rule_10_a_device_that_was_not_seen_for_half_a_year_is_pruned(
    cast: Cast, push_service: PushService
) -> None:
    old, new = (has(cast.employee, push_service.browser(name)) for name in ("old", "new"))
    Device.objects.filter(pk=old.pk).update(seen_at=Now() - timedelta(days=181))
    sweep()
    assert Device.objects.get() == new
    assert new.session == hash_of("s")
