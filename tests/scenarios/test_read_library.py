"""GET techniques, aggression types, rubrics and scenarios."""

import pytest

from accounts.models import Language
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import library, published_scenario

pytestmark = pytest.mark.slow

LISTS = ["techniques", "aggression-types", "rubrics", "scenarios"]


@pytest.fixture(autouse=True)
def content(cast: Cast) -> None:
    library(cast.haven)
    library(cast.burcht)
    published_scenario(cast.author)


@pytest.mark.parametrize("what", LISTS)
def test_an_author_coach_manager_and_admin_see_what_there_is(
    what: str, api: Api, cast: Cast
) -> None:
    for someone in (cast.author, cast.coach, cast.manager, cast.admin):
        answer = api(someone).get(f"/api/v1/haven/{what}")
        assert answer.status_code == 200
        assert answer.json()["results"]


@pytest.mark.parametrize("what", LISTS)
def test_an_employee_cannot_see_what_there_is(what: str, api: Api, cast: Cast) -> None:
    answer = api(cast.employee).get(f"/api/v1/haven/{what}")
    assert (answer.status_code, code_of(answer)) == (403, "role_required")


@pytest.mark.parametrize("what", LISTS)
def test_a_stranger_finds_nothing(what: str, api: Api, cast: Cast) -> None:
    assert code_of(api(cast.stranger).get(f"/api/v1/haven/{what}")) == "not_found"


@pytest.mark.parametrize("what", ["rubrics", "scenarios"])
def test_it_lists_the_own_organisation_alone(what: str, api: Api, cast: Cast) -> None:
    assert api(cast.stranger).get(f"/api/v1/burcht/{what}").json()["results"] == []


def test_a_request_without_a_session_is_told_to_sign_in(api: Api) -> None:
    assert code_of(api(None).get("/api/v1/haven/techniques")) == "not_authenticated"


def test_techniques_come_in_their_own_order(api: Api, cast: Cast) -> None:
    rows = api(cast.author).get("/api/v1/haven/techniques").json()["results"]
    assert [row["code"] for row in rows] == ["thanking", "letting_vent"]


def test_names_come_in_the_readers_language(api: Api, cast: Cast) -> None:
    def title() -> str:
        rows = api(cast.author).get("/api/v1/haven/scenarios").json()["results"]
        return str(rows[0]["title"])

    assert title() == "The barrier (en)"
    cast.author.person.language = Language.DUTCH
    cast.author.person.save()
    assert title() == "The barrier (nl)"


def test_a_list_tells_which_versions_are_published(api: Api, cast: Cast) -> None:
    [row] = api(cast.coach).get("/api/v1/haven/rubrics").json()["results"]
    [version] = row["versions"]
    assert version["number"] == 1
    assert version["published_at"]
