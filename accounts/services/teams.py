"""Adds, renames and removes teams, and sets who is in them."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from accounts.errors import TeamNameTaken, UnknownTeam
from accounts.models import Membership, Organisation, Team
from accounts.services.audit import Actor, record_audit
from core.queries import one_of

HOLD = "SELECT id FROM accounts_team WHERE id = ANY(%s::uuid[]) ORDER BY id FOR KEY SHARE"


@transaction.atomic
def add_team(*, actor: Actor, organisation: Organisation, name: str) -> Team:
    """Add a team to the organisation; TeamNameTaken, whatever the capitals."""
    team = Team(organisation=organisation, name=name.strip())
    _save(team)
    _audit(actor, "team_added", team)
    return team


@transaction.atomic
def rename_team(*, actor: Actor, team: Team, name: str) -> Team:
    """Rename the team; TeamNameTaken where another team of the organisation has that name."""
    team.name = name.strip()
    _save(team)
    _audit(actor, "team_renamed", team)
    return team


@transaction.atomic
def remove_team(*, actor: Actor, team: Team) -> None:
    """Delete the team; its members stay in the organisation. NotFound where another admin did so
    this very moment."""
    # Locked before all that names it is looked up, so that nothing new names it meanwhile.
    team = one_of(Team.objects.select_for_update(), team.pk)
    _audit(actor, "team_removed", team)
    team.delete()


@transaction.atomic
def set_teams(*, actor: Actor, membership: Membership, teams: Collection[UUID]) -> Membership:
    """Put the member in exactly these teams; UnknownTeam for one of another organisation."""
    membership.teams.set(lock_teams(organisation=membership.organisation_id, teams=teams))
    _audit_of(actor, "teams_set", membership, teams)
    return membership


@transaction.atomic
def set_leads(*, actor: Actor, membership: Membership, teams: Collection[UUID]) -> Membership:
    """Let the member lead exactly these teams, whose people they oversee while they are a manager;
    UnknownTeam for one of another organisation."""
    membership.leads.set(lock_teams(organisation=membership.organisation_id, teams=teams))
    _audit_of(actor, "leads_set", membership, teams)
    return membership


def lock_teams(*, organisation: UUID, teams: Collection[UUID]) -> list[Team]:
    """Return the teams, which nobody removes until the transaction ends; UnknownTeam where one is
    not the organisation's."""
    found = list(Team.objects.filter(organisation=organisation, pk__in=hold_teams(teams=teams)))
    if len(found) != len(set(teams)):
        raise UnknownTeam
    return found


def hold_teams(*, teams: Collection[UUID], wait: bool = True) -> set[UUID]:
    """Keep teams from being removed until the transaction ends, and return which of them there are.

    Whatever writes a row that names a team calls it first: the database looks at the end of the
    transaction alone, when nobody can be told any more. It hinders nothing but a removal, waits for
    one that goes on, and leaves such a team out with `wait=False`.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD if wait else f"{HOLD} SKIP LOCKED", [list(teams)])
        return {id for (id,) in cursor.fetchall()}


def _save(team: Team) -> None:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as clash:
        raise TeamNameTaken from clash


def _audit_of(actor: Actor, verb: str, membership: Membership, teams: Collection[UUID]) -> None:
    record_audit(
        organisation=membership.organisation,
        actor=actor,
        verb=verb,
        subject=membership,
        detail={"teams": sorted(str(team) for team in teams)},
    )


def _audit(actor: Actor, verb: str, team: Team) -> None:
    record_audit(organisation=team.organisation, actor=actor, verb=verb, subject=team)
