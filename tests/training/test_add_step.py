"""PUT /{org}/programmes/{id}/steps/{step}: an exercise at a programme's end."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import AuditEvent, Membership
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.meanwhile import just_before
from tests.scenarios.content import published_scenario
from tests.training.world import School
from training import services
from training.models import Enrolment, Programme, Step

pytestmark = pytest.mark.slow


def add(
    api: Api, school: School, actor: Membership, scenario: object, step: UUID | None = None
) -> Any:
    url = f"{school.base}/programmes/{school.programme.id}/steps/{step or new_id()}"
    return api(actor).put(url, {"scenario": str(scenario)})


@pytest.fixture
def scenario(cast: Cast, school: School) -> UUID:
    """Publish a scenario that the programme does not have yet."""
    id: UUID = published_scenario(cast.author, "train").scenario_id
    return id


@pytest.mark.parametrize("actor", ["manager", "admin"])
def test_it_wakes_who_had_finished(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, scenario: UUID, actor: str
) -> None:
    for step in range(3):
        school.submitted(cast.employee, step)
    enrolment.refresh_from_db()
    assert enrolment.state == "finished"
    new = new_id()
    answer = add(api, school, cast.by_role()[actor], scenario, new)
    assert answer.status_code == 201, answer.content
    made = {"id": str(new), "order": 4, "scenario": str(scenario), "review": "always"}
    assert answer.json() == made
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_step_id) == ("active", new)
    assert enrolment.next_nudge_at is not None
    card = api(cast.employee).get(f"{school.base}/today").json()["card"]
    assert card["step"] == str(new)


def test_it_stands_last_in_the_list(cast: Cast, api: Api, school: School, scenario: UUID) -> None:
    new = new_id()
    assert add(api, school, cast.manager, scenario, new).status_code == 201
    listed = api(cast.manager).get(f"{school.base}/programmes/{school.programme.id}/steps").json()
    assert [row["id"] for row in listed] == [str(one.id) for one in school.steps] + [str(new)]
    assert [row["order"] for row in listed] == [1, 2, 3, 4]


def test_who_is_on_the_way_keeps_their_next_step_and_its_nudge(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, scenario: UUID
) -> None:
    before = (enrolment.next_step_id, enrolment.next_nudge_at)
    add(api, school, cast.manager, scenario)
    enrolment.refresh_from_db()
    assert (enrolment.next_step_id, enrolment.next_nudge_at) == before


def test_who_paused_is_not_woken(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, scenario: UUID
) -> None:
    services.pause(enrolment=enrolment.id)
    add(api, school, cast.manager, scenario)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("paused", None)


def test_twice_is_once(cast: Cast, api: Api, school: School, scenario: UUID) -> None:
    new = new_id()
    first = add(api, school, cast.manager, scenario, new)
    again = add(api, school, cast.admin, scenario, new)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    [event] = AuditEvent.objects.filter(verb="step_added")
    assert event.detail == {"step": str(new), "scenario": str(scenario)}


def test_an_id_stands_for_one_step(cast: Cast, api: Api, school: School, scenario: UUID) -> None:
    taken = school.steps[0].id
    answer = add(api, school, cast.manager, scenario, taken)
    assert (answer.status_code, code_of(answer)) == (409, "id_in_use")
    theirs = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    foreign = Step.objects.create(programme=theirs, order=1, kind="workshop")
    answer = add(api, school, cast.manager, scenario, foreign.id)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_an_id_that_another_organisation_takes_this_very_moment_is_theirs(
    cast: Cast, api: Api, school: School, scenario: UUID
) -> None:
    id = new_id()
    theirs = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})

    def take() -> None:
        Step.objects.create(id=id, programme=theirs, order=1, kind="workshop")

    with just_before('INSERT INTO "training_step"', take):
        answer = add(api, school, cast.manager, scenario, id)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not school.programme.steps.filter(pk=id).exists()


def test_it_refuses_what_the_organisation_does_not_have(
    cast: Cast, api: Api, school: School
) -> None:
    from scenarios.models import Scenario

    foreign = Scenario.objects.create(organisation=cast.burcht, code="x")
    for scenario in (foreign.id, new_id()):
        answer = add(api, school, cast.manager, scenario)
        assert (answer.status_code, code_of(answer)) == (400, "unknown_scenario")
    assert school.programme.steps.count() == 3
