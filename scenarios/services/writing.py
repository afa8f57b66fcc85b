"""Writes a scenario's document as rows, inside a verb's transaction."""

from typing import Any

from accounts.models import Membership
from media.queries import clips_of
from scenarios.domain.drafts import ScenarioDraft, clip_places
from scenarios.domain.duration import estimated_minutes
from scenarios.models import Option, ScenarioVersion, Scene, SceneClip
from scenarios.queries import (
    aggression_types_visible_to,
    clip_lengths,
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
        "intensity": draft.intensity,
        "sector": draft.sector,
        "channel": draft.channel,
        "minutes": draft.minutes,
        "estimated_minutes": estimated_minutes(draft, clip_lengths(draft)),
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
            key=one.key,
            kind=one.kind,
            prompt=one.prompt,
            next_key=one.next,
            body=one.body,
            purpose=one.purpose,
            several=one.several,
            max_take_ms=one.max_take_ms,
            preparation_ms=one.preparation_ms,
            max_takes=one.max_takes,
            medium=one.medium,
            autocue=one.autocue,
            autocue_editable=one.autocue_editable,
            example_answer=one.example_answer,
            example_shown=one.example_shown,
            self_check=one.self_check,
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
            next_key=one.next,
        )
        for scene, document in zip(scenes, draft.scenes, strict=True)
        for order, one in enumerate(document.options, start=1)
    )


def _write_clips(scenes: list[Scene], author: Membership, draft: ScenarioDraft) -> None:
    wanted = clip_places(draft)
    # Whoever may write here may use them: an operator's command writes in the name of an admin.
    kept = clips_of(author.organisation_id).filter(pk__in=[one.video for one in wanted])
    # Locked, in order: a clip that is deleted at the same time is used, or isn't there any more.
    clips = kept.select_for_update(no_key=True, of=("self",)).order_by("pk").in_bulk()
    require_known(clips, [(one.attr, one.video) for one in wanted], "unknown_clip")
    SceneClip.objects.bulk_create(
        SceneClip(scene=scenes[one.scene], role=one.role, language=one.language, video_id=one.video)
        for one in wanted
    )
