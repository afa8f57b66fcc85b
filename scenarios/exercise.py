"""Renders a version for one reader in one language, as plain values without the right answers.

An employee sees an `Exercise`, a coach the `RubricDocument` it is judged by. The aggression type,
`is_right` and the explanations are left out on purpose: they are what the choose scene asks.
Give these functions versions from `queries.versions_with_exercise` or `rubric_versions_whole`;
others cost a query per part.
"""

from dataclasses import dataclass
from uuid import UUID

from core.texts import pick
from scenarios.models import Criterion, RubricVersion, ScenarioVersion, Scene


@dataclass(frozen=True)
class ExerciseSummary:
    """An exercise before it starts. `techniques` are names; `content_warning` may be empty."""

    scenario_version: UUID
    title: str
    summary: str
    content_warning: str
    minutes: int
    techniques: tuple[str, ...]


@dataclass(frozen=True)
class ExerciseOption:
    id: UUID
    text: str


@dataclass(frozen=True)
class ExerciseScene:
    """A scene as its player needs it. `kind` is watch, choose or respond; `max_take_ms` is set on
    respond alone."""

    id: UUID
    order: int
    kind: str
    prompt: str
    options: tuple[ExerciseOption, ...]
    max_take_ms: int | None
    has_video: bool


@dataclass(frozen=True)
class Exercise(ExerciseSummary):
    scenes: tuple[ExerciseScene, ...]


@dataclass(frozen=True)
class RubricLevel:
    id: UUID
    value: int
    name: str
    description: str


@dataclass(frozen=True)
class RubricCriterion:
    id: UUID
    order: int
    name: str
    description: str
    levels: tuple[RubricLevel, ...]


@dataclass(frozen=True)
class RubricDocument:
    version: UUID
    criteria: tuple[RubricCriterion, ...]


def summary_in(version: ScenarioVersion, language: str) -> ExerciseSummary:
    """Return the summary of an exercise, for a card."""
    return ExerciseSummary(
        scenario_version=version.id,
        title=pick(version.title, language),
        summary=pick(version.summary, language),
        content_warning=pick(version.content_warning, language),
        minutes=version.minutes,
        techniques=tuple(pick(one.name, language) for one in version.techniques.all()),
    )


def exercise_in(version: ScenarioVersion, language: str) -> Exercise:
    """Return the whole exercise as its player needs it."""
    return Exercise(
        **vars(summary_in(version, language)),
        scenes=tuple(_scene(scene, language) for scene in version.scenes.all()),
    )


def rubric_in(version: RubricVersion, language: str) -> RubricDocument:
    """Return the rubric as a coach scores with it: criteria in order, levels lowest first."""
    criteria = tuple(_criterion(one, language) for one in version.criteria.all())
    return RubricDocument(version=version.id, criteria=criteria)


def _scene(scene: Scene, language: str) -> ExerciseScene:
    return ExerciseScene(
        id=scene.id,
        order=scene.order,
        kind=scene.kind,
        prompt=pick(scene.prompt, language),
        options=tuple(
            ExerciseOption(id=option.id, text=pick(option.text, language))
            for option in scene.options.all()
        ),
        max_take_ms=scene.max_take_ms,
        has_video=bool(scene.clips.all()),
    )


def _criterion(criterion: Criterion, language: str) -> RubricCriterion:
    return RubricCriterion(
        id=criterion.id,
        order=criterion.order,
        name=pick(criterion.name, language),
        description=pick(criterion.description, language),
        levels=tuple(
            RubricLevel(
                id=level.id,
                value=level.value,
                name=pick(level.name, language),
                description=pick(level.description, language),
            )
            for level in criterion.levels.all()
        ),
    )
