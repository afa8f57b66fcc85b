"""Fixes how far teams are for seven days, so that no two answers give a person away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from accounts.models import Membership, Team
from accounts.queries import teams_led_by
from accounts.services import hold_teams
from core.queries import one_of
from training.domain.suppression import showable
from training.models import SkillFigures, TeamFigures
from training.queries.access import programmes_visible_to
from training.queries.participation import counts_by_team
from training.queries.progress import database_now

STAY = timedelta(days=7)
"""Figures stay as they are for so long, from the day on which they were made."""

REMEMBERED = timedelta(days=14)
"""New figures are judged by earlier ones for so long, from the day on which somebody last saw
those: counted from when they were made, the rule would have ended for whoever looked late."""

Row = TypeVar("Row", TeamFigures, SkillFigures)


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
    """Holds the teams with anybody in the programme, by name, and the day on which the oldest of
    their figures were made."""

    week: date
    teams: list[TeamParticipation]


@transaction.atomic
def read_participation(*, reader: Membership, programme: UUID) -> Participation:
    """Return how far each team is that the reader oversees, in a constant number of queries.

    The figures of a team stay for seven days, in which nobody of it is in others. A team has
    figures where it has five people in the programme, and where no sum or difference speaks of
    fewer: with other figures or those that were last seen within fourteen days, nor with what
    enrolments tell of those who have finished or have just begun.
    """
    # Locked, so that two who ask at once are shown the same.
    rows = programmes_visible_to(reader).select_for_update(no_key=True)
    course = one_of(rows, programme)
    day = today()
    remembered = TeamFigures.objects.filter(programme=course).select_related("team")
    remembered.filter(last_shown__lte=day - REMEMBERED).delete()
    kept, earlier = split(remembered, day)
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
        earlier=[row.members for row in earlier],
        known=[now.finished, now.finished | now.fresh],
    )
    made = [
        TeamFigures(
            programme=course,
            team_id=pk,
            week=day,
            last_shown=day,
            members=new[pk],
            steps_done=sum(now.counts[member][0] for member in new[pk]),
            attempts_submitted=sum(now.counts[member][1] for member in new[pk]),
        )
        for pk in allowed
    ]
    TeamFigures.objects.bulk_create(made)
    by_team |= {row.team_id: row for row in made if row.team_id}
    overseen = set(teams_led_by(reader).values_list("pk", flat=True))
    remembered.filter(pk__in=seen_of(kept, overseen, day)).update(last_shown=day)
    entries = [
        TeamParticipation(team, _figures(by_team[pk]) if pk in by_team else None)
        for pk, team in teams.items()
        if pk in overseen
    ]
    oldest = oldest_of((row for pk, row in by_team.items() if pk in overseen), day)
    return Participation(
        oldest, sorted(entries, key=lambda entry: (entry.team.name.casefold(), entry.team.pk))
    )


def today() -> date:
    """Return the present day, in UTC and by the database's clock."""
    return database_now().astimezone(UTC).date()


def split(rows: Iterable[Row], day: date) -> tuple[list[Row], list[Row]]:
    """Return the figures that stay on this day, and those that are to be renewed."""
    kept, earlier = list[Row](), list[Row]()
    for row in rows:
        (kept if row.week > day - STAY else earlier).append(row)
    return kept, earlier


def seen_of(rows: Iterable[Row], overseen: set[UUID], day: date) -> list[UUID]:
    """Return which figures somebody who oversees these teams is the first to see on this day."""
    return [row.pk for row in rows if row.team_id in overseen and row.last_shown < day]


def oldest_of(rows: Iterable[Row], day: date) -> date:
    """Return the day on which the oldest of the figures were made, `day` where there are none."""
    return min((row.week for row in rows), default=day)


def _figures(row: TeamFigures) -> Figures:
    people = len(row.members)
    return Figures(people, row.steps_done / people, row.attempts_submitted)
