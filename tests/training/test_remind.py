"""POST enrolments/{id}/reminder: a nudge by hand, at most once a week for each person."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import AuditEvent, Membership, Role
from scenarios.models import Technique
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.training.world import School, fresh, let_days_pass, let_due, make_school
from training import services
from training.models import Enrolment, Programme, Reminder, Submission
from training.services import TechniqueResult

pytestmark = pytest.mark.slow


def remind(api: Api, school: School, by: Membership, row: Enrolment) -> Any:
    return api(by).post(f"{school.base}/enrolments/{row.id}/reminder")


def zone_where_it_is(hour: int) -> str:
    """Return a zone in which it is about this hour now."""
    now = timezone.now()
    zones = [f"Etc/GMT{offset:+d}" for offset in range(-14, 13)]
    return next(name for name in zones if now.astimezone(ZoneInfo(name)).hour == hour)


@pytest.fixture
def by_day(cast: Cast, school: School, enrolment: Enrolment) -> Enrolment:
    """Let it be noon where Emma lives, in a programme with nudges on each day."""
    Programme.objects.update(weekdays=[1, 2, 3, 4, 5, 6, 7])
    Membership.objects.filter(pk=cast.employee.pk).update(time_zone=zone_where_it_is(12))
    school.submitted(cast.employee)
    planned = fresh(enrolment).next_nudge_at
    assert planned is not None
    assert planned > timezone.now() + timedelta(days=1)
    return enrolment


def test_the_planned_nudge_comes_now_and_once_a_week(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    answer = remind(api, school, cast.manager, by_day)
    assert answer.status_code == 201, answer.content
    planned = fresh(by_day).next_nudge_at
    assert planned == datetime.fromisoformat(answer.json()["at"])
    assert services.hand_over(nudges=services.claim_due()) == 1
    again = remind(api, school, cast.admin, by_day)
    assert (again.status_code, code_of(again)) == (409, "reminded_already")
    assert 0 < int(again["Retry-After"]) <= 7 * 24 * 3600 + 1
    assert AuditEvent.objects.filter(verb="reminded").count() == 1
    Reminder.objects.update(at=F("at") - timedelta(days=8))
    let_days_pass(by_day, 8)
    assert remind(api, school, cast.admin, by_day).status_code == 201


def test_rule_6_nobody_is_reminded_soon_after_a_nudge(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    let_due(by_day)
    assert services.hand_over(nudges=services.claim_due()) == 1
    planned = fresh(by_day).next_nudge_at
    assert code_of(remind(api, school, cast.manager, by_day)) == "nothing_to_remind"
    assert fresh(by_day).next_nudge_at == planned
    let_days_pass(by_day, 1)
    assert remind(api, school, cast.manager, by_day).status_code == 201


def test_nobody_is_reminded_at_night_or_on_a_day_without_nudges(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    planned = fresh(by_day).next_nudge_at
    Membership.objects.filter(pk=cast.employee.pk).update(time_zone=zone_where_it_is(3))
    assert code_of(remind(api, school, cast.manager, by_day)) == "not_at_this_hour"
    Membership.objects.filter(pk=cast.employee.pk).update(time_zone=zone_where_it_is(12))
    noon = timezone.now().astimezone(ZoneInfo(zone_where_it_is(12)))
    Programme.objects.update(weekdays=[1 + noon.isoweekday() % 7])
    assert code_of(remind(api, school, cast.manager, by_day)) == "not_at_this_hour"
    assert fresh(by_day).next_nudge_at == planned


def test_whoever_has_nothing_planned_is_not_reminded(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    services.pause(enrolment=by_day.id)
    assert code_of(remind(api, school, cast.manager, by_day)) == "nothing_to_remind"
    services.take_out(enrolment=by_day.id)
    assert code_of(remind(api, school, cast.manager, by_day)) == "nothing_to_remind"
    assert not Reminder.objects.exists()


def test_what_another_organisation_does_is_neither_told_nor_in_the_way(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    burcht = make_school(cast.burcht, cast.stranger, cast.stranger)
    Programme.objects.update(weekdays=[1, 2, 3, 4, 5, 6, 7])
    there = Membership.objects.create(
        person=cast.employee.person, organisation=cast.burcht, roles=[Role.EMPLOYEE]
    )
    Membership.objects.filter(pk=there.pk).update(time_zone=zone_where_it_is(12))
    other = burcht.enrol(there)
    assert remind(api, burcht, cast.stranger, other).status_code == 201
    assert remind(api, school, cast.manager, by_day).status_code == 201
    again = remind(api, school, cast.manager, by_day)
    assert code_of(again) == "reminded_already"


def test_a_programme_that_has_not_begun_reminds_of_nothing(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    noon = timezone.now().astimezone(ZoneInfo(zone_where_it_is(12)))
    Programme.objects.update(starts_on=noon.date() + timedelta(days=1))
    services.plan(enrolments=[by_day.id])
    planned = fresh(by_day).next_nudge_at
    assert planned is not None
    assert code_of(remind(api, school, cast.manager, by_day)) == "nothing_to_remind"
    assert fresh(by_day).next_nudge_at == planned
    Programme.objects.update(starts_on=noon.date())
    assert remind(api, school, cast.manager, by_day).status_code == 201


def test_it_is_about_what_comes_next_now(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    technique = Technique.objects.get(code="letting_vent", organisation=cast.haven)
    result = TechniqueResult(technique=technique.id, level=1, of=4)
    services.mark_scored(submission=Submission.objects.get().id, results=[result])
    services.plan_waiting()
    assert fresh(by_day).next_reason == "due"  # by the planned day
    assert remind(api, school, cast.manager, by_day).status_code == 201
    assert (fresh(by_day).next_reason, by_day.next_step) == ("new", school.steps[1])


@pytest.mark.django_db(transaction=True)
def test_two_who_remind_at_once_remind_once(
    cast: Cast, api: Api, school: School, by_day: Enrolment
) -> None:
    clients = [api(cast.manager), api(cast.admin)]
    url = f"{school.base}/enrolments/{by_day.id}/reminder"
    answers = at_once(*[lambda client=client: client.post(url) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert Reminder.objects.count() == 1
