"""Reads which workshop steps of programmes are done: by being present at workshops."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from training.models import (
    Attendance,
    AttendanceState,
    Enrolment,
    Step,
    StepKind,
    WorkshopState,
)
from training.queries.situations import InProgramme


def attended_steps(enrolments: Collection[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    """Return when the (enrolment, workshop step) pairs of these enrolments were done. Of steps that
    ask for the same, each takes a workshop of its own, in the programme's order."""
    steps = Step.objects.filter(
        kind=StepKind.WORKSHOP, order__isnull=False, programme__enrolments__in=enrolments
    )
    asked: dict[UUID, list[Step]] = defaultdict(list)
    for step in steps.distinct().order_by("order"):
        asked[step.programme_id].append(step)
    if not asked:
        return {}
    rows = Enrolment.objects.filter(pk__in=enrolments, programme__in=asked)
    members = {row.id: (row.membership_id, row.programme_id) for row in rows}
    were_at = _attended({member for member, _programme in members.values()})
    return {
        (enrolment, step): at
        for enrolment, (member, programme) in members.items()
        for step, at in _matched(asked[programme], were_at[member])
    }


@dataclass(frozen=True)
class Sessions:
    """Holds the enrolments that have a workshop step which is undone (`waiting`), and those of
    whose workshop steps, removed ones included, the member was at one (`attended`)."""

    waiting: set[UUID]
    attended: set[UUID]


def sessions_of(enrolments: Sequence[InProgramme]) -> Sessions:
    """Return which of these enrolments wait for a workshop, and which had one."""
    steps = Step.objects.filter(
        kind=StepKind.WORKSHOP, programme__in={row.programme_id for row in enrolments}
    )
    asked: dict[UUID, list[Step]] = defaultdict(list)
    for step in steps.order_by("order"):
        asked[step.programme_id].append(step)
    found = Sessions(set(), set())
    if not asked:
        return found
    were_at = _attended({row.membership_id for row in enrolments})
    for row in enrolments:
        ever, at = asked[row.programme_id], were_at[row.membership_id]
        placed = [step for step in ever if step.order is not None]
        if len(_matched(placed, at)) < len(placed):
            found.waiting.add(row.id)
        if _matched(ever, at):
            found.attended.add(row.id)
    return found


def _attended(members: Collection[UUID]) -> dict[UUID, list[tuple[str, datetime]]]:
    """Return kind and start of the workshops at which each member was, the first one first."""
    rows = Attendance.objects.filter(
        membership__in=members, state=AttendanceState.ATTENDED
    ).exclude(workshop__state=WorkshopState.CANCELLED)
    were_at: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    found = rows.order_by("workshop__starts_at", "id")
    for member, kind, at in found.values_list(
        "membership", "workshop__kind", "workshop__starts_at"
    ):
        were_at[member].append((kind, at))
    return were_at


def _matched(
    steps: Sequence[Step], were_at: Sequence[tuple[str, datetime]]
) -> list[tuple[UUID, datetime]]:
    """Give each step the first workshop of its kind that no step before it took; those that ask
    for a kind choose first."""
    left, found = list(were_at), []
    for step in sorted(steps, key=lambda one: (not one.workshop_kind, one.order or 0)):
        fits = next((one for one in left if step.workshop_kind in ("", one[0])), None)
        if fits:
            left.remove(fits)
            found.append((step.id, fits[1]))
    return found
