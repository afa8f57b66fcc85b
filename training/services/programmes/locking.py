"""Locks a programme, as the first lock of every verb that changes it, and records what it did."""

from typing import Any
from uuid import UUID

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from training.errors import MadeByAnother
from training.models import Enrolment, EnrolmentState, Programme
from training.queries.access import may_change_programme, programmes_visible_to
from training.services.planning import plan_afterwards


def lock_programme(actor: Membership | None, programme: UUID) -> Programme:
    """Lock and return the programme until the transaction ends, so that concurrent changes follow
    each other. `actor` is None for the operator; NotFound for another organisation's programme."""
    rows = Programme.objects.all() if actor is None else programmes_visible_to(actor)
    return one_of(rows.select_for_update(no_key=True), programme)


def lock_own(actor: Membership | None, programme: UUID) -> Programme:
    """Lock and return a programme that the actor may change; MadeByAnother for any other that they
    see, NotFound for another organisation's."""
    row = lock_programme(actor, programme)
    if actor is not None and not may_change_programme(actor, row):
        raise MadeByAnother
    return row


def replan(programme: Programme, *states: EnrolmentState) -> None:
    """Let the programme's enrolments in these states be planned anew, in batches after the
    transaction."""
    plan_afterwards(Enrolment.objects.filter(programme=programme, state__in=states))


def record(actor: Membership | None, verb: str, programme: Programme, **detail: Any) -> None:
    """Record in the audit log what the actor did with the programme."""
    record_audit(
        organisation=programme.organisation,
        actor=actor,
        verb=verb,
        subject=programme,
        detail=detail,
    )
