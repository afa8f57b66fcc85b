"""Plans programmes anew that have a live session, after who was present at one changed."""

from collections.abc import Collection
from uuid import UUID

from training.models import Enrolment, StepKind
from training.services.planning import plan


def replan(members: Collection[UUID]) -> None:
    """Plan the members' enrolments anew whose programme has a live session."""
    rows = Enrolment.objects.filter(
        membership__in=members, programme__steps__kind=StepKind.WORKSHOP
    )
    plan(enrolments=list(rows.distinct().values_list("id", flat=True)))
