"""Holds what workers do about workshops by the clock: remind, and close what is over."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Role
from accounts.queries import acting_as
from core.batches import together
from training.domain.workshops import REMINDS_FOR
from training.models import Attendance, AttendanceState, Workshop, WorkshopState
from training.services.workshops.telling import remind

BATCH = 200
"""Workshops that one transaction reminds of."""


def sweep_workshops() -> int:
    """Send the reminders that are due, and close the workshops that are over. Returns how many
    workshops it reminded of. Safe to repeat, and in several workers at once."""
    close_ended()
    total = 0
    while reminded := remind_due():
        total += reminded
    return total


@transaction.atomic
def remind_due(*, limit: int = BATCH) -> int:
    """Remind whoever is registered for the workshops whose reminder is due by the database's clock,
    and return how many workshops that were. Where it is too late, nobody is reminded."""
    rows = list(
        Workshop.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(remind_at__lte=Now())
        .order_by("remind_at")[:limit]
    )
    together(rows, _remind, event="workshop_set_aside", id_of=lambda row: row.id, set_aside=_leave)
    Workshop.objects.filter(pk__in=[row.pk for row in rows]).update(remind_at=None)
    return len(rows)


def close_ended() -> int:
    """Mark planned workshops that are over as held, and return how many."""
    over = Workshop.objects.filter(state=WorkshopState.PLANNED, ends_at__lte=Now())
    return over.update(state=WorkshopState.HELD)


def _remind(rows: Sequence[Workshop]) -> None:
    ahead = Workshop.objects.filter(
        pk__in=[row.pk for row in rows],
        state=WorkshopState.PLANNED,
        starts_at__gt=Now(),
        remind_at__gt=Now() - REMINDS_FOR,
    )
    people = Attendance.objects.filter(
        acting_as(Role.EMPLOYEE, "membership__"),
        workshop__in=ahead.values("pk"),
        state=AttendanceState.REGISTERED,
    )
    coming: dict[UUID, list[Attendance]] = defaultdict(list)
    for one in people:
        coming[one.workshop_id].append(one)
    remind({row: coming[row.id] for row in rows})


def _leave(row: Workshop) -> None:
    """Leave a workshop that can't be reminded of: it is in the log."""
