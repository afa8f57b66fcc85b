"""Says which holds count, for all that asks whether something is finished."""

from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Role
from accounts.queries import acting_as
from coaching.models import Hold, WaitingSubmission

ACTING = acting_as(Role.COACH, "finished_by__")


def counting() -> QuerySet[Hold]:
    """Return the holds that count now: their coach is still an active coach. What is held by
    whoever lost the role or left is in the queue again, with all that was saved."""
    return Hold.objects.filter(ACTING)


def held_in(organisation: UUID) -> QuerySet[Hold]:
    """Return the organisation's holds that count."""
    return counting().filter(finished_by__organisation=organisation)


def held_submissions(organisation: UUID) -> QuerySet[Any]:
    """Return the submissions whose feedback is held, for `in`: holds are few, and read once."""
    return cast(QuerySet[Any], held_in(organisation).values("review__submission"))


def unheld(rows: QuerySet[WaitingSubmission]) -> QuerySet[WaitingSubmission]:
    """Return what waits of any organisation and is not held."""
    held = counting().filter(review__submission=OuterRef("pk"))
    return rows.filter(~Exists(held))
