"""Says whether levels reach a pass mark, and whether they are near it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Reached(Protocol):
    """A level that was given, out of the highest that its criterion has."""

    @property
    def level(self) -> int: ...
    @property
    def of(self) -> int: ...


@dataclass(frozen=True)
class Points:
    """Holds how many points the levels of a judgement come to, out of how many."""

    reached: int
    most: int


def points_of(levels: Iterable[Reached]) -> Points:
    """Return what these levels come to, of all criteria of a rubric."""
    given = list(levels)
    return Points(sum(one.level for one in given), sum(one.of for one in given))


def passes(points: Points, percent: int) -> bool:
    """Tell whether the points are this share of the most, or more. In whole numbers, so that what
    lies on the mark passes."""
    return points.reached * 100 >= percent * points.most


def is_near(points: Points, percent: int, within: int) -> bool:
    """Tell whether the points lie within so many percentage points of the mark, both ends
    included."""
    return abs(points.reached * 100 - percent * points.most) <= within * points.most
