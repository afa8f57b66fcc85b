"""PUT scenario-versions/{id}: the whole document, under a client-made id."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Membership
from core.ids import new_id
from media.models import Purpose
from scenarios.models import ScenarioVersion, Scene
from scenarios.services import create_scenario
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import (
    Json,
    clip,
    library,
    published_rubric,
    scenario_body,
    stored_scenario,
)


@pytest.fixture
def scenario(cast: Cast) -> UUID:
    library(cast.haven)
    return create_scenario(author=cast.author, code="barrier").id


def put(api: Api, who: Membership, version: UUID, body: Json, if_match: str | None = None) -> Any:
    headers = {"If-Match": if_match} if if_match else {}
    path = f"/api/v1/{who.organisation.slug}/scenario-versions/{version}"
    return api(who).put(path, body, headers=headers)


def test_a_first_save_makes_the_draft_and_a_repeat_changes_nothing(
    scenario: UUID, api: Api, cast: Cast
) -> None:
    clips = {"nl": str(clip(cast.author).id), "en": str(clip(cast.author).id)}
    rubric = published_rubric(cast.author).id
    version = new_id()
    body = scenario_body(scenario, rubric_version=rubric, clips=clips)
    first, again = (put(api, cast.author, version, body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["scenes"][0]["clips"] == clips
    assert first.json()["rubric_version"] == str(rubric)
    read = api(cast.coach).get(f"/api/v1/haven/scenario-versions/{version}")
    assert (read.json(), read["ETag"]) == (first.json(), again["ETag"])


def test_what_is_read_can_be_saved_again(scenario: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    put(api, cast.author, version, scenario_body(scenario))
    read = api(cast.author).get(f"/api/v1/haven/scenario-versions/{version}").json()
    again = put(api, cast.author, version, read)
    assert again.status_code == 200
    assert again.json() == read


def test_a_change_rewrites_scenes_techniques_and_columns(
    scenario: UUID, api: Api, cast: Cast
) -> None:
    version = new_id()
    seen = put(api, cast.author, version, scenario_body(scenario))["ETag"]
    body = scenario_body(scenario) | {"techniques": ["thanking"], "minutes": 4}
    body["scenes"] = list(reversed(body["scenes"]))
    changed = put(api, cast.author, version, body, seen)
    assert changed.status_code == 200
    assert (changed.json()["techniques"], changed.json()["minutes"]) == (["thanking"], 4)
    kinds = [scene["kind"] for scene in changed.json()["scenes"]]
    assert kinds == ["respond", "choose", "watch"]
    assert Scene.objects.count() == 3


def test_a_change_of_a_state_not_seen_is_refused(scenario: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    seen = put(api, cast.author, version, scenario_body(scenario))["ETag"]
    put(api, cast.author, version, scenario_body(scenario) | {"minutes": 5}, seen)
    late = put(api, cast.author, version, scenario_body(scenario) | {"minutes": 6}, seen)
    assert (late.status_code, code_of(late)) == (412, "draft_changed")
    without = put(api, cast.author, version, scenario_body(scenario) | {"minutes": 6})
    assert (without.status_code, code_of(without)) == (428, "if_match_required")
    assert ScenarioVersion.objects.get().minutes == 5


def test_a_published_version_is_saved_no_more(scenario: UUID, api: Api, cast: Cast) -> None:
    row = stored_scenario(cast.author, "counter")
    body = scenario_body(row.scenario_id) | {"minutes": 4}
    for seen in (None, "*", '"other"'):
        answer = put(api, cast.author, row.pk, body, seen)
        assert (answer.status_code, code_of(answer)) == (409, "already_published")
    assert ScenarioVersion.objects.get(pk=row.pk).minutes == row.minutes


def test_an_almost_empty_draft_can_be_saved(scenario: UUID, api: Api, cast: Cast) -> None:
    body = {"scenario": str(scenario), "title": {}, "summary": {}, "scenes": []}
    answer = put(api, cast.author, new_id(), body)
    assert answer.status_code == 201
    assert (answer.json()["aggression_type"], answer.json()["rubric_version"]) == (None, None)


def _scene(index: int, **changes: Any) -> Any:
    def change(body: Json) -> None:
        body["scenes"][index].update(changes)

    return change


@pytest.mark.parametrize(
    ("change", "code", "attr"),
    [
        (_scene(1, clips={"nl": str(new_id())}), "clips_on_watch", "scenes.1.clips"),
        (_scene(0, max_take_ms=5000), "time_cap_on_respond", "scenes.0.max_take_ms"),
        (_scene(2, max_take_ms=None), "time_cap_on_respond", "scenes.2.max_take_ms"),
        (_scene(2, max_take_ms=999), "min_value", "scenes.2.max_take_ms"),
        (_scene(0, clips={"nl": str(new_id())}), "unknown_clip", "scenes.0.clips.nl"),
        (_scene(0, kind="sing"), "invalid_choice", "scenes.0.kind"),
        (lambda body: body.update(techniques=["juggling"]), "unknown_technique", "techniques"),
        (
            lambda body: body.update(aggression_type="rage"),
            "unknown_aggression_type",
            "aggression_type",
        ),
        (
            lambda body: body.update(rubric_version=str(new_id())),
            "unknown_rubric_version",
            "rubric_version",
        ),
        (
            lambda body: [option.update(is_right=True) for option in body["scenes"][1]["options"]],
            "one_right_option",
            "scenes.1.options",
        ),
    ],
)
def test_a_wrong_document_is_refused_with_its_place(
    change: Any, code: str, attr: str, scenario: UUID, api: Api, cast: Cast
) -> None:
    body = scenario_body(scenario)
    change(body)
    answer = put(api, cast.author, new_id(), body)
    assert answer.status_code == 400
    assert [(e["code"], e["attr"]) for e in answer.json()["errors"]] == [(code, attr)]
    assert ScenarioVersion.objects.count() == 0


def test_a_reply_to_camera_and_anothers_clip_are_no_clips(
    scenario: UUID, api: Api, cast: Cast
) -> None:
    take = clip(cast.employee)
    take.purpose = Purpose.TAKE
    take.save()
    for video in (take, clip(cast.stranger)):
        body = scenario_body(scenario, clips={"nl": str(video.id)})
        answer = put(api, cast.author, new_id(), body)
        assert code_of(answer) == "unknown_reference"


def test_only_an_author_of_the_organisation_saves(scenario: UUID, api: Api, cast: Cast) -> None:
    for someone in (cast.employee, cast.coach, cast.manager, cast.admin):
        assert code_of(put(api, someone, new_id(), scenario_body(scenario))) == "role_required"
    assert code_of(put(api, cast.stranger, new_id(), scenario_body(scenario))) == "not_found"
