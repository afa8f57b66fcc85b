"""Computes kappa for choices among options that have no order."""

from collections.abc import Sequence

from coaching.domain.agreement.levels import Recording, Undefined


class ChoiceKappa:
    """Computes the kappa of Brennan and Prediger (1981) over questions that two people answered.

    A unit is what each chose and how many options there were. Chance is an even draw among the
    options of each question, so that questions with other options, and of other numbers of them,
    can be pooled: no habit of choosing is estimated from a question that few answered.
    """

    def sums_of(self, recording: Recording) -> Sequence[float]:
        said = [
            (one, other, of)
            for one, other, of in recording
            if one is not None and other is not None and of
        ]
        return len(said), sum(a == b for a, b, _ in said), sum(1 / of for _, _, of in said)

    def value_of(self, sums: Sequence[float]) -> float | Undefined:
        n, agreed, chance = sums
        if n <= chance:  # nothing was asked, or nothing could be chosen
            return Undefined.TOO_FEW
        return (agreed - chance) / (n - chance)
