"""Computes the plans of a batch of enrolments, and writes them.

`planning` says when; what a plan is made of is read in a constant number of statements.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper

from accounts.models import Membership, Role
from accounts.queries import acting_as
from core.sql_values import row_document
from core.zones import zone_named
from training.domain.backing_off import backed_off
from training.domain.moments import Beliefs
from training.domain.schedule import ALWAYS, Calendar, Other, Rhythm, next_nudge, seed_of
from training.domain.terms import term_of
from training.models import Enrolment, EnrolmentState, FinishRule, Programme
from training.queries.calendar import Ignored, calendars_of, ignored_of, other_nudges
from training.queries.live_steps import sessions_of
from training.queries.moments import beliefs_of
from training.queries.progress import Progress, database_now, progress_of

BACKED_OFF = "backed_off"
"""Why an enrolment has no plan whose nudges were ignored to the last: it waits for practice, or for
the programme's end."""

TIME_ZONE_UNKNOWN, FAILED = "time_zone_unknown", "failed"
"""Why an enrolment is set aside that can't be planned; tried again after RETRY_AFTER."""

UNTIL_END = "until_end"
"""Set aside because nothing is to be done now, before the programme's end; tried again then, and
after LOOK_AGAIN, since what was learned fades and who was away comes back."""

POSTPONED = "postponed"
"""Set aside because all that is left was postponed; tried again once something is offered, and
after LOOK_AGAIN, since what was learned fades."""

NOTHING_READY = "nothing_ready"
"""Set aside because nothing that is left can be started as yet; tried again after RETRY_AFTER, or
as soon as an exercise is published."""

AWAITED = "awaited"
"""Set aside because a coach is still to say whether all that is left was passed, which plans anew;
tried again after LOOK_AGAIN all the same."""

LIVE_SESSION = "live_session"
"""Set aside because a live session alone is left; being marked as present there plans anew."""

NO_STEPS = "no_steps"
"""Set aside because nothing is left to do and nothing was done, so that nothing was finished."""

RETRY_AFTER = timedelta(hours=1)
"""When the sweep tries again what no change announces: this host may know the zone by then."""

LOOK_AGAIN = timedelta(hours=6)
"""How long an enrolment rests at most in which something may come up that no change announces."""

log = structlog.get_logger(__name__)

# Django's bulk_update builds a CASE per row and column, which cost more than all the planning.
KEEP_PLANS = """
UPDATE training_enrolment e
SET state = plan.state, next_step_id = plan.step, next_nudge_at = plan.at,
    set_aside = plan.set_aside, retry_at = plan.retry_at,
    next_reason = plan.reason, next_technique_id = plan.technique,
    finished_at = CASE WHEN NOT plan.did_something THEN NULL WHEN plan.state = 'finished'
        THEN coalesce(e.finished_at, statement_timestamp()) ELSE e.finished_at END
FROM json_to_recordset(%s) AS plan (
    id uuid, state text, step uuid, at timestamptz, set_aside text, reason text, technique uuid,
    did_something bool, retry_at timestamptz
)
WHERE e.id = plan.id
"""


def read_rhythm(programme: Programme) -> Rhythm:
    """Return the programme's rhythm as a plain value."""
    return Rhythm(
        days_between=programme.days_between,
        days_at_most=programme.days_at_most,
        nudge_from=programme.nudge_from,
        nudge_until=programme.nudge_until,
        weekdays=frozenset(programme.weekdays),
        pauses=programme.pauses,
        gap=timedelta(hours=programme.gap_hours),
    )


@dataclass(slots=True)
class Plan:
    """A plan is an enrolment as planning reads and writes it: the first six are read. It is no row
    of Django's, of which making thousands took longer than all the planning."""

    id: UUID
    programme_id: UUID
    membership_id: UUID
    state: str
    created_at: datetime
    next_slot: int
    next_step_id: UUID | None = None
    next_nudge_at: datetime | None = None
    set_aside: str = ""
    retry_at: datetime | None = None
    next_reason: str = ""
    next_technique_id: UUID | None = None


READ = ("id", "programme_id", "membership_id", "state", "created_at", "next_slot")
"""The columns that a plan is made of."""


class _Member(NamedTuple):
    person_id: UUID
    zone: ZoneInfo | None
    can_practise: bool


@dataclass(frozen=True)
class _Known:
    """A _Known holds what the plans of a batch are made of besides its rows. `rhythms` are by
    programme, `calendars` and `beliefs` by membership, `others` by person."""

    now: datetime
    progress: dict[UUID, Progress]
    programmes: dict[UUID, Programme]
    rhythms: dict[UUID, Rhythm]
    members: dict[UUID, _Member]
    calendars: dict[UUID, Calendar]
    ignored: dict[UUID, Ignored]
    beliefs: dict[UUID, Beliefs]
    others: dict[UUID, list[Other]]


def _read(rows: Sequence[Plan]) -> _Known:
    ids = [row.id for row in rows]
    programmes = Programme.objects.in_bulk({row.programme_id for row in rows})
    members = _members({row.membership_id for row in rows})
    return _Known(
        now=database_now(),
        progress=progress_of(rows),
        programmes=programmes,
        rhythms={id: read_rhythm(programme) for id, programme in programmes.items()},
        members=members,
        calendars=calendars_of(members),
        ignored=ignored_of(ids),
        beliefs=beliefs_of({id: one.zone for id, one in members.items()}),
        others=other_nudges({one.person_id for one in members.values()}, but=ids),
    )


def _members(ids: Collection[UUID]) -> dict[UUID, _Member]:
    can_practise = ExpressionWrapper(acting_as(Role.EMPLOYEE), output_field=BooleanField())
    rows = Membership.objects.filter(pk__among=ids).annotate(can_practise=can_practise)
    return {
        id: _Member(person, zone_named(zone), can)
        for id, person, zone, can in rows.values_list(
            "id", "person_id", "time_zone", "can_practise"
        )
    }


def write_plans(rows: Sequence[Plan]) -> None:
    """Compute the plans of these enrolments, which the caller has locked, and write them."""
    known, sessions = _read(rows), sessions_of(rows)
    practised = {id for id, progress in known.progress.items() if progress.situation.practice}
    active = practised | sessions.attended
    for row in rows:
        if known.programmes[row.programme_id].archived_at is None:
            _set_next(row, known)
            choose_step(row, known.progress[row.id], known.now)
            _wait(row, known.progress[row.id], known.now)
            if row.id in sessions.waiting or row.id not in active:
                reason = LIVE_SESSION if row.id in sessions.waiting else NO_STEPS
                _keep_open(row, known.programmes[row.programme_id], reason)
        else:
            row.next_nudge_at, row.set_aside, row.retry_at = None, "", None
    _keep(rows, active)


def _set_next(row: Plan, known: _Known) -> None:
    progress, course = known.progress[row.id], known.programmes[row.programme_id]
    member = known.members[row.membership_id]
    row.next_step_id, row.next_nudge_at = progress.next_step, None
    row.set_aside, row.retry_at = "", None
    by_weeks = course.finish_rule == FinishRule.AT_END
    row.state = EnrolmentState.ACTIVE if progress.left or by_weeks else EnrolmentState.FINISHED
    can_be_nudged = progress.next_step is not None and member.can_practise
    zone = member.zone
    if zone is None:
        if can_be_nudged or by_weeks:
            row.set_aside, row.retry_at = TIME_ZONE_UNKNOWN, known.now + RETRY_AFTER
            log.warning("enrolment_set_aside", id=str(row.id), reason=TIME_ZONE_UNKNOWN)
        return
    term = term_of(row.created_at, course.starts_on, course.weeks, zone)
    ends = term.ends if by_weeks else None
    if ends is not None and known.now >= ends:
        row.state = EnrolmentState.FINISHED
        return
    if can_be_nudged:
        at = _next_nudge(row, known, zone, max(known.now, term.begins))
        row.next_nudge_at = at if at is None or ends is None or at < ends else None
        row.set_aside = BACKED_OFF if at is None else ""
    if row.next_nudge_at is not None:
        gap = known.rhythms[row.programme_id].gap
        known.others[member.person_id].append((row.next_nudge_at, gap))
    elif ends is not None and row.set_aside == BACKED_OFF:
        row.retry_at = ends
    elif ends is not None:
        row.set_aside, row.retry_at = UNTIL_END, min(ends, known.now + LOOK_AGAIN)


def _next_nudge(row: Plan, known: _Known, zone: ZoneInfo, after: datetime) -> datetime | None:
    """Return when the next nudge is due; None where they were ignored to the last."""
    calendar, ignored = known.calendars.get(row.membership_id, ALWAYS), known.ignored.get(row.id)
    rhythm = backed_off(known.rhythms[row.programme_id], ignored.count if ignored else 0)
    if rhythm is None:
        return None
    return next_nudge(
        rhythm,
        zone,
        after,
        _counted_from(known.progress[row.id], calendar, ignored),
        seed=seed_of(row.id, row.next_slot),
        calendar=calendar,
        others=known.others[known.members[row.membership_id].person_id],
        beliefs=known.beliefs.get(row.membership_id),
    )


def _counted_from(
    progress: Progress, calendar: Calendar, ignored: Ignored | None
) -> datetime | None:
    """Return the instant from which the days to the next nudge are counted: the latest nudge or
    practice. None where the latest nudge was put off by a snooze: it comes at the first opening
    after that."""
    if calendar.snoozed and ignored and ignored.put_off and ignored.latest < calendar.snoozed:
        return None
    return progress.last


def choose_step(row: Plan | Enrolment, progress: Progress, now: datetime) -> None:
    """Set the step, and why it comes, for the instant of the row's nudge; for `now` without one."""
    choice = progress.choice_at(row.next_nudge_at or now)
    row.next_step_id = choice.step if choice else None
    row.next_reason = choice.reason if choice else ""
    row.next_technique_id = choice.technique if choice else None


def _wait(row: Plan, progress: Progress, now: datetime) -> None:
    """Set an enrolment aside in which something is left, and nothing can be done now."""
    if row.state != EnrolmentState.ACTIVE or row.next_step_id is not None or not progress.left:
        return
    if row.set_aside not in ("", UNTIL_END):
        return
    postponed = progress.situation.postponed.values()
    awaited = progress.situation.awaited
    row.set_aside = POSTPONED if postponed else AWAITED if awaited else NOTHING_READY
    retry_at = now + (LOOK_AGAIN if postponed or awaited else RETRY_AFTER)
    retry_at = min([*postponed, retry_at])
    row.retry_at = min(retry_at, row.retry_at or retry_at)


def _keep_open(row: Plan, course: Programme, reason: str) -> None:
    """Leave an enrolment open of which a live session alone is left, or in which nothing was done,
    unless the weeks decide."""
    if row.state == EnrolmentState.FINISHED and course.finish_rule != FinishRule.AT_END:
        row.state, row.set_aside, row.retry_at = EnrolmentState.ACTIVE, reason, None


def _keep(rows: Sequence[Plan], active: Collection[UUID]) -> None:
    """Write the plans of the rows; `active` are those of whoever did something."""
    plans = [
        {
            "id": row.id,
            "state": row.state,
            "step": row.next_step_id,
            "at": row.next_nudge_at,
            "set_aside": row.set_aside,
            "reason": row.next_reason,
            "technique": row.next_technique_id,
            "did_something": row.id in active,
            "retry_at": row.retry_at,
        }
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP_PLANS, [row_document(plans)])
