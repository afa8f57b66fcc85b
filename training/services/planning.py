"""Plans which step comes next in an enrolment, and when its nudge is due.

Planning runs whenever something changes that it is made of, so that the tick has nothing left to
decide: the person's practice and nudges, the programme's steps and rhythm, where the member lives
and whether they can practise. Who practises does not wait for it: submitting marks the enrolment
as `unplanned` and a task plans it afterwards; the sweep plans what a lost task left.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Membership, Role
from accounts.queries import acting_as
from core.batches import together
from core.dispatch import dispatch
from training.domain.backing_off import backed_off
from training.domain.schedule import ALWAYS, Calendar, Other, Rhythm, next_nudge, seed_of
from training.domain.terms import term_of
from training.models import Enrolment, EnrolmentState, FinishRule, Nudge, Programme
from training.queries.calendar import Ignored, calendars_of, ignored_of, other_nudges
from training.queries.live_steps import sessions_of
from training.queries.progress import Progress, database_now, progress_of

BATCH = 500
"""Enrolments that one statement plans."""

BACKED_OFF = "backed_off"
"""Why an enrolment has no plan whose nudges were ignored to the last: it waits for practice."""

TIME_ZONE_UNKNOWN, FAILED = "time_zone_unknown", "failed"
"""Why an enrolment is set aside."""
UNTIL_END = "until_end"
"""Set aside because nothing is left to do before the programme's end, when the enrolment finishes;
`retry_set_aside` looks hourly."""
POSTPONED = "postponed"
"""Set aside because all that is left was postponed; `retry_set_aside` looks hourly."""

LIVE_SESSION = "live_session"
"""Set aside because a live session alone is left; being marked as present there plans anew."""

NO_STEPS = "no_steps"
"""Set aside because nothing is left to do and nothing was done, so that nothing was finished."""

log = structlog.get_logger(__name__)

# Django's bulk_update builds a CASE per row and column, which cost more than all the planning.
KEEP_PLANS = """
UPDATE training_enrolment e
SET state = plan.state, next_step_id = plan.step, next_nudge_at = plan.at,
    set_aside = plan.set_aside, next_reason = plan.reason, next_technique_id = plan.technique,
    finished_at = CASE WHEN NOT plan.did_something THEN NULL WHEN plan.state = 'finished'
        THEN coalesce(e.finished_at, statement_timestamp()) ELSE e.finished_at END
FROM unnest(
    %s::uuid[], %s::text[], %s::uuid[], %s::timestamptz[], %s::text[], %s::text[], %s::uuid[],
    %s::bool[]
) AS plan (id, state, step, at, set_aside, reason, technique, did_something)
WHERE e.id = plan.id
"""


@transaction.atomic
def plan(*, enrolments: Collection[UUID]) -> None:
    """Set the next step and the instant of its nudge; finish the enrolment when no step is left,
    and set no instant while the member can't practise.

    Enrolments that are paused or left stay as they are. One that can't be planned is set aside with
    the reason, is logged, and stops none of the others. Repeating it changes nothing.
    """
    # The lock comes first, and what plans are made of is read after it: whoever changes a rhythm,
    # a step or a member changes it before they lock the enrolments, so that the later plan knows.
    rows = list(
        Enrolment.objects.select_for_update(no_key=True)
        .filter(pk__in=enrolments)
        .exclude(state__in=[EnrolmentState.PAUSED, EnrolmentState.LEFT])
        .order_by("pk")
    )
    together(
        rows,
        _plan,
        event="enrolment_set_aside",
        id_of=lambda row: row.id,
        set_aside=_leave,
    )


def unplan(*, enrolment: UUID, wake: bool = False) -> None:
    """Mark an active enrolment as to be planned, with `wake` a finished one too, and dispatch the
    planning on commit."""
    states = [EnrolmentState.ACTIVE, *([EnrolmentState.FINISHED] if wake else [])]
    moved = Enrolment.objects.filter(pk=enrolment, state__in=states).update(
        state=EnrolmentState.ACTIVE, next_nudge_at=None, set_aside=""
    )
    if moved:
        dispatch("training.plan", [str(enrolment)])


def plan_waiting(*, enrolments: Collection[UUID] | None = None) -> int:
    """Plan the active enrolments that have no plan, of all or of the given ones, and return how
    many it tried. Enrolments whose member can't practise now, that are set aside or that have a
    nudge on its way stay as they are."""
    waiting = _unplanned()
    if enrolments is not None:
        waiting = waiting.filter(pk__in=enrolments)
    ids = list(waiting[: 20 * BATCH])
    for start in range(0, len(ids), BATCH):
        plan(enrolments=ids[start : start + BATCH])
    return len(ids)


def retry_set_aside() -> int:
    """Clear the set-aside mark, so that the sweep tries again (this host may know the zone by now),
    and return how many there were."""
    return Enrolment.objects.exclude(set_aside__in=["", BACKED_OFF]).update(set_aside="")


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


def _unplanned() -> QuerySet[Enrolment, UUID]:
    in_flight = Nudge.objects.filter(enrolment=OuterRef("pk"), handled_at__isnull=True)
    return (
        Enrolment.objects.filter(
            acting_as(Role.EMPLOYEE, "membership__"),
            state=EnrolmentState.ACTIVE,
            next_nudge_at__isnull=True,
            set_aside="",
            programme__archived_at__isnull=True,
        )
        .exclude(Exists(in_flight))
        .order_by("pk")
        .values_list("id", flat=True)
    )


@dataclass(frozen=True)
class _Known:
    """A _Known holds what the plans of a batch are made of besides its rows.

    It is read in a constant number of statements. `rhythms` are by programme, `calendars` by
    membership, `others` by person.
    """

    now: datetime
    progress: dict[UUID, Progress]
    programmes: dict[UUID, Programme]
    rhythms: dict[UUID, Rhythm]
    members: dict[UUID, Membership]
    calendars: dict[UUID, Calendar]
    ignored: dict[UUID, Ignored]
    others: dict[UUID, list[Other]]


def _read(rows: Sequence[Enrolment]) -> _Known:
    ids = [row.id for row in rows]
    programmes = Programme.objects.in_bulk({row.programme_id for row in rows})
    members = Membership.objects.select_related("person", "organisation").in_bulk(
        {row.membership_id for row in rows}
    )
    return _Known(
        now=database_now(),
        progress=progress_of(rows),
        programmes=programmes,
        rhythms={id: read_rhythm(programme) for id, programme in programmes.items()},
        members=members,
        calendars=calendars_of(members),
        ignored=ignored_of(ids),
        others=other_nudges({one.person_id for one in members.values()}, but=ids),
    )


def _plan(rows: Sequence[Enrolment]) -> None:
    known, sessions = _read(rows), sessions_of(rows)
    practised = {id for id, progress in known.progress.items() if progress.situation.practice}
    active = practised | sessions.attended
    for row in rows:
        if known.programmes[row.programme_id].archived_at is None:
            _set_next(row, known)
            choose_step(row, known.progress[row.id], known.now)
            if row.id in sessions.waiting or row.id not in active:
                reason = LIVE_SESSION if row.id in sessions.waiting else NO_STEPS
                _keep_open(row, known.programmes[row.programme_id], reason)
        else:
            row.next_nudge_at, row.set_aside = None, ""
    _keep(rows, active)


def _set_next(row: Enrolment, known: _Known) -> None:
    progress, course = known.progress[row.id], known.programmes[row.programme_id]
    member = known.members[row.membership_id]
    row.next_step_id, row.next_nudge_at, row.set_aside = progress.next_step, None, ""
    by_weeks = course.finish_rule == FinishRule.AT_END
    row.state = EnrolmentState.ACTIVE if progress.left or by_weeks else EnrolmentState.FINISHED
    can_be_nudged = progress.next_step is not None and member.acts_as(Role.EMPLOYEE)
    zone = member.zone
    if zone is None:
        if can_be_nudged or by_weeks:
            row.set_aside = TIME_ZONE_UNKNOWN
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
    elif ends is not None:
        row.set_aside = UNTIL_END


def _next_nudge(row: Enrolment, known: _Known, zone: ZoneInfo, after: datetime) -> datetime | None:
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
    )


def _counted_from(
    progress: Progress, calendar: Calendar, ignored: Ignored | None
) -> datetime | None:
    """Return the instant from which the days to the next nudge are counted: the latest nudge or
    practice. None where the latest nudge was put off by a snooze and has not come since: it comes
    at the first opening after that."""
    if calendar.snoozed and ignored and ignored.latest < calendar.snoozed:
        return None
    return progress.last


def choose_step(row: Enrolment, progress: Progress, now: datetime) -> None:
    """Set the step, and why it comes, for the instant of the row's nudge; for `now` without one."""
    choice = progress.choice_at(row.next_nudge_at or now)
    row.next_step_id = choice.step if choice else None
    row.next_reason = choice.reason if choice else ""
    row.next_technique_id = choice.technique if choice else None
    if choice is None and progress.left and progress.situation.postponed and not row.set_aside:
        row.set_aside = POSTPONED


def _keep_open(row: Enrolment, course: Programme, reason: str) -> None:
    """Leave an enrolment open of which a live session alone is left, or in which nothing was done,
    unless the weeks decide."""
    if row.state == EnrolmentState.FINISHED and course.finish_rule != FinishRule.AT_END:
        row.state, row.set_aside = EnrolmentState.ACTIVE, reason


def _keep(rows: Sequence[Enrolment], active: Collection[UUID]) -> None:
    """Write the plans of the rows; `active` are those of whoever did something."""
    plans = [
        (
            row.id,
            row.state,
            row.next_step_id,
            row.next_nudge_at,
            row.set_aside,
            row.next_reason,
            row.next_technique_id,
            row.id in active,
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP_PLANS, [list(column) for column in zip(*plans, strict=True)])


def _leave(row: Enrolment) -> None:
    Enrolment.objects.filter(pk=row.pk).update(
        state=EnrolmentState.ACTIVE, next_nudge_at=None, set_aside=FAILED
    )
