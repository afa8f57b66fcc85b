"""Reads which workshop steps of programmes are done: by being present at workshops."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Now

from accounts.models import Membership
from training.models import (
    Attendance,
    AttendanceState,
    Enrolment,
    EnrolmentState,
    Step,
    StepKind,
    Workshop,
    WorkshopState,
)
from training.queries.progress import done_steps


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


def waiting_for_sessions(enrolments: Sequence[Enrolment]) -> set[UUID]:
    """Return the enrolments that have a workshop step which is undone."""
    programmes = {row.programme_id for row in enrolments}
    steps = Step.objects.filter(
        kind=StepKind.WORKSHOP, order__isnull=False, programme__in=programmes
    )
    asked: dict[UUID, set[UUID]] = defaultdict(set)
    for step, programme in steps.values_list("id", "programme"):
        asked[programme].add(step)
    if not asked:
        return set()
    done = attended_steps([row.id for row in enrolments])
    return {
        row.id
        for row in enrolments
        if any((row.id, step) not in done for step in asked[row.programme_id])
    }


def next_session(member: Membership) -> Step | None:
    """Return the first workshop step that is undone and before which nothing else is, of the
    member's programmes, the one that they have been in for longest first."""
    rows = Enrolment.objects.filter(membership=member, state=EnrolmentState.ACTIVE)
    enrolments = list(rows.filter(programme__archived_at__isnull=True).order_by("created_at", "id"))
    if not waiting_for_sessions(enrolments):
        return None
    steps = Step.objects.filter(
        programme__in=[row.programme_id for row in enrolments], order__isnull=False
    )
    placed: dict[UUID, list[Step]] = defaultdict(list)
    found = steps.exclude(scenario__retired_at__isnull=False).select_related("programme")
    for step in found.order_by("order"):
        placed[step.programme_id].append(step)
    ids = [row.id for row in enrolments]
    done = done_steps(ids).keys() | attended_steps(ids).keys()
    for row in enrolments:
        undone = (one for one in placed[row.programme_id] if (row.id, one.id) not in done)
        first = next(undone, None)
        if first and first.kind == StepKind.WORKSHOP:
            return first
    return None


def coming_for(member: Membership, step: Step) -> Workshop | None:
    """Return the workshop that would do the step and in which the member has a seat or a place."""
    rows = Workshop.objects.filter(
        attendances__membership=member,
        attendances__state__in=[AttendanceState.REGISTERED, AttendanceState.WAITING],
        state=WorkshopState.PLANNED,
        ends_at__gt=Now(),
    )
    if step.workshop_kind:
        rows = rows.filter(kind=step.workshop_kind)
    return rows.order_by("starts_at").first()


def _attended(members: Collection[UUID]) -> dict[UUID, list[tuple[str, datetime]]]:
    """Return kind and start of the workshops at which each member was, the first one first."""
    rows = Attendance.objects.filter(membership__in=members, state=AttendanceState.ATTENDED)
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
    for step in sorted(steps, key=lambda one: (not one.workshop_kind, one.order)):
        fits = next((one for one in left if step.workshop_kind in ("", one[0])), None)
        if fits:
            left.remove(fits)
            found.append((step.id, fits[1]))
    return found
