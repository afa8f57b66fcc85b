"""Reads decide here, once per resource, what a membership may see."""

from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Membership, Person, Role, Team
from core.errors import NotFound
from core.queries import first_of, one_of

OVERSEERS = frozenset({Role.MANAGER, Role.ADMIN})
SHOWN_NAME = Coalesce(NullIf(F("name"), Value("")), F("person__name"))
"""The SQL expression of a membership's `Membership.shown_name`."""


def membership_of(*, person: Person, slug: str) -> Membership:
    """Return the person's active membership in the organisation; NotFound for everyone else.

    Its person is the one that was given: almost every request asks this, and has read the row.
    """
    if not person.is_active:
        raise NotFound
    rows = Membership.objects.select_related("organisation").filter(
        person=person.pk, organisation__slug=slug, organisation__is_active=True, is_active=True
    )
    found = first_of(rows)
    found.person = person
    return found


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Return the person's active memberships of active organisations."""
    return Membership.objects.select_related("person", "organisation").filter(
        person=person, person__is_active=True, organisation__is_active=True, is_active=True
    )


def acting_as(role: Role, at: str = "") -> Q:
    """Return the condition that the membership at the path `at` (such as "coach__") has the role
    now, and that it, its person and its organisation are active. `Membership.acts_as` says the
    same of one row."""
    return Q(
        **{
            f"{at}roles__contains": [role],
            f"{at}is_active": True,
            f"{at}person__is_active": True,
            f"{at}organisation__is_active": True,
        }
    )


def teams_led_by(membership: Membership) -> QuerySet[Team]:
    """Return the teams whose people the member oversees: every team of the organisation for admins,
    for managers those that they lead, for others none."""
    teams = Team.objects.filter(organisation=membership.organisation_id)
    if Role.ADMIN in membership.role_set:
        return teams
    if Role.MANAGER in membership.role_set:
        return teams.filter(leaders=membership)
    return teams.none()


def people_led_by(membership: Membership) -> QuerySet[Membership]:
    """Return the people whom the member oversees, also who left: everyone in the organisation for
    admins, for managers who is in a team that they lead, for others nobody."""
    people = Membership.objects.filter(organisation=membership.organisation_id)
    if Role.ADMIN in membership.role_set:
        return people
    inside = Membership.teams.through.objects.filter(team__in=teams_led_by(membership))
    return people.filter(pk__in=inside.values("membership"))


def people_visible_to(membership: Membership) -> QuerySet[Membership]:
    """Return those whom the member oversees, and themselves.

    Each comes with `sort_name`, the order of lists.
    """
    people = people_led_by(membership)
    if Role.ADMIN not in membership.role_set:
        people |= Membership.objects.filter(pk=membership.pk)
    named = people.annotate(sort_name=SHOWN_NAME)
    return named.select_related("person", "organisation").prefetch_related("teams", "leads")


def person_seen_by(*, membership: Membership, membership_id: UUID) -> Membership:
    """Return one of `people_visible_to`, else NotFound."""
    return one_of(people_visible_to(membership), membership_id)


def teams_visible_to(membership: Membership) -> QuerySet[Team]:
    """Return the teams that managers and admins oversee; others get their own teams."""
    if membership.role_set & OVERSEERS:
        return teams_led_by(membership)
    return Team.objects.filter(memberships=membership)


def team_seen_by(*, membership: Membership, team_id: UUID) -> Team:
    """Return one of `teams_visible_to`, else NotFound."""
    return one_of(teams_visible_to(membership), team_id)


def active_admins_of(organisation_id: UUID) -> QuerySet[Membership]:
    """Return the memberships that can administer the organisation now."""
    return Membership.objects.filter(
        organisation=organisation_id,
        is_active=True,
        person__is_active=True,
        roles__contains=[Role.ADMIN],
    )
