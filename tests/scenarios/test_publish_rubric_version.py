"""POST rubric-versions/{id}/publication."""

from typing import Any
from uuid import UUID

import pytest

from core.ids import new_id
from scenarios.domain.drafts import CriterionDraft, LevelDraft, RubricDraft
from scenarios.models import RubricVersion
from scenarios.services import create_rubric, save_rubric_draft
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import both, library


def draft_with(cast: Cast, *values: int, name: dict[str, str] | None = None) -> UUID:
    """Save a draft whose one criterion has levels of these values; without values no criterion."""
    library(cast.haven)
    rubric = create_rubric(author=cast.author, code="space", name=both("Space"))
    levels = tuple(LevelDraft(value, both("x"), both("x")) for value in values)
    title = both("Space") if name is None else name
    criterion = CriterionDraft("thanking", title, both("x"), levels)
    draft = RubricDraft((criterion,) if values else ())
    row, _ = save_rubric_draft(author=cast.author, rubric=rubric.id, version=new_id(), draft=draft)
    return row.id


def publish(api: Api, who: Any, version: UUID) -> Any:
    return api(who).post(f"/api/v1/{who.organisation.slug}/rubric-versions/{version}/publication")


def test_an_author_publishes_and_may_repeat_it(api: Api, cast: Cast) -> None:
    version = draft_with(cast, 1, 2)
    first, again = publish(api, cast.author, version), publish(api, cast.author, version)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.json()["published_at"]
    assert first.json()["warnings"] == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ((), "criterion_missing"),
        ((1,), "levels_count"),
        ((1, 2, 4), "levels_not_contiguous"),
        ((2, 3), "levels_not_contiguous"),
    ],
)
def test_it_refuses_a_rubric_with_holes(
    values: tuple[int, ...], code: str, api: Api, cast: Cast
) -> None:
    version = draft_with(cast, *values)
    answer = publish(api, cast.author, version)
    assert (answer.status_code, code_of(answer)) == (409, "rubric_incomplete")
    assert [error["code"] for error in answer.json()["errors"]] == [code]
    assert RubricVersion.objects.get().published_at is None


def test_it_refuses_a_text_that_is_not_written(api: Api, cast: Cast) -> None:
    answer = publish(api, cast.author, draft_with(cast, 1, 2, name={}))
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [
        ("text_missing", "criteria.0.name")
    ]


def test_one_language_is_a_warning_and_no_refusal(api: Api, cast: Cast) -> None:
    answer = publish(api, cast.author, draft_with(cast, 1, 2, name={"nl": "Ruimte"}))
    assert answer.status_code == 200
    assert [(w["code"], w["attr"]) for w in answer.json()["warnings"]] == [
        ("language_missing", "criteria.0.name")
    ]


def test_only_an_author_of_the_organisation_publishes(api: Api, cast: Cast) -> None:
    version = draft_with(cast, 1, 2)
    for someone in (cast.employee, cast.coach, cast.manager, cast.admin):
        assert code_of(publish(api, someone, version)) == "role_required"
    assert code_of(publish(api, cast.stranger, version)) == "not_found"
    assert RubricVersion.objects.get().published_at is None
