"""Holds the verbs by which people get a seat at a workshop, or give it up.

Each locks the workshop's row first, so that those who come at the same instant follow each other;
the constraint workshop_never_overbooked would refuse whatever passed that by.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import Membership, Role
from accounts.queries import acting_as
from accounts.services import record_audit
from core.queries import one_of
from training.domain.calendars import Method
from training.errors import (
    NotAnEmployee,
    UnknownMember,
    WorkshopIsCancelled,
    WorkshopOver,
    WorkshopStarted,
)
from training.messages import (
    WORKSHOP_MOVED_UP,
    WORKSHOP_REGISTERED,
    WORKSHOP_WAITING,
    WORKSHOP_WITHDRAWN,
)
from training.models import (
    SEATED,
    Attendance,
    AttendanceState,
    Workshop,
    WorkshopState,
)
from training.queries.progress import database_now
from training.queries.workshops import (
    COMING,
    people_of,
    reached_by,
    workshops_run_by,
    workshops_visible_to,
)
from training.services.workshops.telling import take_back_reminders, tell

STAYS = (*COMING, AttendanceState.ATTENDED)
"""States in which registering once more changes nothing."""


@transaction.atomic
def register(*, member: Membership, workshop: UUID) -> Attendance:
    """Give the member a seat, or the last place in the waiting list where all are taken. Repeating
    changes nothing. Refused once the workshop has begun or was cancelled."""
    row = one_of(workshops_visible_to(member).select_for_update(no_key=True), workshop)
    return _register(row, member, by_other=False)


@transaction.atomic
def register_other(*, actor: Membership, workshop: UUID, membership: UUID) -> Attendance:
    """Register another member, as `register` does. For those who run the workshop. UnknownMember
    for nobody whom the actor reaches, NotAnEmployee for whoever does not practise."""
    row = one_of(workshops_run_by(actor).select_for_update(no_key=True), workshop)
    before = people_of(row, reader=actor).filter(membership=membership, state__in=STAYS)
    if found := before.first():
        return found
    made = _register(row, find_employee(row, membership, actor=actor), by_other=True)
    _audit(actor, "workshop_registered", row, membership)
    return made


@transaction.atomic
def withdraw(*, member: Membership, workshop: UUID) -> Attendance | None:
    """Give up the member's seat or place; the first of the waiting list moves up. Repeating changes
    nothing. Refused once the workshop has begun. None for who never registered."""
    row = one_of(workshops_visible_to(member).select_for_update(no_key=True), workshop)
    return take_off(row, member.pk)[0]


@transaction.atomic
def withdraw_other(*, actor: Membership, workshop: UUID, membership: UUID) -> Attendance | None:
    """Withdraw another member, as `withdraw` does. For those who run the workshop; NotFound for
    whom they don't reach."""
    row = one_of(workshops_run_by(actor).select_for_update(no_key=True), workshop)
    one_of(reached_by(actor, row), membership)
    found, is_new = take_off(row, membership)
    if is_new:
        _audit(actor, "workshop_withdrawn", row, membership)
    return found


def move_up(workshop: Workshop, now: datetime) -> None:
    """Give free seats to the first of the waiting list who can come, and tell them; the caller has
    locked the workshop. Nobody moves up once it has begun."""
    free = workshop.seats - workshop.seats_taken
    if free <= 0 or now >= workshop.starts_at:
        return
    waiting = workshop.attendances.filter(
        acting_as(Role.EMPLOYEE, "membership__"), state=AttendanceState.WAITING
    )
    first = list(waiting.order_by("number")[:free])
    set_states(first, AttendanceState.REGISTERED, now)
    take_seats(workshop, len(first))
    tell(WORKSHOP_MOVED_UP, workshop, first, method=Method.REQUEST)


def take_off(workshop: Workshop, membership: UUID) -> tuple[Attendance | None, bool]:
    """Withdraw the member, and return their attendance and whether that changed it; the caller has
    locked the workshop. Refused once the workshop has begun."""
    row = workshop.attendances.filter(membership=membership).first()
    if row is None or row.state == AttendanceState.WITHDRAWN:
        return row, False
    now = database_now()
    _check_is_ahead(workshop, now)
    method = Method.CANCEL if row.state in SEATED else None
    set_state(workshop, row, AttendanceState.WITHDRAWN, now)
    take_back_reminders(workshop, [row])
    tell(WORKSHOP_WITHDRAWN, workshop, [row], method=method)
    move_up(workshop, now)
    return row, True


def take_seats(workshop: Workshop, seats: int) -> None:
    """Add to the seats that are taken, or take off; the caller has locked the workshop."""
    if seats:
        workshop.seats_taken += seats
        workshop.save(update_fields=["seats_taken"])


def set_state(workshop: Workshop, row: Attendance, state: AttendanceState, now: datetime) -> None:
    """Move an attendance to a state, count its seat, and store both; the caller has locked the
    workshop and knows that there is a seat where the state takes one."""
    before = 0 if row._state.adding else int(row.state in SEATED)
    if not row._state.adding:
        row.changes += 1
    row.state, row.changed_at = state, now
    row.save()
    take_seats(workshop, int(state in SEATED) - before)


def set_states(rows: Sequence[Attendance], state: AttendanceState, now: datetime) -> None:
    """Move attendances to a state and store them in one statement; the caller has locked the
    workshop and counts the seats."""
    for row in rows:
        row.state, row.changed_at = state, now
        row.changes += 1
    Attendance.objects.bulk_update(rows, ["state", "changes", "changed_at"])


def next_number(workshop: Workshop) -> int:
    """Return the number of the next registration; the caller has locked the workshop."""
    return 1 + (workshop.attendances.aggregate(last=Max("number"))["last"] or 0)


def find_employee(workshop: Workshop, membership: UUID, *, actor: Membership) -> Membership:
    """Return the member with this id whom the actor reaches, and who practises."""
    active = reached_by(actor, workshop).filter(is_active=True, person__is_active=True)
    member = active.select_related("person", "organisation").filter(pk=membership).first()
    if member is None:
        raise UnknownMember
    if not member.acts_as(Role.EMPLOYEE):
        raise NotAnEmployee
    return member


def check_is_planned(workshop: Workshop, now: datetime) -> None:
    """Refuse what can't be done with a workshop that was cancelled or is over."""
    if workshop.state == WorkshopState.CANCELLED:
        raise WorkshopIsCancelled
    if now >= workshop.ends_at:
        raise WorkshopOver


def _register(workshop: Workshop, member: Membership, *, by_other: bool) -> Attendance:
    row = workshop.attendances.filter(membership=member).first()
    if row and row.state in STAYS:
        return row
    now = database_now()
    _check_is_ahead(workshop, now)
    row = row or Attendance(workshop=workshop, membership=member)
    row.number = next_number(workshop)
    has_seat = workshop.seats_taken < workshop.seats
    state = AttendanceState.REGISTERED if has_seat else AttendanceState.WAITING
    set_state(workshop, row, state, now)
    if has_seat:
        tell(WORKSHOP_REGISTERED, workshop, [row], method=Method.REQUEST)
    elif by_other:
        tell(WORKSHOP_WAITING, workshop, [row])
    return row


def _check_is_ahead(workshop: Workshop, now: datetime) -> None:
    check_is_planned(workshop, now)
    if now >= workshop.starts_at:
        raise WorkshopStarted


def _audit(actor: Membership, verb: str, workshop: Workshop, membership: UUID) -> None:
    record_audit(
        organisation=actor.organisation,
        actor=actor,
        verb=verb,
        subject=workshop,
        detail={"membership": str(membership)},
    )
