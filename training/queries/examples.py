"""Decides when a member may see the example answer of a respond scene."""

from uuid import UUID

from core.errors import NotFound
from core.queries import one_of
from scenarios.models import ExampleShown, Scene, SceneKind
from training.models import Attempt, PathScene
from training.queries.situations import DONE


def example_scene(attempt: Attempt, scene: UUID) -> Scene:
    """Return the respond scene whose example the author shows at this moment of the attempt: before
    the recording, once one was made, or once the attempt was submitted or finished. NotFound
    otherwise, so that nothing tells that there is one."""
    replies = attempt.scenario_version.scenes.filter(kind=SceneKind.RESPOND)
    found = one_of(replies, scene)
    if not _is_shown(attempt, found):
        raise NotFound
    return found


def _is_shown(attempt: Attempt, scene: Scene) -> bool:
    if scene.example_shown == ExampleShown.BEFORE:
        return True
    if scene.example_shown == ExampleShown.AFTER_TAKE:
        met = PathScene.objects.filter(attempt=attempt, scene=scene, takes_made__gt=0)
        return met.exists()
    return scene.example_shown == ExampleShown.AFTER_SUBMITTING and attempt.state in DONE
