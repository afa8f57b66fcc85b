"""The database refuses changes to what is published, whoever asks and in whatever way."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from core.ids import new_id
from scenarios.models import (
    Criterion,
    Level,
    Option,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Scene,
    SceneClip,
    Technique,
)
from tests.cast import Cast
from tests.scenarios.content import both, clip, library, stored_scenario


@pytest.fixture
def version(cast: Cast) -> ScenarioVersion:
    library(cast.haven)
    return stored_scenario(cast.author)


@pytest.fixture
def rubric_version(version: ScenarioVersion) -> RubricVersion:
    assert version.rubric_version is not None
    return version.rubric_version


def refused(statement: str, *parameters: UUID | None) -> bool:
    """Tell whether the database refuses the statement because something is published."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            assert cursor.rowcount, "the statement must touch a row to prove anything"
    except IntegrityError as error:
        return "published" in str(error)
    return False


PARTS = [
    ("scenarios_criterion", "version_id IN (SELECT id FROM scenarios_rubricversion)"),
    ("scenarios_level", "true"),
    ("scenarios_scene", "true"),
    ("scenarios_sceneclip", "true"),
    ("scenarios_option", "true"),
    ("scenarios_scenarioversion_techniques", "true"),
    ("scenarios_rubricversion", "true"),
    ("scenarios_scenarioversion", "true"),
]


@pytest.mark.parametrize(("table", "where"), PARTS)
def test_raw_sql_cannot_delete_from_it(table: str, where: str, version: ScenarioVersion) -> None:
    assert refused(f"DELETE FROM {table} WHERE {where}")  # noqa: S608  # names from this file


CHANGES = [
    'UPDATE scenarios_criterion SET name = \'{"nl": "anders"}\'',
    "UPDATE scenarios_criterion SET weight = 2",
    "UPDATE scenarios_level SET value = value + 3",
    'UPDATE scenarios_scene SET prompt = \'{"nl": "anders"}\'',
    "UPDATE scenarios_scene SET key = key || 'x'",
    "UPDATE scenarios_scene SET next_key = 'end'",
    'UPDATE scenarios_scene SET body = \'{"nl": "anders"}\'',
    "UPDATE scenarios_scene SET purpose = 'style'",
    "UPDATE scenarios_scene SET several = NOT several",
    "UPDATE scenarios_scene SET preparation_ms = 1000 WHERE kind = 'respond'",
    "UPDATE scenarios_scene SET max_takes = 3 WHERE kind = 'respond'",
    "UPDATE scenarios_scene SET medium = 'sound'",
    'UPDATE scenarios_scene SET autocue = \'{"nl": "anders"}\'',
    "UPDATE scenarios_scene SET autocue_editable = NOT autocue_editable",
    'UPDATE scenarios_scene SET example_answer = \'{"nl": "anders"}\'',
    "UPDATE scenarios_scene SET example_shown = 'before'",
    "UPDATE scenarios_scene SET self_check = NOT self_check",
    "UPDATE scenarios_sceneclip SET language = upper(language)",
    "UPDATE scenarios_sceneclip SET role = 'example'",
    "UPDATE scenarios_option SET is_right = false",
    "UPDATE scenarios_option SET next_key = 'end'",
    "UPDATE scenarios_scenarioversion_techniques SET technique_id = technique_id",
    "UPDATE scenarios_rubricversion SET number = 7",
    "UPDATE scenarios_rubricversion SET published_at = NULL",
    "UPDATE scenarios_scenarioversion SET minutes = 9",
    "UPDATE scenarios_scenarioversion SET estimated_minutes = 9",
    "UPDATE scenarios_scenarioversion SET intensity = 5",
    "UPDATE scenarios_scenarioversion SET sector = 'care'",
    "UPDATE scenarios_scenarioversion SET channel = 'phone'",
    "UPDATE scenarios_scenarioversion SET published_at = NULL",
    "UPDATE scenarios_scenarioversion SET published_at = now()",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_raw_sql_cannot_change_it(statement: str, version: ScenarioVersion) -> None:
    assert refused(statement)


def test_nothing_can_be_added_to_a_published_rubric(rubric_version: RubricVersion) -> None:
    criterion = rubric_version.criteria.get()
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        Level.objects.create(criterion=criterion, value=4, name=both("x"), description=both("x"))
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        Criterion.objects.create(
            version=rubric_version,
            technique=criterion.technique,
            order=2,
            name=both("x"),
            description=both("x"),
        )


def test_nothing_can_be_added_to_a_stored_scenario(version: ScenarioVersion, cast: Cast) -> None:
    watch = version.scenes.get(kind="watch")
    extra = Technique.objects.create(
        organisation=cast.haven, code="extra", name=both("x"), description=both("x")
    )
    for add in (
        lambda: Scene.objects.create(
            version=version, order=9, key="s9", kind="choose", prompt=both("x")
        ),
        lambda: Option.objects.create(scene=watch, order=9, text=both("x"), explanation=both("x")),
        lambda: SceneClip.objects.create(scene=watch, language="fy", video=clip(cast.author)),
        lambda: SceneClip.objects.create(
            scene=watch, role="example", language="nl", video=clip(cast.author)
        ),
        lambda: version.techniques.add(extra),
        lambda: version.techniques.clear(),
    ):
        with pytest.raises(IntegrityError, match="published"), transaction.atomic():
            add()


@pytest.fixture
def drafts(version: ScenarioVersion, rubric_version: RubricVersion) -> tuple[UUID, UUID]:
    """Save a draft with a part beside each published version."""
    rubric = RubricVersion.objects.create(rubric=rubric_version.rubric, number=2)
    technique = rubric_version.criteria.get().technique
    Criterion.objects.create(
        version=rubric, technique=technique, order=7, name=both("x"), description=both("x")
    )
    scenario = ScenarioVersion.objects.create(
        scenario=version.scenario, number=2, title=both("x"), summary=both("x")
    )
    Scene.objects.create(version=scenario, order=7, key="s7", kind="choose", prompt=both("x"))
    return rubric.id, scenario.id


def test_a_part_cannot_move_from_or_to_a_published_version(
    drafts: tuple[UUID, UUID], version: ScenarioVersion, rubric_version: RubricVersion
) -> None:
    rubric_draft, scenario_draft = drafts
    move = 'UPDATE scenarios_{} SET version_id = %s WHERE version_id = %s AND "order" = {}'
    into, out_of = move.format("criterion", 7), move.format("criterion", 1)
    assert refused(into, rubric_version.id, rubric_draft)
    assert refused(out_of, rubric_draft, rubric_version.id)
    assert refused(move.format("scene", 7), version.id, scenario_draft)
    assert refused(move.format("scene", 1), scenario_draft, version.id)


def test_a_draft_can_still_change_and_go(drafts: tuple[UUID, UUID]) -> None:
    rubric_draft, scenario_draft = drafts
    Criterion.objects.filter(version=rubric_draft).update(order=3)
    Scene.objects.filter(version=scenario_draft).update(order=3)
    RubricVersion.objects.get(pk=rubric_draft).delete()
    ScenarioVersion.objects.get(pk=scenario_draft).delete()
    assert Criterion.objects.count() == 1
    assert Scene.objects.count() == 3


def test_cascades_are_refused_up_to_the_organisation(version: ScenarioVersion, cast: Cast) -> None:
    for whole in (
        version,
        version.scenario,
        Scenario.objects.filter(pk=version.scenario_id),
        Rubric.objects.filter(organisation=cast.haven),
        cast.haven,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            whole.delete()
    assert Scene.objects.filter(version=version).count() == 3


def test_a_scenario_cannot_be_published_on_a_draft_rubric(
    drafts: tuple[UUID, UUID], version: ScenarioVersion
) -> None:
    rubric_draft, scenario_draft = drafts
    publish = (
        "UPDATE scenarios_scenarioversion SET published_at = now(), rubric_version_id = %s, "
        "aggression_type_id = %s WHERE id = %s"
    )
    assert refused(publish, rubric_draft, version.aggression_type_id, scenario_draft)
    assert not refused(
        publish, version.rubric_version_id, version.aggression_type_id, scenario_draft
    )


@pytest.mark.django_db(transaction=True)
def test_an_edit_waits_for_a_publication_under_way_and_is_then_refused(cast: Cast) -> None:
    """Two connections: one publishes, the other adds a part before the first commits."""
    import psycopg

    library(cast.haven)
    rubric = Rubric.objects.create(organisation=cast.haven, code="r", name=both("r"))
    draft = RubricVersion.objects.create(rubric=rubric, number=1)
    technique = Technique.objects.filter(organisation=cast.haven).first()
    assert technique is not None
    insert = (
        'INSERT INTO scenarios_criterion (id, version_id, technique_id, "order", name,'
        " description) VALUES (%s, %s, %s, 1, '{}', '{}')"
    )
    url = connection.get_connection_params()
    known = {
        key: url[key] for key in ("host", "port", "user", "password", "dbname") if url.get(key)
    }
    with psycopg.connect(**known) as publisher, psycopg.connect(**known) as editor:
        publisher.execute(
            "UPDATE scenarios_rubricversion SET published_at = now() WHERE id = %s", [draft.id]
        )
        editor.execute("SET LOCAL lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            editor.execute(insert, [new_id(), draft.id, technique.id])
        editor.rollback()
        publisher.commit()
        with pytest.raises(psycopg.errors.RestrictViolation):
            editor.execute(insert, [new_id(), draft.id, technique.id])
