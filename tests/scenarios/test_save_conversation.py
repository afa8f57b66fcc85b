"""PUT scenario-versions/{id}: conversations, questions with several right answers, the card."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from core.ids import new_id
from scenarios.models import ScenarioVersion
from scenarios.services import create_scenario
from tests.cast import Api, Cast
from tests.scenarios.content import Json, both, clip, library, scenario_body


@pytest.fixture
def scenario(cast: Cast) -> UUID:
    library(cast.haven)
    return create_scenario(author=cast.author, code="barrier").id


def option(text: str, **more: Any) -> Json:
    return {"text": both(text), "is_right": False, "explanation": both("why"), **more}


def conversation(scenario: UUID, cast: Cast) -> Json:
    """Return a document in which every member says something."""
    clips = {language: str(clip(cast.author).id) for language in ("nl", "en")}
    card = {"intensity": 3, "sector": "transport", "channel": "face_to_face", "minutes": None}
    respond = {
        "kind": "respond",
        "prompt": both("Reply"),
        "max_take_ms": 30_000,
        "preparation_ms": 10_000,
        "max_takes": 3,
        "medium": "either",
        "autocue": both("Good morning"),
        "autocue_editable": True,
        "example_answer": both("Thank you"),
        "example_clips": clips,
        "example_shown": "after_take",
        "self_check": True,
    }
    return (
        scenario_body(scenario)
        | card
        | {
            "scenes": [
                {
                    "key": "theory",
                    "kind": "info",
                    "prompt": both("Why"),
                    "body": both("**Listen.**"),
                },
                {"key": "opening", "kind": "watch", "prompt": both("Watch"), "clips": clips},
                {
                    "key": "kind",
                    "kind": "choose",
                    "purpose": "aggression_type",
                    "prompt": both("Which?"),
                    "options": [
                        option("Frustration", is_right=True, next="calm"),
                        option("Threat", next="limit"),
                    ],
                },
                {
                    "key": "signs",
                    "kind": "choose",
                    "several": True,
                    "prompt": both("Which signs?"),
                    "options": [option("Volume", is_right=True), option("Pace", is_right=True)],
                },
                respond | {"key": "calm", "next": "end"},
                respond | {"key": "limit"},
            ],
        }
    )


def save(api: Api, cast: Cast, body: Json, version: UUID | None = None) -> Any:
    return api(cast.author).put(f"/api/v1/haven/scenario-versions/{version or new_id()}", body)


def test_all_that_a_conversation_says_comes_back(scenario: UUID, api: Api, cast: Cast) -> None:
    body = conversation(scenario, cast)
    answer = save(api, cast, body)
    assert answer.status_code == 201, answer.content
    saved = answer.json()
    for name in ("intensity", "sector", "channel", "minutes"):
        assert saved[name] == body[name]
    for sent, scene in zip(body["scenes"], saved["scenes"], strict=True):
        options = sent.pop("options", [])
        assert {name: scene[name] for name in sent} == sent
        for wanted, stored in zip(options, scene["options"], strict=True):
            assert {name: stored[name] for name in wanted} == wanted
    again = save(api, cast, saved, UUID(saved["id"]))
    assert (again.status_code, again.json()) == (200, saved)


def test_a_document_that_says_nothing_new_gets_the_defaults(
    scenario: UUID, api: Api, cast: Cast
) -> None:
    body = scenario_body(scenario)
    for name in ("intensity", "sector", "channel", "minutes"):
        del body[name]
    saved = save(api, cast, body).json()
    assert [scene["key"] for scene in saved["scenes"]] == ["s1", "s2", "s3"]
    assert {scene["next"] for scene in saved["scenes"]} == {None}
    card = [saved[name] for name in ("intensity", "sector", "channel", "minutes")]
    assert card == [None] * 4
    respond = saved["scenes"][2]
    assert (respond["medium"], respond["example_shown"]) == ("video", "never")
    assert (respond["preparation_ms"], respond["max_takes"]) == (0, None)


def test_the_estimate_counts_clips_reading_answers_and_replies(
    scenario: UUID, api: Api, cast: Cast
) -> None:
    body = scenario_body(scenario, clips={"nl": str((customer := clip(cast.author)).id)})
    body["scenes"][2]["preparation_ms"] = 60_000
    version = new_id()
    assert save(api, cast, body, version).json()["estimated_minutes"] == 3
    customer.duration_ms = 100_000
    customer.save()
    path = f"/api/v1/haven/scenario-versions/{version}"
    assert api(cast.author).get(path).json()["estimated_minutes"] == 4


def _scene(place: int, **changes: Any) -> Callable[[Json], None]:
    return lambda body: body["scenes"][place].update(changes)


def _option(place: int, **changes: Any) -> Callable[[Json], None]:
    return lambda body: body["scenes"][place]["options"][0].update(changes)


@pytest.mark.parametrize(
    ("change", "code", "attr"),
    [
        (_scene(1, key="theory"), "key_taken", "scenes.1.key"),
        (_scene(1, key="s1"), None, None),
        (
            lambda body: body["scenes"][4].update(key="s1") or body["scenes"][0].pop("key"),
            "key_taken",
            "scenes.4.key",
        ),
        (_scene(1, key="end"), "key_reserved", "scenes.1.key"),
        (_scene(1, key="Opening"), "invalid", "scenes.1.key"),
        (_scene(1, key="a" * 41), "max_length", "scenes.1.key"),
        (_scene(1, next="not a key"), "invalid", "scenes.1.next"),
        (_scene(1, next="nowhere"), None, None),
        (_scene(4, next=None), None, None),
        (_option(3, next="calm"), "next_on_several", "scenes.3.options"),
        (_option(2, next="Calm!"), "invalid", "scenes.2.options.0.next"),
        (_scene(1, body=both("Read")), "not_of_this_kind", "scenes.1.body"),
        (_scene(0, several=True), "not_of_this_kind", "scenes.0.several"),
        (_scene(0, purpose="style"), "not_of_this_kind", "scenes.0.purpose"),
        (_scene(0, options=[option("One")]), "options_on_choose", "scenes.0.options"),
        (_scene(4, clips={"nl": str(new_id())}), "clips_on_watch", "scenes.4.clips"),
        (_scene(1, preparation_ms=1), "not_of_this_kind", "scenes.1.preparation_ms"),
        (_scene(1, max_takes=1), "not_of_this_kind", "scenes.1.max_takes"),
        (_scene(1, medium="sound"), "not_of_this_kind", "scenes.1.medium"),
        (_scene(1, autocue=both("x")), "not_of_this_kind", "scenes.1.autocue"),
        (_scene(1, autocue_editable=True), "not_of_this_kind", "scenes.1.autocue_editable"),
        (_scene(1, example_answer=both("x")), "not_of_this_kind", "scenes.1.example_answer"),
        (_scene(1, example_shown="before"), "not_of_this_kind", "scenes.1.example_shown"),
        (_scene(1, self_check=True), "not_of_this_kind", "scenes.1.self_check"),
        (
            _scene(1, example_clips={"en": str(new_id())}),
            "not_of_this_kind",
            "scenes.1.example_clips",
        ),
        (
            _scene(4, example_clips={"en": str(new_id())}),
            "unknown_clip",
            "scenes.4.example_clips.en",
        ),
        (_scene(4, preparation_ms=120_001), "max_value", "scenes.4.preparation_ms"),
        (_scene(4, preparation_ms=-1), "min_value", "scenes.4.preparation_ms"),
        (_scene(4, max_takes=0), "min_value", "scenes.4.max_takes"),
        (_scene(4, max_takes=21), "max_value", "scenes.4.max_takes"),
        (_scene(4, medium="radio"), "invalid_choice", "scenes.4.medium"),
        (_scene(0, body=both("x" * 5001)), "max_length", "scenes.0.body.nl"),
        (lambda body: body.update(intensity=6), "max_value", "intensity"),
        (lambda body: body.update(intensity=0), "min_value", "intensity"),
        (lambda body: body.update(sector="circus"), "invalid_choice", "sector"),
        (lambda body: body.update(channel="letter"), "invalid_choice", "channel"),
        (lambda body: body.update(minutes=0), "min_value", "minutes"),
    ],
)
def test_a_wrong_member_is_refused_with_its_place(
    change: Callable[[Json], None],
    code: str | None,
    attr: str | None,
    scenario: UUID,
    api: Api,
    cast: Cast,
) -> None:
    """A draft may still lead nowhere: that is refused when it is published."""
    body = conversation(scenario, cast)
    change(body)
    answer = save(api, cast, body)
    if code is None:
        assert answer.status_code == 201, answer.content
        return
    assert answer.status_code == 400, answer.content
    assert (code, attr) in [(e["code"], e["attr"]) for e in answer.json()["errors"]]
    assert not ScenarioVersion.objects.exists()
