"""Computes Cohen's weighted kappa with quadratic weights, for two coaches."""

from collections.abc import Sequence

from coaching.domain.agreement.levels import Recording, Undefined


class WeightedKappa:
    """Computes quadratic-weighted kappa over the units that both coaches judged (Cohen 1968;
    Fleiss and Cohen 1973). Each coach keeps their own marginals.

    With squared distances as weights, the disagreement seen and the one expected by chance are
    means of squares, so six sums are all that it takes, and no table of categories.
    """

    def sums_of(self, recording: Recording) -> Sequence[float]:
        pairs = [(a, b) for a, b in recording if a is not None and b is not None]
        return (
            len(pairs),
            sum(a for a, _ in pairs),
            sum(b for _, b in pairs),
            sum(a * a for a, _ in pairs),
            sum(b * b for _, b in pairs),
            sum(a * b for a, b in pairs),
        )

    def value_of(self, sums: Sequence[float]) -> float | Undefined:
        n, a, b, aa, bb, ab = sums
        if not n:
            return Undefined.TOO_FEW
        expected = n * (aa + bb) - 2 * a * b  # exact: sums of whole numbers
        if not expected:
            return Undefined.ALL_EQUAL
        return 1 - n * (aa + bb - 2 * ab) / expected
