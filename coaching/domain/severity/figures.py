"""Makes figures for each coach out of the fitted effects, and flags who differs by too much."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import erfc, sqrt
from statistics import median

from coaching.domain.severity.model import Fit, Judged, fit

SEVERITY_MARGIN = 0.15
"""Coaches who differ from their colleagues by less, in steps, are as fair as anybody can be."""

DRIFT_MARGIN = 0.2
"""A coach who changes by less over the period does not drift."""

FALSE_ALARMS = 0.05
"""At most this share of the coaches that are flagged is expected to lie within the margin
(Benjamini and Hochberg 1995)."""

FEWEST_REVIEWS = 30
FEWEST_COACHES = 3
"""Two coaches differ from each other, and nothing says which one is harsh."""

LARGEST_ERROR = {"severity": 0.25, "drift": 0.5}
"""With a larger standard error a figure says nothing, and is not shown."""

WITHIN_95 = 1.96


class NotJudged(StrEnum):
    """Names why a coach has no figure."""

    FEW_REVIEWS = "few_reviews"
    FEW_COACHES = "few_coaches"
    NOT_COMPARABLE = "not_comparable"
    """They share too few people, or for drift too little time, with their colleagues."""


@dataclass(frozen=True)
class Figure:
    """Represents steps by which a coach differs from the middle one of their colleagues: positive
    is harsher, or getting harsher. The interval is one of 95%."""

    value: float
    error: float
    is_flagged: bool = False

    @property
    def low(self) -> float:
        return self.value - WITHIN_95 * self.error

    @property
    def high(self) -> float:
        return self.value + WITHIN_95 * self.error


@dataclass(frozen=True)
class CoachFigures:
    """Represents what is known of one coach. Severity is that of the middle of the period; drift is
    its change from the start of the period to the end, beside that of colleagues."""

    coach: Hashable
    reviews: int
    severity: Figure | NotJudged
    drift: Figure | NotJudged


def figures_of(reviews: Sequence[Judged]) -> list[CoachFigures]:
    """Return the figures of each coach who gave one of these reviews, in the order of their ids."""
    counts = Counter(one.coach for one in reviews)
    enough = [coach for coach, count in counts.items() if count >= FEWEST_REVIEWS]
    if len(enough) < FEWEST_COACHES:
        why = NotJudged.FEW_COACHES
        return [CoachFigures(one, counts[one], why, why) for one in sorted(counts, key=str)]
    fitted = fit(reviews)
    judged = [at for at, coach in enumerate(fitted.coaches) if coach in set(enough)]
    severity = _flagged(_figures(fitted, judged, 0, LARGEST_ERROR["severity"]), SEVERITY_MARGIN)
    first_change = len(fitted.coaches)
    drift = _flagged(_figures(fitted, judged, first_change, LARGEST_ERROR["drift"]), DRIFT_MARGIN)
    return [
        CoachFigures(
            coach,
            counts[coach],
            severity.get(at, NotJudged.FEW_REVIEWS),
            drift.get(at, NotJudged.FEW_REVIEWS),
        )
        for at, coach in enumerate(fitted.coaches)
    ]


Figures = dict[int, Figure | NotJudged]


def _figures(fitted: Fit, judged: list[int], first: int, largest: float) -> Figures:
    """Return figures beside the middle one of the coaches that each can be compared with. The
    middle is robust: one harsh coach in three does not make the other two mild."""
    figures: Figures = dict.fromkeys(judged, NotJudged.NOT_COMPARABLE)
    rest = judged
    while len(rest) >= FEWEST_COACHES:
        errors = _comparable(fitted, rest, first, largest)
        middle = median(fitted.effects[first + at] for at in errors)
        if len(errors) >= FEWEST_COACHES:
            for at, error in errors.items():
                figures[at] = Figure(middle - fitted.effects[first + at], error)
        rest = [at for at in rest if at not in errors]
    return figures


def _comparable(fitted: Fit, among: list[int], first: int, largest: float) -> dict[int, float]:
    """Return coaches who can be compared with one another, with their standard errors: whoever
    shares least with the others is left out until none has too large an error."""
    group = list(among)
    while True:
        errors = _errors(fitted, group, first)
        worst = max(group, key=lambda at: errors[at])
        if errors[worst] <= largest or len(group) == 1:
            return errors
        group.remove(worst)


def _errors(fitted: Fit, group: list[int], first: int) -> dict[int, float]:
    """Return the standard error of each one's distance from the mean of the others, larger where a
    coach's own scores are noisier than most."""
    if len(group) == 1:
        return {group[0]: 0.0}
    covariance, count = fitted.covariance, len(group) - 1
    sums = {a: sum(covariance[first + a][first + b] for b in group) for a in group}
    total = sum(sums.values())
    errors = {}
    for at in group:
        mine = covariance[first + at][first + at]
        between = (sums[at] - mine) / count
        theirs = (total - 2 * sums[at] + mine) / count**2
        variance = max(0.0, mine - 2 * between + theirs)
        errors[at] = sqrt(variance * max(1.0, fitted.noise[at]))
    return errors


def _flagged(figures: Figures, margin: float) -> Figures:
    """Flag figures beyond the margin, by the step-up procedure of Benjamini and Hochberg over
    one-sided tests of "no further off than the margin"."""
    chances = sorted(
        (erfc((abs(one.value) - margin) / one.error / sqrt(2)) / 2, at)
        for at, one in figures.items()
        if isinstance(one, Figure)
    )
    last = _last_below(chance for chance, _ in chances)
    found = dict(figures)
    for _, at in chances[:last]:
        one = figures[at]
        if isinstance(one, Figure):
            found[at] = replace(one, is_flagged=True)
    return found


def _last_below(chances: Iterable[float]) -> int:
    """Return how many of the smallest chances are flagged."""
    ordered = list(chances)
    return max(
        (
            place
            for place, chance in enumerate(ordered, start=1)
            if chance <= FALSE_ALARMS * place / len(ordered)
        ),
        default=0,
    )
