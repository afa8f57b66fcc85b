"""A package.json that breaks a rule is refused with code and place, and leaves nothing."""

from collections.abc import Callable

import pytest

from tests.cast import Api, Cast
from tests.scenarios.packages import Json, changed, packed, refused


@pytest.mark.parametrize("schema", ["kalm-package/2", "kalm-rubric/1", None, 1, ["kalm-package/1"]])
def test_an_unknown_schema_is_refused(api: Api, cast: Cast, package: bytes, schema: object) -> None:
    made = changed(package, lambda value: value.update(schema=schema))
    assert refused(api, cast, made)[0] == "package_schema_unknown"


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000, b"[]"])
def test_a_list_that_is_no_json_is_refused(api: Api, cast: Cast, text: bytes) -> None:
    code, _ = refused(api, cast, packed({"package.json": text}))
    assert code in {"package_invalid", "package_schema_unknown"}


WRONG: dict[str, tuple[Callable[[Json], object], str]] = {
    "a text that is too long": (
        lambda value: value["scenarios"][0]["title"].update(nl="x" * 5001),
        "scenarios.0.title.nl",
    ),
    "a language that we don't speak": (
        lambda value: value["scenarios"][0]["title"].update(de="x"),
        "scenarios.0.title.de",
    ),
    "an unknown kind of scene": (
        lambda value: value["scenarios"][0]["scenes"][0].update(kind="dance"),
        "scenarios.0.scenes.0.kind",
    ),
    "a member of another kind of scene": (
        lambda value: value["scenarios"][0]["scenes"][0].update(body={"nl": "x"}),
        "scenarios.0.scenes.0.body",
    ),
    "a member that nobody knows": (
        lambda value: value["scenarios"][0].update(owner="x"),
        "scenarios.0.owner",
    ),
    "a code that is none": (
        lambda value: value["scenarios"][0].update(code="../x"),
        "scenarios.0.code",
    ),
    "a rubric that is not in it": (
        lambda value: value["scenarios"][0].update(rubric_version="r7"),
        "scenarios.0.rubric_version",
    ),
    "a technique that is not in it": (
        lambda value: value["scenarios"][0].update(techniques=["x"]),
        "scenarios.0.techniques",
    ),
    "a clip where a rubric belongs": (
        lambda value: value["scenarios"][0].update(rubric_version="c1"),
        "scenarios.0.rubric_version",
    ),
    "a kind of aggression that is not in it": (
        lambda value: value["scenarios"][0].update(aggression_type="x"),
        "scenarios.0.aggression_type",
    ),
    "a criterion's technique that is not in it": (
        lambda value: value["rubrics"][0]["versions"][0]["criteria"][0].update(technique="x"),
        "rubrics.0.versions.0.criteria.0.technique",
    ),
    "a draft of a rubric before another version": (
        lambda value: value["rubrics"][0]["versions"].insert(
            0, {**value["rubrics"][0]["versions"][0], "name": "r2", "is_published": False}
        ),
        "rubrics.0.versions.0",
    ),
    "a clip whose file is not in it": (
        lambda value: value["clips"].append(
            {"name": "c1", "file": f"media/{'a' * 64}.mp4", "captions": {}}
        ),
        "clips.0.file",
    ),
    "captions in place of a clip": (
        lambda value: value["clips"].append(
            {"name": "c1", "file": f"captions/{'b' * 64}.vtt", "captions": {}}
        ),
        "clips.0.file",
    ),
    "captions whose file is not in it": (
        lambda value: value["clips"].append(
            {
                "name": "c1",
                "file": f"media/{'a' * 64}.mp4",
                "captions": {"nl": f"captions/{'b' * 64}.vtt"},
            }
        ),
        "clips.0.captions.nl",
    ),
    "the same scenario twice": (
        lambda value: value["scenarios"].append(value["scenarios"][0]),
        "scenarios",
    ),
    "a published rubric without levels": (
        lambda value: value["rubrics"][0]["versions"][0]["criteria"][0].update(levels=[]),
        "rubrics.0.versions.0.criteria.0.levels",
    ),
    "a weight that is too high": (
        lambda value: value["rubrics"][0]["versions"][0]["criteria"][0].update(weight=10),
        "rubrics.0.versions.0.criteria.0.weight",
    ),
    "a technique without a name": (
        lambda value: value["techniques"][0].update(name={}),
        "techniques.0.name",
    ),
    "no scenario": (lambda value: value.update(scenarios=[]), "scenarios"),
    "a file outside": (
        lambda value: value["files"].append({"path": "../x", "size": 1, "sha256": "a" * 64}),
        "files.0.path",
    ),
    "a file with a foreign digest": (
        lambda value: value["files"].append(
            {"path": f"media/{'a' * 64}.mp4", "size": 1, "sha256": "b" * 64}
        ),
        "files.0.sha256",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_text_that_the_document_refuses_is_refused_with_its_place(
    api: Api, cast: Cast, package: bytes, what: str
) -> None:
    change, place = WRONG[what]
    code, where = refused(api, cast, changed(package, change))
    assert code == "package_invalid"
    assert place in where
