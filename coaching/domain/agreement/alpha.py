"""Computes Krippendorff's alpha for ordinal levels, with cells missing."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate, combinations, pairwise

from coaching.domain.agreement.levels import Recording, Undefined

GOOD, TENTATIVE = 0.800, 0.667
"""Krippendorff's bounds: conclusions may be relied on from the first on; from the second on,
tentative ones are acceptable (Content Analysis, 2004, ch. 11)."""


class Standing(StrEnum):
    """Names how far conclusions may rely on levels that agree this far."""

    GOOD = "good"
    TENTATIVE = "tentative"
    POOR = "poor"


def standing_of(alpha: float) -> Standing:
    if alpha >= GOOD:
        return Standing.GOOD
    return Standing.TENTATIVE if alpha >= TENTATIVE else Standing.POOR


class Alpha:
    """Computes ordinal alpha over units with two levels or more (Krippendorff, Computing
    Krippendorff's Alpha-Reliability, 2011). Coaches need no order: any two are as good as others.

    The distance of two levels depends on how often those between were given. It is taken of the
    levels in the sums, so a resample has distances of its own.
    """

    def __init__(self, recordings: Iterable[Recording]) -> None:
        """Know the levels that occur; `sums_of` takes none but those."""
        found = {v for one in recordings for unit in one for v in unit if v is not None}
        self._at = {level: at for at, level in enumerate(sorted(found))}
        self._pairs = list(combinations(range(len(self._at)), 2))

    def sums_of(self, recording: Recording) -> Sequence[float]:
        """Return how often each level was given, then how often each two levels met in a unit, a
        meeting in a unit of m levels counting 1 / (m - 1)."""
        given, met = [0.0] * len(self._at), dict.fromkeys(self._pairs, 0.0)
        for unit in recording:
            levels = sorted(self._at[level] for level in unit if level is not None)
            if len(levels) < 2:
                continue
            for level in levels:
                given[level] += 1
            for pair in combinations(levels, 2):
                if pair in met:
                    met[pair] += 1 / (len(levels) - 1)
        return [*given, *met.values()]

    def value_of(self, sums: Sequence[float]) -> float | Undefined:
        given, met = sums[: len(self._at)], sums[len(self._at) :]
        total = sum(given)
        if not total:
            return Undefined.TOO_FEW
        # The mean rank of each level; the distance of two is how far these lie apart.
        ranks = [(low + high) / 2 for low, high in pairwise(accumulate(given, initial=0.0))]
        observed = expected = 0.0
        for often, (c, k) in zip(met, self._pairs, strict=True):
            square = (ranks[k] - ranks[c]) ** 2
            observed += often * square
            expected += given[c] * given[k] * square
        if not expected:
            return Undefined.ALL_EQUAL
        return 1 - (total - 1) * observed / expected
