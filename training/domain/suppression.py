"""Decides which groups of people may have figures, so that no difference between them speaks of
fewer than five. Pure.

Whoever knows the figures of several groups can add and subtract them. All that can be computed so
is made of cells: the parts into which the groups cut one another. Where each cell has five people
or none, every sum and difference speaks of five or more. The same is asked of what is left of a
cell without the people whose figures are known, since those can be subtracted.

That holds of figures of one instant alone. The same people at two instants differ by what was done
in between, which may be one person's: whoever is in figures that are shown is in no others until
those are renewed. Then earlier figures cut cells too, so that renewed ones are of the same people,
or nobody or five came and nobody or five went.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

FEWEST = 5
"""Figures of fewer people say too much about one of them."""

K = TypeVar("K")
Member = TypeVar("Member")


def showable(
    groups: Mapping[K, Collection[Member]],
    *,
    shown: Collection[Collection[Member]] = (),
    earlier: Iterable[Collection[Member]] = (),
    known: Iterable[Collection[Member]] = (),
) -> set[K]:
    """Return the keys of the groups whose figures may be shown together, and beside those of the
    groups that are `shown` already, and after those that were shown `earlier` and are to be
    renewed. Larger groups come first; of equal ones the first in order.

    Each of `known` is a set of people whose figures somebody may know already.
    """
    before = frozenset[Member]().union(*shown)
    subtracted = [frozenset[Member](), *map(frozenset, known)]
    cells: list[frozenset[Member]] = []
    for one in (*earlier, *shown):
        cells = _cut(cells, frozenset(one))
    allowed = set()
    for key in sorted(groups, key=lambda one: -len(groups[one])):
        group = frozenset(groups[key])
        after = _cut(cells, group)
        # A cell outside of the group that it leaves whole says nothing new.
        before_it = set(cells)
        said = [cell for cell in after if cell <= group or cell not in before_it]
        if group and not group & before and all(_is_large(cell, subtracted) for cell in said):
            allowed.add(key)
            cells = after
    return allowed


def _is_large(cell: frozenset[Member], subtracted: Iterable[frozenset[Member]]) -> bool:
    """Tell whether nobody or five people are left of the cell, whatever is subtracted from it."""
    return all(len(cell - known) >= FEWEST or cell <= known for known in subtracted)


def _cut(cells: Iterable[frozenset[Member]], group: frozenset[Member]) -> list[frozenset[Member]]:
    """Return the cells once this group is known too."""
    inside = [cell & group for cell in cells]
    outside = [cell - group for cell in cells]
    rest = group.difference(*cells)
    return [cell for cell in (*inside, *outside, rest) if cell]
