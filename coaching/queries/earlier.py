"""Finds what a person did before at the same exercise: the takes and levels that feedback was
given on, to lay beside the next ones."""

from django.db.models import Q, QuerySet

from coaching.models import Purpose, Review
from coaching.queries.levels import LEVELS
from training.models import Attempt


def earlier_review(attempt: Attempt) -> Review | None:
    """Return the released first review that the attempt builds on: of the attempt that it follows,
    else of the latest one before it at the same step. With all that the comparison shows.

    Whoever may see a review or feedback of `attempt` may see this: same person, same organisation,
    and submitted before.
    """
    rows = _released(attempt)
    followed = rows.filter(submission__attempt=attempt.follows_id) if attempt.follows_id else rows
    return followed.first() or rows.first()


def _released(attempt: Attempt) -> QuerySet[Review]:
    before = Q(submission__attempt__number__lt=attempt.number)
    return (
        Review.objects.filter(
            before,
            submission__attempt__membership=attempt.membership_id,
            submission__attempt__step=attempt.step_id,
            purpose=Purpose.FIRST,
            released_at__isnull=False,
        )
        .select_related("submission__attempt")
        .prefetch_related(*LEVELS)
        .order_by("-submission__attempt__number")
    )
