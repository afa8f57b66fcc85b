"""POST scenario-versions/{id}/publication."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from core.ids import new_id
from media.models import Captions, Video, VideoState
from scenarios.documents import rubric_document, scenario_document
from scenarios.models import ScenarioVersion
from scenarios.queries import exercise_of, rubric_versions_whole, versions_with_exercise
from scenarios.services import create_rubric, create_scenario
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import (
    Json,
    both,
    clip,
    library,
    published_rubric,
    published_scenario,
    rubric_body,
    scenario_body,
    stored_scenario,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def body(cast: Cast) -> Json:
    library(cast.haven)
    scenario = create_scenario(author=cast.author, code="barrier").id
    clips = {language: str(clip(cast.author).id) for language in ("nl", "en")}
    return scenario_body(scenario, rubric_version=published_rubric(cast.author).id, clips=clips)


def saved(api: Api, cast: Cast, body: Json) -> UUID:
    version = new_id()
    answer = api(cast.author).put(f"/api/v1/haven/scenario-versions/{version}", body)
    assert answer.status_code == 201, answer.content
    return version


def publish(api: Api, who: Any, version: UUID) -> Any:
    slug = who.organisation.slug
    return api(who).post(f"/api/v1/{slug}/scenario-versions/{version}/publication")


def test_an_author_publishes_and_may_repeat_it(body: Json, api: Api, cast: Cast) -> None:
    version = saved(api, cast, body)
    first, again = publish(api, cast.author, version), publish(api, cast.author, version)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.json()["warnings"] == []
    assert ScenarioVersion.objects.get().published_at is not None


def _drop(kind: str) -> Callable[[Json], None]:
    def change(body: Json) -> None:
        body["scenes"] = [scene for scene in body["scenes"] if scene["kind"] != kind]

    return change


def _no_right(body: Json) -> None:
    body["scenes"][1]["options"][0]["is_right"] = False


def _leads(target: str) -> Callable[[Json], None]:
    def change(body: Json) -> None:
        body["scenes"][1]["options"][1]["next"] = target

    return change


def _read_nothing(body: Json) -> None:
    body["scenes"][0]["kind"] = "info"


def _several_wrong(body: Json) -> None:
    body["scenes"][1]["several"] = True
    _no_right(body)


def _one_option(body: Json) -> None:
    del body["scenes"][1]["options"][1]


def test_a_conversation_has_several_replies(body: Json, api: Api, cast: Cast) -> None:
    body["scenes"].append(body["scenes"][2])
    answer = publish(api, cast.author, saved(api, cast, body))
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize(
    ("change", "code", "attr"),
    [
        (_drop("watch"), "watch_missing", "scenes"),
        (_drop("respond"), "respond_missing", "scenes"),
        (_no_right, "right_option_count", "scenes.1.options"),
        (_one_option, "options_count", "scenes.1.options"),
        (lambda body: body["scenes"][0].update(clips={}), "clip_missing", "scenes.0.clips"),
        (_read_nothing, "text_missing", "scenes.0.body"),
        (lambda body: body["scenes"][2].update(next="s1"), "scene_loop", "scenes.2.next"),
        (lambda body: body["scenes"][0].update(next="s3"), "scene_unreachable", "scenes.1"),
        (_leads("nowhere"), "target_unknown", "scenes.1.options.1.next"),
        (_leads("end"), "path_without_respond", "scenes.1.options.1.next"),
        (lambda body: body.update(intensity=None), "intensity_missing", "intensity"),
        (lambda body: body.update(sector=None), "sector_missing", "sector"),
        (lambda body: body.update(channel=None), "channel_missing", "channel"),
        (_several_wrong, "right_option_count", "scenes.1.options"),
        (lambda body: body.update(title={}), "text_missing", "title"),
        (lambda body: body.update(techniques=[]), "technique_missing", "techniques"),
        (
            lambda body: body.update(rubric_version=None),
            "rubric_version_missing",
            "rubric_version",
        ),
        (
            lambda body: body.update(aggression_type=None),
            "aggression_type_missing",
            "aggression_type",
        ),
    ],
)
def test_it_refuses_what_is_not_whole(
    change: Callable[[Json], None], code: str, attr: str, body: Json, api: Api, cast: Cast
) -> None:
    change(body)
    answer = publish(api, cast.author, saved(api, cast, body))
    assert (answer.status_code, code_of(answer)) == (409, "scenario_incomplete")
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [(code, attr)]
    assert ScenarioVersion.objects.get().published_at is None


def test_it_refuses_a_clip_that_is_not_ready(body: Json, api: Api, cast: Cast) -> None:
    body["scenes"][0]["clips"]["nl"] = str(clip(cast.author, VideoState.PROCESSING).id)
    answer = publish(api, cast.author, saved(api, cast, body))
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [
        ("clip_not_ready", "scenes.0.clips.nl")
    ]


def test_it_refuses_a_clip_that_nobody_can_read(body: Json, api: Api, cast: Cast) -> None:
    """Captions in another language than the clip's don't help."""
    Captions.objects.filter(video=body["scenes"][0]["clips"]["en"], language="en").delete()
    answer = publish(api, cast.author, saved(api, cast, body))
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [
        ("captions_missing", "scenes.0.clips.en")
    ]


def test_a_spoken_example_needs_captions_and_to_be_ready(body: Json, api: Api, cast: Cast) -> None:
    silent, waiting = clip(cast.author), clip(cast.author, VideoState.PROCESSING)
    Captions.objects.filter(video=silent).delete()
    body["scenes"][2]["example_clips"] = {"nl": str(silent.id), "en": str(waiting.id)}
    answer = publish(api, cast.author, saved(api, cast, body))
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [
        ("captions_missing", "scenes.2.example_clips.nl"),
        ("clip_not_ready", "scenes.2.example_clips.en"),
    ]


def test_theory_with_a_question_of_several_right_answers_is_published(
    body: Json, api: Api, cast: Cast
) -> None:
    body["scenes"][0] |= {"kind": "info", "clips": {}, "body": both("**Listen** first.")}
    body["scenes"][1] |= {"several": True, "purpose": "knowledge"}
    body["scenes"][1]["options"][1]["is_right"] = True
    answer = publish(api, cast.author, saved(api, cast, body))
    assert answer.status_code == 200, answer.content


def test_its_estimate_counts_the_clips_as_they_are_when_it_is_published(
    body: Json, api: Api, cast: Cast
) -> None:
    version = saved(api, cast, body | {"minutes": None})
    before = ScenarioVersion.objects.get().estimated_minutes
    Video.objects.filter(pk=body["scenes"][0]["clips"]["nl"]).update(duration_ms=240_000)
    publish(api, cast.author, version)
    assert ScenarioVersion.objects.get().estimated_minutes == before + 4
    assert exercise_of(version, "nl").minutes == before + 4


@pytest.mark.parametrize("shown", ["\u200b", "<v Ann>\u3164</v>", "&nbsp;"], ids=ascii)
def test_it_refuses_captions_that_show_nothing(
    shown: str, body: Json, api: Api, cast: Cast
) -> None:
    rows = Captions.objects.filter(video=body["scenes"][0]["clips"]["nl"], language="nl")
    cue = "WEBVTT\n\n00:00.000 --> 00:01.000\n"
    rows.update(text=f"{cue}{shown}\n")  # stored by an earlier version
    version = saved(api, cast, body)
    answer = publish(api, cast.author, version)
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [
        ("captions_missing", "scenes.0.clips.nl")
    ]
    rows.update(text=f"{cue}{shown}\n\n00:02.000 --> 00:03.000\nNee!\n")
    assert publish(api, cast.author, version).status_code == 200


def test_it_refuses_a_rubric_that_is_a_draft(body: Json, api: Api, cast: Cast) -> None:
    rubric = create_rubric(author=cast.author, code="other", name=both("Other"))
    draft = new_id()
    api(cast.author).put(f"/api/v1/haven/rubric-versions/{draft}", rubric_body(rubric.id))
    answer = publish(api, cast.author, saved(api, cast, body | {"rubric_version": str(draft)}))
    assert [e["code"] for e in answer.json()["errors"]] == ["rubric_version_not_published"]


def test_one_language_is_a_warning_and_no_refusal(body: Json, api: Api, cast: Cast) -> None:
    body["title"] = {"nl": "De poort"}
    del body["scenes"][0]["clips"]["en"]
    answer = publish(api, cast.author, saved(api, cast, body))
    assert answer.status_code == 200
    assert [w["attr"] for w in answer.json()["warnings"]] == ["title", "scenes.0.clips"]


def test_only_an_author_of_the_organisation_publishes(body: Json, api: Api, cast: Cast) -> None:
    version = saved(api, cast, body)
    for someone in (cast.employee, cast.coach, cast.manager, cast.admin):
        assert code_of(publish(api, someone, version)) == "role_required"
    assert code_of(publish(api, cast.stranger, version)) == "not_found"


def test_rows_stored_for_other_tests_are_those_that_publishing_makes(cast: Cast) -> None:
    library(cast.haven)
    shapes = []
    clips = dict.fromkeys(("nl", "en"), new_id())
    for make, code in ((published_scenario, "barrier"), (stored_scenario, "counter")):
        row = versions_with_exercise().get(pk=make(cast.author, code).pk)
        assert row.published_at
        assert row.rubric_version
        assert row.rubric_version.published_at
        document = scenario_document(row)
        scenes = tuple(
            replace(scene, clips=clips if scene.clips else {}) for scene in document.scenes
        )
        rubric = rubric_document(rubric_versions_whole().get(pk=row.rubric_version.pk))
        shapes.append((replace(document, rubric_version=None, scenes=scenes), rubric))
    assert shapes[0] == shapes[1]
