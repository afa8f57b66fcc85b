"""Reads adjudications: those that a coach may decide, and what was decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import Membership
from coaching.models import Comment, Dispute, Lease, Purpose, Review, Score
from coaching.queries.differences import criteria_that_differ
from coaching.queries.disputes import judged_by
from coaching.queries.levels import LEVELS, FeedbackScore, scores_in
from coaching.queries.queue import QUEUED, open_leases, whose_lease
from coaching.queries.reviews import visible_to
from core.texts import pick
from media.models import VideoState
from training.models import SubmissionTake

MOST = 50
"""A coach is shown at most this many, the oldest first."""


@dataclass(frozen=True)
class OpenAdjudication:
    """Describes two judgements that differ far, as a coach sees them who may decide; `leased_by` is
    me, other or None."""

    review: UUID
    attempt: UUID
    exercise_title: str
    person_name: str
    opened_at: datetime
    leased_by: str | None
    lease: Lease | None


@dataclass(frozen=True)
class AdjudicatedCase:
    """Shows both judgements where they differ, criterion by criterion in the same order. Whose
    which is, is left out: the levels count, not who gave them."""

    first: list[FeedbackScore]
    second: list[FeedbackScore]


@dataclass(frozen=True)
class FeedbackAdjudication:
    """Shows the employee the levels that became others, with why."""

    coach_name: str
    decided_at: datetime
    scores: list[FeedbackScore]
    comments: list[Comment]


def open_adjudications(coach: Membership) -> list[OpenAdjudication]:
    """Return what the coach may decide, the oldest first and at most MOST, in a constant number of
    statements. One whose recording was deleted is left out."""
    deleted = SubmissionTake.objects.filter(
        submission=OuterRef("submission"), take__video__state=VideoState.DELETED
    )
    rows = (
        visible_to(coach)
        .filter(~Exists(deleted), purpose=Purpose.ADJUDICATION, released_at__isnull=True)
        .exclude(judged_by(coach, *QUEUED))
        .select_related(
            "submission__attempt__membership__person", "submission__attempt__scenario_version"
        )
        .prefetch_related(Prefetch("leases", open_leases(), to_attr="open_leases"))
        .order_by("created_at", "id")
    )
    return [_line(row, coach) for row in rows[:MOST]]


def _line(review: Review, coach: Membership) -> OpenAdjudication:
    leases: list[Lease] = getattr(review, "open_leases", [])
    lease = next(iter(leases), None)
    whose, attempt = whose_lease(lease, coach), review.submission.attempt
    return OpenAdjudication(
        review=review.id,
        attempt=attempt.id,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.membership.shown_name,
        opened_at=review.created_at,
        leased_by=whose,
        lease=lease if whose == "me" else None,
    )


def adjudicated_case(review: Review, language: str) -> AdjudicatedCase | None:
    """Return what a review decides about; None for one that is no adjudication."""
    if review.purpose != Purpose.ADJUDICATION:
        return None
    first, second = (
        scores_in(_both(review, purpose), language) for purpose in (Purpose.FIRST, Purpose.SECOND)
    )
    return AdjudicatedCase(first, second)


def _both(review: Review, purpose: Purpose) -> QuerySet[Score]:
    differ = criteria_that_differ(review.submission_id, review.rubric_version_id)
    given = Review.objects.get(submission=review.submission_id, purpose=purpose).scores
    return (
        given.filter(criterion__in=differ)
        .select_related("level", "criterion")
        .prefetch_related("criterion__levels")
    )


def decision_on(review: Review) -> UUID | None:
    """Return the released adjudication of a first or second review's submission, if any."""
    if review.purpose not in QUEUED or review.released_at is None:
        return None
    rows = Review.objects.filter(submission=review.submission_id, released_at__isnull=False)
    return rows.filter(purpose=Purpose.ADJUDICATION).values_list("pk", flat=True).first()


def reaches_employee(adjudication: Review) -> bool:
    """Tell whether a released decision is the employee's business: it changes a level of theirs,
    and they had not disputed one before, about which another coach decides."""
    asked = Dispute.objects.filter(
        review__submission=adjudication.submission_id, asked_at__lte=adjudication.released_at
    )
    return bool(changed_criteria(adjudication)) and not asked.exists()


def changed_criteria(adjudication: Review) -> set[UUID]:
    """Return the criteria on which the decided level is not that of the feedback."""
    first = Review.objects.get(submission=adjudication.submission_id, purpose=Purpose.FIRST)
    before = dict(first.scores.values_list("criterion", "level"))
    decided = adjudication.scores.values_list("criterion", "level")
    return {criterion for criterion, level in decided if before.get(criterion) != level}


def feedback_adjudication(feedback: Review, language: str) -> FeedbackAdjudication | None:
    """Return what the employee is shown below their feedback; None where nothing changed."""
    row = (
        Review.objects.filter(
            submission=feedback.submission_id,
            purpose=Purpose.ADJUDICATION,
            released_at__isnull=False,
        )
        .select_related("released_by__person")
        .prefetch_related(*LEVELS, "comments")
        .first()
    )
    if row is None or row.released_at is None or row.released_by is None:
        return None
    if not reaches_employee(row):
        return None
    changed = changed_criteria(row)
    return FeedbackAdjudication(
        coach_name=row.released_by.shown_name,
        decided_at=row.released_at,
        scores=scores_in(
            (one for one in row.scores.all() if one.criterion_id in changed), language
        ),
        comments=list(row.comments.all()),
    )
