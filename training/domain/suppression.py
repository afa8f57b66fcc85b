"""Decides which groups of people may have figures, so that no difference between them speaks of
fewer than five. Pure.

Whoever knows the figures of several groups can add and subtract them. All that can be computed so
is made of cells: the parts into which the groups cut one another. Where each cell has five people
or none, every sum and difference speaks of five or more.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

FEWEST = 5
"""Figures of fewer people say too much about one of them."""

K = TypeVar("K")
Member = TypeVar("Member")


def showable(
    groups: Mapping[K, Collection[Member]], *, shown: Iterable[Collection[Member]] = ()
) -> set[K]:
    """Return the keys of the groups whose figures may be shown together, and beside those of the
    groups that were `shown` before. Larger groups come first; of equal ones the first in order."""
    cells: list[frozenset[Member]] = []
    for group in shown:
        cells = _cut(cells, frozenset(group))
    allowed = set()
    for key in sorted(groups, key=lambda one: -len(groups[one])):
        after = _cut(cells, frozenset(groups[key]))
        if groups[key] and all(len(cell) >= FEWEST for cell in after if cell not in cells):
            allowed.add(key)
            cells = after
    return allowed


def _cut(cells: Iterable[frozenset[Member]], group: frozenset[Member]) -> list[frozenset[Member]]:
    """Return the cells once this group is known too."""
    inside = [cell & group for cell in cells]
    outside = [cell - group for cell in cells]
    rest = group.difference(*cells)
    return [cell for cell in (*inside, *outside, rest) if cell]
