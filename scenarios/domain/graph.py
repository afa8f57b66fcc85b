"""Resolves which scene follows which. Pure.

A scene or an option names the scene that follows by its key, "end", or None: an option's None means
as its scene says, a scene's None the next in order, and the end after the last.
"""

from collections.abc import Sequence

END = "end"
"""The target that ends an exercise; no scene has this key."""


def place_after(keys: Sequence[str], place: int, target: str | None) -> int | None:
    """Return the place of the scene that follows the one at `place` by `target`, and None for the
    end. A target that no scene has counts as the end, since drafts may name one."""
    if target is None:
        return place + 1 if place + 1 < len(keys) else None
    if target == END or target not in keys:
        return None
    return keys.index(target)
