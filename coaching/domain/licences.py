"""Decides about a coach's licence: when a set of anchors can give one, how far a coach agrees with
it, and when a licence may be renewed. Pure: the clock is passed in."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import datetime, timedelta

from coaching.domain.agreement import Undefined, WeightedKappa, on_one_scale

FEWEST_ANCHORS = 3
MOST_ANCHORS = 30

AGAIN_AFTER = timedelta(days=7)
"""How long a coach waits after a calibration that gave no licence, who has seen the answers."""

RENEW_WITHIN = timedelta(days=60)
"""How long before its end a licence can be renewed."""

Pair = tuple[int, int, int]
"""One criterion of an anchor: the agreed level, the coach's, and how many levels there are."""


def is_ready(anchors: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Return whether a calibration by these anchors says anything; of each criterion comes the
    agreed level and how many there are. With too few, or one level throughout, a coach who always
    gives that level would agree."""
    placed = {on_one_scale(level, of) for anchor in anchors for level, of in anchor}
    return len(anchors) >= FEWEST_ANCHORS and len(placed) > 1


def kappa_of(anchors: Sequence[Sequence[Pair]]) -> float:
    """Return the quadratic-weighted kappa of the coach and what was agreed on, over all criteria of
    all anchors together. 0 where it can't be told."""
    statistic = WeightedKappa()
    units = [
        [on_one_scale(agreed, of), on_one_scale(given, of)]
        for anchor in anchors
        for agreed, given, of in anchor
    ]
    found = statistic.value_of(statistic.sums_of(units))
    return 0.0 if isinstance(found, Undefined) else float(found)


def is_enough(kappa: float, percent: int) -> bool:
    """Return whether a kappa, to the hundredth, is at or over the organisation's."""
    return round(kappa * 100) >= percent


def months_later(at: datetime, months: int) -> datetime:
    """Return the instant so many calendar months later, on the month's last day at the most."""
    years, month = divmod(at.month - 1 + months, 12)
    last = monthrange(at.year + years, month + 1)[1]
    return at.replace(year=at.year + years, month=month + 1, day=min(at.day, last))


def may_begin_at(finished_at: datetime, licensed_until: datetime | None) -> datetime:
    """Return from when another calibration may begin, after the latest finished one."""
    if licensed_until is None:
        return finished_at + AGAIN_AFTER
    return max(finished_at, licensed_until - RENEW_WITHIN)
