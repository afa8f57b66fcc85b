"""Shows feedback to its employee, and marks it as read."""

from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from coaching.messages import PEER_ANSWERED
from coaching.models import Review
from coaching.queries.feedback import feedback_on
from notifications import services as notifications
from training import services as training


def open_feedback(*, attempt: UUID, employee: Membership) -> Review:
    """Return the feedback to show it: from the first time on it counts as read, so that no level
    that the employee gives themselves can be one that they saw. Messages about it stay unread until
    `mark_read`. NotFound until it is released."""
    review = feedback_on(attempt, employee)
    if review.submission.attempt.feedback_read_at is None:
        training.mark_feedback_read(attempt=review.submission.attempt)
    return review


@transaction.atomic
def mark_read(*, attempt: UUID, employee: Membership) -> Review:
    """Mark the feedback as read; the first instant stays. NotFound until it is released."""
    review = feedback_on(attempt, employee)
    training.mark_feedback_read(attempt=review.submission.attempt)
    # What colleagues say is read on a page of its own.
    notifications.mark_read_about(
        reader=employee, about=review.submission.attempt_id, but=PEER_ANSWERED
    )
    return review
