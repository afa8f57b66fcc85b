"""Computes the intraclass correlation of coaches who all judged the same units."""

from collections.abc import Sequence

from coaching.domain.agreement.levels import Recording, Undefined


class Icc:
    """Computes ICC(2,1), how far one coach's level can be relied on, or ICC(2,k), how far the mean
    of the k coaches' can: two-way random effects, absolute agreement (Shrout and Fleiss 1979).

    A unit that a coach did not judge is left out: the mean squares need all cells.
    """

    def __init__(self, coaches: int, *, of_mean: bool = False) -> None:
        if coaches < 2:
            raise ValueError("an agreement needs two coaches")
        self._coaches = coaches
        self._of_mean = of_mean

    def sums_of(self, recording: Recording) -> Sequence[float]:
        """Return the number of units, the sum of squares of their sums, that of levels, and each
        coach's sum."""
        units = [[v for v in unit if v is not None] for unit in recording]
        units = [unit for unit in units if len(unit) == self._coaches]
        return (
            len(units),
            sum(sum(unit) ** 2 for unit in units),
            sum(level * level for unit in units for level in unit),
            *(sum(unit[coach] for unit in units) for coach in range(self._coaches)),
        )

    def value_of(self, sums: Sequence[float]) -> float | Undefined:
        n, of_units, of_levels, *of_coaches = sums
        k = self._coaches
        if n < 2:
            return Undefined.TOO_FEW
        grand = sum(of_coaches) ** 2
        if n * k * of_levels == grand:
            return Undefined.ALL_EQUAL
        # Mean squares, all times n * k * (n - 1) * (k - 1), so that they stay whole numbers.
        rows = n * of_units - grand
        columns = k * sum(one * one for one in of_coaches) - grand
        rest = n * k * of_levels - grand - rows - columns
        of_rows, of_columns = rows * (k - 1), columns * (n - 1)
        if self._of_mean:
            below = n * of_rows + of_columns - rest
        else:
            below = n * (of_rows + (k - 1) * rest) + k * (of_columns - rest)
        if below <= 0:
            return Undefined.NO_SPREAD
        return n * (of_rows - rest) / below
