"""Holds the verbs on enrolments: enrol, pause, resume, and replan after a change of the member."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import Membership, Role
from accounts.queries import people_led_by
from accounts.services import Operator, record_audit
from core.queries import one_of
from notifications.services import withdraw
from training.errors import NotAnEmployee, ProgrammeArchived, UnknownMember, UnknownProgramme
from training.models import Enrolment, EnrolmentState, Nudge
from training.queries.access import enrolments_visible_to, programmes_visible_to
from training.queries.progress import database_now, progress_of
from training.services.planning import plan
from training.services.plans import choose_step


@transaction.atomic
def enrol(*, actor: Membership, programme: UUID, membership: UUID) -> tuple[Enrolment, bool]:
    """Put a member whom the actor oversees in one of the organisation's programmes and plan the
    first nudge. Repeating changes nothing; the second value tells whether it is new. NotAnEmployee
    for a member without that role, whom no nudge would reach."""
    # Locked, so that a rhythm or a step that changes at this instant finds the new enrolment, or
    # is found by it.
    courses = programmes_visible_to(actor).select_for_update(no_key=True)
    course = courses.filter(pk=programme).first()
    if course is None:
        raise UnknownProgramme
    if course.archived_at is not None:
        raise ProgrammeArchived
    members = people_led_by(actor).filter(is_active=True, person__is_active=True)
    member = members.filter(pk=membership).first()
    if member is None:
        raise UnknownMember
    if Role.EMPLOYEE not in member.role_set:
        raise NotAnEmployee
    enrolment, is_new = Enrolment.objects.get_or_create(programme=course, membership=member)
    own = Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.LEFT)
    came_back = own.update(state=EnrolmentState.ACTIVE)
    if is_new or came_back:
        plan(enrolments=[enrolment.id])
        enrolment.refresh_from_db()
        record_audit(
            organisation=course.organisation,
            actor=actor,
            verb="enrolled",
            subject=course,
            detail={"memberships": [str(member.pk)]},
        )
    return enrolment, is_new


@transaction.atomic
def pause(*, enrolment: UUID) -> None:
    """Stop the enrolment's nudges until `resume`, also those that have not left yet. The member can
    still practise."""
    moved = Enrolment.objects.filter(pk=enrolment, state=EnrolmentState.ACTIVE).update(
        state=EnrolmentState.PAUSED, next_nudge_at=None, set_aside=""
    )
    if moved:
        withhold(Nudge.objects.filter(enrolment=enrolment), reason="paused")


@transaction.atomic
def resume(*, enrolment: UUID) -> None:
    """Plan one nudge at the next opening that the rhythm allows, never the backlog."""
    moved = Enrolment.objects.filter(pk=enrolment, state=EnrolmentState.PAUSED).update(
        state=EnrolmentState.ACTIVE
    )
    if moved:
        plan(enrolments=[enrolment])


@transaction.atomic
def take_out(*, enrolment: UUID) -> None:
    """Take the member out of the programme: no nudges, and nothing of it to start. What they did
    stays theirs, and an open attempt can be finished. Whoever has finished stays so."""
    moved = Enrolment.objects.filter(
        pk=enrolment, state__in=[EnrolmentState.ACTIVE, EnrolmentState.PAUSED]
    ).update(state=EnrolmentState.LEFT, next_nudge_at=None, set_aside="")
    if moved:
        withhold(Nudge.objects.filter(enrolment=enrolment), reason="left")


@transaction.atomic
def let_back(*, enrolment: UUID) -> None:
    """Let a member who was taken out go on where they were."""
    left = Enrolment.objects.filter(pk=enrolment, state=EnrolmentState.LEFT)
    if left.update(state=EnrolmentState.ACTIVE):
        plan(enrolments=[enrolment])


MOVES: dict[tuple[EnrolmentState, EnrolmentState], tuple[Callable[..., None], str]] = {
    (EnrolmentState.ACTIVE, EnrolmentState.PAUSED): (pause, "enrolment_paused"),
    (EnrolmentState.PAUSED, EnrolmentState.ACTIVE): (resume, "enrolment_resumed"),
    (EnrolmentState.ACTIVE, EnrolmentState.LEFT): (take_out, "enrolment_left"),
    (EnrolmentState.PAUSED, EnrolmentState.LEFT): (take_out, "enrolment_left"),
    (EnrolmentState.LEFT, EnrolmentState.ACTIVE): (let_back, "enrolment_rejoined"),
}
"""The moves that a person makes, with the verb of each and what the audit log calls it."""


@transaction.atomic
def change_enrolment(
    *, actor: Membership | Operator, enrolment: UUID, state: EnrolmentState
) -> None:
    """Pause an enrolment that the actor may see, resume it, take the member out or let them back,
    and record in the audit log who did; NotFound for any other. Repeating changes nothing, and
    whoever has finished stays so."""
    # Locked, so that what is recorded is what was done.
    reached = _reached_by(actor).select_for_update(no_key=True, of=("self",))
    row = one_of(reached, enrolment)
    move = MOVES.get((EnrolmentState(row.state), state))
    if move is None:
        return
    verb, name = move
    verb(enrolment=row.pk)
    _audit(actor, name, row)


@transaction.atomic
def nudge_now(*, actor: Operator, enrolment: UUID) -> bool:
    """Bring the planned nudge forward, and record in the audit log who did; False for none."""
    row = one_of(_reached_by(actor), enrolment)
    moved = bring_forward(enrolment=row.pk) is not None
    if moved:
        _audit(actor, "nudge_brought_forward", row)
    return moved


def _reached_by(actor: Membership | Operator) -> QuerySet[Enrolment]:
    """Return the enrolments that the actor may change: an operator's are all."""
    if isinstance(actor, Operator):
        return Enrolment.objects.select_related("programme__organisation")
    return enrolments_visible_to(actor)


def _audit(actor: Membership | Operator, verb: str, enrolment: Enrolment) -> None:
    record_audit(
        organisation=enrolment.programme.organisation, actor=actor, verb=verb, subject=enrolment
    )


@transaction.atomic
def bring_forward(*, enrolment: UUID) -> datetime | None:
    """Make the planned nudge due now, by the database's clock, and return that instant; None when
    no nudge is planned, or nothing is to be done yet.

    It disregards the programme's hours, as operators and demonstrations want it. Its step is chosen
    anew: what will be due for repetition by the planned day may be done a moment ago.
    """
    planned = Enrolment.objects.select_for_update(no_key=True).filter(next_nudge_at__isnull=False)
    row = planned.filter(pk=enrolment).first()
    if row is None:
        return None
    row.next_nudge_at = now = database_now()
    choose_step(row, progress_of([row])[row.id], now)
    if row.next_step_id is None:
        return None
    row.save(update_fields=["next_nudge_at", "next_step", "next_reason", "next_technique"])
    return now


@transaction.atomic
def replan_member(*, member: Membership) -> None:
    """Plan the member's enrolments anew after a change of zone, roles or activity.

    What was 09:30 in Amsterdam would come at night in Los Angeles. Who can't practise any more has
    no nudge ahead of them, and mail about earlier ones that has not left does not leave.
    """
    own = Enrolment.objects.filter(membership=member, state=EnrolmentState.ACTIVE)
    plan(enrolments=list(own.values_list("id", flat=True)))
    if not member.acts_as(Role.EMPLOYEE):
        withhold(Nudge.objects.filter(enrolment__membership=member), reason="not_an_employee")


def withhold(nudges: QuerySet[Nudge], *, reason: str) -> None:
    """Withdraw the mail about these nudges that has not left yet. Of nudges before the last two
    days it has left, or is too late to."""
    fresh = nudges.filter(message__isnull=False, created_at__gt=Now() - timedelta(days=2))
    ids = fresh.values_list("id", flat=True)
    if keys := [make_dedupe_key(one) for one in ids]:
        withdraw(dedupe_keys=keys, reason=reason)


def make_dedupe_key(nudge: UUID) -> str:
    """Return the key by which a nudge has at most one message."""
    return f"nudge:{nudge}"
