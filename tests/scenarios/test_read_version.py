"""GET rubric-versions/{id} and scenario-versions/{id}."""

from typing import Any

import pytest

from core.ids import new_id
from scenarios.models import ScenarioVersion
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import library, published_scenario

pytestmark = pytest.mark.slow


@pytest.fixture
def version(cast: Cast) -> ScenarioVersion:
    library(cast.haven)
    return published_scenario(cast.author)


@pytest.fixture
def paths(version: ScenarioVersion) -> list[str]:
    return [f"scenario-versions/{version.id}", f"rubric-versions/{version.rubric_version_id}"]


def test_an_author_coach_and_admin_read_it_whole(paths: list[str], api: Api, cast: Cast) -> None:
    for path in paths:
        for someone in (cast.author, cast.coach, cast.admin):
            assert api(someone).get(f"/api/v1/haven/{path}").status_code == 200


def test_a_manager_and_an_employee_cannot_read_it(paths: list[str], api: Api, cast: Cast) -> None:
    for path in paths:
        for someone in (cast.manager, cast.employee):
            assert code_of(api(someone).get(f"/api/v1/haven/{path}")) == "role_required"


def test_a_stranger_gets_the_answer_of_an_unknown_id(
    paths: list[str], api: Api, cast: Cast
) -> None:
    for path in paths:
        unknown = f"{path.split('/')[0]}/{new_id()}"
        answers = [api(cast.stranger).get(f"/api/v1/burcht/{one}") for one in (path, unknown)]
        assert answers[0].status_code == 404
        assert answers[0].json() == answers[1].json()


def test_it_shows_texts_in_all_languages_and_the_right_option(
    version: ScenarioVersion, api: Api, cast: Cast
) -> None:
    body = api(cast.author).get(f"/api/v1/haven/scenario-versions/{version.id}").json()
    assert body["title"] == {"nl": "The barrier (nl)", "en": "The barrier (en)"}
    assert body["techniques"] == ["thanking", "letting_vent"]
    assert [scene["kind"] for scene in body["scenes"]] == ["watch", "choose", "respond"]
    assert [option["is_right"] for option in body["scenes"][1]["options"]] == [True, False]
    assert set(body["scenes"][0]["clips"]) == {"nl", "en"}


def test_it_takes_as_many_queries_for_two_criteria_as_for_one(
    version: ScenarioVersion, api: Api, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = api(cast.coach)
    path = f"/api/v1/haven/scenario-versions/{version.id}"
    client.get(path)
    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200
