"""Releases feedback to its employee."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, override

from accounts.models import Membership
from coaching.domain.rules import LEAD_FIRST
from coaching.errors import (
    AlreadyReleased,
    LeadFirst,
    LeaseStale,
    ReviewChanged,
    ReviewIncomplete,
)
from coaching.messages import DISPUTE_DECIDED, FEEDBACK_READY
from coaching.models import Lease, Purpose, RetakeRequest, Review
from coaching.queries.coaches import rules_of
from coaching.queries.queue import QUEUED
from coaching.queries.reviews import missing, read_marks, review_for, version_of_review
from coaching.services.adjudications import settle
from coaching.services.leases import lock_attempt_of, lock_lease
from coaching.services.outcomes import judge_again, judge_first, tell_of_missing_coach
from coaching.services.results import results_of
from coaching.services.seconds import done_with_second, draw_second
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from notifications import services as notifications
from notifications.domain.kinds import Kind
from training import services as training
from training.services import TechniqueResult


@transaction.atomic
def release(*, coach: Membership, review: UUID, lease: UUID, seen: Precondition) -> Review:
    """Fix the review that the coach saw for ever. The first one is the feedback: training gets its
    results, and the employee is told. A regrade and a dispute correct what training remembers of
    the employee's techniques; of a dispute the employee is told. A second one is compared with the
    first, and goes nowhere else; an adjudication may change a level. Repeatable by the coach who
    released it.

    LeadFirst where the organisation has a lead coach look at feedback before.
    ReviewChanged when its marks are not those that the coach saw, IfMatchRequired when the coach
    does not say which; ReviewIncomplete lists what is missing; AlreadyReleased when another coach
    released it, or the same coach with other marks.
    """
    found = review_for(coach, review)
    if seen.is_missing:
        raise IfMatchRequired
    # Attempt before lease, as in taking: two orders could wait for each other.
    lock_attempt_of(found.submission)
    try:
        locked = lock_lease(lease=lease, review=found, coach=coach, unsaved="release")
    except LeaseStale:
        return _released_by(found, coach, seen)
    if found.purpose in QUEUED and rules_of(coach).releasing == LEAD_FIRST:
        raise LeadFirst
    check_whole(found, seen)
    _fix(found, locked)
    if found.purpose in QUEUED:
        give_feedback(found)
    if found.purpose == Purpose.ADJUDICATION:
        settle(found)
    if found.purpose in (Purpose.REGRADE, Purpose.DISPUTE):
        _correct(found)
    return found


def _correct(review: Review) -> None:
    """Correct what training remembers by a regrade or a dispute. A dispute says whether the
    submission passed, too, and its employee is told; a regrade is by another version of the rubric
    than the one that was measured by."""
    results = _results(review)
    training.mark_regraded(submission=review.submission_id, results=results)
    if review.purpose == Purpose.DISPUTE:
        judge_again(review.submission, results, tell=False)
        _tell(review, DISPUTE_DECIDED)


def check_whole(review: Review, seen: Precondition) -> None:
    """Refuse with ReviewChanged or ReviewIncomplete what the coach did not see, or did not
    finish."""
    read_marks(review)
    if not seen.allows(version_of_review(review)):
        raise ReviewChanged
    if parts := missing(review):
        raise ReviewIncomplete(errors=parts)


def give_feedback(review: Review) -> None:
    """Give the feedback that was just released to training, and tell its employee; what is near a
    pass mark is scored by another coach before it is said whether it passed. A second review is
    compared with the first, and goes nowhere else."""
    if review.purpose == Purpose.SECOND:
        done_with_second(review)
        return
    results = _results(review)
    training.mark_scored(submission=review.submission_id, results=results)
    _ask_retake(review)
    _tell(review, FEEDBACK_READY)
    is_awaited = judge_first(review, results)
    if not draw_second(review, is_awaited=is_awaited) and is_awaited:
        tell_of_missing_coach(review.submission)


def _released_by(review: Review, coach: Membership, seen: Precondition) -> Review:
    """Return the review for a repeat, which finds its lease ended by the first."""
    try:
        review.refresh_from_db(fields=["released_at", "released_by"])
    except Review.DoesNotExist as withdrawn:
        raise NotFound from withdrawn
    if review.released_at is None:
        raise LeaseStale
    if review.released_by_id != coach.id or not seen.allows(version_of_review(review)):
        raise AlreadyReleased
    return review


def _fix(review: Review, lease: Lease) -> None:
    Review.objects.filter(pk=review.pk, released_at__isnull=True).update(
        released_at=Now(), released_by=lease.coach
    )
    Lease.objects.filter(pk=lease.pk).update(ended_at=Now())
    review.refresh_from_db(fields=["released_at", "released_by"])


def _results(review: Review) -> list[TechniqueResult]:
    """Return the levels given, as plain values for training: one for each criterion, in order."""
    return results_of(review.scores.all())


def _ask_retake(review: Review) -> None:
    request = RetakeRequest.objects.filter(review=review).select_related("comment", "coach").first()
    if request is not None:
        training.ask_retake(
            attempt=review.submission.attempt,
            coach=request.coach,
            remark=request.comment.text or _spoken(review),
        )


def _spoken(review: Review) -> str:
    """Return what stands for a remark that was recorded alone, in the employee's language."""
    with override(review.submission.attempt.membership.person.language):
        return gettext("Listen to what your coach says in the feedback.")


def _tell(review: Review, kind: Kind) -> None:
    attempt = review.submission.attempt
    notifications.send(
        recipient=attempt.membership,
        kind=kind,
        context={"title": attempt.scenario_version.title},
        dedupe_key=f"{kind.name}:{attempt.id}",
        about=attempt.id,
    )
