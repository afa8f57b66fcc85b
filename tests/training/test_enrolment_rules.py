"""POST and DELETE programmes/{id}/enrolment-rules: new members are enrolled by themselves."""

from typing import Any

import pytest

from accounts import services as people
from accounts.models import Membership, Role, Team
from tests.cast import Api, Cast, code_of, person_in
from tests.training.world import School
from training import services
from training.models import Enrolment, Programme

pytestmark = pytest.mark.slow


@pytest.fixture
def night(cast: Cast) -> Team:
    return Team.objects.create(organisation=cast.haven, name="Night")


def add(api: Api, cast: Cast, school: School, team: Team | None) -> Any:
    url = f"{school.base}/programmes/{school.programme.id}/enrolment-rules"
    return api(cast.admin).post(url, {"team": str(team.id) if team else None})


def is_in(school: School, member: Membership) -> bool:
    return Enrolment.objects.filter(programme=school.programme, membership=member).exists()


def join(member: Membership, *teams: Team) -> None:
    people.set_teams(actor=None, membership=member, teams=[team.id for team in teams])


def test_who_joins_the_team_is_enrolled_and_who_is_in_it_is_not(
    cast: Cast, api: Api, school: School, night: Team
) -> None:
    join(cast.teammate, night)
    first, again = add(api, cast, school, night), add(api, cast, school, night)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["team"] == {"id": str(night.id), "name": "Night"}
    join(cast.teammate, night, Team.objects.get(name="Desk"))
    join(cast.coach, night)
    assert not is_in(school, cast.teammate)
    assert not is_in(school, cast.coach)
    join(cast.employee, night)
    row = Enrolment.objects.get(membership=cast.employee)
    assert row.next_nudge_at is not None
    people.change_roles(actor=None, membership=cast.coach, roles=[Role.COACH, Role.EMPLOYEE])
    assert is_in(school, cast.coach)
    people.change_roles(actor=None, membership=cast.teammate, roles=[Role.EMPLOYEE, Role.COACH])
    assert not is_in(school, cast.teammate)


def test_who_joins_while_switched_off_is_enrolled_when_they_are_active_again(
    cast: Cast, api: Api, school: School, night: Team
) -> None:
    add(api, cast, school, night)
    people.deactivate(actor=None, membership=cast.employee)
    join(cast.employee, night)
    assert not is_in(school, cast.employee)
    people.reactivate(actor=None, membership=cast.employee)
    assert is_in(school, cast.employee)
    operator, person = people.Operator(cast.admin.person), cast.teammate.person
    off, on = (people.PersonChange(is_active=active) for active in (False, True))
    people.change_person(operator=operator, person=person, change=off)
    join(cast.teammate, night)
    assert not is_in(school, cast.teammate)
    people.change_person(operator=operator, person=person, change=on)
    assert is_in(school, cast.teammate)


def test_without_a_team_it_speaks_of_every_new_employee(
    cast: Cast, api: Api, school: School
) -> None:
    foreign = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    services.add_rule(actor=cast.stranger, programme=foreign.id, team=None)
    add(api, cast, school, None)
    new, coach = person_in(cast.haven, "New", Role.EMPLOYEE), person_in(cast.haven, "C", Role.COACH)
    assert (is_in(school, new), is_in(school, coach)) == (True, False)
    assert not Enrolment.objects.filter(programme=foreign).exists()
    assert not is_in(school, cast.employee)


def test_who_was_taken_out_stays_out(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, night: Team
) -> None:
    services.take_out(enrolment=enrolment.id)
    add(api, cast, school, night)
    join(cast.employee, night)
    enrolment.refresh_from_db()
    assert enrolment.state == "left"
    assert Enrolment.objects.filter(membership=cast.employee).count() == 1


def test_a_rule_that_was_removed_or_whose_programme_ended_enrols_nobody(
    cast: Cast, api: Api, school: School, night: Team
) -> None:
    rule = add(api, cast, school, night).json()["id"]
    services.archive_programme(actor=cast.admin, programme=school.programme.id)
    join(cast.employee, night)
    assert code_of(add(api, cast, school, None)) == "programme_archived"
    services.restore_programme(actor=cast.admin, programme=school.programme.id)
    url = f"{school.base}/programmes/{school.programme.id}/enrolment-rules"
    assert [one["id"] for one in api(cast.admin).get(url).json()] == [rule]
    assert api(cast.admin).delete(f"{url}/{rule}").status_code == 204
    join(cast.teammate, night)
    assert not Enrolment.objects.exists()
    assert code_of(api(cast.admin).delete(f"{url}/{rule}")) == "not_found"
    theirs = Team.objects.create(organisation=cast.burcht, name="Night")
    assert code_of(add(api, cast, school, theirs)) == "unknown_team"
