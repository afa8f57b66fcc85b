"""Giving the employee their feedback."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.errors import AlreadyReleased, LeaseStale, ReviewIncomplete
from coaching.messages import FEEDBACK_READY
from coaching.models import Lease, Review
from coaching.queries.reviews import missing, review_for
from coaching.services.leases import lock_held
from notifications import services as notifications
from training import services as training
from training.models import Attempt
from training.services import TechniqueResult


@transaction.atomic
def release(*, coach: Membership, review: UUID, lease: UUID) -> Review:
    """Fixes the review for ever and tells the employee. Repeatable by the coach who released it.

    ReviewIncomplete lists what is missing; AlreadyReleased when another coach did it.
    """
    found = review_for(coach, review)
    # Attempt before lease, as in taking: two orders could wait for each other.
    Attempt.objects.select_for_update(no_key=True).get(pk=found.submission.attempt_id)
    try:
        held = lock_held(lease=lease, review=found, coach=coach, unsaved="release")
    except LeaseStale:
        return _released_by(found, coach)
    if parts := missing(found):
        raise ReviewIncomplete(errors=parts)
    _fix(found, held)
    training.mark_scored(submission=found.submission_id, results=_results(found))
    _tell(found)
    return found


def _released_by(review: Review, coach: Membership) -> Review:
    """For the answer to a repeat, which finds its hold ended by the first."""
    review.refresh_from_db(fields=["released_at", "released_by"])
    if review.released_at is None:
        raise LeaseStale
    if review.released_by_id != coach.id:
        raise AlreadyReleased
    return review


def _fix(review: Review, lease: Lease) -> None:
    Review.objects.filter(pk=review.pk, released_at__isnull=True).update(
        released_at=Now(), released_by=lease.coach
    )
    Lease.objects.filter(pk=lease.pk).update(ended_at=Now())
    review.refresh_from_db(fields=["released_at", "released_by"])


def _results(review: Review) -> list[TechniqueResult]:
    """The levels given, as plain values for training: one for each criterion, in order."""
    scores = review.scores.select_related("criterion", "level").annotate(
        of=Max("criterion__levels__value")
    )
    return [
        TechniqueResult(technique=one.criterion.technique_id, level=one.level.value, of=one.of)
        for one in scores.order_by("criterion__order")
    ]


def _tell(review: Review) -> None:
    attempt = review.submission.attempt
    notifications.send(
        recipient=attempt.membership,
        kind=FEEDBACK_READY,
        context={"title": attempt.scenario_version.title},
        dedupe_key=f"feedback_ready:{attempt.id}",
        about=attempt.id,
    )
