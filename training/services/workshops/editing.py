"""Holds the verbs by which managers and admins plan, change and cancel workshops."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from accounts.models import Membership
from accounts.services import record_audit
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from core.queries import one_of
from training.domain.calendars import Method
from training.domain.workshops import reminder_for
from training.errors import (
    MadeByAnother,
    SeatsTaken,
    UnknownMember,
    WorkshopChanged,
    WorkshopInThePast,
    WorkshopStarted,
)
from training.messages import WORKSHOP_CANCELLED, WORKSHOP_CHANGED
from training.models import (
    Attendance,
    AttendanceState,
    Workshop,
    WorkshopKind,
    WorkshopState,
)
from training.queries.progress import database_now
from training.queries.workshops import may_change_workshop, trainers_for, version_of_workshop
from training.services.workshops.replanning import replan
from training.services.workshops.seats import STAYS, check_is_planned, move_up, set_states
from training.services.workshops.telling import take_back_reminders, tell_everyone

TOLD = ("starts_at", "ends_at", "time_zone", "place")
"""The columns whose change everyone in the workshop is told of."""


@dataclass(frozen=True)
class WorkshopPlan:
    """A plan is all that makers write of a workshop. The instants are aware, `time_zone` is that of
    the place; `trainer` is a member's id, or `trainer_name` names somebody else."""

    title: Mapping[str, str]
    description: Mapping[str, str]
    kind: WorkshopKind
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    seats: int
    trainer_id: UUID | None = None
    trainer_name: str = ""


@transaction.atomic
def save(
    *, actor: Membership, workshop: UUID, plan: WorkshopPlan, seen: Precondition
) -> tuple[Workshop, bool]:
    """Plan a workshop under a client-made id, or change it where `seen` names its present state.
    The second value tells whether it is new.

    Repeating changes nothing. Whoever is registered, waits or was present early is told of another
    time or place; at another time nobody was present yet. More seats move the waiting list up.
    Fewer than are taken are refused, and so is a change of what was cancelled or is over.
    MadeByAnother for a workshop that somebody else planned and gives.
    """
    rows = Workshop.objects.select_for_update(no_key=True).filter(pk=workshop)
    found = rows.first()
    if found is None:
        made = _create(actor, workshop, plan, seen)
        if made is not None:
            return made, True
        found = rows.get()
    if found.organisation_id != actor.organisation_id:
        raise NotFound
    new = {name: value for name, value in vars(plan).items() if getattr(found, name) != value}
    if not new:
        return found, False
    if not may_change_workshop(actor, found):
        raise MadeByAnother
    if seen.if_match is None:
        raise IfMatchRequired
    if not seen.allows(version_of_workshop(found)):
        raise WorkshopChanged
    _change(actor, found, new)
    return found, False


@transaction.atomic
def cancel(*, actor: Membership, workshop: UUID) -> Workshop:
    """Cancel a workshop that is still to come, and tell everyone who is registered, waits or was
    present early, once. Repeating changes nothing. MadeByAnother as in `save`."""
    rows = Workshop.objects.filter(organisation=actor.organisation_id)
    row = one_of(rows.select_for_update(no_key=True), workshop)
    if row.state == WorkshopState.CANCELLED:
        return row
    if not may_change_workshop(actor, row):
        raise MadeByAnother
    now = database_now()
    check_is_planned(row, now)
    row.state, row.remind_at, row.updated_at = WorkshopState.CANCELLED, None, now
    row.sequence += 1
    row.save(update_fields=["state", "remind_at", "sequence", "updated_at"])
    people = list(row.attendances.filter(state__in=STAYS))
    take_back_reminders(row, people)
    tell_everyone(WORKSHOP_CANCELLED, row, people, method=Method.CANCEL)
    replan([one.membership_id for one in _present(people)])
    _audit(actor, "workshop_cancelled", row)
    return row


def _create(
    actor: Membership, workshop: UUID, plan: WorkshopPlan, seen: Precondition
) -> Workshop | None:
    """Return the new workshop; None where another request made one with this id this very
    moment."""
    if seen.if_match is not None:
        raise WorkshopChanged  # RFC 9110, 13.1.1: If-Match never matches what does not exist
    now = database_now()
    if plan.starts_at <= now:
        raise WorkshopInThePast
    row = Workshop(id=workshop, organisation=actor.organisation, planned_by=actor, **vars(plan))
    _check_trainer(actor, row)
    row.remind_at = _reminder(row, now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    _audit(actor, "workshop_planned", row)
    return row


def _change(actor: Membership, row: Workshop, new: Mapping[str, Any]) -> None:
    now = database_now()
    check_is_planned(row, now)
    moved = [name for name in TOLD if name in new]
    if now >= row.starts_at and {"starts_at", "time_zone"} & new.keys():
        raise WorkshopStarted
    before = list(row.attendances.filter(state__in=STAYS))
    if "starts_at" in new:
        take_back_reminders(row, before)
    for name, value in new.items():
        setattr(row, name, value)
    if "starts_at" in new and row.starts_at <= now:
        raise WorkshopInThePast
    if row.seats < row.seats_taken:
        raise SeatsTaken
    if "trainer_id" in new:
        _check_trainer(actor, row)
    row.updated_at = now
    if moved:
        row.sequence += 1
    if {"starts_at", "time_zone"} & new.keys():
        row.remind_at = _reminder(row, now)
    row.save()
    if "starts_at" in new:
        early = _present(before)
        set_states(early, AttendanceState.REGISTERED, now)
        replan([one.membership_id for one in early])
    if moved:
        tell_everyone(WORKSHOP_CHANGED, row, before, method=Method.REQUEST)
    move_up(row, now)
    _audit(actor, "workshop_changed", row, fields=sorted(new))


def _present(people: Iterable[Attendance]) -> list[Attendance]:
    """Return who was marked as present, before the start."""
    return [one for one in people if one.state == AttendanceState.ATTENDED]


def _reminder(row: Workshop, now: datetime) -> datetime | None:
    return reminder_for(row.starts_at, ZoneInfo(row.time_zone), now)


def _check_trainer(actor: Membership, row: Workshop) -> None:
    """Refuse a trainer whom the actor may not choose, so that nobody learns the name to an id."""
    if row.trainer_id and not trainers_for(actor).filter(pk=row.trainer_id).exists():
        raise UnknownMember


def _audit(actor: Membership, verb: str, row: Workshop, **detail: Any) -> None:
    record_audit(
        organisation=actor.organisation, actor=actor, verb=verb, subject=row, detail=detail
    )
