"""Migrating names the scenes of before by their place, and leaves published content fixed.

The rows are written by the schema of before; then every migration runs.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from scenarios import queries
from scenarios.documents import scenario_document
from scenarios.models import Scenario, ScenarioState, ScenarioVersion, Scene, SceneClip
from scenarios.services import cards
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.scenarios.content import both, clip, library, published_rubric, published_scenario

BEFORE = [("scenarios", "0002_published_is_fixed")]


@dataclass(frozen=True)
class Content:
    """Names what a version of before refers to, and a version that was published since."""

    cast: Cast
    rubric: UUID
    kind: UUID
    video: UUID
    since: ScenarioVersion


def write() -> Content:
    cast = make_cast()
    library(cast.haven)
    kind = cast.haven.aggression_types.get().id
    since = published_scenario(cast.author, minutes=None)
    return Content(cast, published_rubric(cast.author).id, kind, clip(cast.author).id, since)


def old_version(before: Before[Content], *, published: bool) -> Any:
    """Write a version of watch, choose, respond with the models of before."""
    needed = before.rows
    made = {
        name: before.models.get_model("scenarios", name).objects
        for name in ("Scenario", "ScenarioVersion", "Scene", "Option", "SceneClip")
    }
    scenario = made["Scenario"].create(
        organisation_id=needed.cast.haven.id, code="old" if published else "draft"
    )
    version = made["ScenarioVersion"].create(
        scenario=scenario,
        number=1,
        rubric_version_id=needed.rubric,
        aggression_type_id=needed.kind,
        title=both("Old"),
        summary=both("Old"),
        minutes=4,
    )
    scenes = [
        made["Scene"].create(
            version=version,
            order=order,
            kind=kind,
            prompt=both(kind),
            max_take_ms=60_000 if kind == "respond" else None,
        )
        for order, kind in enumerate(("watch", "choose", "respond"), start=1)
    ]
    for language in ("nl", "en"):
        made["SceneClip"].create(scene=scenes[0], language=language, video_id=needed.video)
    for order, right in enumerate((True, False), start=1):
        made["Option"].create(
            scene=scenes[1],
            order=order,
            text=both(str(order)),
            is_right=right,
            explanation=both("why"),
        )
    if published:
        made["ScenarioVersion"].filter(pk=version.pk).update(published_at=timezone.now())
    return version


def test_scenes_of_before_are_named_by_their_place(before: Before[Content]) -> None:
    made = [old_version(before, published=one) for one in (True, False)]
    migrate()
    for old in made:
        version = queries.versions_with_exercise().get(pk=old.pk)
        document = scenario_document(version)
        assert [scene.key for scene in document.scenes] == ["s1", "s2", "s3"]
        assert {scene.next for scene in document.scenes} == {None}
        assert set(document.scenes[0].clips) == {"nl", "en"}
        assert not any(scene.example_clips for scene in document.scenes)
        assert (document.minutes, document.intensity) == (4, None)
        exercise = queries.exercise_of(version.id, "nl")
        ids = [scene.id for scene in exercise.scenes]
        assert [scene.next for scene in exercise.scenes] == [*ids[1:], None]
        assert exercise.minutes == 4


def test_scenarios_of_before_are_found_by_what_they_are(before: Before[Content]) -> None:
    models, cast = before.models, before.rows.cast
    old_version(before, published=True)
    newest = old_version(before, published=False)
    technique = cast.haven.techniques.order_by("code").values_list("id", "code")[0]
    newest.techniques.add(technique[0])
    half = models.get_model("scenarios", "SceneClip").objects.filter(scene__version=newest.pk)
    half.filter(language="en").delete()
    models.get_model("scenarios", "Scenario").objects.create(
        organisation_id=cast.haven.id, code="empty"
    )
    migrate()
    found = {one.code: one for one in Scenario.objects.exclude(versions=before.rows.since)}
    assert {code: one.state for code, one in found.items()} == {
        "old": ScenarioState.PUBLISHED,
        "draft": ScenarioState.DRAFT,
        "empty": ScenarioState.DRAFT,
    }
    assert [found[code].languages for code in ("old", "draft", "empty")] == [
        ["nl", "en"],
        ["nl"],
        [],
    ]
    assert found["draft"].technique_codes == [technique[1]]
    for code in ("old", "draft"):
        version = queries.versions_with_exercise().get(scenario=found[code])
        cards.write_card(found[code], scenario_document(version))
        after = Scenario.objects.get(code=code)
        assert {**vars(after), "_state": None} == {**vars(found[code]), "_state": None}


def test_what_was_published_stays_fixed(before: Before[Content]) -> None:
    old = old_version(before, published=True)
    migrate()
    for rows, change in (
        (Scene.objects.filter(version=old.pk), {"key": "other"}),
        (SceneClip.objects.filter(scene__version=old.pk), {"role": "example"}),
    ):
        with pytest.raises(IntegrityError, match="published"), transaction.atomic():
            rows.update(**change)


def test_going_back_keeps_the_scenes_and_gives_each_version_minutes(
    before: Before[Content],
) -> None:
    since = before.rows.since
    assert since.minutes is None
    row = before.models.get_model("scenarios", "ScenarioVersion").objects.get(pk=since.pk)
    assert row.minutes == since.estimated_minutes
    assert row.scenes.count() == 3
    migrate()
    version = queries.versions_with_exercise().get(pk=since.pk)
    assert [scene.key for scene in version.scenes.all()] == ["s1", "s2", "s3"]
