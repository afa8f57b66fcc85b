"""Reads regrades: what was scored again by a newer version of its rubric, and what could be."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import Membership
from coaching.models import Comment, Lease, Purpose, Review
from coaching.queries.levels import LEVELS, FeedbackScore, scores_in
from coaching.queries.queue import open_leases, whose_lease
from coaching.queries.reviews import visible_to
from core.texts import pick
from media.models import VideoState
from scenarios.models import RubricVersion
from training.models import Submission, SubmissionTake

MOST = 50
"""The queue's answer names at most this many regrades."""


@dataclass(frozen=True)
class Regrade:
    """Describes a regrade; `released_at` is None while a coach works on it."""

    id: UUID
    rubric_version: UUID
    rubric_number: int
    released_at: datetime | None


@dataclass(frozen=True)
class OpenedRegrade:
    """Describes a regrade to the coach who asked for it; `lease` is theirs while it is open."""

    id: UUID
    submission: UUID
    rubric_version: UUID
    reason: str
    lease: Lease | None


@dataclass(frozen=True)
class OpenRegrade:
    """Describes a regrade that was not released, as one coach sees it; `leased_by` is me, other or
    None."""

    review: UUID
    attempt: UUID
    exercise_title: str
    person_name: str
    attempt_number: int
    rubric_number: int
    asked_at: datetime
    asked_by_name: str
    leased_by: str | None
    lease: Lease | None


@dataclass(frozen=True)
class NewerRubric:
    """Names the newest published version by which a submission can be scored again."""

    id: UUID
    number: int


@dataclass(frozen=True)
class FirstJudgement:
    """Shows the released feedback that a regrade stands beside."""

    review: UUID
    rubric_number: int
    coach_name: str
    released_at: datetime
    scores: list[FeedbackScore]


@dataclass(frozen=True)
class AskedRegrade:
    """Describes a regrade to its coach: who asked for it and why, and the first judgement.
    `is_mine` tells whether the reading coach asked."""

    rubric_number: int
    reason: str
    asked_at: datetime
    asked_by_name: str
    is_mine: bool
    first: FirstJudgement


@dataclass(frozen=True)
class FeedbackRegrade:
    """Describes a released regrade to the employee."""

    id: UUID
    rubric_number: int
    reason: str
    coach_name: str
    released_at: datetime
    scores: list[FeedbackScore]
    comments: list[Comment]


def newer_versions(submission: Submission) -> QuerySet[RubricVersion]:
    """Return the published rubric versions by which the submission can be scored again."""
    used = submission.attempt.scenario_version.rubric_version
    assert used is not None  # noqa: S101  # by constraint: it was published when started
    return RubricVersion.objects.filter(
        rubric=used.rubric_id, number__gt=used.number, published_at__isnull=False
    )


def regrades() -> QuerySet[Review]:
    """Return all regrades, by the rubric version's number."""
    rows = Review.objects.filter(purpose=Purpose.REGRADE).select_related("rubric_version")
    return rows.order_by("rubric_version__number")


def with_regrades() -> "Prefetch[str, QuerySet[Review], str]":
    """Return a prefetch of the regrades of a review's submission, into its `regrades`."""
    return Prefetch("submission__reviews", regrades(), to_attr="regrades")


def opened_regrade(review: Review, coach: Membership) -> OpenedRegrade:
    """Return a regrade as the coach sees it who asked for it."""
    return OpenedRegrade(
        id=review.id,
        submission=review.submission_id,
        rubric_version=review.rubric_version_id,
        reason=review.reason,
        lease=open_leases().filter(review=review, coach=coach).first(),
    )


def regrade_line(review: Review) -> Regrade:
    """Return a regrade from `regrades` as a line."""
    return Regrade(
        id=review.id,
        rubric_version=review.rubric_version_id,
        rubric_number=review.rubric_version.number,
        released_at=review.released_at,
    )


def regrades_of(review: Review) -> list[Regrade]:
    """Return the regrades of the review's submission, released or not."""
    return [regrade_line(one) for one in regrades().filter(submission=review.submission_id)]


def is_recording_deleted(submission: Submission) -> bool:
    """Tell whether nobody can watch the submission any more, so that it is not scored again."""
    return submission.takes.filter(video__state=VideoState.DELETED).exists()


def newer_rubric(review: Review) -> NewerRubric | None:
    """Return the newest version by which the review's submission can be scored again."""
    if is_recording_deleted(review.submission):
        return None
    newest = newer_versions(review.submission).order_by("-number").first()
    return NewerRubric(newest.id, newest.number) if newest else None


def asked_regrade(review: Review, coach: Membership) -> AskedRegrade:
    """Return what a regrade from `review_for` has beside its marks."""
    assert review.asked_by is not None  # noqa: S101  # by constraint
    return AskedRegrade(
        rubric_number=review.rubric_version.number,
        reason=review.reason,
        asked_at=review.created_at,
        asked_by_name=review.asked_by.shown_name,
        is_mine=review.asked_by_id == coach.id,
        first=first_judgement(review, coach.person.language),
    )


def first_judgement(review: Review, language: str) -> FirstJudgement:
    """Return the released feedback on the review's submission."""
    firsts = Review.objects.select_related("rubric_version", "released_by__person")
    first = firsts.prefetch_related(*LEVELS).get(
        submission=review.submission_id, purpose=Purpose.FIRST
    )
    assert first.released_at is not None  # noqa: S101  # by trigger
    assert first.released_by is not None  # noqa: S101  # by constraint
    return FirstJudgement(
        review=first.id,
        rubric_number=first.rubric_version.number,
        coach_name=first.released_by.shown_name,
        released_at=first.released_at,
        scores=scores_in(first.scores.all(), language),
    )


def feedback_regrades(review: Review, language: str) -> list[FeedbackRegrade]:
    """Return the released regrades of the feedback's submission, in the order of their release."""
    rows = (
        regrades()
        .filter(submission=review.submission_id, released_at__isnull=False)
        .select_related("rubric_version", "released_by__person")
        .prefetch_related(*LEVELS, "comments")
        .order_by("released_at", "id")
    )
    return [_feedback_regrade(row, language) for row in rows]


def _feedback_regrade(review: Review, language: str) -> FeedbackRegrade:
    assert review.released_at is not None  # noqa: S101  # by the query
    assert review.released_by is not None  # noqa: S101  # by constraint
    return FeedbackRegrade(
        id=review.id,
        rubric_number=review.rubric_version.number,
        reason=review.reason,
        coach_name=review.released_by.shown_name,
        released_at=review.released_at,
        scores=scores_in(review.scores.all(), language),
        comments=list(review.comments.all()),
    )


def open_regrades(coach: Membership) -> list[OpenRegrade]:
    """Return the regrades that a coach could go on with, the oldest first and at most MOST, in a
    constant number of statements. One whose recording was deleted is left out: nobody can watch
    it."""
    # Most of the time there are none, which is quickly said.
    begun = Review.objects.filter(purpose=Purpose.REGRADE, released_at__isnull=True)
    if not begun.filter(asked_by__organisation=coach.organisation_id).exists():
        return []
    deleted = SubmissionTake.objects.filter(
        submission=OuterRef("submission"), take__video__state=VideoState.DELETED
    )
    rows = (
        visible_to(coach)
        .filter(~Exists(deleted), purpose=Purpose.REGRADE, released_at__isnull=True)
        .select_related(
            "submission__attempt__membership__person",
            "submission__attempt__scenario_version",
            "rubric_version",
            "asked_by__person",
        )
        .prefetch_related(Prefetch("leases", open_leases(), to_attr="open_leases"))
        .order_by("created_at", "id")
    )
    return [_open_regrade(row, coach) for row in rows[:MOST]]


def _open_regrade(review: Review, coach: Membership) -> OpenRegrade:
    leases: list[Lease] = getattr(review, "open_leases", [])
    lease = next(iter(leases), None)
    whose = whose_lease(lease, coach)
    attempt, asked_by = review.submission.attempt, review.asked_by
    assert asked_by is not None  # noqa: S101  # by constraint
    return OpenRegrade(
        review=review.id,
        attempt=attempt.id,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.membership.shown_name,
        attempt_number=attempt.number,
        rubric_number=review.rubric_version.number,
        asked_at=review.created_at,
        asked_by_name=asked_by.shown_name,
        leased_by=whose,
        lease=lease if whose == "me" else None,
    )
