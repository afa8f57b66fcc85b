"""Marks feedback as read by its employee."""

from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from coaching.models import Review
from coaching.queries.feedback import feedback_on
from notifications import services as notifications
from training import services as training


@transaction.atomic
def mark_read(*, attempt: UUID, employee: Membership) -> Review:
    """Mark the feedback as read; the first instant stays. NotFound until it is released."""
    review = feedback_on(attempt, employee)
    training.mark_feedback_read(attempt=review.submission.attempt)
    notifications.mark_read_about(reader=employee, about=review.submission.attempt_id)
    return review
