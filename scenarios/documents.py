"""Reads stored versions back as the documents that authors save."""

from scenarios.domain.drafts import (
    CriterionDraft,
    LevelDraft,
    OptionDraft,
    RubricDraft,
    ScenarioDraft,
    SceneDraft,
)
from scenarios.models import Criterion, RubricVersion, ScenarioVersion, Scene


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
        clips={one.language: one.video_id for one in row.clips.all()},
        options=tuple(
            OptionDraft(text=one.text, is_right=one.is_right, explanation=one.explanation)
            for one in row.options.all()
        ),
    )
