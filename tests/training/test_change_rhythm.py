"""PATCH /{org}/programmes/{id}: when nudges come."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, Membership, Role
from core.etags import ANY, Precondition
from core.ids import new_id
from tests.cast import Api, Cast, code_of, person_in
from tests.training.world import School
from training import services
from training.models import Enrolment, Programme

pytestmark = pytest.mark.slow


def seen_by(api: Api, school: School, actor: Membership) -> str:
    """Return the ETag of the rhythm as the list of programmes has it."""
    rows = api(actor).get(f"{school.base}/programmes").json()["results"]
    [row] = [row for row in rows if row["id"] == str(school.programme.id)]
    return f'"{row["rhythm_version"]}"'


def change_over(api: Api, school: School, actor: Membership, seen: str, **body: object) -> Any:
    url = f"{school.base}/programmes/{school.programme.id}"
    answer = api(actor).patch(url, body, headers={"If-Match": seen})
    services.plan_waiting()  # what a worker does once the change is committed
    return answer


def change(api: Api, school: School, actor: Membership, **body: object) -> Any:
    return change_over(api, school, actor, seen_by(api, school, actor), **body)


def planned(row: Enrolment) -> datetime:
    row.refresh_from_db()
    assert row.next_nudge_at is not None
    return row.next_nudge_at.astimezone(ZoneInfo(row.membership.time_zone))


@pytest.mark.parametrize("actor", ["manager", "admin"])
def test_planned_nudges_move_to_the_new_time_where_each_member_lives(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, actor: str
) -> None:
    far = person_in(cast.haven, "Far", Role.EMPLOYEE)
    Membership.objects.filter(pk=far.pk).update(time_zone="Pacific/Auckland")
    away = school.enrol(far)
    answer = change(
        api, school, cast.by_role()[actor], nudge_from="16:45:00", nudge_until="16:45:00"
    )
    assert answer.status_code == 200, answer.content
    assert (answer.json()["nudge_from"], answer.json()["days_between"]) == ("16:45:00", 3)
    for row in (enrolment, away):
        assert planned(row).time() == time(16, 45)
        assert planned(row) > timezone.now()


def test_planned_nudges_move_to_the_new_weekdays(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    for day in range(1, 8):
        assert change(api, school, cast.manager, weekdays=[day, day]).json()["weekdays"] == [day]
        assert planned(enrolment).isoweekday() == day


def test_planned_nudges_move_to_the_new_interval(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = school.submitted(cast.employee)
    change(
        api, school, cast.manager, days_between=14, days_at_most=14, weekdays=[1, 2, 3, 4, 5, 6, 7]
    )
    practised = attempt.submission.submitted_at.astimezone(ZoneInfo(cast.employee.time_zone)).date()
    assert (planned(enrolment).date() - practised).days == 14


def test_who_paused_stays_unplanned_and_resumes_in_the_new_rhythm(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    services.pause(enrolment=enrolment.id)
    change(api, school, cast.manager, nudge_from="07:15:00", nudge_until="07:15:00")
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("paused", None)
    services.resume(enrolment=enrolment.id)
    assert planned(enrolment).time() == time(7, 15)


def test_who_finished_stays_finished(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    for step in range(3):
        school.submitted(cast.employee, step)
    change(api, school, cast.manager, nudge_from="07:15:00")
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("finished", None)


def test_another_programme_keeps_its_plans(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    other = Programme.objects.create(organisation=cast.haven, code="o", name={"nl": "O"})
    other.steps.create(order=1, scenario=school.versions[0].scenario)
    row, _new = services.enrol(actor=cast.manager, programme=other.id, membership=cast.teammate.id)
    before = planned(row)
    change(api, school, cast.manager, nudge_from="07:15:00")
    assert planned(row) == before


def test_of_two_who_change_it_at_once_neither_loses_a_pause(
    cast: Cast, api: Api, school: School
) -> None:
    christmas = {"first_day": "2027-12-24", "last_day": "2028-01-03"}
    may = {"first_day": "2028-04-27", "last_day": "2028-05-05"}
    page = seen_by(api, school, cast.admin)
    first = change_over(api, school, cast.manager, page, pause_weeks=[christmas])
    # An answer was lost, and the same change is sent once more.
    again = change_over(api, school, cast.manager, page, pause_weeks=[christmas])
    assert (first.status_code, again.status_code) == (200, 200)
    late = change_over(api, school, cast.admin, page, pause_weeks=[may])
    assert (late.status_code, code_of(late)) == (412, "programme_changed")
    hour = change_over(api, school, cast.admin, page, nudge_from="08:00:00")
    assert code_of(hour) == "programme_changed"
    now = seen_by(api, school, cast.admin)
    assert now == f'"{first.json()["rhythm_version"]}"'
    both = change_over(api, school, cast.admin, now, pause_weeks=[christmas, may])
    assert both.json()["pause_weeks"] == [christmas, may]
    url = f"{school.base}/programmes/{school.programme.id}"
    silent = api(cast.manager).patch(url, {"pause_weeks": []})
    assert (silent.status_code, code_of(silent)) == (428, "if_match_required")


def test_saying_the_same_again_changes_and_records_nothing(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    for _again in range(2):
        assert change(api, school, cast.manager, nudge_from="07:15:00").status_code == 200
    [event] = AuditEvent.objects.filter(verb="rhythm_changed")
    assert (event.actor, event.object_id) == (cast.manager, school.programme.id)
    assert event.detail == {"nudge_from": "07:15:00"}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("days_between", 0, "min_value"),
        ("days_between", 366, "max_value"),
        ("nudge_from", "06:59:59", "not_by_day"),
        ("nudge_from", "20:00:01", "not_by_day"),
        ("nudge_from", "noon", "invalid"),
        ("weekdays", [], "empty"),
        ("weekdays", [0], "min_value"),
        ("weekdays", [8], "max_value"),
        ("gap_hours", 169, "max_value"),
        ("pause_weeks", [{"first_day": "2026-12-24", "last_day": "2026-12-23"}], "not_a_range"),
        ("pause_weeks", [{"first_day": "2026-12-24", "last_day": "2028-01-01"}], "not_a_range"),
    ],
)
def test_it_refuses_what_is_no_rhythm(
    cast: Cast, api: Api, school: School, field: str, value: object, code: str
) -> None:
    answer = change(api, school, cast.manager, **{field: value})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert [part["code"] for part in answer.json()["errors"]] == [code]
    school.programme.refresh_from_db()
    assert school.programme.nudge_from == time(9, 30)


@pytest.mark.parametrize(
    ("change_of", "attr"),
    [
        ({"days_between": 4}, "days_at_most"),
        ({"days_between": 4, "days_at_most": 3}, "days_at_most"),
        ({"nudge_from": "09:31:00"}, "nudge_until"),
    ],
)
def test_it_refuses_a_least_above_the_most(
    cast: Cast, api: Api, school: School, change_of: dict[str, object], attr: str
) -> None:
    answer = change(api, school, cast.manager, **change_of)
    assert (answer.status_code, code_of(answer)) == (400, "range_reversed")
    assert [part["attr"] for part in answer.json()["errors"]] == [attr]
    assert change(api, school, cast.manager).json()["days_between"] == 3


def test_planned_nudges_leave_a_pause_week(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    first = planned(enrolment).date()
    days = {"first_day": str(first), "last_day": str(first + timedelta(days=20))}
    answer = change(api, school, cast.manager, pause_weeks=[days, days])
    assert answer.json()["pause_weeks"] == [days]
    assert planned(enrolment).date() > first + timedelta(days=20)
    assert change(api, school, cast.manager, pause_weeks=[]).json()["pause_weeks"] == []
    assert planned(enrolment).date() == first


def test_planned_nudges_spread_over_the_hours(cast: Cast, api: Api, school: School) -> None:
    rows = [school.enrol(person_in(cast.haven, f"E {n}", Role.EMPLOYEE)) for n in range(12)]
    change(api, school, cast.manager, nudge_from="09:00:00", nudge_until="11:00:00")
    times = {planned(row).time() for row in rows}
    assert len(times) > 6
    assert all(time(9) <= one <= time(11) for one in times)


def test_another_organisations_programme_does_not_exist(
    cast: Cast, api: Api, school: School
) -> None:
    foreign = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    for programme in (foreign.id, new_id()):
        url = f"{school.base}/programmes/{programme}"
        answer = api(cast.manager).patch(url, {"days_between": 2})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_it_costs_the_same_for_many_as_for_one(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    def cost(days: int) -> int:
        new = services.RhythmChange(days_at_most=days)
        with CaptureQueriesContext(connection) as seen:
            services.change_rhythm(
                actor=cast.manager,
                programme=school.programme.id,
                change=new,
                seen=Precondition(if_match=ANY),
            )
        return len(seen)

    one = cost(5)
    for number in range(8):
        school.enrol(person_in(cast.haven, f"Extra {number}", Role.EMPLOYEE))
    assert cost(6) == one
