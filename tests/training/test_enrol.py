from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEvent, Membership, Person, Role
from core.ids import new_id
from tests.cast import Api, Cast, code_of, person_in
from tests.training.world import School
from training.models import Enrolment, Programme

pytestmark = pytest.mark.slow


def put_in(api: Api, school: School, actor: Membership, programme: object, member: object) -> Any:
    body = {"programme": str(programme), "membership": str(member)}
    return api(actor).post(f"{school.base}/enrolments", body)


@pytest.mark.parametrize("actor", ["manager", "admin"])
def test_it_plans_the_first_step_and_its_nudge(
    cast: Cast, api: Api, school: School, actor: str
) -> None:
    who = cast.by_role()[actor]
    answer = put_in(api, school, who, school.programme.id, cast.employee.id)
    assert answer.status_code == 201, answer.content
    assert answer.json()["person_name"] == "Emma"
    row = Enrolment.objects.get(membership=cast.employee)
    assert row.next_step == school.steps[0]
    assert row.next_nudge_at is not None
    local = row.next_nudge_at.astimezone(ZoneInfo("Europe/Amsterdam"))
    assert local.time() == school.programme.nudge_from
    assert local.isoweekday() <= 5


def test_the_nudge_is_planned_where_the_member_lives(cast: Cast, api: Api, school: School) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(time_zone="Pacific/Auckland")
    row = school.enrol(cast.employee)
    assert row.next_nudge_at is not None
    local = row.next_nudge_at.astimezone(ZoneInfo("Pacific/Auckland"))
    assert local.time() == school.programme.nudge_from


def test_twice_is_once(cast: Cast, api: Api, school: School) -> None:
    first = put_in(api, school, cast.manager, school.programme.id, cast.employee.id)
    again = put_in(api, school, cast.manager, school.programme.id, cast.employee.id)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Enrolment.objects.count() == 1
    [event] = AuditEvent.objects.filter(verb="enrolled")
    assert (event.actor_id, event.object_id) == (cast.manager.id, school.programme.id)
    assert event.detail == {"memberships": [str(cast.employee.id)]}


def test_who_was_switched_off_everywhere_is_not_enrolled(
    cast: Cast, api: Api, school: School
) -> None:
    Person.objects.filter(pk=cast.employee.person_id).update(is_active=False)
    answer = put_in(api, school, cast.manager, school.programme.id, cast.employee.id)
    assert (answer.status_code, code_of(answer)) == (400, "unknown_member")


@pytest.mark.parametrize("actor", ["employee", "teammate", "coach", "author"])
def test_others_may_not(cast: Cast, api: Api, school: School, actor: str) -> None:
    who = cast.by_role()[actor]
    answer = put_in(api, school, who, school.programme.id, cast.employee.id)
    assert (answer.status_code, code_of(answer)) == (403, "role_required")
    assert not Enrolment.objects.exists()


def test_it_refuses_what_is_not_of_the_organisation(cast: Cast, api: Api, school: School) -> None:
    foreign = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    for programme in (foreign.id, new_id()):
        answer = put_in(api, school, cast.manager, programme, cast.employee.id)
        assert (answer.status_code, code_of(answer)) == (400, "unknown_programme")
    Membership.objects.filter(pk=cast.teammate.pk).update(is_active=False)
    for member in (cast.stranger.id, cast.teammate.id, new_id()):
        answer = put_in(api, school, cast.manager, school.programme.id, member)
        assert (answer.status_code, code_of(answer)) == (400, "unknown_member")
    assert not Enrolment.objects.exists()


# --- Reading ------------------------------------------------------------------------------


def test_a_manager_sees_that_people_take_part_and_not_how(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    school.scored(cast.employee, 0)
    school.submitted(cast.employee, 0)
    school.attempt(cast.employee, 1)
    (row,) = api(cast.manager).get(f"{school.base}/enrolments").json()["results"]
    assert (row["steps_total"], row["state"]) == (3, "active")
    assert (row["steps_done"], row["attempts_submitted"]) == (None, None)
    assert set(row) == {
        "id",
        "programme",
        "membership",
        "person_name",
        "state",
        "created_at",
        "steps_total",
        "steps_done",
        "attempts_submitted",
    }


def test_one_sees_ones_own_counts(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    school.scored(cast.employee, 0)
    school.submitted(cast.employee, 0)
    for roles in (["employee"], ["employee", "manager"]):
        Membership.objects.filter(pk=cast.employee.pk).update(roles=roles)
        (row,) = api(cast.employee).get(f"{school.base}/enrolments").json()["results"]
        assert (row["steps_done"], row["attempts_submitted"]) == (1, 2)


def test_everyone_else_sees_only_their_own(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    def listed(member: Membership) -> list[str]:
        rows = api(member).get(f"{school.base}/enrolments").json()["results"]
        return [row["membership"] for row in rows]

    assert listed(cast.employee) == [str(cast.employee.id)]
    for other in (cast.teammate, cast.coach, cast.author):
        assert listed(other) == []


def test_a_filter_gives_nothing_away_about_others(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    url = f"{school.base}/enrolments?membership="
    answers = [api(cast.manager).get(url + str(one)) for one in (cast.stranger.id, new_id())]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    own = api(cast.manager).get(url + str(cast.employee.id)).json()["results"]
    assert [row["id"] for row in own] == [str(enrolment.id)]


def test_lists_cost_the_same_however_long_they_are(
    cast: Cast,
    api: Api,
    school: School,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(8):
        school.enrol(person_in(cast.haven, f"Extra {number}", Role.EMPLOYEE))
    client = api(cast.admin)
    with django_assert_max_num_queries(5):
        assert len(client.get(f"{school.base}/enrolments").json()["results"]) == 8
    with django_assert_max_num_queries(5):
        client.get(f"{school.base}/programmes")


def test_programmes_are_the_organisations(cast: Cast, api: Api, school: School) -> None:
    Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    (row,) = api(cast.employee).get(f"{school.base}/programmes").json()["results"]
    assert (row["name"], row["steps_total"], row["nudge_from"]) == ("Calm (nl)", 3, "09:30:00")
