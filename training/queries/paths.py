"""Reads the path of an attempt: the scenes that were met, and those that follow by its answers."""

from uuid import UUID

from scenarios.domain.graph import place_after
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
    """Return the version's scenes in their order, with where each leads, and where the options of a
    question lead that has one right answer."""
    scenes = list(version.scenes.order_by("order").prefetch_related("options"))
    keys = [scene.key for scene in scenes]

    def after(at: int, target: str | None) -> UUID | None:
        place = place_after(keys, at, target)
        return None if place is None else scenes[place].id

    return [
        Stop(
            scene=scene.id,
            follows=after(at, scene.next_key),
            branches={}
            if scene.several
            else {
                option.id: after(at, option.next_key or scene.next_key)
                for option in scene.options.all()
            },
        )
        for at, scene in enumerate(scenes)
    ]
