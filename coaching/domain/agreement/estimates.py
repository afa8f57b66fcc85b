"""Estimates a statistic with an interval, by bootstrap over recordings."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from coaching.domain.agreement.levels import Recording, Statistic, Undefined

RESAMPLES = 2000
SEED = 20261129
"""The seed is fixed, so that the same rows always have the same interval."""

CONFIDENCE = 0.95
MAY_BE_UNDEFINED = 0.1
"""With a larger share of resamples without a value there is no interval: the rest would be those
that happened to differ."""


@dataclass(frozen=True)
class Estimate:
    """Represents a statistic over `recordings` recordings, and the interval in which it lies with
    95% confidence, where that could be told. `why` says why there is no value."""

    recordings: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: Undefined | None = None


def estimate(
    statistic: Statistic,
    recordings: Sequence[Recording],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Estimate:
    """Return the statistic with its percentile interval. Recordings are drawn whole, since what one
    coach thinks of a recording runs through all its criteria; single levels would make the
    interval far too narrow. Deterministic: the same recordings in any order have one answer."""
    sums = sorted(tuple(statistic.sums_of(one)) for one in recordings)
    columns = list(zip(*sums, strict=True))
    value = statistic.value_of([sum(column) for column in columns]) if columns else None
    if value is None or isinstance(value, Undefined):
        return Estimate(len(sums), why=value or Undefined.TOO_FEW)
    low, high = _interval(statistic, columns, resamples, seed)
    return Estimate(len(sums), value, low, high)


def _interval(
    statistic: Statistic, columns: list[tuple[float, ...]], resamples: int, seed: int
) -> tuple[float | None, float | None]:
    size = len(columns[0])
    if size < 2 or not resamples:
        return None, None
    draws, indexes = Random(seed), range(size)  # noqa: S311  # no secret: it is to repeat
    values = []
    for _ in range(resamples):
        drawn = draws.choices(indexes, k=size)
        sums = [sum(map(column.__getitem__, drawn)) for column in columns]
        value = statistic.value_of(sums)
        if not isinstance(value, Undefined):
            values.append(value)
    if len(values) < resamples * (1 - MAY_BE_UNDEFINED):
        return None, None
    values.sort()
    tail = (1 - CONFIDENCE) / 2
    return _quantile(values, tail), _quantile(values, 1 - tail)


def _quantile(ordered: list[float], share: float) -> float:
    """Return the value below which `share` of the ordered values lie, between two where needed."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
