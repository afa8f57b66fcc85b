"""Reads released feedback, for the employee whose submission it is about and for nobody else."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from coaching.models import Purpose, Review
from coaching.queries.levels import LEVELS
from core.errors import NotFound


def visible_to(employee: Membership) -> QuerySet[Review]:
    """Return the released first reviews of one's own attempts. A manager, an admin, a coach: none
    of others'.

    A second, calibrating or disputed judgement is the coaches' own; a regrade is shown below the
    feedback, which it never replaces."""
    return Review.objects.filter(
        submission__attempt__membership=employee,
        purpose=Purpose.FIRST,
        released_at__isnull=False,
    )


def feedback_on(attempt: UUID, employee: Membership) -> Review:
    """Return the review with all that the feedback shows; NotFound until released, and for everyone
    else."""
    found = (
        visible_to(employee)
        .select_related("submission__attempt__scenario_version", "released_by__person")
        .prefetch_related(*LEVELS, "comments")
        .filter(submission__attempt=attempt)
        .first()
    )
    if found is None:
        raise NotFound
    return found
