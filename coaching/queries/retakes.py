"""Reads the other take that released feedback asks for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from coaching.models import RetakeRequest, Review
from training.models import Retake


@dataclass(frozen=True)
class FeedbackRetake:
    """Shows a request for another take: the comment that it is because of, and once it was made
    the attempt that was submitted, and when."""

    comment: UUID
    done_at: datetime | None
    done_by: UUID | None


def feedback_retake(review: Review) -> FeedbackRetake | None:
    """Return what a released review asks for; None for nothing."""
    comment = RetakeRequest.objects.filter(review=review).values_list("comment", flat=True).first()
    if comment is None:
        return None
    # None where a worker from before there were retakes released it, during an upgrade.
    retake = Retake.objects.filter(attempt=review.submission.attempt_id).first()
    if retake is None:
        return None
    return FeedbackRetake(comment, retake.done_at, retake.done_by_id)
