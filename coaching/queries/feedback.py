"""Released feedback, for the employee whose take it is about and for nobody else."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from coaching.models import Review
from core.errors import NotFound


def visible_to(employee: Membership) -> QuerySet[Review]:
    """Released reviews of one's own attempts. A manager, an admin, a coach: none of others'."""
    return Review.objects.filter(attempt__enrolment__membership=employee, released_at__isnull=False)


def feedback_on(attempt: UUID, employee: Membership) -> Review:
    """With all that the feedback shows; NotFound until released, and for everyone else."""
    found = (
        visible_to(employee)
        .select_related("attempt__scenario_version", "take__video", "released_by__person")
        .prefetch_related("scores__criterion", "scores__level", "comments")
        .filter(attempt=attempt)
        .first()
    )
    if found is None:
        raise NotFound
    return found
