"""Reads the example answers of the replies under review, for the coach."""

from dataclasses import dataclass
from uuid import UUID

from coaching.models import Review
from core.texts import pick
from scenarios.models import ClipRole, Scene, SceneClip
from training.models import SubmissionTake


@dataclass(frozen=True)
class Example:
    """Shows the author's example of a reply in one scene: what it says, and whether it plays."""

    scene: UUID
    text: str
    has_video: bool


def examples_of(review: Review, language: str) -> list[Example]:
    """Return the example of each reply that was submitted and has one, in the order of the
    exercise. A coach sees it whenever the employee does."""
    replied = SubmissionTake.objects.filter(submission=review.submission_id)
    scenes = Scene.objects.filter(pk__in=replied.values("scene"))
    with_video = set(
        SceneClip.objects.filter(scene__in=scenes, role=ClipRole.EXAMPLE).values_list(
            "scene", flat=True
        )
    )
    found = [
        Example(scene.id, pick(scene.example_answer, language), scene.id in with_video)
        for scene in scenes.order_by("order")
    ]
    return [one for one in found if one.text or one.has_video]
