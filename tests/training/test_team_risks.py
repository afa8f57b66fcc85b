"""An admin judges a team's risk; who lacks the physical training that it asks is seen by those who
oversee the team, and by themselves."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEvent, Role, Team
from tests.cast import Api, Cast, code_of, person_in
from tests.training.live import begin_now, planned
from training.models import AttendanceState
from training.services import workshops

pytestmark = pytest.mark.slow
DUTIES, OWN = "/api/v1/haven/team-duties", "/api/v1/haven/own-duty"
BODY = {"profile": "physical", "physical_by": "2027-06-01"}


def risk_of(team: Team) -> str:
    return f"/api/v1/haven/teams/{team.id}/risk"


def test_who_lacks_the_training_is_listed_until_they_were_there(cast: Cast, api: Api) -> None:
    desk = Team.objects.get(name="Desk")
    assert api(cast.admin).put(risk_of(desk), BODY).status_code == 200
    row, other = planned(cast.haven, kind="physical"), planned(cast.haven)
    for workshop in (row, other):
        workshops.register(member=cast.employee, workshop=workshop.id)

    [seen] = api(cast.manager).get(DUTIES).json()
    assert (seen["team"]["name"], seen["profile"], seen["people"]) == ("Desk", "physical", 2)
    names = [(one["person_name"], one["registered_for"] is not None) for one in seen["lacking"]]
    assert names == [("Emma", True), ("Tom", False)]
    own = api(cast.employee).get(OWN).json()
    assert (own["physical_by"], own["team"], own["is_met"]) == ("2027-06-01", "Desk", False)

    for workshop, state in ((other, "attended"), (row, "attended")):
        begin_now(workshop)
        whose = cast.employee.id
        workshops.mark(
            actor=cast.manager,
            workshop=workshop.id,
            membership=whose,
            state=AttendanceState(state),
        )
    [seen] = api(cast.manager).get(DUTIES).json()
    assert [one["person_name"] for one in seen["lacking"]] == ["Tom"]
    assert api(cast.employee).get(OWN).json()["is_met"] is True


def test_it_is_set_by_admins_and_each_change_is_in_the_audit_log(cast: Cast, api: Api) -> None:
    desk = Team.objects.get(name="Desk")
    anna = api(cast.admin)
    for body in (BODY, BODY, {"profile": "verbal"}):
        assert anna.put(risk_of(desk), body).status_code == 200
    events = AuditEvent.objects.filter(verb="team_risk_set", object_id=desk.id).order_by("id")
    assert [event.detail["profile"] for event in events] == ["physical", "verbal"]
    refused = anna.put(risk_of(desk), {"profile": "low", "physical_by": "2027-06-01"})
    assert (refused.status_code, code_of(refused)) == (400, "training_not_asked")
    assert api(cast.manager).put(risk_of(desk), BODY).status_code == 403
    assert api(cast.employee).get(OWN).json()["physical_by"] is None


def test_a_manager_sees_their_own_teams_and_an_admin_all(cast: Cast, api: Api) -> None:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    nina = person_in(cast.haven, "Nina", Role.EMPLOYEE)
    nina.teams.add(night)
    api(cast.admin).put(risk_of(night), BODY)
    listed = {
        name: [one["team"]["name"] for one in api(member).get(DUTIES).json()]
        for name, member in (("manager", cast.manager), ("admin", cast.admin))
    }
    assert listed == {"manager": ["Desk"], "admin": ["Desk", "Night"]}
    assert api(cast.employee).get(DUTIES).status_code == 403


def test_of_several_teams_the_earliest_day_counts(cast: Cast, api: Api) -> None:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    cast.employee.teams.add(night)
    anna = api(cast.admin)
    anna.put(risk_of(Team.objects.get(name="Desk")), BODY)
    anna.put(risk_of(night), BODY | {"physical_by": "2027-05-01"})
    own = api(cast.employee).get(OWN).json()
    assert (own["team"], date.fromisoformat(own["physical_by"])) == ("Night", date(2027, 5, 1))


def test_many_teams_cost_the_same(
    cast: Cast, api: Api, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    anna = api(cast.admin)
    for number in range(5):
        team = Team.objects.create(organisation=cast.haven, name=f"Team {number}")
        person_in(cast.haven, f"Extra {number}", Role.EMPLOYEE).teams.add(team)
        anna.put(risk_of(team), BODY)
    with django_assert_max_num_queries(6):
        assert len(anna.get(DUTIES).json()) == 6
