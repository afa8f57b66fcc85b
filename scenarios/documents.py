"""Reads stored versions back as the documents that authors save."""

from uuid import UUID

from scenarios.domain.drafts import (
    CriterionDraft,
    LevelDraft,
    OptionDraft,
    RubricDraft,
    ScenarioDraft,
    SceneDraft,
)
from scenarios.models import ClipRole, Criterion, RubricVersion, ScenarioVersion, Scene


def rubric_document(version: RubricVersion) -> RubricDraft:
    """Return the rubric version as a document; give it one from `queries.rubric_versions_whole`."""
    return RubricDraft(criteria=tuple(_criterion(one) for one in version.criteria.all()))


def scenario_document(version: ScenarioVersion) -> ScenarioDraft:
    """Return the scenario version as a document; give it one from
    `queries.versions_with_exercise`.
    """
    kind = version.aggression_type
    return ScenarioDraft(
        title=version.title,
        summary=version.summary,
        content_warning=version.content_warning,
        intensity=version.intensity,
        sector=version.sector,
        channel=version.channel,
        minutes=version.minutes,
        rubric_version=version.rubric_version_id,
        aggression_type=kind.code if kind else None,
        techniques=tuple(one.code for one in version.techniques.all()),
        scenes=tuple(_scene(one) for one in version.scenes.all()),
    )


def _criterion(row: Criterion) -> CriterionDraft:
    return CriterionDraft(
        technique=row.technique.code,
        name=row.name,
        description=row.description,
        weight=row.weight,
        levels=tuple(
            LevelDraft(value=one.value, name=one.name, description=one.description)
            for one in row.levels.all()
        ),
    )


def _scene(row: Scene) -> SceneDraft:
    return SceneDraft(
        kind=row.kind,
        prompt=row.prompt,
        max_take_ms=row.max_take_ms,
        example_answer=row.example_answer,
        clips=_clips(row, ClipRole.SCENE),
        options=tuple(
            OptionDraft(
                text=one.text,
                is_right=one.is_right,
                explanation=one.explanation,
                next=one.next_key,
            )
            for one in row.options.all()
        ),
        key=row.key,
        next=row.next_key,
        body=row.body,
        purpose=row.purpose,
        several=row.several,
        preparation_ms=row.preparation_ms,
        max_takes=row.max_takes,
        medium=row.medium,
        autocue=row.autocue,
        autocue_editable=row.autocue_editable,
        example_clips=_clips(row, ClipRole.EXAMPLE),
        example_shown=row.example_shown,
        self_check=row.self_check,
    )


def _clips(row: Scene, role: ClipRole) -> dict[str, UUID]:
    return {one.language: one.video_id for one in row.clips.all() if one.role == role}
