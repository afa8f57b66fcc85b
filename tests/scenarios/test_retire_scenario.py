"""PUT and DELETE scenarios/{id}/retirement: nobody starts a retired exercise, and it comes back."""

from typing import Any

import pytest

from accounts.models import AuditEvent
from core.ids import new_id
from scenarios.models import Scenario
from scenarios.services import create_scenario
from tests.cast import Api, Cast, code_of
from tests.training.world import School, make_school
from training.models import Attempt

pytestmark = pytest.mark.slow


@pytest.fixture
def school(cast: Cast) -> School:
    school = make_school(cast.haven, cast.author, cast.admin)
    school.enrol(cast.employee)
    return school


def retirement(school: School) -> str:
    return f"{school.base}/scenarios/{school.versions[0].scenario_id}/retirement"


def start(api: Api, cast: Cast, school: School) -> Any:
    step = school.steps[0]
    return api(cast.employee).put(f"{school.base}/attempts/{new_id()}", {"step": str(step.id)})


def test_nobody_starts_a_retired_exercise(school: School, api: Api, cast: Cast) -> None:
    answer = api(cast.author).put(retirement(school))
    assert answer.status_code == 200, answer.content
    assert (answer.json()["state"], answer.json()["retired_by_name"]) == ("retired", "Aicha")
    refused = start(api, cast, school)
    assert (refused.status_code, code_of(refused)) == (409, "exercise_retired")
    assert not Attempt.objects.exists()


def test_who_is_at_it_may_finish(school: School, api: Api, cast: Cast) -> None:
    attempt = start(api, cast, school).json()["id"]
    api(cast.author).put(retirement(school))
    assert api(cast.employee).get(f"{school.base}/attempts/{attempt}").status_code == 200
    today = api(cast.employee).get(f"{school.base}/today").json()
    assert today["card"]["attempt"] == attempt


def test_today_goes_on_to_the_next_exercise(school: School, api: Api, cast: Cast) -> None:
    def step() -> Any:
        return api(cast.employee).get(f"{school.base}/today").json()["card"]["step"]

    assert step() == str(school.steps[0].id)
    api(cast.author).put(retirement(school))
    assert step() == str(school.steps[1].id)


def test_restored_it_is_started_again(school: School, api: Api, cast: Cast) -> None:
    author = api(cast.author)
    author.put(retirement(school))
    answer = author.delete(retirement(school))
    assert (answer.status_code, answer.json()["state"]) == (200, "published")
    assert answer.json()["retired_at"] is None
    assert start(api, cast, school).status_code == 201


def test_one_that_was_never_published_comes_back_as_a_draft(api: Api, cast: Cast) -> None:
    row = create_scenario(author=cast.author, code="later")
    path, author = f"/api/v1/haven/scenarios/{row.pk}/retirement", api(cast.author)
    assert author.put(path).json()["state"] == "retired"
    assert author.delete(path).json()["state"] == "draft"


def test_repeating_changes_nothing(school: School, api: Api, cast: Cast) -> None:
    author = api(cast.author)
    first, again = author.put(retirement(school)), author.put(retirement(school))
    assert first.json() == again.json()
    assert [author.delete(retirement(school)).status_code for _ in range(2)] == [200, 200]
    verbs = AuditEvent.objects.filter(verb__startswith="scenario_re").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["scenario_retired", "scenario_restored"]


def test_a_draft_saved_meanwhile_leaves_it_retired(school: School, api: Api, cast: Cast) -> None:
    from tests.scenarios.content import scenario_body

    api(cast.author).put(retirement(school))
    scenario = school.versions[0].scenario_id
    body = scenario_body(scenario) | {"techniques": [], "aggression_type": None}
    path = f"{school.base}/scenario-versions/{new_id()}"
    assert api(cast.author).put(path, body).status_code == 201
    assert Scenario.objects.get(pk=scenario).state == "retired"
    assert code_of(start(api, cast, school)) == "exercise_retired"


def test_only_an_author_of_the_organisation_retires(school: School, api: Api, cast: Cast) -> None:
    path = retirement(school)
    for someone in (cast.employee, cast.coach, cast.manager, cast.admin):
        assert code_of(api(someone).put(path)) == "role_required"
        assert code_of(api(someone).delete(path)) == "role_required"
    elsewhere = path.replace("/haven/", "/burcht/")
    assert code_of(api(cast.stranger).put(elsewhere)) == "not_found"
    assert not Scenario.objects.filter(state="retired").exists()
