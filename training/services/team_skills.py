"""Fixes how well teams do on each technique for seven days, so that no two answers give a person
away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import Membership, Organisation, Team
from accounts.queries import teams_led_by
from accounts.services import hold_teams
from core.queries import one_of
from scenarios.models import Technique
from training.domain.suppression import showable
from training.models import SkillFigures
from training.queries.participation import teams_of
from training.queries.team_skills import latest_reached
from training.services.participation import REMEMBERED, oldest_of, seen_of, split, today


@dataclass(frozen=True)
class Skill:
    """Says how far people are with a technique: the average of what each reached, from 0 to 1."""

    technique: Technique
    people: int
    reached: float


@dataclass(frozen=True)
class TeamSkill:
    """Holds what may be said of a team's skills, the least first."""

    team: Team
    skills: list[Skill]


@dataclass(frozen=True)
class TeamSkills:
    """Holds the teams by name, and the day on which the oldest of their figures were made."""

    week: date
    teams: list[TeamSkill]


@transaction.atomic
def read_team_skills(*, reader: Membership) -> TeamSkills:
    """Return how well each team does that the reader oversees, by the latest feedback of a coach to
    each member, in a constant number of queries. What somebody said of themselves stays theirs.

    A skill of a team stays as it is for seven days, in which nobody of it is in other figures of
    that technique. It is shown where five people of the team have feedback on it, and where no sum
    or difference with what is shown of others, or was last seen within fourteen days, speaks of
    fewer.
    """
    organisations = Organisation.objects.select_for_update(no_key=True)
    organisation = one_of(organisations, reader.organisation_id)
    day = today()
    rows = SkillFigures.objects.filter(organisation=organisation)
    rows.filter(last_shown__lte=day - REMEMBERED).delete()
    kept, earlier = split(rows.select_related("team", "technique"), day)
    reached = latest_reached(organisation)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    teams = {row.team.pk: row.team for row in kept if row.team}
    for member, team in teams_of(organisation.pk, {member for member, _technique in reached}):
        teams[team.pk] = team
        members[team.pk].add(member)
    # Not of a team that is removed this very moment, since figures name it.
    there = hold_teams(teams=members.keys(), wait=False)
    members = {pk: inside for pk, inside in members.items() if pk in there}
    made = list(_new(organisation, day, kept, earlier, members, reached))
    SkillFigures.objects.bulk_create(made)
    techniques = Technique.objects.in_bulk({row.technique_id for row in (*kept, *made)})
    found: dict[UUID, list[Skill]] = defaultdict(list)
    for row in (*kept, *made):
        if row.team_id:
            people = len(row.members)
            skill = Skill(techniques[row.technique_id], people, row.reached / people)
            found[row.team_id].append(skill)
    overseen = set(teams_led_by(reader).values_list("pk", flat=True))
    rows.filter(pk__in=seen_of(kept, overseen, day)).update(last_shown=day)
    entries = [
        TeamSkill(team, sorted(found[pk], key=lambda one: (one.reached, one.technique.pk)))
        for pk, team in teams.items()
        if pk in overseen
    ]
    oldest = oldest_of((row for row in (*kept, *made) if row.team_id in overseen), day)
    return TeamSkills(
        oldest, sorted(entries, key=lambda entry: (entry.team.name.casefold(), entry.team.pk))
    )


def _new(
    organisation: Organisation,
    day: date,
    kept: list[SkillFigures],
    earlier: list[SkillFigures],
    members: dict[UUID, set[UUID]],
    reached: dict[tuple[UUID, UUID], float],
) -> Iterable[SkillFigures]:
    """Return the figures that may be shown besides those that were."""
    shown: dict[UUID, dict[UUID | None, list[UUID]]] = defaultdict(dict)
    for row in kept:
        shown[row.technique_id][row.team_id or row.pk] = row.members
    before: dict[UUID, list[list[UUID]]] = defaultdict(list)
    for row in earlier:
        before[row.technique_id].append(row.members)
    for technique in sorted({technique for _member, technique in reached}):
        groups = {
            team: {member for member in inside if (member, technique) in reached}
            for team, inside in members.items()
            if team not in shown[technique]
        }
        for team in showable(groups, shown=shown[technique].values(), earlier=before[technique]):
            yield SkillFigures(
                organisation=organisation,
                team_id=team,
                technique_id=technique,
                week=day,
                last_shown=day,
                members=sorted(groups[team]),
                reached=sum(reached[member, technique] for member in groups[team]),
            )
