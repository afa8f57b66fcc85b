"""POST rubrics and POST scenarios create empty ones."""

import pytest

from tests.cast import Api, Cast, code_of
from tests.scenarios.content import Json, both

BODIES: dict[str, Json] = {
    "rubrics": {"code": "space", "name": both("Space")},
    "scenarios": {"code": "barrier"},
}


@pytest.mark.parametrize("what", BODIES)
def test_an_author_makes_one(what: str, api: Api, cast: Cast) -> None:
    answer = api(cast.author).post(f"/api/v1/haven/{what}", BODIES[what])
    assert answer.status_code == 201
    assert answer.json()["versions"] == []
    [row] = api(cast.author).get(f"/api/v1/haven/{what}").json()["results"]
    assert row == answer.json()


@pytest.mark.parametrize("what", BODIES)
def test_nobody_else_makes_one(what: str, api: Api, cast: Cast) -> None:
    for someone in (cast.employee, cast.coach, cast.manager, cast.admin):
        answer = api(someone).post(f"/api/v1/haven/{what}", BODIES[what])
        assert code_of(answer) == "role_required"
    assert code_of(api(cast.stranger).post(f"/api/v1/haven/{what}", BODIES[what])) == "not_found"


@pytest.mark.parametrize("what", BODIES)
def test_a_code_is_used_once_in_an_organisation(what: str, api: Api, cast: Cast) -> None:
    api(cast.author).post(f"/api/v1/haven/{what}", BODIES[what])
    again = api(cast.author).post(f"/api/v1/haven/{what}", BODIES[what])
    assert (again.status_code, code_of(again)) == (409, "code_taken")
    elsewhere = api(cast.stranger).post(f"/api/v1/burcht/{what}", BODIES[what])
    assert elsewhere.status_code == 201


@pytest.mark.parametrize("code", ["", "Two words", "É", "x" * 51, "_x"])
@pytest.mark.parametrize("what", BODIES)
def test_a_code_is_plain(what: str, code: str, api: Api, cast: Cast) -> None:
    answer = api(cast.author).post(f"/api/v1/haven/{what}", BODIES[what] | {"code": code})
    assert code_of(answer) == "invalid"
    assert answer.json()["errors"][0]["attr"] == "code"


def test_an_unknown_language_is_refused_rather_than_dropped(api: Api, cast: Cast) -> None:
    body = {"code": "space", "name": {"nl": "Ruimte", "fr": "Espace"}}
    answer = api(cast.author).post("/api/v1/haven/rubrics", body)
    assert answer.json()["errors"][0]["code"] == "unknown_language"
    assert answer.json()["errors"][0]["attr"] == "name.fr"
