"""A package is refused, with code and place, for what a worker finds wrong in its files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Api, Cast
from tests.media import clips
from tests.scenarios.packages import (
    body_of,
    checked,
    export,
    imported,
    kept_packages,
    packed,
    unpacked,
)

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _slow_heartbeat(settings: Any) -> None:
    settings.MEDIA_CLAIM_SECONDS = 3600  # a heartbeat's connection sees no row of these tests


def test_a_file_with_other_bytes_is_refused_when_it_is_checked(
    api: Api, cast: Cast, filmed: bytes
) -> None:
    files = unpacked(filmed)
    path = next(path for path in files if path.startswith("media/"))
    files[path] = files[path][:-1] + b"x"
    found = checked(api, cast.stranger, packed(files))
    assert (found["state"], found["refusal"]["code"]) == ("refused", "package_file_changed")
    assert [one["attr"] for one in found["refusal"]["errors"]] == [path]
    assert not kept_packages(cast.stranger)


def replaced(package: bytes, folder: str, content: bytes) -> bytes:
    """Return the package with one file replaced, and named rightly."""
    files = unpacked(package)
    old = next(path for path in files if path.startswith(folder))
    digest = hashlib.sha256(content).hexdigest()
    new = f"{folder}{digest}{Path(old).suffix}"
    del files[old]
    files[new] = content
    text = files["package.json"].decode().replace(old, new)
    value = json.loads(text)
    for one in value["files"]:
        if one["path"] == new:
            one.update(size=len(content), sha256=digest)
    files["package.json"] = json.dumps(value).encode()
    return packed(files)


def test_a_clip_that_the_sandbox_refuses_is_refused_with_its_reason(
    api: Api, cast: Cast, filmed: bytes
) -> None:
    made = replaced(filmed, "media/", b"#EXTM3U\n/etc/passwd\n" * 20)
    found = checked(api, cast.stranger, made)
    assert (found["state"], found["refusal"]["code"]) == ("refused", "package_media_refused")
    [fault] = found["refusal"]["errors"]
    assert fault["code"] == "not_a_video"
    assert fault["attr"].startswith("media/")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"WEBVTT\n\nSTYLE\n::cue {}\n", "style_not_taken", ":3"),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\ncaf\xe9\n", "no_text", ""),
        (b"WEBVTT\n\nNOTE nothing else\n", "shows_nothing", ""),
    ],
)
def test_captions_that_players_stumble_over_are_refused(
    api: Api, cast: Cast, filmed: bytes, content: bytes, code: str, line: str
) -> None:
    made = replaced(filmed, "captions/", content)
    found = checked(api, cast.stranger, made)
    assert (found["state"], found["refusal"]["code"]) == ("refused", "package_invalid")
    [fault] = found["refusal"]["errors"]
    path = f"captions/{hashlib.sha256(content).hexdigest()}.vtt"
    assert (fault["code"], fault["attr"]) == (code, path + line)
    assert not kept_packages(cast.stranger)


def test_a_clip_of_another_kind_is_converted(
    api: Api, cast: Cast, filmed: bytes, tmp_path: Path
) -> None:
    webm = clips.webm_without_duration(tmp_path).read_bytes()
    done = imported(api, cast.stranger, replaced(filmed, "media/", webm))
    assert done["state"] == "done", done
    again = body_of(export(api, cast.stranger, done["made"][0]["version"]))
    assert webm not in unpacked(again).values()


def test_a_clip_that_says_where_it_was_filmed_says_so_no_more(
    api: Api, cast: Cast, filmed: bytes, tmp_path: Path
) -> None:
    placed = clips.portrait_by_rotation(tmp_path).read_bytes()
    assert b"+52.3702" in placed
    done = imported(api, cast.stranger, replaced(filmed, "media/", placed))
    assert done["state"] == "done", done
    again = unpacked(body_of(export(api, cast.stranger, done["made"][0]["version"])))
    assert not [path for path, content in again.items() if b"+52.3702" in content]
