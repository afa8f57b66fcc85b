"""Makes the levels that were given plain values in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from coaching.models import Score
from core.texts import pick
from scenarios.models import Criterion, Level

LEVELS = ("scores__criterion__levels", "scores__level")
"""The relations of a review that `scores_in` reads, for `prefetch_related`."""


@dataclass(frozen=True)
class FeedbackLevel:
    """Shows the level given; `of` is the highest that the criterion has."""

    value: int
    of: int
    name: str
    description: str


@dataclass(frozen=True)
class FeedbackScore:
    criterion: UUID
    name: str
    level: FeedbackLevel
    note: str


def scores_in(scores: Iterable[Score], language: str) -> list[FeedbackScore]:
    """Return the scores with their criteria and levels in words, in the rubric's order."""
    ordered = sorted(scores, key=lambda score: score.criterion.order)
    return [_score(score, language) for score in ordered]


def _score(score: Score, language: str) -> FeedbackScore:
    return FeedbackScore(
        criterion=score.criterion_id,
        name=pick(score.criterion.name, language),
        level=level_in(score.level, score.criterion, language),
        note=score.note,
    )


def level_in(level: Level, criterion: Criterion, language: str) -> FeedbackLevel:
    """Return the level in words; the criterion's levels are prefetched."""
    return FeedbackLevel(
        value=level.value,
        of=max(one.value for one in criterion.levels.all()),
        name=pick(level.name, language),
        description=pick(level.description, language),
    )
