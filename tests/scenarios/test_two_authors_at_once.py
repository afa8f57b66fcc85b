"""Two authors act at the same instant, on two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from core.errors import Refusal
from core.ids import new_id
from scenarios.domain.drafts import RubricDraft, etag
from scenarios.models import Criterion, Rubric, RubricVersion
from scenarios.services import create_rubric, publish_rubric_version, save_rubric_draft
from tests.cast import Cast
from tests.scenarios.content import both, library, rubric_draft

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*verbs: Callable[[], Any]) -> list[str]:
    """Run the verbs together; return for each "done", or the code of its refusal."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> str:
        try:
            start.wait()
            verb()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(run, verbs))


@pytest.fixture
def rubric(cast: Cast) -> UUID:
    library(cast.haven)
    return create_rubric(author=cast.author, code="space", name=both("Space")).id


def test_two_rubrics_with_one_code_become_one(cast: Cast) -> None:
    def make() -> Rubric:
        return create_rubric(author=cast.author, code="space", name=both("Space"))

    assert at_once(make, make) == ["code_taken", "done"]
    assert Rubric.objects.count() == 1


def test_two_first_drafts_become_one(rubric: UUID, cast: Cast) -> None:
    def save() -> Any:
        return save_rubric_draft(
            author=cast.author, rubric=rubric, version=new_id(), draft=rubric_draft()
        )

    assert at_once(save, save, save) == ["done", "draft_exists", "draft_exists"]
    assert RubricVersion.objects.get().number == 1


def test_two_changes_of_one_state_leave_one_whole(rubric: UUID, cast: Cast) -> None:
    version = new_id()
    seen = rubric_draft()
    save_rubric_draft(author=cast.author, rubric=rubric, version=version, draft=seen)

    def change(levels: int) -> Callable[[], Any]:
        return lambda: save_rubric_draft(
            author=cast.author,
            rubric=rubric,
            version=version,
            draft=rubric_draft(levels),
            if_match=etag(seen),
        )

    assert at_once(change(4), change(5)) == ["done", "draft_changed"]
    assert Criterion.objects.get().levels.count() in {4, 5}


def test_what_is_published_is_what_was_checked(rubric: UUID, cast: Cast) -> None:
    """Emptying a draft while it is published ends whole or as a draft: never published empty."""
    version = new_id()
    seen = rubric_draft()
    save_rubric_draft(author=cast.author, rubric=rubric, version=version, draft=seen)
    answers = at_once(
        lambda: publish_rubric_version(author=cast.author, version=version),
        lambda: save_rubric_draft(
            author=cast.author,
            rubric=rubric,
            version=version,
            draft=RubricDraft(),
            if_match=etag(seen),
        ),
    )
    row = RubricVersion.objects.get()
    assert answers in (["already_published", "done"], ["done", "rubric_incomplete"])
    assert (row.published_at is not None) == row.criteria.exists()


def test_two_publications_are_one(rubric: UUID, cast: Cast) -> None:
    version = new_id()
    save_rubric_draft(author=cast.author, rubric=rubric, version=version, draft=rubric_draft())
    instants: set[Any] = set()

    def publish() -> None:
        row = publish_rubric_version(author=cast.author, version=version)
        instants.add(row.published_at)

    assert at_once(publish, publish) == ["done", "done"]
    assert len(instants) == 1
