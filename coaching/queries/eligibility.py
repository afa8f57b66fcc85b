"""Decides which reviews a coach may take. Queue, leases and every read of a review ask here.

A coach reviews everyone in the organisation but themselves, unless:

- an admin bounded the coach to teams or languages (`CoachScope`);
- a conflict of interest was declared with the person (`Conflict`);
- the coach leads the person's team as a manager, and the organisation does not let leaders review.

Where the organisation asks for a licence, a coach without a valid one takes nothing; what they may
read stays the same.
"""

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.db.models.lookups import IsNull

from accounts.models import Membership, Role
from accounts.queries import acting_as
from coaching.models import (
    Calibration,
    CoachingRules,
    CoachScope,
    Conflict,
    Purpose,
    Review,
    WaitingSubmission,
)
from core.compiled import CompiledQuery
from core.etags import version_of

IN_TEAMS: Any = Membership.teams.through

WIDE = 1000
"""People in a coach's teams. With as many, both ways of looking take about as long, measured."""


@dataclass(frozen=True)
class Scope:
    """Names the teams and languages that bound a coach, either empty where it bounds nothing, and
    whether they are a lead coach. `is_wide` says that more than WIDE people are in the teams, which
    changes how they are looked for."""

    teams: frozenset[UUID] = frozenset()
    languages: frozenset[str] = frozenset()
    is_lead: bool = False
    is_wide: bool = field(default=False, compare=False)

    @property
    def version(self) -> str:
        """Return a name for this state, the same in whatever order teams and languages came. That
        of a coach who is no lead is what it was before there were leads."""
        lead = ["lead"] if self.is_lead else []
        return version_of([sorted(map(str, self.teams)), sorted(self.languages), *lead])


def stand_in(coach: UUID, organisation: UUID, is_manager: bool) -> Membership:
    """Return a coach who is not read from the database, for a query that is compiled once."""
    roles = [Role.COACH, Role.MANAGER] if is_manager else [Role.COACH]
    return Membership(pk=coach, organisation_id=organisation, roles=roles)


def _scope_of(coach: UUID) -> QuerySet[CoachScope, Any]:
    people = ArraySubquery(IN_TEAMS.objects.filter(team=OuterRef("teams")).values("pk")[: WIDE + 1])
    size = Func(people, function="cardinality", output_field=IntegerField())
    rows = CoachScope.objects.filter(coach=coach)
    return rows.values_list("teams", "languages", "is_lead", size)


_SCOPE = CompiledQuery(_scope_of)


def scope_of(coach: Membership) -> Scope:
    """Return what bounds the coach, in one statement."""
    found: list[tuple[Any, ...]] = _SCOPE.rows(coach.pk)
    return Scope(
        frozenset(team for team, *_rest in found if team is not None),
        frozenset(one for _team, spoken, *_rest in found for one in spoken),
        any(lead for *_rest, lead, _size in found),
        sum(size for *_rest, size in found) > WIDE,
    )


def may_review(
    coach: Membership, *, member: str, language: str = "", scope: Scope | None = None
) -> Q:
    """Return the condition that `coach` may review what a row is about. `member` is the path of the
    membership that submitted it, `language` that of the language that it was made in: blank where
    something is read again, which asks for no language. `scope` is what bounds the coach, where it
    was read already."""
    scope = scope or scope_of(coach)
    conflicts = Conflict.objects.filter(coach=coach).values("member")
    allowed = ~Q(**{member: coach}) & ~Q(**{f"{member}__in": conflicts})
    if Role.MANAGER in coach.role_set:
        allowed &= ~Q(**{f"{member}__in": _led_by(coach).values("membership")})
    if scope.teams:
        allowed &= _in_teams(scope, member)
    if scope.languages and language:
        allowed &= Q(**{f"{language}__in": sorted(scope.languages)})
    return allowed


def _in_teams(scope: Scope, member: str) -> Q:
    """Return the condition that the membership at the path is in one of the teams. Of few people
    PostgreSQL finds what waits, and sorts it; of many it reads the queue in its order, and looks
    row by row, which finds the first ones soon. An EXISTS or a join would leave it to PostgreSQL,
    which keeps one plan for teams of any size."""
    people = IN_TEAMS.objects.filter(team__in=scope.teams)
    if not scope.is_wide:
        return Q(**{f"{member}__among": ArraySubquery(people.values("membership"))})
    found = Subquery(people.filter(membership=OuterRef(member)).values("pk")[:1])
    return Q(IsNull(found, False))


def took_part(coach: Any) -> Q:
    """Return the condition that the coach had a part in a review before its release: had a lease on
    it, approved it as a lead, or gave it back to its coach with a remark. The coach is a value, or
    a reference to one of an outer query."""
    return Q(leases__coach=coach) | led(coach)


def led(coach: Any) -> Q:
    """Return the condition that the coach approved a review as a lead, or gave it back to its coach
    with a remark. The coach is a value, or a reference to one of an outer query."""
    return Q(approved_by=coach) | Q(lead_remarks__lead=coach)


def licensed(coach: Any, organisation: Any) -> Q:
    """Return the condition that the coach has a licence, or needs none where they are; both are
    values, or references to those of an outer query."""
    asked = CoachingRules.objects.filter(organisation=organisation, licence_required=True)
    valid = Calibration.objects.filter(coach=coach, licensed_until__gt=Now())
    return ~Q(Exists(asked)) | Q(Exists(valid))


def has_licence(coach: Membership) -> bool:
    """Tell whether the coach has a licence that is valid now."""
    return Calibration.objects.filter(coach=coach, licensed_until__gt=Now()).exists()


def may_take_any(coach: Membership) -> bool:
    """Tell whether the coach has a licence, or needs none."""
    rows = Membership.objects.filter(licensed(coach.pk, coach.organisation_id), pk=coach.pk)
    return rows.exists()


def _led_by(coach: Membership) -> QuerySet[Any]:
    """Return who is in a team that the coach leads; nobody where leaders may review."""
    let = CoachingRules.objects.filter(organisation=coach.organisation_id, leaders_review=True)
    return cast(QuerySet[Any], IN_TEAMS.objects.filter(~Exists(let), team__leaders=coach))


def waiting_counts(rows: QuerySet[WaitingSubmission], most: int) -> QuerySet[Membership]:
    """Return the active coaches who may review any of the given rows of the queue, each with
    `waiting`: how many of them, counted up to `most`.

    The rule of `may_review`, in one statement for all coaches.
    """
    coach, language = OuterRef(OuterRef("pk")), OuterRef("language")
    allowed = open_to(coach, OuterRef("membership"), OuterRef("organisation"), language)
    mine = Q(membership=OuterRef("pk"))
    # Of what is scored twice: whoever had a part in the feedback is not the second coach.
    first = Review.objects.filter(submission=OuterRef("submission"), purpose=Purpose.FIRST)
    fresh = Q(first_by=None) | ~Q(Exists(first.filter(took_part(coach))))
    some = rows.filter(~mine & allowed & fresh, organisation=OuterRef("organisation"))
    ids = ArraySubquery(some.order_by("promised_at", "pk").values("pk")[:most])
    counted = Func(ids, function="cardinality", output_field=IntegerField())
    coaches = Membership.objects.filter(
        acting_as(Role.COACH), licensed(OuterRef("pk"), OuterRef("organisation"))
    )
    return coaches.annotate(waiting=counted).filter(waiting__gt=0).select_related("person")


def coaches_for(member: Membership, language: str | None = None) -> QuerySet[Membership]:
    """Return the active coaches who may review what the member submitted in that language, or
    without one may review it again: the rule of `may_review`, in one statement for all coaches."""
    allowed = open_to(OuterRef("pk"), member.pk, member.organisation_id, language)
    coaches = Membership.objects.filter(
        acting_as(Role.COACH),
        allowed,
        licensed(OuterRef("pk"), member.organisation_id),
        organisation=member.organisation_id,
    )
    return coaches.exclude(pk=member.pk)


def open_to(coach: Any, member: Any, organisation: Any, language: Any = None) -> Q:
    """Return the condition that the coach may review what the member submitted, in that language if
    one is given; each is a value, or a reference to one of an outer query. That the member is
    another one is for the caller."""
    scopes = CoachScope.objects.filter(coach=coach)
    teams: Any = CoachScope.teams.through.objects.filter(coachscope=coach)
    leads = Membership.objects.filter(
        pk=coach, roles__contains=[Role.MANAGER], leads__memberships=member
    )
    let = CoachingRules.objects.filter(organisation=organisation, leaders_review=True)
    allowed = (
        ~Q(Exists(Conflict.objects.filter(coach=coach, member=member)))
        & (~Q(Exists(leads)) | Q(Exists(let)))
        & (~Q(Exists(teams)) | Q(Exists(teams.filter(team__memberships=member))))
    )
    if language is None:
        return allowed
    other = scopes.exclude(languages=[]).exclude(languages__contains=[language])
    return allowed & ~Q(Exists(other))
