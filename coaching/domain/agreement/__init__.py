"""Computes how far coaches agree who judged the same recordings. Pure: no ORM, no clock.

Quadratic-weighted kappa for two coaches, ordinal Krippendorff alpha for any number of them with
cells missing, the intraclass correlation where all judged all, and kappa for choices without order;
each with an interval by
bootstrap over recordings. docs/decisions/agreement-by-hand.md has why and how it was checked.
"""

from coaching.domain.agreement.alpha import Alpha, Standing, standing_of
from coaching.domain.agreement.choices import ChoiceKappa
from coaching.domain.agreement.estimates import RESAMPLES, Estimate, estimate
from coaching.domain.agreement.icc import Icc
from coaching.domain.agreement.kappa import WeightedKappa
from coaching.domain.agreement.levels import (
    TOP,
    Recording,
    Statistic,
    Undefined,
    Unit,
    on_one_scale,
)

__all__ = [
    "RESAMPLES",
    "TOP",
    "Alpha",
    "ChoiceKappa",
    "Estimate",
    "Icc",
    "Recording",
    "Standing",
    "Statistic",
    "Undefined",
    "Unit",
    "WeightedKappa",
    "estimate",
    "on_one_scale",
    "standing_of",
]
