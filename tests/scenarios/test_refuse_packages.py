"""A package that breaks a rule is refused with code and place, and leaves nothing."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from core.ids import new_id
from scenarios.models import PackageImport
from tests.cast import Api, Cast, code_of
from tests.scenarios.packages import (
    Json,
    changed,
    kept_packages,
    packed,
    send,
    unpacked,
)


def places(answer: Any) -> list[str]:
    return [one["attr"] for one in answer.json()["errors"]]


def refused(api: Api, cast: Cast, package: bytes) -> tuple[str, list[str]]:
    """Return code and places of the refusal, which must have left nothing."""
    answer = send(api, cast.stranger, package)
    assert answer.status_code == 400, answer.content
    assert not PackageImport.objects.exists()
    assert not kept_packages(cast.stranger)
    return code_of(answer), places(answer) if answer.json().get("errors") else []


def test_what_is_no_zip_is_refused(api: Api, cast: Cast) -> None:
    for body in (b"", b"PK", b"{}", b"PK\5\6" + bytes(17), b"x" * 5000):
        assert refused(api, cast, body)[0] == "package_unreadable"


def test_a_zip_with_something_before_or_behind_it_is_refused(
    api: Api, cast: Cast, package: bytes
) -> None:
    assert refused(api, cast, b"MZ" + package)[0] == "package_unreadable"
    assert refused(api, cast, package + b"\0")[0] == "package_unreadable"


@pytest.mark.parametrize(
    "path", ["../media/a.mp4", "/etc/passwd", "media/../../a", "C:\\a.mp4", "..\\a", "\\\\host\\a"]
)
def test_a_path_outside_is_refused(api: Api, cast: Cast, package: bytes, path: str) -> None:
    code, where = refused(api, cast, packed(unpacked(package) | {path: b"x"}))
    assert (code, where) == ("package_path_refused", [path])


def test_a_link_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a") as archive:
        link = zipfile.ZipInfo("media/" + "a" * 64 + ".mp4")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(api, cast, made.getvalue())[0] == "package_path_refused"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_path_that_is_there_twice_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("package.json", b"{}")
    assert refused(api, cast, made.getvalue()) == ("package_path_refused", ["package.json"])


@pytest.mark.parametrize("path", ["readme.txt", "media/", "media/a.mp4", "captions/" + "a" * 64])
def test_an_entry_that_no_package_has_is_refused(
    api: Api, cast: Cast, package: bytes, path: str
) -> None:
    code, where = refused(api, cast, packed(unpacked(package) | {path: b""}))
    assert (code, where) == ("package_entry_unknown", [path])


def test_an_entry_that_is_not_named_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    path = f"media/{'a' * 64}.mp4"
    code, where = refused(api, cast, packed(unpacked(package) | {path: b"x"}))
    assert (code, where) == ("package_entry_unknown", [path])


def test_a_package_without_its_list_is_refused(api: Api, cast: Cast) -> None:
    assert refused(api, cast, packed({})) == ("package_file_missing", ["package.json"])


def test_a_missing_file_is_refused(api: Api, cast: Cast, filmed: bytes) -> None:
    files = unpacked(filmed)
    gone = next(path for path in files if path.startswith("media/"))
    del files[gone]
    assert refused(api, cast, packed(files)) == ("package_file_missing", [gone])


def test_a_file_of_another_length_is_refused(api: Api, cast: Cast, filmed: bytes) -> None:
    files = unpacked(filmed)
    path = next(path for path in files if path.startswith("media/"))
    files[path] += b"x"
    assert refused(api, cast, packed(files)) == ("package_file_changed", [path])


def test_a_bomb_in_one_entry_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    path = f"media/{'a' * 64}.mp4"
    bomb = packed(unpacked(package) | {path: bytes(20 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refused(api, cast, bomb) == ("package_bomb", [path])


def test_an_entry_that_is_longer_than_it_says_is_refused(
    api: Api, cast: Cast, package: bytes
) -> None:
    content = unpacked(package)["package.json"] + b" " * 3_000_000
    bomb = bytearray(packed({"package.json": content}))
    short = struct.pack("<I", 500_000)
    whole = struct.pack("<I", len(content))
    assert bomb.count(whole) == 2
    lying = bytes(bomb).replace(whole, short)
    assert refused(api, cast, lying)[0] in {"package_bomb", "package_file_changed"}


@pytest.mark.parametrize("offset", [2**40, 2**62, 2**63 - 1, 2**64 - 1])
@pytest.mark.parametrize("folder", ["package.json", "media/"])
def test_an_entry_beyond_the_file_is_refused(
    api: Api, cast: Cast, filmed: bytes, folder: str, offset: int
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in unpacked(filmed).items():
            entry = zipfile.ZipInfo(path)
            archive.writestr(entry, content)
            if path.startswith(folder):
                entry.header_offset = offset  # as Zip64 writes it: a number of 64 bits
    assert refused(api, cast, made.getvalue()) == ("package_unreadable", [])


def test_too_many_entries_are_refused_before_they_are_read(api: Api, cast: Cast) -> None:
    files = {f"captions/{number:064x}.vtt": b"" for number in range(2001)}
    assert refused(api, cast, packed(files)) == ("package_bomb", [])


def test_too_much_in_all_is_refused(api: Api, cast: Cast, filmed: bytes, settings: Any) -> None:
    settings.PACKAGE_MAX_BYTES = len(filmed) - 1
    answer = send(api, cast.stranger, filmed)
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


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


def test_a_package_beside_json_is_not_taken(api: Api, cast: Cast) -> None:
    path = f"/api/v1/burcht/package-imports/{new_id()}"
    assert api(cast.stranger).put(path, {}).status_code == 415
