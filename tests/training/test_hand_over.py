"""Hand-over makes messages of nudges by rules 2, 5, 7, 13 and 15 of nudges."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, Organisation, Person, Role
from notifications.models import Channel, Delivery, Message
from tests.cast import Api, Cast, person_in
from tests.training.world import School, let_days_pass, let_due
from training import services
from training.domain.schedule import PATIENCE
from training.models import Enrolment, Nudge


def claim_and_hand_over(*enrolments: Enrolment, ago: timedelta = timedelta(seconds=1)) -> int:
    let_due(*enrolments, ago=ago)
    return services.hand_over(nudges=services.claim_due())


def test_it_says_which_exercise_is_ready_with_a_link_to_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    assert claim_and_hand_over(enrolment) == 1
    (message,) = api(cast.employee).get(f"{school.base}/messages").json()["results"]
    assert message["kind"] == "nudge"
    assert "The barrier (nl)" in message["text"]
    assert message["link"] == f"/haven/practise/{school.steps[0].id}"
    card = api(cast.employee).get(f"{school.base}/steps/{school.steps[0].id}")
    assert card.status_code == 200


def test_a_nudge_says_no_reason_where_something_else_was_planned_meanwhile(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    Enrolment.objects.filter(pk=enrolment.pk).update(next_step=school.steps[2])
    assert services.hand_over(nudges=claimed) == 1
    [message] = api(cast.employee).get(f"{school.base}/messages").json()["results"]
    assert "The barrier (nl)" in message["text"]
    assert "volgende stap" not in message["text"]


def test_rule_2_repeating_it_sends_nothing_again(enrolment: Enrolment) -> None:
    assert claim_and_hand_over(enrolment) == 1
    nudge = Nudge.objects.get()
    first = nudge.handled_at
    assert services.hand_over(nudges=[nudge.id]) == 0
    nudge.refresh_from_db()
    assert nudge.handled_at == first
    assert Message.objects.count() == 1


def test_rule_2_a_crash_half_way_leaves_the_nudge_waiting(
    enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training.services import nudges

    def die(**_anything: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(nudges, "plan", die)
        with pytest.raises(MemoryError):
            claim_and_hand_over(enrolment)
    assert not Message.objects.exists()
    waiting = Nudge.objects.get(handled_at=None)
    assert services.hand_over(nudges=[waiting.id]) == 1


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe"])
def test_rule_5_the_next_one_is_planned_in_local_time(
    cast: Cast, school: School, enrolment: Enrolment, zone: str
) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(time_zone=zone)
    cast.employee.refresh_from_db()
    claim_and_hand_over(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    there, today = cast.employee.zone, timezone.now()
    local = enrolment.next_nudge_at.astimezone(there)
    assert local.time() == school.programme.nudge_from
    assert (local.date() - today.astimezone(there).date()).days >= 3


def test_rule_7_no_nudge_for_what_was_done_meanwhile(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    school.submitted(cast.employee)
    assert services.hand_over(nudges=claimed) == 0
    assert Nudge.objects.get().skip_reason == "already_done"
    enrolment.refresh_from_db()
    assert enrolment.next_step == school.steps[1]


def test_rule_7_no_nudge_for_someone_who_paused_meanwhile(enrolment: Enrolment) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    services.pause(enrolment=enrolment.id)
    assert services.hand_over(nudges=claimed) == 0
    assert Nudge.objects.get().skip_reason == "not_active"
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("paused", None)


def test_rule_7_mail_that_has_not_left_when_someone_pauses_is_not_sent(
    cast: Cast, enrolment: Enrolment
) -> None:
    assert claim_and_hand_over(enrolment) == 1
    services.pause(enrolment=enrolment.id)
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert (mail.state, mail.reason) == ("skipped", "paused")


@pytest.mark.parametrize("what", [Membership, Person, Organisation])
def test_rule_7_no_nudge_for_whom_is_not_active(
    cast: Cast, enrolment: Enrolment, what: type[Membership]
) -> None:
    what.objects.all().update(is_active=False)
    assert claim_and_hand_over(enrolment) == 0
    assert Nudge.objects.get().skip_reason == "member_inactive"
    assert not Message.objects.exists()


def test_rule_8_who_comes_back_gets_one_nudge_at_the_next_opening(
    cast: Cast, enrolment: Enrolment
) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(is_active=False)
    claim_and_hand_over(enrolment)
    services.sweep()
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None
    Membership.objects.filter(pk=cast.employee.pk).update(is_active=True)
    services.sweep()
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    assert enrolment.next_nudge_at > timezone.now()


def test_rule_13_an_outage_of_weeks_costs_one_stale_nudge_and_no_storm(
    school: School, enrolment: Enrolment
) -> None:
    assert claim_and_hand_over(enrolment, ago=timedelta(days=40)) == 0
    assert Nudge.objects.get().skip_reason == "too_late"
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    ahead = enrolment.next_nudge_at - timezone.now()
    assert timedelta(0) < ahead < timedelta(days=4)
    assert services.claim_due() == []


def test_rule_13_a_nudge_that_is_a_little_late_still_goes(enrolment: Enrolment) -> None:
    assert claim_and_hand_over(enrolment, ago=PATIENCE - timedelta(minutes=1)) == 1


def test_rule_13_its_mail_leaves_while_the_nudge_is_fresh_or_not_at_all(
    enrolment: Enrolment,
) -> None:
    claim_and_hand_over(enrolment)
    mail = Message.objects.get().deliveries.get(channel=Channel.MAIL)
    assert mail.not_after == Nudge.objects.get().due_at + PATIENCE


def test_rule_15_every_nudge_records_its_outcome(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    claim_and_hand_over(enrolment)
    let_days_pass(enrolment)
    claim_and_hand_over(enrolment, ago=timedelta(days=1))
    sent, skipped = Nudge.objects.order_by("slot")
    assert sent.message is not None
    assert (sent.skip_reason, sent.time_zone) == ("", "Europe/Amsterdam")
    assert (skipped.message, skipped.skip_reason) == (None, "too_late")
    assert sent.handled_at is not None
    assert skipped.handled_at is not None


def test_it_costs_the_same_for_many_as_for_one(cast: Cast, school: School) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(people: int, name: str) -> int:
        rows = [
            school.enrol(person_in(cast.haven, f"{name} {n}", Role.EMPLOYEE)) for n in range(people)
        ]
        let_due(*rows)
        claimed = services.claim_due()
        with CaptureQueriesContext(connection) as seen:
            assert services.hand_over(nudges=claimed) == people
        return len(seen)

    assert cost(1, "One") == cost(8, "Many")
