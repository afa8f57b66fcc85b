"""GET scenario-versions/{id}/exercise and .../scenes/{scene}/playback: the author's preview."""

import json
from typing import Any
from uuid import UUID

import pytest

from accounts.models import AuditEvent
from core.ids import new_id
from media.models import Rendition, Video
from scenarios.models import Scene
from scenarios.services import create_scenario
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import Json, both, clip, library, published_rubric, scenario_body
from training.models import Attempt

pytestmark = pytest.mark.slow


def playable(cast: Cast) -> Video:
    video = clip(cast.author)
    Rendition.objects.create(
        video=video,
        name="720p",
        key=f"{video.id}",
        content_type="video/mp4",
        width=1280,
        height=720,
        size=9,
    )
    return video


@pytest.fixture
def body(cast: Cast) -> Json:
    """Return a draft with a branch, theory, and a self-check."""
    library(cast.haven)
    scenario = create_scenario(author=cast.author, code="barrier").id
    clips = {language: str(playable(cast).id) for language in ("nl", "en")}
    document = scenario_body(scenario, rubric_version=published_rubric(cast.author).id, clips=clips)
    watch, choose, respond = document["scenes"]
    choose["options"][1]["next"] = "limit"
    theory = {"kind": "info", "key": "theory", "prompt": both("Why"), "body": both("**Listen**")}
    more = {
        "preparation_ms": 5000,
        "max_takes": 2,
        "medium": "either",
        "autocue": both("Good morning"),
        "autocue_editable": True,
        "example_shown": "before",
        "self_check": True,
        "example_clips": {"nl": str(playable(cast).id)},
    }
    document["scenes"] = [
        theory,
        watch | {"key": "watch"},
        choose | {"key": "kind"},
        respond | more | {"key": "calm", "next": "end"},
        respond | {"key": "limit", "example_answer": {}},
    ]
    return document


@pytest.fixture
def version(body: Json, api: Api, cast: Cast) -> UUID:
    version = new_id()
    answer = api(cast.author).put(f"/api/v1/haven/scenario-versions/{version}", body)
    assert answer.status_code == 201, answer.content
    return version


def preview(api: Api, who: Any, version: UUID, query: str = "") -> Any:
    return api(who).get(
        f"/api/v1/{who.organisation.slug}/scenario-versions/{version}/exercise{query}"
    )


def test_a_draft_looks_as_its_exercise_will(version: UUID, api: Api, cast: Cast) -> None:
    shown = preview(api, cast.author, version, "?language=en").json()
    theory, watch, kind, calm, limit = shown["scenes"]
    assert theory["body_html"].strip() == "<p><strong>Listen</strong> (en)</p>"
    assert [one["key"] for one in shown["scenes"]] == ["theory", "watch", "kind", "calm", "limit"]
    assert [one["next"] for one in (theory, watch, kind, calm, limit)] == [
        watch["id"],
        kind["id"],
        calm["id"],
        None,
        None,
    ]
    assert [one["next"] for one in kind["options"]] == [calm["id"], limit["id"]]
    assert {name: calm[name] for name in ("preparation_ms", "max_takes", "medium")} == {
        "preparation_ms": 5000,
        "max_takes": 2,
        "medium": "either",
    }
    assert (calm["autocue"], calm["autocue_editable"]) == ("Good morning (en)", True)
    assert (calm["example_shown"], calm["self_check"]) == ("before", True)
    assert [one["has_example"] for one in (watch, calm, limit)] == [False, True, False]
    assert [one["has_video"] for one in (theory, watch, calm)] == [False, True, False]
    assert [one["name"] for one in shown["criteria"]] == ["Space (en)"]
    assert set(shown["criteria"][0]) == {"id", "name", "description"}
    card = [shown[name] for name in ("intensity", "sector", "channel", "minutes")]
    assert card == [2, "transport", "face_to_face", 2]


def test_it_gives_away_no_answer_and_not_what_is_asked(version: UUID, api: Api, cast: Cast) -> None:
    text = json.dumps(preview(api, cast.author, version).json())
    for secret in ("He needs help", "is_right", "purpose", "frustration", "Thank you"):
        assert secret not in text


def test_it_leaves_nothing_behind(version: UUID, api: Api, cast: Cast) -> None:
    before = AuditEvent.objects.count()
    preview(api, cast.author, version)
    assert AuditEvent.objects.count() == before
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("query", "shown", "is_missing"), [("?language=nl", "nl", True), ("", "en", False)]
)
def test_it_says_which_language_is_shown_and_whether_something_is_missing(
    query: str, shown: str, is_missing: bool, body: Json, api: Api, cast: Cast
) -> None:
    """In Dutch one option is not there, so that the reader sees it in English."""
    version = new_id()
    del body["scenes"][3]["example_clips"]
    del body["scenes"][2]["options"][0]["text"]["nl"]
    api(cast.author).put(f"/api/v1/haven/scenario-versions/{version}", body)
    answer = preview(api, cast.author, version, query).json()
    assert (answer["language"], answer["missing_language"]) == (shown, is_missing)
    assert answer["scenes"][2]["options"][0]["text"] == "Frustration (en)"


def test_a_reader_of_a_language_without_a_title_sees_the_other(
    body: Json, api: Api, cast: Cast
) -> None:
    version = new_id()
    api(cast.author).put(
        f"/api/v1/haven/scenario-versions/{version}", body | {"title": {"en": "The barrier"}}
    )
    answer = preview(api, cast.author, version, "?language=nl").json()
    assert (answer["title"], answer["language"], answer["missing_language"]) == (
        "The barrier",
        "en",
        True,
    )


def test_an_unknown_language_is_refused(version: UUID, api: Api, cast: Cast) -> None:
    answer = preview(api, cast.author, version, "?language=fr")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_a_clip_of_a_draft_plays_by_role_and_language(
    version: UUID, body: Json, api: Api, cast: Cast
) -> None:
    watch = Scene.objects.get(version=version, key="watch")
    calm = Scene.objects.get(version=version, key="calm")
    base = f"/api/v1/haven/scenario-versions/{version}/scenes"
    client = api(cast.coach)
    english = client.get(f"{base}/{watch.id}/playback?language=en")
    assert english.json()["video"] == body["scenes"][1]["clips"]["en"]
    assert english.json()["url"]
    example = client.get(f"{base}/{calm.id}/playback?role=example&language=en")
    assert example.json()["video"] == body["scenes"][3]["example_clips"]["nl"]
    assert code_of(client.get(f"{base}/{calm.id}/playback")) == "not_found"
    assert code_of(client.get(f"{base}/{new_id()}/playback")) == "not_found"
    granted = AuditEvent.objects.filter(verb="playback_granted", detail__purpose="preview")
    assert granted.count() == 2


def test_only_who_may_read_versions_previews_them(version: UUID, api: Api, cast: Cast) -> None:
    for someone in (cast.author, cast.coach, cast.admin):
        assert preview(api, someone, version).status_code == 200
    for someone in (cast.employee, cast.manager):
        assert code_of(preview(api, someone, version)) == "role_required"
    assert code_of(preview(api, cast.stranger, version)) == "not_found"
