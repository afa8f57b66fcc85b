"""POST and PATCH techniques and aggression types, and their order."""

from typing import Any

import pytest

from scenarios.models import AggressionType, Technique
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import Json, both, library, published_scenario

BASE = "/api/v1/haven"
LISTS = [("techniques", "technique-order"), ("aggression-types", "aggression-type-order")]


@pytest.fixture(autouse=True)
def content(cast: Cast) -> None:
    library(cast.haven)


def new(what: str, code: str = "pausing") -> Json:
    body = {"code": code, "name": both("Pausing"), "description": both("Take your time")}
    return body | ({"style": "directive"} if what == "aggression-types" else {})


def rows(api: Api, cast: Cast, what: str) -> list[Json]:
    found: list[Json] = api(cast.coach).get(f"{BASE}/{what}").json()["results"]
    return found


@pytest.mark.parametrize(("what", "order"), LISTS)
def test_an_author_or_admin_adds_at_the_end(what: str, order: str, api: Api, cast: Cast) -> None:
    for someone, code in ((cast.author, "pausing"), (cast.admin, "a-later-one")):
        answer = api(someone).post(f"{BASE}/{what}", new(what, code))
        assert answer.status_code == 201, answer.content
        assert answer.json()["name"] == both("Pausing")
    assert [row["code"] for row in rows(api, cast, what)][-2:] == ["pausing", "a-later-one"]


@pytest.mark.parametrize(("what", "order"), LISTS)
def test_a_code_is_used_once(what: str, order: str, api: Api, cast: Cast) -> None:
    answers = [api(cast.author).post(f"{BASE}/{what}", new(what)) for _ in range(2)]
    assert answers[0].status_code == 201
    assert (answers[1].status_code, code_of(answers[1])) == (409, "code_taken")


@pytest.mark.parametrize(("what", "order"), LISTS)
def test_it_is_renamed_where_it_is_used(what: str, order: str, api: Api, cast: Cast) -> None:
    published_scenario(cast.author)
    entry = rows(api, cast, what)[0]
    path = f"{BASE}/{what}/{entry['id']}"
    answer = api(cast.author).patch(path, {"name": both("Named anew")})
    assert answer.status_code == 200, answer.content
    assert answer.json()["description"] == both(entry["code"])
    assert api(cast.coach).get(path).json() == answer.json()
    [scenario] = api(cast.coach).get(f"{BASE}/scenarios").json()["results"]
    shown = [*scenario["techniques"], scenario["aggression_type"]]
    assert "Named anew (en)" in shown


def test_a_hidden_technique_is_still_shown_where_it_is_used(api: Api, cast: Cast) -> None:
    version = published_scenario(cast.author)
    path = f"{BASE}/techniques/{Technique.objects.get(code='letting_vent').id}"
    assert api(cast.admin).patch(path, {"is_hidden": True}).json()["is_hidden"] is True
    listed = {row["code"]: row["is_hidden"] for row in rows(api, cast, "techniques")}
    assert listed == {"thanking": False, "letting_vent": True}
    document = api(cast.author).get(f"{BASE}/scenario-versions/{version.id}").json()
    assert document["techniques"] == ["thanking", "letting_vent"]
    [scenario] = api(cast.coach).get(f"{BASE}/scenarios?technique=letting_vent").json()["results"]
    assert "letting_vent (en)" in scenario["techniques"]
    assert api(cast.admin).patch(path, {"is_hidden": False}).json()["is_hidden"] is False


def test_a_kind_of_aggression_gets_another_style(api: Api, cast: Cast) -> None:
    path = f"{BASE}/aggression-types/{AggressionType.objects.get().id}"
    assert api(cast.author).patch(path, {"style": "directive"}).status_code == 200
    assert AggressionType.objects.get().style == "directive"


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"name": {}}, "name.non_field_errors"),
        ({"name": {"nl": " "}}, "name.non_field_errors"),
        ({"description": {"fr": "x"}}, "description.fr"),
        ({"code": "other"}, "code"),
        ({"is_hidden": "perhaps"}, "is_hidden"),
    ],
)
def test_a_wrong_change_is_refused(body: Json, attr: str, api: Api, cast: Cast) -> None:
    technique = Technique.objects.get(code="thanking")
    answer = api(cast.author).patch(f"{BASE}/techniques/{technique.id}", body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]
    technique.refresh_from_db()
    assert technique.name == both("thanking")


@pytest.mark.parametrize(("what", "order"), LISTS)
def test_the_list_is_put_in_another_order(what: str, order: str, api: Api, cast: Cast) -> None:
    api(cast.author).post(f"{BASE}/{what}", new(what))
    ids = [row["id"] for row in rows(api, cast, what)][::-1]
    answer = api(cast.author).put(f"{BASE}/{order}", {"ids": ids})
    assert (answer.status_code, answer.json()) == (200, {"ids": ids})
    assert [row["id"] for row in rows(api, cast, what)] == ids


@pytest.mark.parametrize(("what", "order"), LISTS)
def test_an_order_of_an_older_list_is_refused(what: str, order: str, api: Api, cast: Cast) -> None:
    ids = [row["id"] for row in rows(api, cast, what)]
    api(cast.author).post(f"{BASE}/{what}", new(what))
    for wrong in (ids, [], [*ids, ids[0]]):
        answer = api(cast.author).put(f"{BASE}/{order}", {"ids": wrong})
        assert (answer.status_code, code_of(answer)) == (409, "list_changed")


def _asks(api: Api, someone: Any, base: str, technique: Technique) -> list[Any]:
    client = api(someone)
    return [
        client.post(f"{base}/techniques", new("techniques")),
        client.patch(f"{base}/techniques/{technique.id}", {"is_hidden": True}),
        client.put(f"{base}/technique-order", {"ids": []}),
    ]


def test_others_read_and_change_nothing(api: Api, cast: Cast) -> None:
    technique = Technique.objects.get(code="thanking")
    for someone in (cast.coach, cast.manager, cast.employee):
        for answer in _asks(api, someone, BASE, technique):
            assert code_of(answer) == "role_required"
    added, changed, _ordered = _asks(api, cast.stranger, "/api/v1/burcht", technique)
    assert (added.status_code, code_of(changed)) == (201, "not_found")
    technique.refresh_from_db()
    assert not technique.is_hidden
