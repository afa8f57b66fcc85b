"""POST programmes/{id}/enrolments: people, teams or everyone at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import services as people
from accounts.models import AuditEvent, Role, Team
from core.ids import new_id
from tests.cast import Api, Cast, code_of, person_in
from tests.training.world import Json, School, fresh
from training import services
from training.models import Enrolment

pytestmark = pytest.mark.slow


def enrol(api: Api, cast: Cast, school: School, **body: Any) -> Json:
    url = f"{school.base}/programmes/{school.programme.id}/enrolments"
    answer = api(cast.admin).post(url, body)
    assert answer.status_code == 200, answer.content
    found: Json = answer.json()
    return found


def names(group: list[Json]) -> list[str]:
    return [one["name"] for one in group]


def test_a_team_is_enrolled_and_who_can_not_be_is_named(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    foreign, gone = new_id(), person_in(cast.haven, "Gone", Role.EMPLOYEE)
    people.deactivate(actor=None, membership=gone)
    body = {
        "teams": [str(Team.objects.get(name="Desk").id)],
        "members": [str(cast.coach.id), str(gone.id), str(cast.stranger.id), str(foreign)],
    }
    said = enrol(api, cast, school, **body)
    assert names(said["enrolled"]) == ["Tom"]
    assert names(said["already"]) == ["Emma"]
    assert names(said["not_employees"]) == ["Carla", "Mo"]
    assert names(said["inactive"]) == ["Gone"]
    assert sorted(said["unknown"]) == sorted([str(cast.stranger.id), str(foreign)])
    row = Enrolment.objects.get(membership=cast.teammate)
    assert (row.state, row.next_step_id) == ("active", school.steps[0].id)
    assert row.next_nudge_at is not None
    again = enrol(api, cast, school, **body)
    assert (again["enrolled"], names(again["already"])) == ([], ["Emma", "Tom"])
    events = AuditEvent.objects.filter(verb="enrolled").order_by("id")
    members = (cast.employee, cast.teammate)
    assert [one.detail for one in events] == [{"memberships": [str(one.id)]} for one in members]


def test_who_was_taken_out_comes_back_by_name_alone(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    url = f"{school.base}/enrolments/{enrolment.id}"
    assert api(cast.admin).patch(url, {"state": "left"}).json()["state"] == "left"
    assert (fresh(enrolment).next_nudge_at, enrolment.set_aside) == (None, "")
    practise = f"{school.base}/attempts/{new_id()}"
    refused = api(cast.employee).put(practise, {"step": str(school.steps[0].id)})
    assert (refused.status_code, code_of(refused)) == (404, "not_found")
    assert api(cast.employee).get(f"{school.base}/today").json()["card"] is None
    said = enrol(api, cast, school, everyone=True)
    assert (names(said["left"]), names(said["enrolled"])) == (["Emma"], ["Tom"])
    said = enrol(api, cast, school, members=[str(cast.employee.id)])
    assert names(said["enrolled"]) == ["Emma"]
    assert fresh(enrolment).state == "active"
    assert enrolment.next_nudge_at is not None


def test_hundreds_cost_what_one_costs(cast: Cast, school: School) -> None:
    def cost() -> int:
        wanted = services.Wanted(everyone=True)
        with CaptureQueriesContext(connection) as seen:
            services.enrol_many(actor=cast.admin, programme=school.programme.id, wanted=wanted)
        Enrolment.objects.all().delete()
        return len(seen)

    few = cost()
    for number in range(12):
        person_in(cast.haven, f"Extra {number}", Role.EMPLOYEE)
    assert cost() == few


def test_another_organisations_programme_does_not_exist(
    cast: Cast, api: Api, school: School
) -> None:
    url = f"/api/v1/burcht/programmes/{school.programme.id}/enrolments"
    answer = api(cast.stranger).post(url, {"everyone": True})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
