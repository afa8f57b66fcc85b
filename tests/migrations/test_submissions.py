"""Migrating makes submissions of attempts that named one submitted take, and moves reviews to them.

The rows are written by the schema of before, through its own models; then every migration runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coaching.models import Comment, Lease, Review, Score
from media.models import Purpose, Video, VideoState
from scenarios.models import ScenarioVersion
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.scenarios.content import both, library, published_scenario
from training.models import Attempt, Result, Submission, SubmissionTake

BEFORE = [("training", "0003_read_is_read"), ("coaching", "0002_released_is_fixed")]
FILLING = ("training.migrations.0005_fill_submissions", "coaching.migrations.0004_fill_reviews")
MARKS = ("Review", "Lease", "Score", "Comment")
SENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SCORED = SENT + timedelta(days=1)


@dataclass
class Old:
    """The schema before the migration: its models, and the rows that each test starts from."""

    models: Any
    cast: Cast
    enrolment: Any
    step: Any
    version: Any

    def attempt(self, state: str = "open", takes: int = 1) -> Any:
        """Write an attempt with its takes, of which the last one was submitted where one was."""
        model = self.models.get_model("training", "Attempt")
        number = model.objects.count() + 1
        # Straight into its state: the old tables allowed it.
        row = model.objects.create(
            enrolment=self.enrolment,
            step=self.step,
            scenario_version_id=self.version.id,
            number=number,
            state="open" if state == "open" else "withdrawn",
        )
        made = [self._take(row, at) for at in range(1, takes + 1)]
        if state in ("submitted", "scored"):
            model.objects.filter(pk=row.pk).update(
                state=state,
                submitted_take=made[-1],
                submitted_at=SENT + timedelta(minutes=number),
                scored_at=SCORED if state == "scored" else None,
            )
        row.refresh_from_db()
        return row

    def _take(self, attempt: Any, number: int) -> Any:
        owner = self.cast.employee
        video = Video.objects.create(
            organisation=owner.organisation,
            owner=owner,
            purpose=Purpose.TAKE,
            state=VideoState.READY,
        )
        return self.models.get_model("training", "Take").objects.create(
            attempt=attempt,
            scene_id=self.version.scenes.get(kind="respond").id,
            video_id=video.id,
            number=number,
            recorded_at=SENT,
            duration_ms=9000,
        )

    def review(self, attempt: Any, take: Any = None, *, released: bool = False) -> Any:
        """Write a review with a lease, a score of 2 out of 3 and a comment."""
        made = {name: self.models.get_model("coaching", name) for name in MARKS}
        take = take or attempt.submitted_take
        coach = self.cast.coach.id
        row = made["Review"].objects.create(attempt=attempt, take=take)
        criterion = self.version.rubric_version.criteria.get()
        made["Lease"].objects.create(
            review=row, coach_id=coach, expires_at=timezone.now() + timedelta(hours=1)
        )
        made["Score"].objects.create(
            review=row,
            criterion_id=criterion.id,
            level_id=criterion.levels.get(value=2).id,
            coach_id=coach,
        )
        made["Comment"].objects.create(
            review=row, coach_id=coach, kind="strength", at_ms=1200, text="Mooi."
        )
        if released:
            made["Review"].objects.filter(pk=row.pk).update(
                released_at=SCORED, released_by_id=coach
            )
        return row


def write() -> tuple[Cast, ScenarioVersion]:
    cast = make_cast()
    library(cast.haven)
    return cast, published_scenario(cast.author)


@pytest.fixture
def old(before: Before[tuple[Cast, ScenarioVersion]]) -> Old:
    models, (cast, version) = before.models, before.rows
    programme = models.get_model("training", "Programme").objects.create(
        organisation_id=cast.haven.id, code="calm", name=both("Calm")
    )
    step = models.get_model("training", "Step").objects.create(
        programme=programme, order=1, scenario_id=version.scenario_id
    )
    enrolment = models.get_model("training", "Enrolment").objects.create(
        programme=programme, membership_id=cast.employee.id
    )
    return Old(models, cast, enrolment, step, version)


def test_what_was_submitted_becomes_a_submission(old: Old) -> None:
    waiting, scored = old.attempt("submitted", takes=3), old.attempt("scored")
    migrate()
    for before, state in ((waiting, "submitted"), (scored, "scored")):
        row = Attempt.objects.get(pk=before.pk)
        assert (row.state, row.membership) == (state, old.cast.employee)
        assert row.submission.submitted_at == before.submitted_at
        assert row.submission.scored_at == before.scored_at
        [take] = row.submission.submitted_takes.all()
        assert take.take_id == before.submitted_take_id
        assert take.scene == old.version.scenes.get(kind="respond")
    assert Attempt.objects.get(pk=waiting.pk).takes.count() == 3


def test_what_was_not_submitted_or_came_back_stays_private(old: Old) -> None:
    withdrawn, practising = old.attempt("withdrawn", takes=2), old.attempt("open", takes=2)
    # Columns that an open or withdrawn attempt could still carry showed nothing to anyone.
    left = withdrawn.takes.get(number=1)
    old.models.get_model("training", "Attempt").objects.filter(pk=withdrawn.pk).update(
        submitted_take=left, submitted_at=SENT
    )
    migrate()
    states = Attempt.objects.order_by("number").values_list("id", "state", "membership")
    assert list(states) == [
        (withdrawn.pk, "withdrawn", old.cast.employee.id),
        (practising.pk, "open", old.cast.employee.id),
    ]
    assert not Submission.objects.exists()
    assert not SubmissionTake.objects.exists()


def test_a_released_review_keeps_its_marks_and_hands_over_its_results(old: Old) -> None:
    attempt = old.attempt("scored")
    before = old.review(attempt, released=True)
    migrate()
    review = Review.objects.get()
    assert (review.pk, review.purpose) == (before.pk, "first")
    assert review.submission.attempt_id == attempt.pk
    assert (review.released_at, review.released_by) == (SCORED, old.cast.coach)
    assert Comment.objects.get().take_id == attempt.submitted_take_id
    assert Score.objects.get().level.value == 2
    result = Result.objects.get()
    technique = old.version.rubric_version.criteria.get().technique
    assert (result.submission, result.technique) == (review.submission, technique)
    assert (result.level, result.of, result.given_at) == (2, 3, SCORED)
    with pytest.raises(IntegrityError, match="released"), transaction.atomic():
        Comment.objects.update(text="Anders")


def test_a_review_under_way_goes_on(old: Old) -> None:
    attempt = old.attempt("submitted")
    before = old.review(attempt)
    migrate()
    review = Review.objects.get()
    assert (review.pk, review.submission.attempt_id) == (before.pk, attempt.pk)
    assert Lease.objects.get().review == review
    assert Comment.objects.get().take_id == attempt.submitted_take_id
    assert not Result.objects.exists()
    review.comments.update(text="Anders")


def test_a_review_of_a_take_that_went_back_to_its_owner_goes(old: Old) -> None:
    given_back, sent_again = old.attempt("open"), old.attempt("submitted", takes=2)
    old.review(given_back, given_back.takes.get())
    old.review(sent_again, sent_again.takes.get(number=1))
    migrate()
    assert not Review.objects.exists()
    assert not Comment.objects.exists()
    assert Submission.objects.get().attempt_id == sent_again.pk


def test_more_rows_than_a_batch_are_filled_batch_by_batch(
    old: Old, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = [old.attempt("submitted") for _each in range(5)]
    for attempt in attempts:
        old.review(attempt)
    for name in FILLING:
        monkeypatch.setattr(import_module(name), "BATCH", 2)
    migrate()
    assert Submission.objects.count() == SubmissionTake.objects.count() == 5
    assert {one.submission.attempt_id for one in Review.objects.all()} == {
        attempt.pk for attempt in attempts
    }
    assert not Attempt.objects.filter(membership=None).exists()


def test_a_filling_that_was_cut_off_goes_on_where_it_stopped(old: Old) -> None:
    attempts = [old.attempt("submitted") for _each in range(2)]
    migrate([("training", "0005_fill_submissions")])
    with connection.cursor() as cursor:  # as if only the first batch had been written
        last = max(str(attempt.pk) for attempt in attempts)
        cursor.execute(
            "DELETE FROM training_submissiontake t USING training_submission s "
            "WHERE s.id = t.submission_id AND s.attempt_id = %s",
            [last],
        )
        cursor.execute("DELETE FROM training_submission WHERE attempt_id = %s", [last])
        cursor.execute("UPDATE training_attempt SET membership_id = NULL WHERE id = %s", [last])
        cursor.execute("DELETE FROM django_migrations WHERE name = '0005_fill_submissions'")
    migrate()
    assert Submission.objects.count() == SubmissionTake.objects.count() == 2


def test_going_back_finds_the_old_rows_again(old: Old) -> None:
    waiting, scored, open_ = old.attempt("submitted"), old.attempt("scored"), old.attempt("open")
    reviewed = old.review(scored, released=True)
    migrate()
    migrate(BEFORE)
    attempts = old.models.get_model("training", "Attempt").objects
    for before in (waiting, scored, open_):
        row = attempts.get(pk=before.pk)
        for column in ("state", "submitted_take_id", "submitted_at", "scored_at"):
            assert getattr(row, column) == getattr(before, column), column
    review = old.models.get_model("coaching", "Review").objects.get()
    assert (review.pk, review.attempt_id, review.take_id) == (
        reviewed.pk,
        scored.pk,
        scored.submitted_take_id,
    )
