"""Adds, renames and removes teams, and sets who is in them."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.errors import TeamNameTaken, UnknownTeam
from accounts.models import Membership, Organisation, Team
from accounts.services.audit import Actor, record_audit


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
    """Delete the team; its members stay in the organisation."""
    _audit(actor, "team_removed", team)
    team.delete()


@transaction.atomic
def set_teams(*, actor: Actor, membership: Membership, teams: Collection[UUID]) -> Membership:
    """Put the member in exactly these teams; UnknownTeam for one of another organisation."""
    found = Team.objects.filter(organisation=membership.organisation_id, pk__in=teams)
    if found.count() != len(set(teams)):
        raise UnknownTeam
    membership.teams.set(found)
    record_audit(
        organisation=membership.organisation,
        actor=actor,
        verb="teams_set",
        subject=membership,
        detail={"teams": sorted(str(team) for team in teams)},
    )
    return membership


def _save(team: Team) -> None:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as clash:
        raise TeamNameTaken from clash


def _audit(actor: Actor, verb: str, team: Team) -> None:
    record_audit(organisation=team.organisation, actor=actor, verb=verb, subject=team)
