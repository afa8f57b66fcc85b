"""Defines what is compared: units, the recordings that they belong to, and a statistic over them.

A unit is one thing judged, such as a criterion of one recording: a level per coach, in the order of
the coaches, None where that coach gave none. A recording is the cluster of its units: its criteria
are judged in one viewing, so they are not independent, and a resample takes or leaves all of them.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

Unit = Sequence[int | None]
Recording = Sequence[Unit]

TOP = 840
"""The highest position of any rubric: the least multiple of 1 to 8, so that the levels of each
rubric of two to nine levels lie on whole numbers."""


class Undefined(StrEnum):
    """Names why a statistic has no value. None of these is a bad agreement."""

    TOO_FEW = "too_few"
    """Nothing was judged twice, or, for a correlation, fewer than two units by all."""
    ALL_EQUAL = "all_equal"
    """Each level given is the same one, so agreement can't be told from habit."""
    NO_SPREAD = "no_spread"
    """The recordings don't differ by more than the coaches do, so there is nothing to rank."""


class Statistic(Protocol):
    """A statistic is a function of sums over recordings: what allows 2,000 resamples to add up
    sums where they would otherwise read each level again."""

    def sums_of(self, recording: Recording) -> Sequence[float]:
        """Return the recording's share of the sums; as many numbers for each recording."""

    def value_of(self, sums: Sequence[float]) -> float | Undefined:
        """Return the statistic over recordings whose sums were added up."""


def on_one_scale(level: int, of: int) -> int:
    """Return the position of a level among `of`, from 0 to TOP, so that rubrics of different
    lengths can be pooled. Levels count from 1; there are two to nine of them."""
    if not 1 <= level <= of <= 9 or of < 2:
        raise ValueError(f"level {level} of {of}")
    return TOP // (of - 1) * (level - 1)
