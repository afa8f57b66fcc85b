"""Bounds what a coach may review: scopes and conflicts of interest. Makes lead coaches.

What a coach has open and may not review any more goes back to the queue in the same transaction;
what they saved stays for whoever takes it next.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Now

from accounts.errors import UnknownTeam
from accounts.models import Membership, Role, Team
from accounts.queries import acting_as
from accounts.services import record_audit
from coaching.errors import CoachScopeChanged, OwnAttempt
from coaching.models import CoachScope, Conflict, Hold, Lease
from coaching.queries.eligibility import Scope, may_review, scope_of
from coaching.queries.queue import waiting_for
from coaching.services.unfinishing import end_holds
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from core.queries import one_of

Names = dict[str, object]


@transaction.atomic
def set_scope(
    *,
    actor: Membership,
    coach: UUID,
    teams: Collection[UUID],
    languages: Collection[str],
    seen: Precondition,
    is_lead: bool | None = None,
) -> Membership:
    """Bound a coach to people of these teams and to these languages, in place of those that were
    seen; none of either bounds nothing. Makes them a lead coach or none; None leaves that as it is.
    Repeating changes nothing.

    UnknownTeam for a team of another organisation, NotFound for who is no coach of this one.
    IfMatchRequired for a change that names no state, CoachScopeChanged where somebody else changed
    it meanwhile.
    """
    found = _lock_coach(actor, coach)
    here = Team.objects.filter(organisation=actor.organisation_id, pk__in=teams)
    before = scope_of(found)
    lead = before.is_lead if is_lead is None else is_lead
    wanted = Scope(frozenset(here.values_list("pk", flat=True)), frozenset(languages), lead)
    if wanted.teams != set(teams):
        raise UnknownTeam
    if before == wanted:
        return found
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(before.version):
        raise CoachScopeChanged(members={"current": _as_json(before)})
    spoken = sorted(wanted.languages)
    values = {"languages": spoken, "is_lead": lead, "changed_at": Now()}
    row, _new = CoachScope.objects.update_or_create(coach=found, defaults=values)
    row.teams.set(here)
    _let_go(found)
    detail: Names = {
        "teams": sorted(map(str, wanted.teams)),
        "languages": spoken,
        "is_lead": lead,
    }
    _audit(actor, "coach_scope_set", found, detail)
    return found


@transaction.atomic
def declare_conflict(*, actor: Membership, coach: UUID, member: UUID) -> None:
    """Keep a coach from what a member submits. Repeatable. OwnAttempt for both in one, which needs
    no saying."""
    found = _lock_coach(actor, coach)
    other = one_of(Membership.objects.filter(organisation=actor.organisation_id), member)
    _declare(actor, found, other)


@transaction.atomic
def declare_own_conflict(*, coach: Membership, submission: UUID) -> None:
    """Keep the coach from everything of whoever made a submission that waits. Repeatable: NotFound
    only for what the coach may not review for another reason."""
    _lock_coach(coach, coach.id)
    row = waiting_for(coach).select_related("membership").filter(pk=submission).first()
    if row is None:
        mine = Conflict.objects.filter(coach=coach, declared_by=coach)
        if not mine.filter(member__attempts__submission=submission).exists():
            raise NotFound
        return
    _declare(coach, coach, row.membership)


@transaction.atomic
def remove_conflict(*, actor: Membership, coach: UUID, member: UUID) -> None:
    """Let a coach review a member again. Repeatable."""
    found = _lock_coach(actor, coach)
    gone, _each = Conflict.objects.filter(coach=found, member=member).delete()
    if gone:
        _audit(actor, "conflict_removed", found, {"member": str(member)})


def let_all_go(actor: Membership) -> None:
    """End the leases and holds of the organisation's coaches on what they may not review any
    more."""
    holders = Hold.objects.values("finished_by")
    busy = Q(leases__isnull=False, leases__ended_at=None) | Q(pk__in=holders)
    for coach in _coaches(actor).filter(busy).distinct():
        _let_go(coach)


def _declare(actor: Membership, coach: Membership, member: Membership) -> None:
    if coach == member:
        raise OwnAttempt
    row, is_new = Conflict.objects.get_or_create(
        coach=coach, member=member, defaults={"declared_by": actor}
    )
    if is_new:
        _let_go(coach)
        _audit(actor, "conflict_declared", coach, {"member": str(row.member_id)})


def _coaches(actor: Membership) -> QuerySet[Membership]:
    return Membership.objects.filter(
        acting_as(Role.COACH), organisation=actor.organisation_id
    ).select_related("person", "organisation")


def _lock_coach(actor: Membership, coach: UUID) -> Membership:
    """Return a coach of the actor's organisation. Changes to what bounds one follow each other."""
    rows = _coaches(actor).select_for_update(of=("self",), no_key=True)
    return one_of(rows, coach)


def _let_go(coach: Membership) -> None:
    """End the coach's leases and holds on what they may not review any more."""
    still = may_review(coach, member="review__submission__attempt__membership")
    open_now = Lease.objects.filter(coach=coach, ended_at__isnull=True)
    open_now.exclude(pk__in=Lease.objects.filter(still, coach=coach).values("pk")).update(
        ended_at=Now()
    )
    held = Hold.objects.filter(finished_by=coach)
    end_holds(held.exclude(pk__in=held.filter(still).values("pk")))


def _as_json(scope: Scope) -> dict[str, object]:
    """Return what bounds a coach with its version, as JSON values."""
    names = Team.objects.filter(pk__in=scope.teams).order_by("name").values_list("pk", "name")
    return {
        "teams": [{"id": str(team), "name": name} for team, name in names],
        "languages": sorted(scope.languages),
        "is_lead": scope.is_lead,
        "scope_version": scope.version,
    }


def _audit(actor: Membership, verb: str, subject: Model, detail: Names) -> None:
    record_audit(
        organisation=actor.organisation, actor=actor, verb=verb, subject=subject, detail=detail
    )
