"""Reads which live session a member's programmes have next, and whether they go to one."""

from collections import defaultdict
from uuid import UUID

from django.db.models.functions import Now

from accounts.models import Membership
from training.models import (
    AttendanceState,
    Enrolment,
    EnrolmentState,
    Step,
    StepKind,
    Workshop,
    WorkshopState,
)
from training.queries.live_steps import sessions_of
from training.queries.progress import done_steps


def next_session(member: Membership) -> Step | None:
    """Return the first workshop step that is undone and before which nothing else is, of the
    member's programmes, the one that they have been in for longest first."""
    rows = Enrolment.objects.filter(membership=member, state=EnrolmentState.ACTIVE)
    enrolments = list(rows.filter(programme__archived_at__isnull=True).order_by("created_at", "id"))
    if not sessions_of(enrolments).waiting:
        return None
    steps = Step.objects.filter(
        programme__in=[row.programme_id for row in enrolments], order__isnull=False
    )
    placed: dict[UUID, list[Step]] = defaultdict(list)
    found = steps.exclude(scenario__retired_at__isnull=False).select_related("programme")
    for step in found.order_by("order"):
        placed[step.programme_id].append(step)
    ids = [row.id for row in enrolments]
    done = done_steps(ids)
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
