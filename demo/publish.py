"""Publishes the starter library's exercises, through the verbs that authors use.

What was published once is not published again, also after an author went on with it;
a library that changed since becomes a new version. Where an author left a draft open, the draft
stays and the new version waits until it is published.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from core.ids import new_id
from demo import shapes
from demo.import_clips import clip_id
from demo.reading import LANGUAGES
from scenarios import documents, queries, services
from scenarios.domain.drafts import (
    CriterionDraft,
    LevelDraft,
    OptionDraft,
    RubricDraft,
    ScenarioDraft,
    SceneDraft,
)
from scenarios.errors import DraftExists
from scenarios.models import Rubric, Scenario, Style


def define_lists(author: Membership, library: shapes.Library) -> None:
    """Define the techniques and aggression types as they are in the library now."""
    techniques = {one.code: one for one in queries.techniques_visible_to(author)}
    for order, one in enumerate(library.techniques):
        wanted = _columns(one, order)
        if _differs(techniques.get(one.code), wanted):
            services.define_technique(author=author, code=one.code, **wanted)
    kinds = {one.code: one for one in queries.aggression_types_visible_to(author)}
    for order, kind in enumerate(library.aggression_types):
        wanted = _columns(kind, order) | {"style": Style(kind.style)}
        if _differs(kinds.get(kind.code), wanted):
            services.define_aggression_type(author=author, code=kind.code, **wanted)


def publish_exercises(author: Membership, library: shapes.Library) -> list[str]:
    """Publish what was not published before, and return a line about each."""
    rubrics = [
        (row.rubric.code, documents.rubric_document(row), row.id)
        for row in queries.rubric_versions_visible_to(author).filter(published_at__isnull=False)
    ]
    scenarios = [
        (row.scenario.code, documents.scenario_document(row))
        for row in queries.scenario_versions_visible_to(author).filter(published_at__isnull=False)
    ]
    told = []
    for exercise in library.exercises:
        try:
            with transaction.atomic():
                told += _publish(author, exercise, rubrics, scenarios)
        except DraftExists:
            told.append(f"{exercise.code}: an author's draft is open; left as it is")
    return told


def _publish(
    author: Membership,
    exercise: shapes.Exercise,
    rubrics: list[tuple[str, RubricDraft, UUID]],
    scenarios: list[tuple[str, ScenarioDraft]],
) -> list[str]:
    wanted = rubric_draft(exercise)
    known = [pk for code, draft, pk in rubrics if (code, draft) == (exercise.code, wanted)]
    rubric_version = known[0] if known else _publish_rubric(author, exercise, wanted)
    draft = scenario_draft(author.organisation_id, exercise, rubric_version)
    if (exercise.code, draft) in scenarios:
        return []
    return [f"{exercise.code}: version {_publish_scenario(author, exercise.code, draft)}"]


def _publish_rubric(author: Membership, exercise: shapes.Exercise, draft: RubricDraft) -> UUID:
    rubric = Rubric.objects.filter(organisation=author.organisation, code=exercise.code).first()
    if rubric is None:
        name = exercise.rubric.title
        rubric = services.create_rubric(author=author, code=exercise.code, name=name)
    version = new_id()
    services.save_rubric_draft(author=author, rubric=rubric.id, version=version, draft=draft)
    services.publish_rubric_version(author=author, version=version)
    return version


def _publish_scenario(author: Membership, code: str, draft: ScenarioDraft) -> int:
    scenario = Scenario.objects.filter(organisation=author.organisation, code=code).first()
    if scenario is None:
        scenario = services.create_scenario(author=author, code=code)
    version = new_id()
    services.save_scenario_draft(author=author, scenario=scenario.id, version=version, draft=draft)
    return services.publish_scenario_version(author=author, version=version).number


def rubric_draft(exercise: shapes.Exercise) -> RubricDraft:
    """Return the exercise's rubric as an author would save it."""
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
            for one in exercise.rubric.criteria
        )
    )


def scenario_draft(
    organisation: UUID, exercise: shapes.Exercise, rubric_version: UUID
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
        scenes=(
            _watch(organisation, exercise),
            _choose(exercise.choose),
            _respond(exercise.respond),
        ),
    )


def _watch(organisation: UUID, exercise: shapes.Exercise) -> SceneDraft:
    clips = {language: clip_id(organisation, exercise, language) for language in LANGUAGES}
    return SceneDraft("watch", exercise.watch.prompt, clips=clips)


def _choose(choose: shapes.Choose) -> SceneDraft:
    options = tuple(OptionDraft(one.text, one.is_right, one.explanation) for one in choose.options)
    return SceneDraft("choose", choose.prompt, options=options)


def _respond(respond: shapes.Respond) -> SceneDraft:
    return SceneDraft(
        "respond",
        respond.prompt,
        max_take_ms=respond.max_take_ms,
        example_answer=respond.example_answer,
    )


def _columns(one: shapes.Technique | shapes.AggressionType, order: int) -> dict[str, Any]:
    return {"name": one.name, "description": one.description, "order": order}


def _differs(row: object | None, wanted: dict[str, Any]) -> bool:
    return row is None or any(getattr(row, name) != value for name, value in wanted.items())
