"""Finds and counts what a coach could start on at once: for a claim, and for the queue.

The conditions of `waiting_for` and `free_among` are many, so that their SQL is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Now

from accounts.models import Membership, Role
from coaching.models import Purpose, Review, WaitingSubmission
from coaching.queries.eligibility import Scope, scope_of, stand_in
from coaching.queries.queue import COUNTED, IN_ORDER, free_among, ready_among, waiting_for
from core.compiled import CompiledQuery

Rows = QuerySet[WaitingSubmission]
Keys = QuerySet[WaitingSubmission, tuple[Any, ...]]


def next_free(coach: Membership, scope: Scope, most: int) -> list[UUID]:
    """Return submissions that `coach`, whom `scope` bounds, could start on at once: the first of
    what is assigned to them, and the first of all, each in the order of the queue and at most so
    many."""
    free = _asked(_FREE, coach, scope, most)
    if _ANY_ASSIGNED.rows(coach.pk, coach.organisation_id):
        return [*_asked(_ASSIGNED, coach, scope, most), *free]
    return free


def waits_for(coach: Membership, submission: UUID) -> bool:
    """Tell whether the submission is among those of `waiting_for`."""
    return bool(_about_one(_THIS_ONE, coach, scope_of(coach), submission))


def look_again(
    coach: Membership, scope: Scope, submission: UUID, *, is_ready: bool = False
) -> tuple[bool, UUID | None]:
    """Tell whether the submission, whose attempt is locked by now, waits for the coach, and
    `is_ready` to start on, unless a colleague has a lease on it; and which review of it was begun.
    Before the lock it may have been scored, given back, finished or assigned."""
    found = _about_one(_THIS_READY if is_ready else _THIS_ONE, coach, scope, submission)
    return bool(found), next(iter(found), None)


@dataclass(frozen=True)
class Counts:
    """Counts the submissions that wait for `coach` and colleagues, and of those that could be
    started on at once; each up to COUNTED, so that counting costs the same at any size."""

    waiting: int
    free: int


def counts(coach: Membership, scope: Scope) -> Counts:
    """Count what waits for the coach, whom `scope` bounds."""
    return Counts(
        waiting=len(_asked(_WAITING, coach, scope, COUNTED)),
        free=len(_asked(_FREE, coach, scope, COUNTED)),
    )


def assigned_to(coach: UUID) -> Q:
    """Return the condition that a row is kept for the coach now."""
    return Q(assigned_to=coach, assigned_until__gt=Now())


def _any_assigned(coach: UUID, organisation: UUID) -> Keys:
    rows = WaitingSubmission.objects.filter(assigned_to(coach), organisation=organisation)
    return rows.values_list("pk")[:1]


def _asked(query: CompiledQuery, coach: Membership, scope: Scope, which: UUID | int) -> list[Any]:
    rows = query.rows(
        coach.pk,
        coach.organisation_id,
        Role.MANAGER in coach.role_set,
        tuple(scope.teams),
        tuple(scope.languages),
        scope.is_wide,
        which,
    )
    return [one for (one,) in rows]


def _about_one(
    query: CompiledQuery, coach: Membership, scope: Scope, submission: UUID
) -> list[UUID | None]:
    """Ask about one submission: whose it is is looked for, however few people the teams have."""
    return _asked(query, coach, replace(scope, is_wide=True), submission)


def _compiled(
    narrow: Callable[[Rows, Membership, Any], Rows], shown: Case | None = None
) -> CompiledQuery:
    """Return the query of what waits for a coach, made narrower for the last of its values."""

    def build(
        coach: UUID,
        organisation: UUID,
        is_manager: bool,
        teams: tuple[UUID, ...],
        languages: tuple[str, ...],
        is_wide: bool,
        which: UUID | int,
    ) -> Keys:
        me = stand_in(coach, organisation, is_manager)
        scope = Scope(frozenset(teams), frozenset(languages), is_wide=is_wide)
        waiting = waiting_for(me, scope)
        return narrow(waiting.order_by(*IN_ORDER), me, which).values_list(shown or F("pk"))

    return CompiledQuery(build)


def _review(purpose: Purpose) -> Subquery:
    rows = Review.objects.filter(submission=OuterRef("pk"), purpose=purpose)
    return Subquery(rows.values("pk")[:1])


_BEGUN = Case(When(first_by=None, then=_review(Purpose.FIRST)), default=_review(Purpose.SECOND))
_ANY_ASSIGNED = CompiledQuery(_any_assigned)
_THIS_ONE = _compiled(lambda waiting, _me, submission: waiting.filter(pk=submission), _BEGUN)
_THIS_READY = _compiled(
    lambda waiting, me, submission: ready_among(waiting.filter(pk=submission), me), _BEGUN
)
_WAITING = _compiled(lambda waiting, _me, most: waiting[:most])
_FREE = _compiled(lambda waiting, me, most: free_among(waiting, me)[:most])
_ASSIGNED = _compiled(
    lambda waiting, me, most: free_among(waiting, me).filter(assigned_to(me.pk))[:most]
)
