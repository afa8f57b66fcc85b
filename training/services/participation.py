"""Fixes how far teams are, once a week, so that no two answers give a person away."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import Membership, Team
from accounts.queries import teams_led_by
from accounts.services import hold_teams
from core.queries import one_of
from training.domain.suppression import showable
from training.models import TeamFigures
from training.queries.access import programmes_visible_to
from training.queries.participation import counts_by_team
from training.queries.progress import database_now


@dataclass(frozen=True)
class Figures:
    """Sums up the people of a team who are in a programme; `steps_done` is their average."""

    people: int
    steps_done: float
    attempts_submitted: int


@dataclass(frozen=True)
class TeamParticipation:
    """Says how far a team is; `figures` is None where they would say too much about somebody."""

    team: Team
    figures: Figures | None


@dataclass(frozen=True)
class Participation:
    """Holds the teams with anybody in the programme, by name, and the Monday of the week whose
    figures these are."""

    week: date
    teams: list[TeamParticipation]


@transaction.atomic
def read_participation(*, reader: Membership, programme: UUID) -> Participation:
    """Return how far each team is that the reader oversees, in a constant number of queries.

    The first answer of a week stays for that week, and nobody is in figures that were made later in
    it. A team has figures where it has five people in the programme, and where no sum or difference
    speaks of fewer: with other figures, nor with what enrolments tell of those who have finished or
    have just begun.
    """
    # Locked, so that two who ask at once are shown the same.
    rows = programmes_visible_to(reader).select_for_update(no_key=True)
    course = one_of(rows, programme)
    week = this_week()
    TeamFigures.objects.filter(programme=course, week__lt=week).delete()
    kept = list(TeamFigures.objects.filter(programme=course, week=week).select_related("team"))
    by_team = {row.team_id: row for row in kept if row.team_id}
    now = counts_by_team(course)
    teams = {row.team.pk: row.team for row in kept if row.team} | {
        team.pk: team for team in now.teams
    }
    # Not of a team that is removed this very moment, since figures name it.
    there = hold_teams(teams=now.members.keys() - by_team.keys(), wait=False)
    new = {pk: sorted(now.members[pk]) for pk in there}
    allowed = showable(
        new,
        shown=[row.members for row in kept],
        known=[now.finished, now.finished | now.fresh],
    )
    made = [
        TeamFigures(
            programme=course,
            team_id=pk,
            week=week,
            members=new[pk],
            steps_done=sum(now.counts[member][0] for member in new[pk]),
            attempts_submitted=sum(now.counts[member][1] for member in new[pk]),
        )
        for pk in allowed
    ]
    TeamFigures.objects.bulk_create(made)
    by_team |= {row.team_id: row for row in made if row.team_id}
    overseen = set(teams_led_by(reader).values_list("pk", flat=True))
    entries = [
        TeamParticipation(team, _figures(by_team[pk]) if pk in by_team else None)
        for pk, team in teams.items()
        if pk in overseen
    ]
    return Participation(
        week, sorted(entries, key=lambda entry: (entry.team.name.casefold(), entry.team.pk))
    )


def this_week() -> date:
    """Return the Monday of the present week, in UTC and by the database's clock."""
    today = database_now().astimezone(UTC).date()
    return today - timedelta(days=today.weekday())


def _figures(row: TeamFigures) -> Figures:
    people = len(row.members)
    return Figures(people, row.steps_done / people, row.attempts_submitted)
