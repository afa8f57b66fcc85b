"""Migrating names the scenes of before by their place, and leaves published content fixed.

The rows are written by the schema of before; then every migration runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from scenarios import queries
from scenarios.documents import scenario_document
from scenarios.models import Scenario, ScenarioState, Scene, SceneClip
from scenarios.services import cards
from tests.cast import Cast, make_cast
from tests.scenarios.content import both, clip, library, published_rubric

# Each test undoes and redoes migrations.
pytestmark = pytest.mark.slow

BEFORE = [("scenarios", "0002_published_is_fixed")]


def migrate_back() -> Any:
    MigrationExecutor(connection).migrate(BEFORE)
    return MigrationExecutor(connection).loader.project_state(BEFORE).apps


def migrate() -> None:
    call_command("migrate", verbosity=0)


@dataclass(frozen=True)
class Content:
    """Ids of what a version of before needs, read while the schema is that of now."""

    rubric: UUID
    kind: UUID
    video: UUID


def content(cast: Cast) -> Content:
    kind = cast.haven.aggression_types.get().id
    return Content(published_rubric(cast.author).id, kind, clip(cast.author).id)


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    people = make_cast()
    library(people.haven)
    try:
        yield people
    finally:
        migrate()


def old_version(models: Any, cast: Cast, needed: Content, *, published: bool) -> Any:
    """Write a version of watch, choose, respond with the models of before."""
    made = {
        name: models.get_model("scenarios", name).objects
        for name in ("Scenario", "ScenarioVersion", "Scene", "Option", "SceneClip")
    }
    scenario = made["Scenario"].create(
        organisation_id=cast.haven.id, code="old" if published else "draft"
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


def test_scenes_of_before_are_named_by_their_place(cast: Cast) -> None:
    made = content(cast)
    models = migrate_back()
    before = [old_version(models, cast, made, published=one) for one in (True, False)]
    migrate()
    for old in before:
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


def test_scenarios_of_before_are_found_by_what_they_are(cast: Cast) -> None:
    made = content(cast)
    models = migrate_back()
    old_version(models, cast, made, published=True)
    newest = old_version(models, cast, made, published=False)
    technique = cast.haven.techniques.order_by("code").values_list("id", "code")[0]
    newest.techniques.add(technique[0])
    half = models.get_model("scenarios", "SceneClip").objects.filter(scene__version=newest.pk)
    half.filter(language="en").delete()
    models.get_model("scenarios", "Scenario").objects.create(
        organisation_id=cast.haven.id, code="empty"
    )
    migrate()
    found = {one.code: one for one in Scenario.objects.all()}
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


def test_what_was_published_stays_fixed(cast: Cast) -> None:
    made = content(cast)
    old = old_version(migrate_back(), cast, made, published=True)
    migrate()
    for rows, change in (
        (Scene.objects.filter(version=old.pk), {"key": "other"}),
        (SceneClip.objects.filter(scene__version=old.pk), {"role": "example"}),
    ):
        with pytest.raises(IntegrityError, match="published"), transaction.atomic():
            rows.update(**change)


def test_going_back_keeps_the_scenes_and_gives_each_version_minutes(cast: Cast) -> None:
    from tests.scenarios.content import published_scenario

    version = published_scenario(cast.author, minutes=None)
    assert version.minutes is None
    models = migrate_back()
    row = models.get_model("scenarios", "ScenarioVersion").objects.get(pk=version.pk)
    assert row.minutes == version.estimated_minutes
    assert row.scenes.count() == 3
    migrate()
    assert list(Scene.objects.values_list("key", flat=True)) == ["s1", "s2", "s3"]
