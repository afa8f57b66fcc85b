"""Publication refuses paths that go round, lead nowhere or end without a reply, with their places.

The rules are pure, so they are tested with values: by example, and against every path of generated
documents.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.domain.completeness import scenario_gaps
from scenarios.domain.drafts import OptionDraft, ScenarioDraft, SceneDraft
from scenarios.domain.duration import estimated_minutes

PATH_CODES = {"target_unknown", "scene_loop", "scene_unreachable", "path_without_respond"}


def scene(key: str, kind: str = "watch", next: str | None = None) -> SceneDraft:
    return SceneDraft(kind, {}, key=key, next=next, max_take_ms=1000 if kind == "respond" else None)


def question(key: str, *targets: str | None, next: str | None = None) -> SceneDraft:
    """Return a choose scene with an option per target."""
    options = tuple(OptionDraft({}, at == 0, {}, next=to) for at, to in enumerate(targets))
    return SceneDraft("choose", {}, key=key, next=next, options=options)


def draft(*scenes: SceneDraft) -> ScenarioDraft:
    return ScenarioDraft(title={}, summary={}, scenes=scenes)


def path_gaps(document: ScenarioDraft) -> list[tuple[str | None, str | None]]:
    return [
        (one["code"], one["attr"]) for one in scenario_gaps(document) if one["code"] in PATH_CODES
    ]


REPLY = scene("reply", "respond")


@pytest.mark.parametrize(
    ("scenes", "expected"),
    [
        ([scene("a"), REPLY], []),
        ([scene("a", next="reply"), scene("b"), REPLY], [("scene_unreachable", "scenes.1")]),
        (
            [scene("a", next="nowhere"), REPLY],
            [
                ("target_unknown", "scenes.0.next"),
                ("scene_unreachable", "scenes.1"),
            ],
        ),
        ([scene("a"), scene("reply", "respond", next="a")], [("scene_loop", "scenes.1.next")]),
        ([scene("a"), scene("reply", "respond", next="reply")], [("scene_loop", "scenes.1.next")]),
        ([scene("a"), REPLY, scene("b", next="end")], []),
        (
            [question("q", "reply", "end"), REPLY],
            [
                ("path_without_respond", "scenes.0.options.1.next"),
            ],
        ),
        (
            [question("q", "reply", None, next="end"), REPLY],
            [
                ("path_without_respond", "scenes.0.next"),
            ],
        ),
        ([question("q", "reply", "away"), REPLY], [("target_unknown", "scenes.0.options.1.next")]),
        (
            [scene("a"), question("q", "reply", "a"), REPLY],
            [
                ("scene_loop", "scenes.1.options.1.next"),
            ],
        ),
        # Each option leads somewhere, so what the scene itself says leads nobody anywhere.
        (
            [question("q", "reply", "reply", next="b"), scene("b", next="end"), REPLY],
            [
                ("scene_unreachable", "scenes.1"),
            ],
        ),
        (
            [
                question("q", "calm", "limit"),
                scene("calm", "respond", next="end"),
                scene("limit", "respond"),
            ],
            [],
        ),
    ],
)
def test_a_wrong_path_is_named_by_its_place(
    scenes: list[SceneDraft], expected: list[tuple[str, str]]
) -> None:
    assert path_gaps(draft(*scenes)) == expected


def test_where_several_are_chosen_the_scene_says_what_follows() -> None:
    several = SceneDraft(
        "choose", {}, key="q", several=True, options=(OptionDraft({}, True, {}),) * 2
    )
    assert path_gaps(draft(several, REPLY)) == []


KINDS = ("watch", "info", "choose", "respond")


@st.composite
def documents(draw: st.DrawFn) -> ScenarioDraft:
    """Draw a document of up to seven scenes. Half of them lead anywhere; the others lead forward,
    most often to the next scene, and close with a reply, so that many are accepted."""
    keys = [f"k{at}" for at in range(draw(st.integers(1, 7)))]
    is_wild = draw(st.booleans())

    def target(place: int) -> str | None:
        if is_wild:
            return draw(st.sampled_from([*keys, None, "end", "nowhere"]))
        return draw(st.sampled_from([None, *keys[place + 1 : place + 3]]))

    scenes = []
    for place, key in enumerate(keys):
        is_last = not is_wild and place == len(keys) - 1
        kind = "respond" if is_last else draw(st.sampled_from(KINDS))
        if kind == "choose":
            targets = [target(place) for _ in range(draw(st.integers(2, 3)))]
            scenes.append(question(key, *targets, next=target(place)))
        else:
            scenes.append(scene(key, kind, target(place)))
    return draft(*scenes)


def ways(document: ScenarioDraft, key: str) -> list[str]:
    """Return the keys that may follow, in plain words of the contract: an option's target, else the
    scene's, else the next in order."""
    keys = [one.key for one in document.scenes]
    here = document.scenes[keys.index(key)]
    in_order = [*keys, "end"][keys.index(key) + 1]
    chosen = [one.next or here.next or in_order for one in here.options]
    return chosen or [here.next or in_order]


def paths(document: ScenarioDraft) -> Iterator[tuple[list[str], str]]:
    """Yield each path from the first scene: the keys passed, and how it stops: at the end, in a
    loop, or nowhere."""
    waiting = [[document.scenes[0].key]]
    known = {one.key for one in document.scenes}
    while waiting:
        path = waiting.pop()
        for key in ways(document, path[-1]):
            if key == "end":
                yield path, "end"
            elif key not in known:
                yield path, "nowhere"
            elif key in path:
                yield path, "loop"
            else:
                waiting.append([*path, key])


@settings(max_examples=300, deadline=None)
@given(documents())
def test_what_is_accepted_ends_on_every_path_after_a_reply(document: ScenarioDraft) -> None:
    kinds = {one.key: one.kind for one in document.scenes}
    walked = list(paths(document))
    passed = {key for path, _ in walked for key in path}
    replies = [any(kinds[key] == "respond" for key in path) for path, _ in walked]
    is_sound = {how for _, how in walked} == {"end"} and all(replies) and passed == set(kinds)
    named = {one["code"] for one in scenario_gaps(document)}
    # What no path meets may still be wrong by itself: an unused target that doesn't exist.
    targets = {to for one in document.scenes for to in (one.next, *(o.next for o in one.options))}
    is_named_right = targets <= {*kinds, "end", None}
    accepted = not named & (PATH_CODES | {"respond_missing"})
    assert accepted == (is_sound and is_named_right)


def test_the_estimate_is_that_of_the_longest_path() -> None:
    def reply(key: str, seconds: int, next: str | None = None) -> SceneDraft:
        return SceneDraft("respond", {}, key=key, next=next, max_take_ms=seconds * 1000)

    branches = draft(question("q", "short", "long"), reply("short", 30, "end"), reply("long", 100))
    assert estimated_minutes(branches, {}) == 2
    straight = draft(question("q", "short", "short"), reply("short", 30), reply("long", 100))
    assert estimated_minutes(straight, {}) == 3


def test_the_estimate_counts_reading_in_the_longer_language() -> None:
    text = {"nl": "woord " * 300, "en": "word " * 450}
    assert estimated_minutes(draft(SceneDraft("info", {}, body=text)), {}) == 3
    assert estimated_minutes(draft(), {}) == 1
