"""Walks the scenes of an exercise: which follows which, and what is wrong with the paths. Pure.

A scene or an option names the scene that follows by its key, "end", or None: an option's None means
as its scene says, a scene's None the next in order, and the end after the last. Where a question
lets choose one option, each option is a way on; otherwise a scene has one way on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.domain.drafts import ScenarioDraft, SceneDraft

END = "end"
"""The target that ends an exercise; no scene has this key."""


@dataclass(frozen=True)
class Way:
    """Represents a way on from a scene. `attr` is the place in the document that says so, `to` the
    place of the scene that follows, from 0, and None for the end."""

    attr: str
    to: int | None


def place_after(keys: Sequence[str], place: int, target: str | None) -> int | None:
    """Return the place of the scene that follows the one at `place` by `target`, and None for the
    end. A target that no scene has counts as the end, since drafts may name one."""
    if target is None:
        return place + 1 if place + 1 < len(keys) else None
    if target == END or target not in keys:
        return None
    return keys.index(target)


def unknown_targets(draft: ScenarioDraft) -> list[str]:
    """Return the places that name a scene which does not exist."""
    known = {END, None, *(scene.key for scene in draft.scenes)}
    return [
        attr
        for place, scene in enumerate(draft.scenes)
        for attr, target in _targets(scene, place)
        if target not in known
    ]


def loops(draft: ScenarioDraft) -> list[str]:
    """Return the places that lead back to a scene that was passed before."""
    ways = _ways(draft)
    found: list[str] = []
    done: set[int] = set()

    def walk(place: int, passed: tuple[int, ...]) -> None:
        for way in ways[place]:
            if way.to in passed:
                found.append(way.attr)
            elif way.to is not None and way.to not in done:
                walk(way.to, (*passed, way.to))
        done.add(place)

    for place in range(len(ways)):
        if place not in done:
            walk(place, (place,))
    return found


def unreachable(draft: ScenarioDraft) -> list[int]:
    """Return the places of the scenes that no path reaches."""
    reached = _reached(_ways(draft), frozenset())
    return [place for place in range(len(draft.scenes)) if place not in reached]


def ends_without_respond(draft: ScenarioDraft) -> list[str]:
    """Return the places that lead to the end on a path without a respond scene."""
    ways = _ways(draft)
    responds = frozenset(
        place for place, scene in enumerate(draft.scenes) if scene.kind == "respond"
    )
    reached = _reached(ways, responds)
    return [way.attr for place in sorted(reached) for way in ways[place] if way.to is None]


def longest(draft: ScenarioDraft, lengths: Sequence[int]) -> int:
    """Return the length of the longest path, by the length of each scene; of all scenes together
    while the draft has a loop."""
    if loops(draft):
        return sum(lengths)
    ways = _ways(draft)
    known: dict[int, int] = {}

    def from_(place: int) -> int:
        if place not in known:
            rest = [from_(way.to) for way in ways[place] if way.to is not None]
            known[place] = lengths[place] + max(rest, default=0)
        return known[place]

    return from_(0) if ways else 0


def _targets(scene: SceneDraft, place: int) -> Iterator[tuple[str, str | None]]:
    """Yield each target that the scene and its options name, with its place."""
    yield f"scenes.{place}.next", scene.next
    for number, option in enumerate(scene.options):
        yield f"scenes.{place}.options.{number}.next", option.next


def _ways(draft: ScenarioDraft) -> Mapping[int, list[Way]]:
    """Return the ways on from each scene, without those to a scene that does not exist."""
    keys = [scene.key for scene in draft.scenes]
    return {
        place: [
            Way(attr, place_after(keys, place, target))
            for attr, target in _ways_of(scene, place)
            if target in {None, END} or target in keys
        ]
        for place, scene in enumerate(draft.scenes)
    }


def _ways_of(scene: SceneDraft, place: int) -> Iterator[tuple[str, str | None]]:
    own, *of_options = _targets(scene, place)
    branches = [] if scene.several else of_options
    yield from ((attr, target) for attr, target in branches if target is not None)
    if not branches or any(target is None for _, target in branches):
        yield own


def _reached(ways: Mapping[int, list[Way]], stops: frozenset[int]) -> set[int]:
    """Return the places that paths from the first scene reach, without those in `stops` and what
    lies behind them."""
    reached: set[int] = set()
    waiting = [0] if ways else []
    while waiting:
        place = waiting.pop()
        if place not in reached and place not in stops:
            reached.add(place)
            waiting += [way.to for way in ways[place] if way.to is not None]
    return reached
