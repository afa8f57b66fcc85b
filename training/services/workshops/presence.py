"""Holds the verbs that say who was at a workshop: by its trainer's list, or by the code that the
trainer's screen shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from training.domain.workshops import (
    OPENS_BEFORE,
    STEP,
    code_of,
    is_current,
    may_check_in,
    step_of,
)
from training.errors import CheckInClosed, CodeExpired, WorkshopFull, WorkshopIsCancelled
from training.models import (
    SEATED,
    Attendance,
    AttendanceState,
    Workshop,
    WorkshopState,
)
from training.queries.progress import database_now
from training.queries.workshops import (
    reached_by,
    span_of,
    workshops_run_by,
    workshops_visible_to,
)
from training.services.workshops.replanning import replan
from training.services.workshops.seats import find_employee, next_number, set_state


@dataclass(frozen=True)
class ShownCode:
    """A code that a screen shows until the next one, `next_in_ms` from now."""

    code: str
    next_in_ms: int


@transaction.atomic
def mark(
    *, actor: Membership, workshop: UUID, membership: UUID, state: AttendanceState
) -> Attendance:
    """Say that a member was at the workshop, or was not. For those who run it, from half an hour
    before its start; whoever was not registered needs a free seat. Repeating changes nothing."""
    row = one_of(workshops_run_by(actor).select_for_update(no_key=True), workshop)
    now = database_now()
    if row.state == WorkshopState.CANCELLED:
        raise WorkshopIsCancelled
    if now < row.starts_at - OPENS_BEFORE:
        raise CheckInClosed
    found = row.attendances.filter(membership=membership).first()
    if found is not None:
        one_of(reached_by(actor, row), membership)
    if found and found.state == state:
        return found
    if found is None:
        member = find_employee(row, membership, actor=actor)
        found = Attendance(workshop=row, membership=member, number=next_number(row))
    _settle(row, found, state, now)
    record_audit(
        organisation=actor.organisation,
        actor=actor,
        verb="workshop_attendance_marked",
        subject=row,
        detail={"membership": str(membership), "state": str(state)},
    )
    return found


@transaction.atomic
def check_in(*, member: Membership, workshop: UUID, code: str) -> Attendance:
    """Mark the member as present by the code on the trainer's screen: whoever is registered, and
    others while seats are left. Repeating changes nothing. CheckInClosed outside of the workshop's
    time, CodeExpired for a code of more than a minute and a half ago."""
    row = one_of(workshops_visible_to(member).select_for_update(no_key=True), workshop)
    now = database_now()
    if row.state == WorkshopState.CANCELLED:
        raise WorkshopIsCancelled
    if not may_check_in(span_of(row), now):
        raise CheckInClosed
    if not is_current(code, _key(), row.id, now):
        raise CodeExpired
    found = row.attendances.filter(membership=member).first()
    if found is None:
        found = Attendance(workshop=row, membership=member, number=next_number(row))
    elif found.state == AttendanceState.ATTENDED:
        return found
    _settle(row, found, AttendanceState.ATTENDED, now)
    return found


def show_code(*, actor: Membership, workshop: UUID) -> ShownCode:
    """Return the code that the workshop's screen shows now. For those who run it."""
    row = one_of(workshops_run_by(actor), workshop)
    now = database_now()
    if row.state == WorkshopState.CANCELLED:
        raise WorkshopIsCancelled
    if not may_check_in(span_of(row), now):
        raise CheckInClosed
    step, seconds = step_of(now), STEP.total_seconds()
    left = (step + 1) * seconds - now.timestamp()
    return ShownCode(code=code_of(_key(), row.id, step), next_in_ms=int(left * 1000))


def _settle(workshop: Workshop, row: Attendance, state: AttendanceState, now: datetime) -> None:
    """Move to a state, for which whoever takes no seat yet needs a free one."""
    takes_one = state in SEATED and (row._state.adding or row.state not in SEATED)
    if takes_one and workshop.seats_taken >= workshop.seats:
        raise WorkshopFull
    set_state(workshop, row, state, now)
    replan([row.membership_id])


def _key() -> bytes:
    """Return the key that signs codes, derived from the installation's secret."""
    return salted_hmac("training.workshop_code", "key", algorithm="sha256").digest()
