"""Reads the path of an attempt: the scenes that were met, and those that follow by its answers."""

from uuid import UUID

from scenarios.models import ScenarioVersion
from training.domain.paths import Stop, Walk, walk
from training.models import Attempt, PathScene


def path_of(attempt: Attempt) -> list[UUID]:
    """Return the ids of the scenes that the member met, in order."""
    return list(PathScene.objects.filter(attempt=attempt).values_list("scene_id", flat=True))


def walk_of(attempt: Attempt) -> Walk:
    """Return the path as far as the attempt's answers decide it, met or still to come."""
    answers = attempt.answers.prefetch_related("chosen")
    chosen = {one.scene_id: [row.option_id for row in one.chosen.all()] for one in answers}
    return walk(stops_of(attempt.scenario_version), chosen)


def stops_of(version: ScenarioVersion) -> list[Stop]:
    """Return the version's scenes in their order, with where each leads."""
    scenes = list(version.scenes.order_by("order").values_list("id", flat=True))
    return [
        Stop(scene, follows) for scene, follows in zip(scenes, [*scenes[1:], None], strict=True)
    ]
