"""Makes the documents that an author would save out of the library's exercises and rubrics, with
ids that tell the library's own versions from those that people made."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from demo.import_clips import clip_id
from demo.reading import LANGUAGES
from demo.shapes import Exercise, Option, Rubric, Scene
from scenarios.domain.drafts import (
    CriterionDraft,
    LevelDraft,
    OptionDraft,
    RubricDraft,
    ScenarioDraft,
    SceneDraft,
    etag,
)

VERSION_IDS = UUID("0199a1c0-7d4e-7c00-8c00-6b616c6d7672")
"""Namespace of the ids of versions. An id is made of the organisation, the code and what the
version says, so a version that an author saved never has such an id."""


def version_id(organisation: UUID, code: str, draft: RubricDraft | ScenarioDraft) -> UUID:
    """Return the id of a version that the library writes."""
    return uuid5(VERSION_IDS, f"{organisation}:{code}:{etag(draft)}")


def rubric_draft(rubric: Rubric) -> RubricDraft:
    """Return the rubric as an author would save it."""
    return RubricDraft(
        tuple(
            CriterionDraft(
                technique=one.technique,
                name=one.name,
                description=one.description,
                levels=tuple(
                    LevelDraft(level.value, level.name, level.description) for level in one.levels
                ),
            )
            for one in rubric.criteria
        )
    )


def scenario_draft(
    organisation: UUID, exercise: Exercise, rubric_version: UUID | None
) -> ScenarioDraft:
    """Return the exercise as an author would save it."""
    return ScenarioDraft(
        title=exercise.title,
        summary=exercise.summary,
        content_warning=exercise.content_warning,
        intensity=exercise.intensity,
        sector=exercise.sector,
        channel=exercise.channel,
        minutes=exercise.minutes,
        rubric_version=rubric_version,
        aggression_type=exercise.aggression_type,
        techniques=exercise.techniques,
        scenes=tuple(_scene(organisation, exercise, one) for one in exercise.scenes),
    )


def _scene(organisation: UUID, exercise: Exercise, scene: Scene) -> SceneDraft:
    return SceneDraft(
        kind=scene.kind,
        prompt=scene.prompt,
        key=scene.key,
        next=scene.next,
        clips=_clips(organisation, exercise, scene),
        body=scene.body,
        purpose=scene.purpose,
        several=scene.several,
        options=tuple(map(_option, scene.options)),
        max_take_ms=scene.max_take_ms,
        preparation_ms=scene.preparation_ms,
        max_takes=scene.max_takes,
        medium=scene.medium,
        autocue=scene.autocue,
        autocue_editable=scene.autocue_editable,
        example_answer=scene.example_answer,
        example_shown=scene.example_shown,
        self_check=scene.self_check,
    )


def _clips(organisation: UUID, exercise: Exercise, scene: Scene) -> Mapping[str, UUID]:
    if not scene.lines:
        return {}
    clip = exercise.clip(scene)
    return {language: clip_id(organisation, clip, language) for language in LANGUAGES}


def _option(one: Option) -> OptionDraft:
    return OptionDraft(one.text, one.is_right, one.explanation, one.next)
