"""Reads disputes of scores: those that a coach may decide, and what was decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Membership
from coaching.models import Comment, Dispute, Lease, Purpose, Review, Score
from coaching.queries.eligibility import led
from coaching.queries.levels import LEVELS, FeedbackScore, scores_in
from coaching.queries.queue import open_leases, whose_lease
from coaching.queries.regrades import FirstJudgement, first_judgement, is_recording_deleted
from coaching.queries.reviews import visible_to
from core.texts import pick
from media.models import VideoState
from training.models import SubmissionTake

MOST = 50
"""A coach is shown at most this many disputes, the oldest first."""

DISPUTE_WITHIN = timedelta(days=14)
"""How long after its release a score can be disputed."""


@dataclass(frozen=True)
class OpenDispute:
    """Describes a dispute that was not decided, as a coach sees it who may decide it; `leased_by`
    is me, other or None."""

    review: UUID
    attempt: UUID
    exercise_title: str
    person_name: str
    criterion_name: str
    asked_at: datetime
    leased_by: str | None
    lease: Lease | None


@dataclass(frozen=True)
class AskedDispute:
    """Describes a dispute to its coach: which score, why, and the first judgement."""

    criterion: UUID
    criterion_name: str
    reason: str
    asked_at: datetime
    first: FirstJudgement


@dataclass(frozen=True)
class Decision:
    """Shows the employee what another coach decided: whether the level changed, why, and every
    level that they gave."""

    coach_name: str
    decided_at: datetime
    is_changed: bool
    reason: str
    scores: list[FeedbackScore]
    comments: list[Comment]


@dataclass(frozen=True)
class FeedbackDispute:
    """Shows the employee their dispute; `decision` is None until then. `is_open` is False once it
    was decided, and once the recording was deleted before that."""

    criterion: UUID
    criterion_name: str
    reason: str
    asked_at: datetime
    is_open: bool
    decision: Decision | None


FEEDBACK = (Purpose.FIRST, Purpose.ADJUDICATION)
"""Purposes of the reviews whose coaches do not decide about a dispute."""


def judged_by(coach: Membership, *purposes: Purpose) -> Q:
    """Return the condition that the coach gave or released the levels of a review of the same
    submission, with one of these purposes, or looked at it as a lead."""
    same = {"submission": OuterRef("submission"), "purpose__in": purposes}
    scores = Score.objects.filter(
        review__submission=OuterRef("submission"), review__purpose__in=purposes, coach=coach
    )
    released = Q(released_by=coach) | led(coach)
    return Q(Exists(Review.objects.filter(released, **same))) | Q(Exists(scores))


def judges_of(submission: UUID, *purposes: Purpose) -> set[UUID]:
    """Return the coaches who gave or released the levels of a submission's reviews with these
    purposes, or looked at them as a lead."""
    found = Review.objects.filter(submission=submission, purpose__in=purposes)
    gave = Score.objects.filter(review__in=found).values_list("coach", flat=True)
    released = found.values_list("released_by", "approved_by", "lead_remarks__lead")
    return {*gave, *(one for row in released for one in row)} - {None}


def open_disputes(coach: Membership) -> list[OpenDispute]:
    """Return the disputes that the coach may decide, the oldest first and at most MOST, in a
    constant number of statements. One whose recording was deleted is left out."""
    deleted = SubmissionTake.objects.filter(
        submission=OuterRef("submission"), take__video__state=VideoState.DELETED
    )
    rows: QuerySet[Review] = (
        visible_to(coach)
        .filter(~Exists(deleted), purpose=Purpose.DISPUTE, released_at__isnull=True)
        .exclude(judged_by(coach, *FEEDBACK))
        .select_related(
            "submission__attempt__membership__person",
            "submission__attempt__scenario_version",
            "dispute__criterion",
        )
        .prefetch_related(Prefetch("leases", open_leases(), to_attr="open_leases"))
        .order_by("created_at", "id")
    )
    return [_open_dispute(row, coach) for row in rows[:MOST]]


def _open_dispute(review: Review, coach: Membership) -> OpenDispute:
    leases: list[Lease] = getattr(review, "open_leases", [])
    lease = next(iter(leases), None)
    whose, attempt, language = (
        whose_lease(lease, coach),
        review.submission.attempt,
        coach.person.language,
    )
    return OpenDispute(
        review=review.id,
        attempt=attempt.id,
        exercise_title=pick(attempt.scenario_version.title, language),
        person_name=attempt.membership.shown_name,
        criterion_name=pick(review.dispute.criterion.name, language),
        asked_at=review.dispute.asked_at,
        leased_by=whose,
        lease=lease if whose == "me" else None,
    )


def asked_dispute(review: Review, coach: Membership) -> AskedDispute | None:
    """Return what a review from `review_for` decides about; None for one that is no dispute."""
    dispute = Dispute.objects.filter(review=review).select_related("criterion").first()
    if dispute is None:
        return None
    language = coach.person.language
    return AskedDispute(
        criterion=dispute.criterion_id,
        criterion_name=pick(dispute.criterion.name, language),
        reason=dispute.reason,
        asked_at=dispute.asked_at,
        first=first_judgement(review, language),
    )


def dispute_until(review: Review) -> datetime | None:
    """Return until when the released feedback can be disputed; None where it was, or can't be
    watched any more."""
    assert review.released_at is not None  # noqa: S101  # by the query
    others = Review.objects.filter(submission=review.submission_id, purpose=Purpose.DISPUTE)
    if others.exists() or is_recording_deleted(review.submission):
        return None
    return review.released_at + DISPUTE_WITHIN


def feedback_dispute(review: Review, language: str) -> FeedbackDispute | None:
    """Return the dispute of released feedback, as its employee sees it; None for none."""
    row = (
        Review.objects.filter(submission=review.submission_id, purpose=Purpose.DISPUTE)
        .select_related("dispute__criterion", "released_by__person")
        .prefetch_related(*LEVELS, "comments")
        .first()
    )
    if row is None:
        return None
    decision = _decision(row, review, language)
    return FeedbackDispute(
        criterion=row.dispute.criterion_id,
        criterion_name=pick(row.dispute.criterion.name, language),
        reason=row.dispute.reason,
        asked_at=row.dispute.asked_at,
        is_open=decision is None and not is_recording_deleted(review.submission),
        decision=decision,
    )


def _decision(row: Review, first: Review, language: str) -> Decision | None:
    if row.released_at is None or row.released_by is None:
        return None
    before = {one.criterion_id: one.level_id for one in first.scores.all()}
    mine = {one.criterion_id: one for one in row.scores.all()}
    decided = mine[row.dispute.criterion_id]
    return Decision(
        coach_name=row.released_by.shown_name,
        decided_at=row.released_at,
        is_changed=before.get(decided.criterion_id) != decided.level_id,
        reason=decided.note,
        scores=scores_in(row.scores.all(), language),
        comments=list(row.comments.all()),
    )
