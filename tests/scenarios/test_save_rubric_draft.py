"""PUT rubric-versions/{id}: the whole document, under a client-made id."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Membership
from core.ids import new_id
from scenarios.models import Criterion, RubricVersion
from scenarios.services import create_rubric, publish_rubric_version
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import Json, both, library, rubric_body


@pytest.fixture
def rubric(cast: Cast) -> UUID:
    library(cast.haven)
    return create_rubric(author=cast.author, code="space", name=both("Space")).id


def put(api: Api, who: Membership, version: UUID, body: Json, if_match: str | None = None) -> Any:
    headers = {"If-Match": if_match} if if_match else {}
    path = f"/api/v1/{who.organisation.slug}/rubric-versions/{version}"
    return api(who).put(path, body, headers=headers)


def test_a_first_save_makes_the_draft(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    answer = put(api, cast.author, version, rubric_body(rubric))
    assert answer.status_code == 201
    assert answer.json()["id"] == str(version)
    assert (answer.json()["number"], answer.json()["published_at"]) == (1, None)
    read = api(cast.author).get(f"/api/v1/haven/rubric-versions/{version}")
    assert (read.json(), read["ETag"]) == (answer.json(), answer["ETag"])


def test_a_repeated_save_gets_the_same_answer(rubric: UUID, api: Api, cast: Cast) -> None:
    version, body = new_id(), rubric_body(rubric)
    first = put(api, cast.author, version, body)
    again = put(api, cast.author, version, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert RubricVersion.objects.count() == 1


def test_a_change_names_the_state_it_changes(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    seen = put(api, cast.author, version, rubric_body(rubric))["ETag"]
    changed = put(api, cast.author, version, rubric_body(rubric, levels=5), seen)
    assert changed.status_code == 200
    assert len(changed.json()["criteria"][0]["levels"]) == 5
    assert changed["ETag"] != seen


def test_a_change_of_a_state_not_seen_is_refused(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    seen = put(api, cast.author, version, rubric_body(rubric))["ETag"]
    put(api, cast.author, version, rubric_body(rubric, levels=5), seen)
    late = put(api, cast.author, version, rubric_body(rubric, levels=4), seen)
    assert (late.status_code, code_of(late)) == (412, "draft_changed")
    without = put(api, cast.author, version, rubric_body(rubric, levels=4))
    assert (without.status_code, code_of(without)) == (428, "if_match_required")
    assert Criterion.objects.get().levels.count() == 5


def test_if_match_does_not_make_a_draft(rubric: UUID, api: Api, cast: Cast) -> None:
    answer = put(api, cast.author, new_id(), rubric_body(rubric), "*")
    assert code_of(answer) == "draft_changed"


def test_there_is_one_draft_at_a_time(rubric: UUID, api: Api, cast: Cast) -> None:
    put(api, cast.author, new_id(), rubric_body(rubric))
    second = put(api, cast.author, new_id(), rubric_body(rubric))
    assert (second.status_code, code_of(second)) == (409, "draft_exists")


def test_a_published_version_is_not_edited_but_followed(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    put(api, cast.author, version, rubric_body(rubric))
    publish_rubric_version(author=cast.author, version=version)
    edit = put(api, cast.author, version, rubric_body(rubric, levels=5), "*")
    assert (edit.status_code, code_of(edit)) == (409, "already_published")
    following = put(api, cast.author, new_id(), rubric_body(rubric, levels=5))
    assert following.json()["number"] == 2


def test_half_written_texts_are_kept(rubric: UUID, api: Api, cast: Cast) -> None:
    body = rubric_body(rubric)
    body["criteria"][0]["name"] = {"nl": "Ruimte", "en": ""}
    body["criteria"][0]["description"] = {}
    answer = put(api, cast.author, new_id(), body)
    assert answer.json()["criteria"][0]["name"] == {"nl": "Ruimte"}


@pytest.mark.parametrize(
    ("place", "value", "attr"),
    [
        ("technique", "juggling", "criteria.0.technique"),
        ("levels", [{"value": 10, "name": {}, "description": {}}], "criteria.0.levels.0.value"),
        ("levels", [{"value": 1, "name": {}, "description": {}}] * 2, "criteria.0.levels"),
        ("name", {"fr": "x"}, "criteria.0.name.fr"),
    ],
)
def test_a_wrong_document_is_refused_with_its_place(
    place: str, value: Any, attr: str, rubric: UUID, api: Api, cast: Cast
) -> None:
    body = rubric_body(rubric)
    body["criteria"][0][place] = value
    answer = put(api, cast.author, new_id(), body)
    assert code_of(answer) in {"invalid", "unknown_reference"}
    assert answer.json()["errors"][0]["attr"].startswith(attr)
    assert RubricVersion.objects.count() == 0


def test_only_authors_save(rubric: UUID, api: Api, cast: Cast) -> None:
    for someone in (cast.employee, cast.coach, cast.manager, cast.admin):
        assert code_of(put(api, someone, new_id(), rubric_body(rubric))) == "role_required"


def test_a_stranger_cannot_save_into_or_over_it(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    put(api, cast.author, version, rubric_body(rubric))
    library(cast.burcht)
    own = create_rubric(author=cast.stranger, code="space", name=both("Space")).id
    assert code_of(put(api, cast.stranger, new_id(), rubric_body(rubric))) == "not_found"
    assert code_of(put(api, cast.stranger, version, rubric_body(own), "*")) == "not_found"
