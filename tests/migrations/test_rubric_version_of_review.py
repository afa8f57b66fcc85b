"""Reviews from before regrades get the rubric version that their attempt was made under.

The rows are written by the schema of before; then every migration runs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from coaching.models import Purpose, Review, Score
from scenarios.models import Criterion, Level, RubricVersion
from tests.cast import Cast, make_cast
from tests.coaching.content import both
from tests.coaching.world import World, make_world
from tests.migrations.before import Before, migrate
from training.models import Submission

BEFORE = [("coaching", "0005_released_is_fixed_for_submissions")]
RELEASED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass
class Rows:
    cast: Cast
    world: World
    submissions: list[Submission]


def write() -> Rows:
    """Write three submissions: two of a first exercise, and one of another with its own rubric."""
    cast = make_cast()
    world, other = make_world(cast.haven), make_world(cast.burcht)
    return Rows(
        cast,
        world,
        [
            world.submitted(cast.employee).submission,
            world.submitted(cast.teammate).submission,
            other.submitted(cast.stranger).submission,
        ],
    )


def _old_review(before: Before[Rows], submission: Submission, *, released: bool) -> Any:
    """Write a review with a score, in the models of before."""
    models, coach = before.models, before.rows.cast.coach.id
    review = models.get_model("coaching", "Review").objects.create(submission_id=submission.id)
    version = submission.attempt.scenario_version.rubric_version_id
    criterion = Criterion.objects.filter(version=version)[0]
    models.get_model("coaching", "Score").objects.create(
        review=review,
        criterion_id=criterion.id,
        level_id=Level.objects.get(criterion=criterion, value=2).id,
        coach_id=coach,
    )
    if released:
        rows = models.get_model("coaching", "Review").objects.filter(pk=review.pk)
        rows.update(released_at=RELEASED, released_by_id=coach)
    return review


def test_each_review_gets_the_rubric_version_of_its_attempt(before: Before[Rows]) -> None:
    one, other, foreign = before.rows.submissions
    made = {
        _old_review(before, one, released=True).pk: one,
        _old_review(before, other, released=False).pk: other,
        _old_review(before, foreign, released=True).pk: foreign,
    }
    migrate()
    for pk, submission in made.items():
        review = Review.objects.get(pk=pk)
        assert review.rubric_version == submission.attempt.scenario_version.rubric_version
        assert (review.purpose, review.reason, review.asked_by) == (Purpose.FIRST, "", None)
        assert (review.submission, review.scores.get().level.value) == (submission, 2)
    assert set(Review.objects.values_list("released_at", flat=True)) == {RELEASED, None}


def test_what_was_released_is_still_for_good(before: Before[Rows]) -> None:
    _old_review(before, before.rows.submissions[0], released=True)
    migrate()
    writes: tuple[Callable[[], object], ...] = (
        lambda: Review.objects.update(created_at=timezone.now()),
        lambda: Review.objects.update(rubric_version=None),
        lambda: Score.objects.update(note="Anders"),
    )
    for change in writes:
        with pytest.raises(IntegrityError, match=r"released|keeps"), transaction.atomic():
            change()


def test_what_was_released_before_can_be_scored_again(before: Before[Rows]) -> None:
    submission = before.rows.submissions[0]
    _old_review(before, submission, released=True)
    migrate()
    regrade = _regrade(before.rows, submission)
    assert Review.objects.get(pk=regrade.pk).rubric_version.number == 2


def _regrade(rows: Rows, submission: Submission) -> Review:
    used = rows.world.version.rubric_version
    assert used is not None
    newer = RubricVersion.objects.create(rubric=used.rubric, number=2)
    criterion = Criterion.objects.create(
        version=newer,
        technique=rows.world.criteria[0].technique,
        order=1,
        name=both("A", "A"),
        description=both("A", "A"),
    )
    assert criterion.pk
    RubricVersion.objects.filter(pk=newer.pk).update(published_at=timezone.now())
    return Review.objects.create(
        submission=submission,
        purpose=Purpose.REGRADE,
        rubric_version=newer,
        reason="Clearer",
        asked_by=rows.cast.coach,
    )


def test_more_rows_than_a_batch_are_filled_batch_by_batch(
    before: Before[Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    for submission in before.rows.submissions:
        _old_review(before, submission, released=True)
    filling = import_module("coaching.migrations.0007_fill_rubric_versions")
    monkeypatch.setattr(filling, "BATCH", 2)
    migrate()
    assert Review.objects.count() == 3


def test_a_filling_that_was_cut_off_goes_on_where_it_stopped(before: Before[Rows]) -> None:
    for submission in before.rows.submissions:
        _old_review(before, submission, released=False)
    migrate([("coaching", "0006_rubric_version_of_review")])
    with connection.cursor() as cursor:  # as if only the first batch had been written
        cursor.execute(
            "UPDATE coaching_review SET rubric_version_id = %s WHERE submission_id = %s",
            [before.rows.world.version.rubric_version_id, before.rows.submissions[0].id],
        )
    migrate()
    for review in Review.objects.all():
        used = review.submission.attempt.scenario_version.rubric_version
        assert review.rubric_version == used


def test_going_back_keeps_the_reviews(before: Before[Rows]) -> None:
    old = _old_review(before, before.rows.submissions[0], released=True)
    migrate()
    migrate(BEFORE)
    found = before.models.get_model("coaching", "Review").objects.get()
    assert (found.pk, found.purpose, found.released_at) == (old.pk, "first", RELEASED)
    rows = before.models.get_model("coaching", "Review").objects
    with pytest.raises(IntegrityError, match="released"), transaction.atomic():
        rows.update(created_at=timezone.now())


def test_going_back_stops_at_a_regrade(before: Before[Rows]) -> None:
    submission = before.rows.submissions[0]
    _old_review(before, submission, released=True)
    migrate()
    regrade = _regrade(before.rows, submission)
    with pytest.raises(DatabaseError, match="regrades"):
        migrate(BEFORE)
    # The columns of later migrations are gone by then: only this one is read.
    kept = Review.objects.filter(pk=regrade.pk).values_list("reason", flat=True)
    assert list(kept) == ["Clearer"]
