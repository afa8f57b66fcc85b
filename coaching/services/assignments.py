"""Assigns what waits to a coach, and hands over what an absent coach has.

An assignment is a preference with an end, before the promise is broken: from then on everybody may
take it. Whoever is on it already stays on it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import Membership, Role
from accounts.queries import acting_as
from accounts.services import record_audit
from coaching.errors import CoachMayNotReview, LeaseTaken
from coaching.models import SOMEBODY_WAITS, Hold, Lease, WaitingSubmission
from coaching.queries.eligibility import may_take_any
from coaching.queries.free import waits_for
from coaching.queries.held import counting
from coaching.queries.promises import runs_short
from coaching.queries.queue import open_leases, waiting_for
from coaching.services.unfinishing import end_holds
from core.queries import one_of
from training.models import Attempt


@transaction.atomic
def assign(*, actor: Membership, submission: UUID, coach: UUID) -> WaitingSubmission:
    """Keep what waits for a coach, until a quarter of the promise is left, and for an hour at
    least. Repeatable. CoachMayNotReview for who may not, LeaseTaken while another coach is on
    it, and once one finished it."""
    row = _lock_waiting(actor, submission)
    chosen = one_of(_coaches(actor), coach)
    if counting().filter(review__submission=row.pk).exists():
        raise LeaseTaken
    if not may_take_any(chosen) or not waits_for(chosen, row.pk):
        raise CoachMayNotReview
    on_it = open_leases().filter(review__submission=row.pk).exclude(coach=chosen)
    if on_it.exists():
        raise LeaseTaken
    if row.assigned_to_id != chosen.pk or not row.is_assigned:
        WaitingSubmission.objects.filter(pk=row.pk).update(
            assigned_to=chosen, assigned_until=runs_short()
        )
        _audit(actor, "review_assigned", row, coach=str(chosen.pk))
    row.refresh_from_db()
    return row


@transaction.atomic
def unassign(*, actor: Membership, submission: UUID) -> None:
    """Let everybody take it again. Repeatable."""
    row = _lock_waiting(actor, submission)
    if row.assigned_to_id is None:
        return
    WaitingSubmission.objects.filter(pk=row.pk).update(assigned_to=None, assigned_until=None)
    _audit(actor, "review_unassigned", row)


@dataclass(frozen=True)
class HandedOver:
    """Counts what an absent coach had open or held, and what of all was kept for another coach."""

    ended: int
    assigned: int


@transaction.atomic
def hand_over(*, actor: Membership, coach: UUID, to: UUID | None) -> HandedOver:
    """Give back what a coach has open, what they finished and did not release, and what is assigned
    to them: to everybody, or kept for the coach `to` where that one may review it. What was saved
    stays. Repeatable.

    NotFound for who is no coach of the organisation; `coach` may have left.
    """
    absent = one_of(Membership.objects.filter(organisation=actor.organisation_id), coach)
    chosen = one_of(_coaches(actor), to) if to else None
    leases = Lease.objects.filter(coach=absent, ended_at__isnull=True)
    held = Hold.objects.filter(finished_by=absent)
    open_now = list(leases.values_list("review__submission", flat=True))
    open_now += held.values_list("review__submission", flat=True)
    _lock_attempts_of(open_now)
    ended = leases.update(ended_at=Now()) + len(end_holds(held))
    mine = WaitingSubmission.objects.filter(
        pk__in=[*open_now, *_assigned(absent).values_list("pk", flat=True)]
    )
    ids = list(mine.values_list("pk", flat=True))
    mine.update(assigned_to=None, assigned_until=None)
    assigned = 0
    if chosen is not None and chosen != absent and may_take_any(chosen):
        fit = waiting_for(chosen).filter(pk__in=ids)
        assigned = WaitingSubmission.objects.filter(pk__in=fit.values("pk")).update(
            assigned_to=chosen, assigned_until=runs_short()
        )
    if ids or ended:
        detail = {"ended": ended, "assigned": assigned, "to": str(chosen.pk) if chosen else ""}
        record_audit(
            organisation=actor.organisation,
            actor=actor,
            verb="reviews_handed_over",
            subject=absent,
            detail=detail,
        )
    return HandedOver(ended, assigned)


def _assigned(coach: Membership) -> QuerySet[WaitingSubmission]:
    return WaitingSubmission.objects.filter(assigned_to=coach)


def _coaches(actor: Membership) -> QuerySet[Membership]:
    coaches = Membership.objects.filter(acting_as(Role.COACH), organisation=actor.organisation_id)
    return coaches.select_related("person", "organisation")


def _lock_waiting(actor: Membership, submission: UUID) -> WaitingSubmission:
    """Return what waits in the actor's organisation, its attempt locked, as in taking."""
    _lock_attempts_of([submission])
    rows = WaitingSubmission.objects.filter(SOMEBODY_WAITS, organisation=actor.organisation_id)
    return one_of(rows, submission)


def _lock_attempts_of(submissions: list[UUID]) -> None:
    """Lock attempts before leases, as every app does, in an order that all keep."""
    rows = Attempt.objects.select_for_update(no_key=True).filter(submission__in=submissions)
    list(rows.order_by("pk").values_list("pk"))


def _audit(actor: Membership, verb: str, row: WaitingSubmission, **detail: object) -> None:
    record_audit(
        organisation=actor.organisation,
        actor=actor,
        verb=verb,
        subject=row.submission,
        detail=detail,
    )
