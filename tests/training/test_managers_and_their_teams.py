"""A manager reaches the people of the teams that they lead, and changes what they made; an admin
all. Desk, with Emma and Tom, is Mo's; Night, with Nina, is nobody's."""

from typing import Any

import pytest

from accounts import services as people
from accounts.models import AuditEvent, Membership, Role, Team
from core.ids import new_id
from tests.cast import Api, Cast, code_of, person_in
from tests.scenarios.content import both
from tests.training.live import body_of, planned
from tests.training.world import School
from training.models import Enrolment, Programme, Workshop
from training.services import workshops

pytestmark = pytest.mark.slow


@pytest.fixture
def nina(cast: Cast, school: School) -> Membership:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    member = person_in(cast.haven, "Nina", Role.EMPLOYEE)
    people.set_teams(actor=None, membership=member, teams=[night.id])
    school.enrol(member)
    return member


def test_they_see_enrol_pause_and_remind_their_own_people_alone(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, nina: Membership
) -> None:
    mo, base, theirs = api(cast.manager), school.base, Enrolment.objects.get(membership=nina)
    listed = mo.get(f"{base}/enrolments").json()["results"]
    assert [one["person_name"] for one in listed] == ["Emma"]
    shown = [one["name"] for one in mo.get(f"{base}/people").json()["results"]]
    assert shown == ["Emma", "Mo", "Tom"]
    assert [one["name"] for one in mo.get(f"{base}/teams").json()["results"]] == ["Desk"]
    row = f"{base}/enrolments/{theirs.id}"
    assert code_of(mo.patch(row, {"state": "paused"})) == "not_found"
    assert code_of(mo.post(f"{row}/reminder")) == "not_found"
    assert code_of(mo.get(f"{row}/certificate")) == "not_found"
    new = {"programme": str(school.programme.id), "membership": str(nina.id)}
    assert code_of(mo.post(f"{base}/enrolments", new)) == "unknown_member"
    assert len(api(cast.admin).get(f"{base}/enrolments").json()["results"]) == 2


def test_everyone_is_everyone_of_theirs(
    cast: Cast, api: Api, school: School, nina: Membership
) -> None:
    night = nina.teams.get()
    Enrolment.objects.all().delete()
    url = f"{school.base}/programmes/{school.programme.id}/enrolments"
    body = {"everyone": True, "teams": [str(night.id)], "members": [str(nina.id)]}
    said = api(cast.manager).post(url, body).json()
    assert [one["name"] for one in said["enrolled"]] == ["Emma", "Tom"]
    assert sorted(said["unknown"]) == sorted([str(nina.id), str(night.id)])


def test_their_rules_speak_of_their_teams(
    cast: Cast, api: Api, school: School, nina: Membership
) -> None:
    url = f"{school.base}/programmes/{school.programme.id}/enrolment-rules"
    mo, anna = api(cast.manager), api(cast.admin)
    everybody = mo.post(url, {"team": None})
    assert (everybody.status_code, code_of(everybody)) == (403, "role_required")
    night = {"team": str(nina.teams.get().id)}
    assert code_of(mo.post(url, night)) == "unknown_team"
    assert mo.post(url, {"team": str(Team.objects.get(name="Desk").id)}).status_code == 201
    others = [anna.post(url, body).json()["id"] for body in (night, {"team": None})]
    assert [one["team"]["name"] for one in mo.get(url).json()] == ["Desk"]
    assert len(anna.get(url).json()) == 3
    assert [code_of(mo.delete(f"{url}/{one}")) for one in others] == ["not_found"] * 2


def test_figures_are_of_the_teams_that_they_lead(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, nina: Membership
) -> None:
    def named(member: Membership, path: str) -> list[str]:
        found = api(member).get(f"{school.base}/{path}").json()
        teams = found if isinstance(found, list) else found["teams"]
        return [one["team"]["name"] for one in teams]

    participation = f"programmes/{school.programme.id}/participation"
    assert named(cast.admin, participation) == ["Desk", "Night"]
    assert named(cast.manager, participation) == ["Desk"]
    assert named(cast.manager, "team-duties") == ["Desk"]
    cast.manager.leads.clear()
    cast.manager.teams.set(Team.objects.all())
    assert named(cast.manager, participation) == []
    assert named(cast.manager, "team-duties") == []
    assert named(cast.manager, "team-skills") == []
    assert api(cast.manager).get(f"{school.base}/enrolments").json()["results"] == []


def test_who_is_no_manager_any_more_leads_nobody(
    cast: Cast, api: Api, enrolment: Enrolment, school: School
) -> None:
    people.change_roles(actor=None, membership=cast.manager, roles=[Role.EMPLOYEE])
    assert api(cast.manager).get(f"{school.base}/enrolments").json()["results"] == []


def test_they_change_the_programmes_that_they_made(cast: Cast, api: Api, school: School) -> None:
    other = Programme.objects.create(organisation=cast.haven, code="x", name=both("Other"))
    mo = api(cast.manager)
    listed = mo.get(f"{school.base}/programmes").json()["results"]
    assert {one["name"]: one["may_change"] for one in listed} == {
        "Calm (en)": True,
        "Other (en)": False,
    }
    refused = mo.patch(f"{school.base}/programmes/{other.id}", {"gap_hours": 20})
    assert (refused.status_code, code_of(refused)) == (403, "made_by_another")
    made, headers = new_id(), {"If-None-Match": "*"}
    url, seen = f"{school.base}/programmes/{made}", {"If-Match": "*"}
    assert mo.put(f"{url}/settings", {"name": both("Own")}, headers=headers).status_code == 201
    assert mo.patch(url, {"gap_hours": 20}, headers=seen).json()["may_change"] is True
    assert api(cast.admin).patch(url, {"gap_hours": 21}, headers=seen).status_code == 200


def test_of_a_live_session_that_somebody_else_planned_they_reach_their_own_people(
    cast: Cast, api: Api, school: School, nina: Membership
) -> None:
    row, mo = planned(cast.haven), api(cast.manager)
    for member in (cast.employee, nina):
        workshops.register(member=member, workshop=row.id)
    url = f"{school.base}/workshops/{row.id}"
    assert mo.get(url).json()["may_change"] is False
    assert code_of(mo.put(f"{url}/cancellation")) == "made_by_another"

    def names() -> list[Any]:
        return [one["person_name"] for one in mo.get(f"{url}/attendances").json()]

    assert names() == ["Emma"]
    trainers = mo.get(f"{school.base}/trainers").json()["results"]
    assert [one["name"] for one in trainers][:6] == [
        "Aicha",
        "Anna",
        "Carla",
        "Chris",
        "Emma",
        "Mo",
    ]
    assert [one["name"] for one in trainers][6:] == ["Tom"]
    body = body_of(trainer=str(nina.id), trainer_name="")
    unseen = mo.put(f"{school.base}/workshops/{new_id()}", body)
    assert code_of(unseen) == "unknown_member"
    hers = f"{url}/attendances/{nina.id}"
    assert code_of(mo.put(hers, {"state": "withdrawn"})) == "not_found"
    assert code_of(mo.put(hers, {"state": "registered"})) == "unknown_member"
    Workshop.objects.update(planned_by=cast.manager)
    assert names() == ["Emma", "Nina"]
    assert mo.put(hers, {"state": "withdrawn"}).json()["state"] == "withdrawn"


def test_an_admin_says_who_leads_which_team(cast: Cast, api: Api, nina: Membership) -> None:
    night, url = nina.teams.get(), f"/api/v1/haven/people/{cast.manager.id}"
    answer = api(cast.admin).patch(url, {"leads": [str(night.id)]})
    assert [one["name"] for one in answer.json()["leads"]] == ["Night"]
    own = api(cast.manager).get("/api/v1/haven/membership").json()
    assert [one["name"] for one in own["leads"]] == ["Night"]
    assert AuditEvent.objects.filter(verb="leads_set", actor=cast.admin).count() == 1
    theirs = Team.objects.create(organisation=cast.burcht, name="Night")
    assert code_of(api(cast.admin).patch(url, {"leads": [str(theirs.id)]})) == "unknown_team"
    people.remove_team(actor=cast.admin, team=night)
    assert not cast.manager.leads.exists()
