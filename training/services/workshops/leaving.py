"""Lets members leave the workshops ahead of them when they can't practise any more."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from training.models import Attendance, Workshop, WorkshopState
from training.queries.progress import database_now
from training.services.workshops.seats import STAYS, take_off


@transaction.atomic
def leave_workshops(*, members: Collection[UUID]) -> None:
    """Withdraw the members from all workshops that are still to come, as `withdraw` does, so that
    the first of each waiting list moves up. Repeating changes nothing.

    The caller holds no lock on an enrolment: those who mark presence lock the workshop first.
    """
    coming = Attendance.objects.filter(membership__in=members, state__in=STAYS)
    ahead = Workshop.objects.filter(state=WorkshopState.PLANNED, starts_at__gt=Now())
    rows = ahead.filter(pk__in=coming.values("workshop")).order_by("pk")
    for row in rows.select_for_update(no_key=True):
        if row.starts_at <= database_now():
            continue
        here = row.attendances.filter(membership__in=members, state__in=STAYS)
        for member in here.values_list("membership_id", flat=True):
            take_off(row, member)
