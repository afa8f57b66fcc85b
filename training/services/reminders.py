"""Reminds somebody by hand, once a week at most."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from training.domain.schedule import keeps_apart
from training.domain.terms import term_of
from training.errors import NotAtThisHour, NothingToRemind, RemindedAlready
from training.models import (
    FIRST_NUDGE,
    LAST_NUDGE,
    Enrolment,
    EnrolmentState,
    Reminder,
)
from training.queries.access import enrolments_visible_to
from training.queries.calendar import sent_to
from training.queries.progress import database_now
from training.services.enrolments import bring_forward

BETWEEN = timedelta(days=7)
"""How long after a reminder the same member gets no other."""


@transaction.atomic
def remind(*, actor: Membership, enrolment: UUID) -> Reminder:
    """Let the planned nudge of an enrolment come now. It is sent as any other: not to whoever is
    away, nor about what was done meanwhile.

    NothingToRemind where no nudge is planned, nothing is to be done now, the programme has not
    begun or another nudge of the organisation is too near; NotAtThisHour between 20:00 and 07:00
    where the person lives, and on days without nudges; RemindedAlready within a week after the last
    reminder, also of another programme of the organisation; what another organisation does is not
    told. NotFound outside of the organisation.
    """
    row = one_of(enrolments_visible_to(actor), enrolment)
    member = row.membership
    # Locked, so that two who remind at once remind once.
    Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
    now = database_now()
    latest = Reminder.objects.filter(enrolment__membership=member, at__gt=now - BETWEEN)
    if before := latest.order_by("-at").first():
        left = before.at + BETWEEN - now
        raise RemindedAlready(retry_after=int(left.total_seconds()) + 1)
    if row.state != EnrolmentState.ACTIVE or member.zone is None:
        raise NothingToRemind
    programme = row.programme
    if now < term_of(row.created_at, programme.starts_on, programme.weeks, member.zone).begins:
        raise NothingToRemind
    local = now.astimezone(member.zone)
    if not FIRST_NUDGE <= local.time() <= LAST_NUDGE:
        raise NotAtThisHour
    day = local.date()
    is_off = day.isoweekday() not in programme.weekdays
    if is_off or any(day in pause for pause in programme.pauses):
        raise NotAtThisHour
    if not keeps_apart(now, timedelta(hours=programme.gap_hours), sent_to(member)):
        raise NothingToRemind
    planned = Enrolment.objects.filter(pk=row.pk, next_nudge_at__gt=now)
    at = bring_forward(enrolment=row.pk) if planned.exists() else None
    if at is None:
        raise NothingToRemind
    reminder = Reminder.objects.create(
        person_id=member.person_id, enrolment=row, reminded_by=actor, at=at
    )
    record_audit(organisation=programme.organisation, actor=actor, verb="reminded", subject=row)
    return reminder
