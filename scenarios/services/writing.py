"""Writes a scenario's document as rows, inside a verb's transaction."""

from typing import Any

from accounts.models import Membership
from media.models import Purpose, Video
from scenarios.domain.drafts import ScenarioDraft
from scenarios.models import Option, ScenarioVersion, Scene, SceneClip
from scenarios.queries import (
    aggression_types_visible_to,
    rubric_versions_visible_to,
    techniques_visible_to,
)
from scenarios.services.saving import require_known


def columns_of(author: Membership, draft: ScenarioDraft) -> dict[str, Any]:
    """Return the version's own columns. UnknownReference for a type or rubric that the organisation
    doesn't have."""
    kinds = {one.code: one.pk for one in aggression_types_visible_to(author)}
    if draft.aggression_type is not None:
        require_known(
            kinds, [("aggression_type", draft.aggression_type)], "unknown_aggression_type"
        )
    if draft.rubric_version is not None:
        rubrics = rubric_versions_visible_to(author).filter(pk=draft.rubric_version)
        found = dict.fromkeys(rubrics.values_list("pk", flat=True))
        require_known(found, [("rubric_version", draft.rubric_version)], "unknown_rubric_version")
    return {
        "title": draft.title,
        "summary": draft.summary,
        "content_warning": draft.content_warning,
        "minutes": draft.minutes,
        "rubric_version_id": draft.rubric_version,
        "aggression_type_id": kinds.get(draft.aggression_type or ""),
    }


def write_parts(version: ScenarioVersion, author: Membership, draft: ScenarioDraft) -> None:
    """Write techniques, scenes, options and clips of a version without scenes."""
    techniques = {one.code: one for one in techniques_visible_to(author)}
    require_known(
        techniques, [("techniques", code) for code in draft.techniques], "unknown_technique"
    )
    version.techniques.set([techniques[code] for code in draft.techniques])
    scenes = Scene.objects.bulk_create(
        Scene(
            version=version,
            order=order,
            kind=one.kind,
            prompt=one.prompt,
            example_answer=one.example_answer,
            max_take_ms=one.max_take_ms,
        )
        for order, one in enumerate(draft.scenes, start=1)
    )
    _write_options(scenes, draft)
    _write_clips(scenes, author, draft)


def _write_options(scenes: list[Scene], draft: ScenarioDraft) -> None:
    Option.objects.bulk_create(
        Option(
            scene=scene,
            order=order,
            text=one.text,
            is_right=one.is_right,
            explanation=one.explanation,
        )
        for scene, document in zip(scenes, draft.scenes, strict=True)
        for order, one in enumerate(document.options, start=1)
    )


def _write_clips(scenes: list[Scene], author: Membership, draft: ScenarioDraft) -> None:
    wanted = [
        (f"scenes.{at}.clips.{language}", scene, language, video)
        for at, (scene, document) in enumerate(zip(scenes, draft.scenes, strict=True))
        for language, video in document.clips.items()
    ]
    clips = Video.objects.filter(
        organisation=author.organisation_id,
        purpose=Purpose.SCENE,
        pk__in=[video for _, _, _, video in wanted],
    ).in_bulk()
    require_known(clips, [(attr, video) for attr, _, _, video in wanted], "unknown_clip")
    SceneClip.objects.bulk_create(
        SceneClip(scene=scene, language=language, video_id=video)
        for _, scene, language, video in wanted
    )
