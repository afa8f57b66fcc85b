"""Walks an exercise's scenes by the answers given. Pure: it takes plain values and returns them.

An option of a question may lead elsewhere than the scene after it. Answers are never changed, so a
path only grows: with more answers, the walk is the same one, continued.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Stop:
    """A stop is one scene as the walk needs it. `follows` is the scene after it, None for the end;
    `branches` says where choosing each option leads, and is empty where no option leads
    anywhere."""

    scene: UUID
    follows: UUID | None
    branches: Mapping[UUID, UUID | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Walk:
    """A walk is the path as far as the answers decide it. `undecided` is the question at which it
    stops because its answer decides what follows; None when the walk reaches the end."""

    path: tuple[UUID, ...]
    undecided: UUID | None = None


def walk(stops: Sequence[Stop], answers: Mapping[UUID, Collection[UUID]]) -> Walk:
    """Return the path from the first stop on, by the options chosen in each scene.

    A question whose options all lead to the same scene decides nothing, and may be unanswered. No
    scene is met twice, so that a walk always ends.
    """
    by_scene = {stop.scene: stop for stop in stops}
    path: dict[UUID, None] = {}
    at = stops[0].scene if stops else None
    while at in by_scene and at not in path:
        path[at] = None
        stop = by_scene[at]
        targets = _targets(stop, answers.get(at, ()))
        if len(targets) != 1:
            return Walk(tuple(path), undecided=at)
        (at,) = targets
    return Walk(tuple(path))


def starts_with(path: Sequence[UUID], beginning: Sequence[UUID]) -> bool:
    """Return whether the path begins with these scenes, in this order."""
    return list(path[: len(beginning)]) == list(beginning)


def _targets(stop: Stop, chosen: Collection[UUID]) -> set[UUID | None]:
    """Return the scenes that may follow: one where it is decided, several where it is not."""
    leads = {option: stop.branches[option] for option in chosen if option in stop.branches}
    return set((leads or stop.branches).values()) or {stop.follows}
