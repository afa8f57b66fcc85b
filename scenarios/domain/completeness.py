"""Finds what a document still lacks before it can be published. Pure: it takes documents and
returns gaps.

A gap refuses publication; a warning (a text in one language only) does not, because not every
organisation works in both. Both are {code, detail, attr} with `attr` the place in the document,
such as `criteria.0.levels`.
"""

from collections.abc import Collection, Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.texts import LANGUAGES
from scenarios.domain import graph
from scenarios.domain.drafts import CriterionDraft, RubricDraft, ScenarioDraft, SceneDraft

Gap = dict[str, str | None]
Texts = Iterator[tuple[str, Collection[str]]]
"""Places of texts, with the languages that each has."""

LEAST_LEVELS, MOST_LEVELS = 2, 9
LEAST_OPTIONS = 2


def gap(code: str, detail: str | Promise, attr: str | None = None) -> Gap:
    return {"code": code, "detail": str(detail), "attr": attr}


def rubric_gaps(draft: RubricDraft) -> list[Gap]:
    """Return what the rubric lacks: it needs a criterion, and each criterion levels 1..n without
    holes, 2 to 9 of them."""
    gaps = [] if draft.criteria else [gap("criterion_missing", _("Add a criterion."), "criteria")]
    for index, criterion in enumerate(draft.criteria):
        gaps += _level_gaps(criterion, f"criteria.{index}.levels")
    return gaps + _empty(_rubric_texts(draft))


def scenario_gaps(draft: ScenarioDraft) -> list[Gap]:
    """Return what the scenario lacks by its document alone. A verb checks whether the clips and
    rows that it names are ready."""
    return [
        *_parts_missing(draft),
        *_kinds_missing(draft),
        *_path_gaps(draft),
        *(found for index, scene in enumerate(draft.scenes) for found in _scene_gaps(scene, index)),
        *_empty(_scenario_texts(draft)),
    ]


def rubric_warnings(draft: RubricDraft) -> list[Gap]:
    return _one_language(_rubric_texts(draft))


def scenario_warnings(draft: ScenarioDraft) -> list[Gap]:
    return _one_language(_in_languages(draft))


def languages_of(draft: ScenarioDraft) -> tuple[str, ...]:
    """Return the languages in which all of the scenario is there: each text that it needs, and each
    other text and clip that it has in any language."""
    needed = [has for _, has in _scenario_texts(draft)]
    chosen = [has for _, has in (*_may_be_empty(draft), *_clips(draft)) if set(has)]
    return tuple(code for code in LANGUAGES if all(code in has for has in (*needed, *chosen)))


def _in_languages(draft: ScenarioDraft) -> Texts:
    """Yield all that a scenario has per language."""
    yield from _scenario_texts(draft)
    yield from _may_be_empty(draft)
    yield from _clips(draft)


def _level_gaps(criterion: CriterionDraft, attr: str) -> list[Gap]:
    values = [level.value for level in criterion.levels]
    if not LEAST_LEVELS <= len(values) <= MOST_LEVELS:
        return [gap("levels_count", _("Describe two to nine levels."), attr)]
    if values != list(range(1, len(values) + 1)):
        return [gap("levels_not_contiguous", _("Number the levels 1, 2, 3 without holes."), attr)]
    return []


def _parts_missing(draft: ScenarioDraft) -> Iterator[Gap]:
    if draft.rubric_version is None:
        yield gap("rubric_version_missing", _("Choose a rubric."), "rubric_version")
    if draft.aggression_type is None:
        yield gap("aggression_type_missing", _("Choose a kind of aggression."), "aggression_type")
    if not draft.techniques:
        yield gap("technique_missing", _("Choose what this exercise practises."), "techniques")
    if draft.intensity is None:
        yield gap("intensity_missing", _("Choose how intense it is."), "intensity")
    if draft.sector is None:
        yield gap("sector_missing", _("Choose a sector."), "sector")
    if draft.channel is None:
        yield gap("channel_missing", _("Choose how the customer comes in."), "channel")


def _kinds_missing(draft: ScenarioDraft) -> Iterator[Gap]:
    kinds = [scene.kind for scene in draft.scenes]
    if not {"watch", "info"} & set(kinds):
        yield gap("watch_missing", _("Add a scene to watch or to read."), "scenes")
    if "respond" not in kinds:
        yield gap("respond_missing", _("Add a scene to respond to."), "scenes")


def _path_gaps(draft: ScenarioDraft) -> Iterator[Gap]:
    """Yield what is wrong with the paths through the scenes, each with the place that leads
    there."""
    for attr in graph.unknown_targets(draft):
        yield gap("target_unknown", _("This leads to a scene that doesn't exist."), attr)
    for attr in graph.loops(draft):
        yield gap("scene_loop", _("This leads back to a scene that came before."), attr)
    for place in graph.unreachable(draft):
        yield gap("scene_unreachable", _("No path reaches this scene."), f"scenes.{place}")
    if any(scene.kind == "respond" for scene in draft.scenes):
        for attr in graph.ends_without_respond(draft):
            detail = _("A path ends here without a scene to respond to.")
            yield gap("path_without_respond", detail, attr)


def _scene_gaps(scene: SceneDraft, index: int) -> Iterator[Gap]:
    place = f"scenes.{index}"
    if scene.kind == "watch" and not scene.clips:
        yield gap("clip_missing", _("Add a clip."), f"{place}.clips")
    if scene.kind == "choose":
        if len(scene.options) < LEAST_OPTIONS:
            yield gap("options_count", _("Give at least two options."), f"{place}.options")
        right = sum(option.is_right for option in scene.options)
        if scene.several and not right:
            detail = _("Mark at least one option as right.")
            yield gap("right_option_count", detail, f"{place}.options")
        if not scene.several and right != 1:
            yield gap("right_option_count", _("Mark one option as right."), f"{place}.options")


def _rubric_texts(draft: RubricDraft) -> Texts:
    for index, criterion in enumerate(draft.criteria):
        place = f"criteria.{index}"
        yield f"{place}.name", criterion.name
        yield f"{place}.description", criterion.description
        for number, level in enumerate(criterion.levels):
            yield f"{place}.levels.{number}.name", level.name
            yield f"{place}.levels.{number}.description", level.description


def _scenario_texts(draft: ScenarioDraft) -> Texts:
    yield "title", draft.title
    yield "summary", draft.summary
    for index, scene in enumerate(draft.scenes):
        yield f"scenes.{index}.prompt", scene.prompt
        if scene.kind == "info":
            yield f"scenes.{index}.body", scene.body
        for number, option in enumerate(scene.options):
            yield f"scenes.{index}.options.{number}.text", option.text
            yield f"scenes.{index}.options.{number}.explanation", option.explanation


def _clips(draft: ScenarioDraft) -> Texts:
    for index, scene in enumerate(draft.scenes):
        if scene.clips:
            yield f"scenes.{index}.clips", scene.clips
        if scene.example_clips:
            yield f"scenes.{index}.example_clips", scene.example_clips


def _may_be_empty(draft: ScenarioDraft) -> Texts:
    yield "content_warning", draft.content_warning
    for index, scene in enumerate(draft.scenes):
        yield f"scenes.{index}.autocue", scene.autocue
        yield f"scenes.{index}.example_answer", scene.example_answer


def _empty(texts: Texts) -> list[Gap]:
    return [gap("text_missing", _("Write this text."), attr) for attr, has in texts if not set(has)]


def _one_language(texts: Iterable[tuple[str, Collection[str]]]) -> list[Gap]:
    detail = _("This is there in one language only.")
    return [
        gap("language_missing", detail, attr)
        for attr, has in texts
        if set(has) and not set(LANGUAGES) <= set(has)
    ]
