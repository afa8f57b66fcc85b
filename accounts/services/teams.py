"""Teams, and who is in them."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.errors import TeamNameTaken, UnknownTeam
from accounts.models import Membership, Team
from accounts.services.audit import record_audit


@transaction.atomic
def add_team(*, actor: Membership, name: str) -> Team:
    """A new team of the actor's organisation; TeamNameTaken, whatever the capitals."""
    team = Team(organisation=actor.organisation, name=name.strip())
    _save(team)
    record_audit(organisation=actor.organisation, actor=actor, verb="team_added", subject=team)
    return team


@transaction.atomic
def rename_team(*, actor: Membership, team: Team, name: str) -> Team:
    """TeamNameTaken where another team of the organisation has that name."""
    team.name = name.strip()
    _save(team)
    record_audit(organisation=actor.organisation, actor=actor, verb="team_renamed", subject=team)
    return team


@transaction.atomic
def set_teams(
    *, actor: Membership | None, membership: Membership, teams: Collection[UUID]
) -> Membership:
    """Exactly these teams; UnknownTeam for one of another organisation."""
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
