"""The apps above read an exercise and its rubric in one language."""

import json
from typing import Any

import pytest

from accounts.models import Membership
from core.errors import NotFound
from core.ids import new_id
from core.queries import one_of
from scenarios import queries
from scenarios.documents import rubric_document, scenario_document
from scenarios.domain.drafts import ScenarioDraft
from scenarios.exercise import exercise_in
from scenarios.models import Scenario, ScenarioVersion
from scenarios.rest import ExerciseSerializer, ExerciseSummarySerializer, RubricDocumentSerializer
from scenarios.services import create_scenario, publish_scenario_version, save_scenario_draft
from tests.cast import Cast
from tests.scenarios.content import both, library, published_rubric, published_scenario

pytestmark = pytest.mark.slow


@pytest.fixture
def version(cast: Cast) -> ScenarioVersion:
    library(cast.haven)
    return published_scenario(cast.author)


def test_an_exercise_gives_away_no_answer(version: ScenarioVersion) -> None:
    text = json.dumps(ExerciseSerializer(queries.exercise_of(version.id, "en")).data)
    assert "He needs help" not in text
    assert "is_right" not in text
    assert version.aggression_type is not None
    assert version.aggression_type.code not in text


def test_an_exercise_is_in_the_language_asked_for(version: ScenarioVersion) -> None:
    exercise = queries.exercise_of(version.id, "nl")
    assert exercise.title == "The barrier (nl)"
    assert exercise.techniques == ("thanking (nl)", "letting_vent (nl)")
    assert [option.text for option in exercise.scenes[1].options] == [
        "Frustration (nl)",
        "Threat (nl)",
    ]
    assert [scene.has_video for scene in exercise.scenes] == [True, False, False]


def test_its_shape_is_the_one_of_the_api(version: ScenarioVersion) -> None:
    data = ExerciseSerializer(queries.exercise_of(version.id, "en")).data
    card = {"title", "summary", "content_warning", "minutes", "techniques"}
    summary = {"scenario_version", "intensity", "sector", "channel"} | card
    assert set(data) == summary | {"language", "missing_language", "criteria", "scenes"}
    assert set(ExerciseSummarySerializer(queries.exercise_of(version.id, "en")).data) == summary
    assert set(data["scenes"][0]) == {
        *("id", "key", "order", "kind", "prompt", "body_html", "several", "options", "next"),
        *("max_take_ms", "preparation_ms", "max_takes", "medium", "autocue", "autocue_editable"),
        *("self_check", "example_shown", "has_video", "has_example"),
    }
    assert set(data["scenes"][1]["options"][0]) == {"id", "text", "next"}


def test_a_rubric_comes_lowest_level_first(version: ScenarioVersion) -> None:
    assert version.rubric_version_id is not None
    data = RubricDocumentSerializer(queries.rubric_of(version.rubric_version_id, "en")).data
    assert data["version"] == str(version.rubric_version_id)
    [criterion] = data["criteria"]
    assert criterion["name"] == "Space (en)"
    assert [level["value"] for level in criterion["levels"]] == [1, 2, 3]


def following(
    author: Membership, version: ScenarioVersion, *, minutes: int, publish: bool = True
) -> ScenarioVersion:
    """Publish the next version of the same scenario."""
    document = scenario_document(one_of(queries.versions_with_exercise(), version.id))
    changed = ScenarioDraft(**(vars(document) | {"minutes": minutes}))
    row, _ = save_scenario_draft(
        author=author, scenario=version.scenario_id, version=new_id(), draft=changed
    )
    return publish_scenario_version(author=author, version=row.id) if publish else row


def test_the_newest_published_version_is_used_and_never_the_draft(
    version: ScenarioVersion, cast: Cast
) -> None:
    second = following(cast.author, version, minutes=8)
    following(cast.author, version, minutes=9, publish=False)
    assert queries.newest_published(version.scenario) == second
    empty = create_scenario(author=cast.author, code="empty")
    assert queries.newest_published(empty) is None


def test_many_exercises_cost_as_many_queries_as_one(
    version: ScenarioVersion, cast: Cast, django_assert_num_queries: Any
) -> None:
    published_scenario(cast.author, "second")
    scenarios = list(Scenario.objects.values_list("pk", flat=True))
    for wanted in (scenarios[:1], scenarios):
        with django_assert_num_queries(6):
            found = queries.newest_published_of(wanted)
            assert [exercise_in(row, "nl").title for row in found.values()]
        assert set(found) == set(wanted)


def test_a_clip_is_in_the_readers_language_or_the_nearest(
    version: ScenarioVersion, cast: Cast
) -> None:
    watch, choose, _respond = version.scenes.order_by("order")
    clips = dict(watch.clips.values_list("language", "video_id"))
    assert queries.clip_of(watch, "en").id == clips["en"]
    assert queries.clip_of(watch, "fy").id == clips["nl"]
    with pytest.raises(NotFound):
        queries.clip_of(choose, "nl")


def test_a_stored_document_equals_the_one_that_was_saved(cast: Cast) -> None:
    library(cast.haven)
    version = published_rubric(cast.author)
    [criterion] = rubric_document(version).criteria
    assert criterion.technique == "letting_vent"
    assert criterion.name == both("Space")


def test_an_unknown_version_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        queries.exercise_of(new_id(), "nl")
