"""Holds the verbs on the path of an attempt. A path only grows, by the answers given."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import Membership
from scenarios.models import Scene
from training.domain.paths import starts_with
from training.errors import AttemptClosed, PathUnknown, TakesUsedUp
from training.models import Attempt, AttemptState, PathScene
from training.queries.paths import path_of, walk_of
from training.services.locking import lock_attempt


@transaction.atomic
def follow_path(*, member: Membership, attempt: UUID, scenes: Sequence[UUID]) -> None:
    """Record that the member met these scenes: the whole path so far, in order.

    A beginning of what is known changes nothing. PathUnknown names the first scene that does not
    follow by the answers given; AttemptClosed where an ended attempt would get more.
    """
    row = lock_attempt(member, attempt)
    possible = walk_of(row).path
    if not starts_with(possible, scenes):
        pairs = zip(scenes, [*possible, *[None] * len(scenes)], strict=False)
        raise _unknown(next(scene for scene, may_be in pairs if scene != may_be))
    _extend(row, scenes)


def enter(row: Attempt, scene: UUID) -> None:
    """Extend the path of a locked attempt as far as the scene; PathUnknown where the answers given
    do not lead to it."""
    possible = walk_of(row).path
    if scene not in possible:
        raise _unknown(scene)
    _extend(row, possible[: possible.index(scene) + 1])


def count_take(row: Attempt, scene: Scene) -> None:
    """Count one more recording of a scene that was met; TakesUsedUp where the author allows no
    more."""
    met = PathScene.objects.filter(attempt=row, scene=scene)
    if scene.max_takes is not None:
        met = met.filter(takes_made__lt=scene.max_takes)
    if not met.update(takes_made=F("takes_made") + 1):
        raise TakesUsedUp


def begin(row: Attempt) -> None:
    """Write the first scene of a new attempt."""
    _extend(row, walk_of(row).path[:1])


def _extend(row: Attempt, path: Sequence[UUID]) -> None:
    known = len(path_of(row))
    if len(path) <= known:
        return
    if row.state != AttemptState.OPEN:
        raise AttemptClosed
    PathScene.objects.bulk_create(
        PathScene(attempt=row, scene_id=scene, order=order)
        for order, scene in enumerate(path[known:], start=known + 1)
    )


def _unknown(scene: UUID) -> PathUnknown:
    message = str(PathUnknown.message)
    return PathUnknown(errors=[{"code": "path_unknown", "detail": message, "attr": str(scene)}])
