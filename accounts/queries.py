"""Reads. What a membership may see is decided here once per resource."""

from typing import TypeVar
from uuid import UUID

from django.db.models import F, Model, QuerySet

from accounts.errors import NotFound
from accounts.models import Membership, Person, Role, Team

OVERSEERS = frozenset({Role.MANAGER, Role.ADMIN})

M = TypeVar("M", bound=Model)


def one_of(rows: QuerySet[M], pk: UUID) -> M:
    """The row with this key among those that the caller may see. NotFound also for what exists
    beyond them: nobody learns that it does."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def membership_of(*, person: Person, slug: str) -> Membership:
    """The person's active membership in the organisation; NotFound for everyone else."""
    found = memberships_of(person).filter(organisation__slug=slug).first()
    if found is None:
        raise NotFound
    return found


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Where this person can go: active memberships of active organisations."""
    return Membership.objects.select_related("person", "organisation").filter(
        person=person, person__is_active=True, organisation__is_active=True, is_active=True
    )


def people_visible_to(membership: Membership) -> QuerySet[Membership]:
    """Managers and admins see everyone in their organisation, also who left; others themselves.

    Each comes with `sort_name`, the order of lists.
    """
    people = Membership.objects.filter(organisation=membership.organisation)
    if not membership.role_set & OVERSEERS:
        people = people.filter(pk=membership.pk)
    named = people.annotate(sort_name=F("person__name"))
    return named.select_related("person", "organisation").prefetch_related("teams")


def person_seen_by(*, membership: Membership, membership_id: UUID) -> Membership:
    """One of `people_visible_to`, else NotFound."""
    return one_of(people_visible_to(membership), membership_id)


def teams_visible_to(membership: Membership) -> QuerySet[Team]:
    """Managers and admins see every team of their organisation; others the teams they are in."""
    teams = Team.objects.filter(organisation=membership.organisation)
    if not membership.role_set & OVERSEERS:
        teams = teams.filter(memberships=membership)
    return teams


def team_seen_by(*, membership: Membership, team_id: UUID) -> Team:
    """One of `teams_visible_to`, else NotFound."""
    return one_of(teams_visible_to(membership), team_id)


def active_admins_of(organisation_id: UUID) -> QuerySet[Membership]:
    """Who can still administer the organisation."""
    return Membership.objects.filter(
        organisation=organisation_id,
        is_active=True,
        person__is_active=True,
        roles__contains=[Role.ADMIN],
    )
