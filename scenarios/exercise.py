"""Renders a version for one reader in one language, as plain values without the right answers.

An employee sees an `Exercise`, a coach the `RubricDocument` it is judged by. The aggression type,
`is_right` and the explanations are left out on purpose: they are what the choose scene asks.
Give these functions versions from `queries.versions_with_exercise` or `rubric_versions_whole`;
others cost a query per part.
"""

from dataclasses import dataclass
from uuid import UUID

from core.texts import pick, shown_in
from scenarios.documents import scenario_document
from scenarios.domain.completeness import languages_of
from scenarios.domain.graph import place_after
from scenarios.domain.markdown import safe_html
from scenarios.models import ClipRole, Criterion, RubricVersion, ScenarioVersion, Scene


@dataclass(frozen=True)
class ExerciseSummary:
    """Shows an exercise before it starts. `techniques` are names; `content_warning` may be empty.

    `minutes` are the author's, else the estimate; `intensity` is 1 to 5, where it is known.
    """

    scenario_version: UUID
    title: str
    summary: str
    content_warning: str
    minutes: int
    techniques: tuple[str, ...]
    intensity: int | None
    sector: str | None
    channel: str | None


@dataclass(frozen=True)
class ExerciseOption:
    """Shows an option of a question. `next` is the id of the scene that choosing it leads to, None
    for the end."""

    id: UUID
    text: str
    next: UUID | None


@dataclass(frozen=True)
class ExerciseScene:
    """Shows a scene as its player needs it, without what is right and what the question is for.

    `kind` is watch, info, choose or respond. `next` is the id of the scene that follows, None for
    the end. `body_html` is safe HTML, of info scenes alone. What says how to respond has its
    default on other scenes; `max_take_ms` is set on respond alone. Lengths are in ms.
    """

    id: UUID
    key: str
    order: int
    kind: str
    prompt: str
    body_html: str
    several: bool
    options: tuple[ExerciseOption, ...]
    next: UUID | None
    max_take_ms: int | None
    preparation_ms: int
    max_takes: int | None
    medium: str
    autocue: str
    autocue_editable: bool
    self_check: bool
    example_shown: str
    has_video: bool
    has_example: bool


@dataclass(frozen=True)
class ExerciseCriterion:
    """Shows a criterion as a person checks themselves by it, without its levels."""

    id: UUID
    name: str
    description: str


@dataclass(frozen=True)
class Exercise(ExerciseSummary):
    """Shows a whole exercise. `criteria` are there for the self-checks, empty when no scene has
    one.

    `language` is the one that its title is shown in; `missing_language` tells that something in it
    is not there in the language that the reader asked for.
    """

    language: str
    missing_language: bool
    criteria: tuple[ExerciseCriterion, ...]
    scenes: tuple[ExerciseScene, ...]


@dataclass(frozen=True)
class RubricLevel:
    id: UUID
    value: int
    name: str
    description: str


@dataclass(frozen=True)
class RubricCriterion:
    """Shows a criterion to whoever scores by it. `weight` is how much it counts beside the
    others, `technique` the name of the technique that it is about."""

    id: UUID
    order: int
    weight: int
    technique: str
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
        minutes=version.shown_minutes,
        techniques=tuple(pick(one.name, language) for one in version.techniques.all()),
        intensity=version.intensity,
        sector=version.sector,
        channel=version.channel,
    )


def exercise_in(version: ScenarioVersion, language: str) -> Exercise:
    """Return the whole exercise as its player needs it."""
    scenes = list(version.scenes.all())
    return Exercise(
        **vars(summary_in(version, language)),
        language=shown_in(version.title, language),
        missing_language=language not in languages_of(scenario_document(version)),
        criteria=_criteria(version, scenes, language),
        scenes=tuple(_scene(scenes, at, language) for at in range(len(scenes))),
    )


def rubric_in(version: RubricVersion, language: str) -> RubricDocument:
    """Return the rubric as a coach scores with it: criteria in order, levels lowest first."""
    criteria = tuple(_criterion(one, language) for one in version.criteria.all())
    return RubricDocument(version=version.id, criteria=criteria)


def _scene(scenes: list[Scene], at: int, language: str) -> ExerciseScene:
    scene = scenes[at]
    clips = scene.clips.all()
    return ExerciseScene(
        id=scene.id,
        key=scene.key,
        order=scene.order,
        kind=scene.kind,
        prompt=pick(scene.prompt, language),
        body_html=safe_html(pick(scene.body, language)),
        several=scene.several,
        options=tuple(
            ExerciseOption(
                id=option.id,
                text=pick(option.text, language),
                next=_after(scenes, at, option.next_key or scene.next_key),
            )
            for option in scene.options.all()
        ),
        next=_after(scenes, at, scene.next_key),
        max_take_ms=scene.max_take_ms,
        preparation_ms=scene.preparation_ms,
        max_takes=scene.max_takes,
        medium=scene.medium,
        autocue=pick(scene.autocue, language),
        autocue_editable=scene.autocue_editable,
        self_check=scene.self_check,
        example_shown=scene.example_shown,
        has_video=any(clip.role == ClipRole.SCENE for clip in clips),
        has_example=bool(scene.example_answer)
        or any(clip.role == ClipRole.EXAMPLE for clip in clips),
    )


def _after(scenes: list[Scene], at: int, target: str | None) -> UUID | None:
    place = place_after([scene.key for scene in scenes], at, target)
    return None if place is None else scenes[place].id


def _criteria(
    version: ScenarioVersion, scenes: list[Scene], language: str
) -> tuple[ExerciseCriterion, ...]:
    if version.rubric_version is None or not any(scene.self_check for scene in scenes):
        return ()
    return tuple(
        ExerciseCriterion(one.id, pick(one.name, language), pick(one.description, language))
        for one in version.rubric_version.criteria.all()
    )


def _criterion(criterion: Criterion, language: str) -> RubricCriterion:
    return RubricCriterion(
        id=criterion.id,
        order=criterion.order,
        weight=criterion.weight,
        technique=pick(criterion.technique.name, language),
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
