"""The database itself keeps regrades apart from the feedback, and true to their rubric. Straight to
the tables, on purpose."""

from functools import partial
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from coaching.models import Comment, Purpose, Review, Score
from core.ids import new_id
from scenarios.models import RubricVersion
from tests.cast import Api, Cast
from tests.coaching.regrading import begin, newer_rubric, regraded, review_of, with_feedback
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World, make_world
from training.models import Attempt

pytestmark = pytest.mark.slow


@pytest.fixture
def attempt(cast: Cast, world: World, api: Api) -> Attempt:
    return with_feedback(api, world, cast.coach, cast.employee)[0]


def _write(cast: Cast, attempt: Attempt, version: RubricVersion | None, **other: Any) -> Review:
    assert version is not None
    values: dict[str, Any] = {"purpose": Purpose.REGRADE, "reason": "R", "asked_by": cast.coach}
    return Review.objects.create(
        submission=attempt.submission, rubric_version=version, **(values | other)
    )


def test_it_is_in_a_newer_published_version_of_the_same_rubric(
    cast: Cast, world: World, attempt: Attempt
) -> None:
    draft, foreign = newer_rubric(world, is_published=False), newer_rubric(make_world(cast.burcht))
    for version in (world.version.rubric_version, draft, foreign):
        refused(partial(_write, cast, attempt, version), "regrade_in_newer_rubric")


def test_it_comes_after_the_feedback(cast: Cast, world: World) -> None:
    waiting = world.submitted(cast.teammate)
    version = newer_rubric(world)
    refused(partial(_write, cast, waiting, version), "regrade_after_release")
    review_of(waiting.submission)
    refused(partial(_write, cast, waiting, version), "regrade_after_release")


def test_it_has_a_reason_and_somebody_who_asked(cast: Cast, world: World, attempt: Attempt) -> None:
    version, waiting = newer_rubric(world), world.submitted(cast.teammate)
    for lacks in ({"reason": ""}, {"reason": " "}, {"asked_by": None}):
        write = partial(_write, cast, attempt, version, **lacks)
        refused(write, "review_regrade_has_reason")
    for has in ({"reason": "R"}, {"asked_by": cast.coach}):
        write = partial(review_of, waiting.submission, **has)
        refused(write, "review_regrade_has_reason")


def test_a_submission_has_one_in_each_version(cast: Cast, world: World, attempt: Attempt) -> None:
    for version in (newer_rubric(world), newer_rubric(world)):
        _write(cast, attempt, version)
        refused(partial(_write, cast, attempt, version), "review_one_regrade")


def test_every_other_review_is_in_the_rubric_version_of_its_attempt(
    cast: Cast, world: World, attempt: Attempt
) -> None:
    version = newer_rubric(world)
    for purpose in ("second", "calibration", "dispute"):
        write = partial(
            Review.objects.create,
            submission=attempt.submission,
            rubric_version=version,
            purpose=purpose,
        )
        refused(write, "review_rubric_of_attempt")


def test_it_keeps_what_it_was_asked_for(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    lease = begin(api(cast.coach), world, attempt, newer_rubric(world))
    rows = Review.objects.filter(pk=lease["review"])
    changes: tuple[dict[str, Any], ...] = (
        {"rubric_version": newer_rubric(world)},
        {"reason": "Another"},
        {"asked_by": cast.second_coach},
        {"purpose": "second"},
        {"submission": world.submitted(cast.teammate).submission},
    )
    for change in changes:
        refused(partial(rows.update, **change), "review_submission_is_fixed")


def test_its_scores_stay_within_its_rubric(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    version = newer_rubric(world)
    regrade = Review.objects.get(pk=begin(api(cast.coach), world, attempt, version)["review"])
    new, old = version.criteria.all()[0], world.criteria[0]
    for criterion, level in (
        (old, old.levels.get(value=1)),
        (new, old.levels.get(value=1)),
    ):
        values = {"criterion": criterion, "level": level, "coach": cast.coach}
        refused(partial(Score.objects.create, review=regrade, **values), "score_in_rubric")


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (Review, {"created_at": timezone.now()}, "review_released_is_fixed"),
        (Score, {"note": "Changed"}, "mark_released_is_fixed"),
    ],
)
def test_once_released_it_is_for_good(
    cast: Cast,
    world: World,
    api: Api,
    attempt: Attempt,
    model: type[Model],
    change: dict[str, Any],
    constraint: str,
) -> None:
    review = regraded(api, world, cast.coach, attempt, newer_rubric(world))["review"]
    rows = model._default_manager.filter(**{"pk" if model is Review else "review": review})
    assert rows.exists()
    refused(lambda: rows.update(**change), constraint)
    refused(lambda: rows._raw_delete(rows.db), constraint)
    late = {"kind": "note", "at_ms": 1, "text": "Late", "coach": cast.coach}
    take = attempt.submission.takes.get()
    late |= {"id": new_id(), "review_id": review, "take": take}
    refused(partial(Comment.objects.create, **late), "mark_released_is_fixed")
