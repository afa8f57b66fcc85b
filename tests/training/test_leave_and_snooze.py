"""Leave and snooze hold nudges back (rule 8): one nudge on return, never the backlog."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from notifications.models import Channel, Delivery, Message
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.training.world import School, fresh, let_days_pass, let_due
from training import services
from training.domain.schedule import Days
from training.models import Enrolment, Leave, Nudge, Snooze

pytestmark = pytest.mark.slow
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    return timezone.now().astimezone(AMSTERDAM).date()


def in_days(count: int) -> date:
    return today() + timedelta(days=count)


def planned(row: Enrolment) -> datetime:
    due = fresh(row).next_nudge_at
    assert due is not None
    return due.astimezone(AMSTERDAM)


def put_leave(
    api: Api, school: School, member: Membership, first: date, last: date, id: object = None
) -> Any:
    days = {"first_day": str(first), "last_day": str(last)}
    return api(member).put(f"{school.base}/calendar/leaves/{id or new_id()}", days)


def put_snooze(api: Api, school: School, member: Membership, **body: object) -> Any:
    return api(member).put(f"{school.base}/calendar/snooze", body)


def read(api: Api, school: School, member: Membership) -> Any:
    return api(member).get(f"{school.base}/calendar").json()


def test_rule_8_leave_moves_the_nudge_behind_its_last_day(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    before, leave = planned(enrolment), new_id()
    for status in (201, 200):
        answer = put_leave(api, school, cast.employee, today(), in_days(20), leave)
        assert answer.status_code == status, answer.content
    assert planned(enrolment).date() > in_days(20)
    moved = put_leave(api, school, cast.employee, today(), in_days(9), leave)
    assert moved.json() == {
        "id": str(leave),
        "first_day": str(today()),
        "last_day": str(in_days(9)),
    }
    assert in_days(9) < planned(enrolment).date() <= in_days(13)
    assert read(api, school, cast.employee)["leave_until"] == str(in_days(9))
    url = f"{school.base}/calendar/leaves/{leave}"
    assert [api(cast.employee).delete(url).status_code for _twice in range(2)] == [204, 404]
    assert planned(enrolment) == before


def test_rule_8_leaves_overlap_and_follow_one_another(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    for first, last in ((0, 3), (2, 6), (7, 8), (20, 30)):
        put_leave(api, school, cast.employee, in_days(first), in_days(last))
    found = read(api, school, cast.employee)
    assert (len(found["leaves"]), found["leave_until"]) == (4, str(in_days(8)))
    assert in_days(8) < planned(enrolment).date() < in_days(20)
    seen = api(cast.employee).get(f"{school.base}/today").json()["calendar"]
    assert seen == found


def test_rule_8_who_returns_gets_one_nudge_and_no_backlog(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    """Ten openings went by during a leave of a month, which ends today."""
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    let_days_pass(enrolment, 31)
    put_leave(api, school, cast.employee, in_days(-30), in_days(0))
    assert services.tick() == 0
    first_workday = next(day for day in map(in_days, range(1, 4)) if day.isoweekday() < 6)
    assert planned(enrolment).date() == first_workday
    Leave.objects.update(last_day=F("last_day") - 1)
    let_due(enrolment)
    assert [services.hand_over(nudges=services.claim_due()) for _tick in range(3)] == [1, 0, 0]
    assert list(Nudge.objects.order_by("slot").values_list("slot", flat=True)) == [1, 2]
    assert planned(enrolment).date() >= in_days(3)


def test_rule_8_mail_that_has_not_left_does_not_leave(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    put_leave(api, school, cast.employee, today(), today())
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert (mail.state, mail.reason) == ("skipped", "on_leave")


def test_rule_7_a_nudge_that_was_claimed_before_leave_or_snooze_is_skipped(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    services.take_leave(member=cast.employee, leave=new_id(), days=Days(today(), today()))
    assert services.hand_over(nudges=claimed) == 0
    Leave.objects.all().delete()
    services.plan(enrolments=[enrolment.id])
    let_due(enrolment)
    claimed = services.claim_due()
    services.snooze(member=cast.employee, until=services.SnoozeChoice.TOMORROW)
    assert services.hand_over(nudges=claimed) == 0
    reasons = Nudge.objects.order_by("slot").values_list("skip_reason", flat=True)
    assert list(reasons) == ["on_leave", "snoozed"]


def test_rule_8_what_was_put_off_until_tomorrow_comes_then(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    school.programme.weekdays = list(range(1, 8))
    school.programme.gap_hours = 0  # late in the evening tomorrow's nudge is too near this one
    school.programme.save()
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    assert planned(enrolment).date() == in_days(3)
    put_snooze(api, school, cast.employee, choice="tomorrow")
    answer = put_snooze(api, school, cast.employee, choice="tomorrow")
    assert answer.status_code == 200, answer.content
    until = datetime.fromisoformat(answer.json()["snoozed_until"]).astimezone(AMSTERDAM)
    assert (until.date(), until.time()) == (in_days(1), time(0))
    assert planned(enrolment).date() == in_days(1)
    let_days_pass(enrolment, 1)
    let_due(enrolment)
    Snooze.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert services.hand_over(nudges=services.claim_due()) == 1
    assert planned(enrolment).date() == in_days(3)


def test_rule_11_what_was_put_off_was_not_ignored(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    for _nudge in range(7):
        let_due(enrolment)
        assert services.hand_over(nudges=services.claim_due()) == 1
        services.snooze(member=cast.employee, until=services.SnoozeChoice.TOMORROW)
        assert (fresh(enrolment).set_aside, enrolment.next_nudge_at is None) == ("", False)
        Snooze.objects.all().delete()
        let_days_pass(enrolment, 3)
    assert not Message.objects.filter(kind="last_nudge").exists()


def test_rule_11_a_snooze_long_after_a_nudge_undoes_no_backing_off(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    school.programme.weekdays = list(range(1, 8))
    school.programme.save()
    for _nudge in range(4):
        let_days_pass(enrolment, 30)
        let_due(enrolment)
        services.hand_over(nudges=services.claim_due())
    let_days_pass(enrolment, 3)
    services.plan(enrolments=[enrolment.id])
    before = planned(enrolment)
    assert before.date() == in_days(9)
    services.snooze(member=cast.employee, until=services.SnoozeChoice.TOMORROW)
    assert planned(enrolment) == before


def test_rule_8_a_snooze_of_a_week_delays_what_was_planned_sooner(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    before = planned(enrolment)
    put_snooze(api, school, cast.employee, choice="next_week")
    monday = today() + timedelta(days=8 - today().isoweekday())
    assert planned(enrolment).date() == monday
    put_snooze(api, school, cast.employee, until=str(monday + timedelta(days=30)))
    assert planned(enrolment).date() >= monday + timedelta(days=30)
    later = read(api, school, cast.employee)["snoozed_until"]
    kept = put_snooze(api, school, cast.employee, choice="tomorrow", or_later=True)
    assert kept.json()["snoozed_until"] == later
    url = f"{school.base}/calendar/snooze"
    assert [api(cast.employee).delete(url).status_code for _twice in range(2)] == [204, 204]
    assert planned(enrolment) == before
    assert read(api, school, cast.employee)["snoozed_until"] is None


@pytest.mark.parametrize(
    "body", [{}, {"or_later": True}, {"choice": "tomorrow", "until": "2030-01-01"}]
)
def test_a_snooze_says_until_when_in_one_way(
    cast: Cast, api: Api, school: School, body: dict[str, str]
) -> None:
    answer = put_snooze(api, school, cast.employee, **body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_it_refuses_days_that_are_out_of_reach(cast: Cast, api: Api, school: School) -> None:
    for day in (today(), in_days(367)):
        answer = put_snooze(api, school, cast.employee, until=str(day))
        assert (answer.status_code, code_of(answer)) == (400, "until_unreachable")
    answer = put_leave(api, school, cast.employee, in_days(2), in_days(1))
    assert [one["code"] for one in answer.json()["errors"]] == ["not_a_range"]


def test_a_member_has_thirty_leaves_ahead_at_most(cast: Cast, api: Api, school: School) -> None:
    Leave.objects.bulk_create(
        Leave(membership=cast.employee, first_day=in_days(9), last_day=in_days(9))
        for _one in range(30)
    )
    answer = put_leave(api, school, cast.employee, in_days(1), in_days(2))
    assert (answer.status_code, code_of(answer)) == (409, "too_many_leaves")
    Leave.objects.update(first_day=in_days(-3), last_day=in_days(-3))
    assert put_leave(api, school, cast.employee, in_days(1), in_days(2)).status_code == 201


def test_nobody_touches_the_leave_of_someone_else(cast: Cast, api: Api, school: School) -> None:
    leave = new_id()
    put_leave(api, school, cast.employee, in_days(1), in_days(2), leave)
    for other in (cast.teammate, cast.manager, cast.admin):
        assert put_leave(api, school, other, in_days(5), in_days(5), leave).status_code == 404
        assert read(api, school, other)["leaves"] == []
    assert Leave.objects.get().first_day == in_days(1)


@pytest.mark.django_db(transaction=True)
def test_saying_it_at_once_is_saying_it_once(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    leave, days = new_id(), Days(in_days(0), in_days(5))
    made = at_once(*[lambda: services.take_leave(member=cast.employee, leave=leave, days=days)] * 3)
    assert sorted(is_new for _row, is_new in made) == [False, False, True]
    tomorrow = services.SnoozeChoice.TOMORROW
    at_once(*[lambda: services.snooze(member=cast.employee, until=tomorrow)] * 3)
    assert (Leave.objects.count(), Snooze.objects.count()) == (1, 1)
    assert planned(enrolment).date() > in_days(5)


def test_rule_4_planned_nudges_leave_the_quiet_hours(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    school.programme.nudge_until = time(11)
    school.programme.save()
    hours = {"begins": "09:00", "ends": "10:30"}
    answer = api(cast.employee).put(
        f"{school.base}/quiet-hours", hours, headers={"If-Match": quiet_version(api, school, cast)}
    )
    assert answer.status_code == 200, answer.content
    assert time(10, 30) <= planned(enrolment).time() <= time(11)
    nothing = {"begins": None, "ends": None}
    api(cast.employee).put(
        f"{school.base}/quiet-hours",
        nothing,
        headers={"If-Match": quiet_version(api, school, cast)},
    )
    assert time(9, 30) <= planned(enrolment).time() <= time(11)


def quiet_version(api: Api, school: School, cast: Cast) -> str:
    answer = api(cast.employee).get(f"{school.base}/quiet-hours")
    return str(answer.headers["ETag"])
