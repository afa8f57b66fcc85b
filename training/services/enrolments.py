"""Verbs on enrolments, and the planning of their next nudge.

Planning runs whenever something changes, so that the tick has nothing left to decide.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from notifications.services import withdraw
from training.domain.schedule import Rhythm, next_nudge
from training.errors import UnknownMember, UnknownProgramme
from training.models import Enrolment, EnrolmentState, Nudge, Programme
from training.queries.access import enrolments_visible_to, programmes_visible_to
from training.queries.progress import Progress, database_now, progress_of

# Django's bulk_update builds a CASE per row and column, which cost more than all the planning.
KEEP_PLANS = """
UPDATE training_enrolment e
SET state = plan.state, next_step_id = plan.step, next_nudge_at = plan.at
FROM unnest(%s::uuid[], %s::text[], %s::uuid[], %s::timestamptz[]) AS plan (id, state, step, at)
WHERE e.id = plan.id
"""


@transaction.atomic
def enrol(*, actor: Membership, programme: UUID, membership: UUID) -> tuple[Enrolment, bool]:
    """Puts a member of the actor's organisation in one of its programmes and plans the first
    nudge. Twice is once; the second value tells whether it is new."""
    course = programmes_visible_to(actor).filter(pk=programme).first()
    if course is None:
        raise UnknownProgramme
    members = Membership.objects.filter(organisation=actor.organisation_id, is_active=True)
    member = members.filter(pk=membership).first()
    if member is None:
        raise UnknownMember
    enrolment, is_new = Enrolment.objects.get_or_create(programme=course, membership=member)
    if is_new:
        plan(enrolments=[enrolment.id])
        enrolment.refresh_from_db()
    return enrolment, is_new


@transaction.atomic
def pause(*, enrolment: UUID) -> None:
    """No nudges until `resume`; what is on its way does not leave. Practising stays possible."""
    moved = Enrolment.objects.filter(pk=enrolment, state=EnrolmentState.ACTIVE).update(
        state=EnrolmentState.PAUSED, next_nudge_at=None
    )
    if moved:
        hold_back(Nudge.objects.filter(enrolment=enrolment), reason="paused")


@transaction.atomic
def resume(*, enrolment: UUID) -> None:
    """One nudge at the next opening that the rhythm allows, never the backlog."""
    moved = Enrolment.objects.filter(pk=enrolment, state=EnrolmentState.PAUSED).update(
        state=EnrolmentState.ACTIVE
    )
    if moved:
        plan(enrolments=[enrolment])


@transaction.atomic
def set_paused(*, actor: Membership, enrolment: UUID, paused: bool) -> None:
    """Pauses or resumes an enrolment that the actor may see, and writes down who did; NotFound
    for any other. Repeating changes nothing."""
    row = one_of(enrolments_visible_to(actor), enrolment)
    was = EnrolmentState.ACTIVE if paused else EnrolmentState.PAUSED
    if row.state != was:
        return
    (pause if paused else resume)(enrolment=row.pk)
    record_audit(
        organisation=actor.organisation,
        actor=actor,
        verb="enrolment_paused" if paused else "enrolment_resumed",
        subject=row,
    )


@transaction.atomic
def bring_forward(*, enrolment: UUID) -> bool:
    """The planned nudge is due now, by the database's clock; False when none is planned.

    For demonstrations and operators: it disregards the programme's hours.
    """
    planned = Enrolment.objects.filter(pk=enrolment, next_nudge_at__isnull=False)
    return bool(planned.update(next_nudge_at=Now()))


@transaction.atomic
def plan(*, enrolments: Collection[UUID]) -> None:
    """Sets the next step and the instant of its nudge; finished when no step is left.

    Paused enrolments are left alone. Repeating it changes nothing.
    """
    rows = list(
        Enrolment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("programme", "membership")
        .filter(pk__in=enrolments)
        .exclude(state=EnrolmentState.PAUSED)
        .order_by("pk")
    )
    progress, now = progress_of(rows), database_now()
    for row in rows:
        _set_next(row, progress[row.id], now)
    _keep(rows)


def replan_where_they_live(*, member: Membership) -> None:
    """Moves planned nudges to the local time of the member's zone, which changed: what was 09:30
    in Amsterdam would come at night in Los Angeles."""
    planned = Enrolment.objects.filter(membership=member, next_nudge_at__isnull=False)
    plan(enrolments=list(planned.values_list("id", flat=True)))


def _set_next(row: Enrolment, progress: Progress, now: datetime) -> None:
    row.state = EnrolmentState.ACTIVE if progress.left else EnrolmentState.FINISHED
    row.next_step_id = progress.next_step
    row.next_nudge_at = None
    if progress.next_step is not None:
        rhythm = rhythm_of(row.programme)
        row.next_nudge_at = next_nudge(rhythm, row.membership.zone, now, progress.last)


def _keep(rows: list[Enrolment]) -> None:
    plans = [(row.id, row.state, row.next_step_id, row.next_nudge_at) for row in rows]
    if plans:
        with connection.cursor() as cursor:
            cursor.execute(KEEP_PLANS, [list(column) for column in zip(*plans, strict=True)])


def rhythm_of(programme: Programme) -> Rhythm:
    """The programme's rhythm as a plain value."""
    return Rhythm(programme.days_between, programme.nudge_time, frozenset(programme.weekdays))


def hold_back(nudges: QuerySet[Nudge], *, reason: str) -> None:
    """Mail about these nudges that has not left yet does not leave."""
    ids = nudges.filter(message__isnull=False).values_list("id", flat=True)
    if keys := [dedupe_key(one) for one in ids]:
        withdraw(dedupe_keys=keys, reason=reason)


def dedupe_key(nudge: UUID) -> str:
    """The message of a nudge is said once, by this key."""
    return f"nudge:{nudge}"
