"""Reads what an exercise's authors learn from practice and feedback: never of fewer than five
people, never a name."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from coaching.models import Purpose, Score
from core.texts import pick
from scenarios.models import Criterion, ScenarioVersion
from training.domain.suppression import FEWEST
from training.queries.statistics import PracticeFigures, practice_figures


@dataclass(frozen=True)
class LevelCount:
    """Counts how often a level of a criterion was given; 1 is lowest."""

    value: int
    name: str
    scores: int


@dataclass(frozen=True)
class Spread:
    """Says how the scores on one criterion are spread. `separates` is False while everybody got the
    same level; both it and `levels` are None for fewer than FEWEST people."""

    criterion: UUID
    name: str
    levels: list[LevelCount] | None
    separates: bool | None


@dataclass(frozen=True)
class Statistics:
    """Shows the figures of one version; `practice` is None, and `criteria` empty, for fewer than
    FEWEST people."""

    version: UUID
    practice: PracticeFigures | None
    criteria: list[Spread]


def statistics_of(version: ScenarioVersion, language: str) -> Statistics:
    """Return the figures of a version in a constant number of queries."""
    practice = practice_figures(version)
    criteria = _criteria(version, language) if practice else []
    return Statistics(version=version.id, practice=practice, criteria=criteria)


def _criteria(version: ScenarioVersion, language: str) -> list[Spread]:
    scores = Score.objects.filter(
        review__purpose=Purpose.FIRST,
        review__released_at__isnull=False,
        review__submission__attempt__scenario_version=version,
    ).order_by()
    member = "review__submission__attempt__membership"
    people = dict(scores.values_list("criterion").annotate(people=Count(member, distinct=True)))
    counts: dict[UUID, dict[int, int]] = defaultdict(dict)
    for criterion, value, count in _given(scores):
        counts[criterion][value] = count
    rows = Criterion.objects.filter(version=version.rubric_version_id).order_by("order")
    return [
        _spread(row, counts[row.id], people.get(row.id, 0), language)
        for row in rows.prefetch_related("levels")
    ]


def _given(scores: "QuerySet[Score]") -> "QuerySet[Score, tuple[UUID, int, int]]":
    return scores.values_list("criterion", "level__value").annotate(count=Count("id"))


def _spread(row: Criterion, counts: dict[int, int], people: int, language: str) -> Spread:
    is_shown = people >= FEWEST
    levels = [
        LevelCount(level.value, pick(level.name, language), counts.get(level.value, 0))
        for level in sorted(row.levels.all(), key=lambda level: level.value)
    ]
    return Spread(
        criterion=row.id,
        name=pick(row.name, language),
        levels=levels if is_shown else None,
        separates=len(counts) > 1 if is_shown else None,
    )
