"""An author makes a clip of a stretch of another, which stays as it is."""

from pathlib import Path
from typing import Any
from uuid import UUID

import av
import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Membership
from core.ids import new_id
from media import services
from media.domain import webvtt
from media.domain.webvtt import Cue
from media.models import Captions, Purpose, Rendition, Trim, Upload, Video, VideoState
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.dispatched import Answer
from tests.media import clips
from tests.media.recordings import decoded, file_of, playable
from tests.media.test_choose_poster import BLUE, RED, is_near, two_colours

pytestmark = pytest.mark.slow

TEXT = """WEBVTT

NOTE of the author

00:00.200 --> 00:01.000
Voor het stuk

one
00:01.200 --> 00:02.200 align:start
<v Ann>Half <00:01.700>erin
en nog wat

00:02.300 --> 00:04.000
Tot het eind
"""


@pytest.fixture
def clip(committed_cast: Cast, tmp_path: Path) -> Video:
    """Four seconds of picture, red then blue, and six of sound."""
    video = playable(committed_cast.author, two_colours(tmp_path))
    Video.objects.filter(pk=video.pk).update(purpose=Purpose.SCENE)
    services.put_captions(video=video, language="nl", text=TEXT)
    return video


def trim(
    api: Api, author: Membership, clip: Video, start_ms: Any, end_ms: Any, id: UUID | None = None
) -> Any:
    body = {"source": str(clip.pk), "start_ms": start_ms, "end_ms": end_ms}
    return api(author).put(f"/api/v1/haven/videos/{id or new_id()}/trim", body)


def colours(path: Path) -> list[tuple[int, ...]]:
    """Return the colour of each picture of a file."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="rgb24")[100, 100] for frame in container.decode(video=0)]
    return [tuple(int(part) for part in frame) for frame in frames]


@pytest.mark.django_db(transaction=True)
def test_the_stretch_becomes_a_clip_of_its_own(
    api: Api, committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    before = file_of(clip).read_bytes()
    answer = trim(api, committed_cast.author, clip, 1600, 3000)
    assert (answer.status_code, answer.json()["state"]) == (201, "received")
    assert run_dispatched() == ["media.process"]
    made = Video.objects.get(pk=answer.json()["id"])
    assert (made.state, made.purpose, made.owner) == ("ready", "scene", committed_cast.author)
    assert made.duration_ms is not None
    assert abs(made.duration_ms - 1400) < 100
    found = colours(file_of(made))
    assert is_near(found[0], RED)
    assert is_near(found[-1], BLUE)
    assert sum(is_near(one, RED) for one in found) == 6  # from 1.6 to 2.0 s at 15 a second
    assert abs(len(found) - 21) <= 1
    assert decoded(file_of(made))["audio"] == "aac"
    assert default_storage.exists(made.poster)
    clip.refresh_from_db()
    assert clip.state == VideoState.READY
    assert file_of(clip).read_bytes() == before
    assert "media.add_extras" in run_dispatched()


@pytest.mark.django_db(transaction=True)
def test_its_captions_are_those_of_the_stretch(api: Api, committed_cast: Cast, clip: Video) -> None:
    services.put_captions(video=clip, language="en", text=webvtt.written([Cue(0, 900, "Before")]))
    made = trim(api, committed_cast.author, clip, 1600, 3000).json()["id"]
    path = f"/api/v1/haven/videos/{made}/captions/nl"
    assert api(committed_cast.author).get(path).json()["text"] == (
        "WEBVTT\n\n"
        "one\n00:00:00.000 --> 00:00:00.600 align:start\n<v Ann>Half erin\nen nog wat\n\n"
        "00:00:00.700 --> 00:00:01.400\nTot het eind\n"
    )
    assert not Captions.objects.filter(video=made, language="en").exists()
    assert Captions.objects.get(video=clip, language="nl").text == TEXT


@pytest.mark.django_db(transaction=True)
def test_it_counts_in_the_quota_as_its_share_of_the_other(
    api: Api, committed_cast: Cast, clip: Video, settings: Any
) -> None:
    id = new_id()
    assert trim(api, committed_cast.author, clip, 0, 3000, id).status_code == 201
    size, length = Rendition.objects.get(video=clip).size, clip.duration_ms or 0
    counted = Upload.objects.get(video=id).length
    assert counted == size * 3000 // length
    settings.UPLOAD_QUOTA_ORGANISATION_BYTES = Upload.objects.get(video=clip).length + counted
    answer = trim(api, committed_cast.author, clip, 0, 1000)
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")
    assert trim(api, committed_cast.author, clip, 0, 3000, id).status_code == 200
    services.delete_video(video=Video.objects.get(pk=id))
    assert trim(api, committed_cast.author, clip, 0, 3000).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_sound_alone_is_trimmed_too(
    api: Api, committed_cast: Cast, tmp_path: Path, run_dispatched: Answer
) -> None:
    video = playable(committed_cast.author, clips.sound_only(tmp_path))
    Video.objects.filter(pk=video.pk).update(purpose=Purpose.SCENE)
    made = trim(api, committed_cast.author, video, 500, 1500).json()["id"]
    run_dispatched()
    row = Video.objects.get(pk=made)
    assert (row.state, row.poster) == ("ready", "")
    assert row.duration_ms is not None
    assert abs(row.duration_ms - 1000) < 100


@pytest.mark.django_db(transaction=True)
def test_the_same_request_again_gets_the_same_clip(
    api: Api, committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    id = new_id()
    first = trim(api, committed_cast.author, clip, 0, 2000, id)
    run_dispatched()
    again = trim(api, committed_cast.author, clip, 0, 2000, id)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["state"] == "ready"
    assert "media.process" not in run_dispatched()
    other = trim(api, committed_cast.author, clip, 0, 2001, id)
    assert (other.status_code, code_of(other)) == (409, "trim_differs")
    taken = trim(api, committed_cast.author, clip, 0, 2000, clip.pk)
    assert (taken.status_code, code_of(taken)) == (404, "not_found")


@pytest.mark.django_db(transaction=True)
def test_twice_at_once_makes_one_clip(committed_cast: Cast, clip: Video) -> None:
    id = new_id()

    def make() -> bool:
        _, is_new = services.trim_clip(
            author=committed_cast.author, id=id, source=clip.pk, start_ms=0, end_ms=1500
        )
        return is_new

    assert sorted(at_once(make, make)) == [False, True]
    assert Trim.objects.get().source == clip
    assert Captions.objects.filter(video=id).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("start_ms", "end_ms", "code"),
    [
        (0, 999, "trim_too_short"),
        (2000, 1000, "trim_too_short"),
        (1000, 60_000, "moment_outside"),
        (-1, 2000, "invalid"),
        (0, 2**40, "invalid"),
        ("begin", 2000, "invalid"),
        (0, None, "invalid"),
    ],
)
def test_what_is_no_stretch_is_refused(
    api: Api, committed_cast: Cast, clip: Video, start_ms: Any, end_ms: Any, code: str
) -> None:
    answer = trim(api, committed_cast.author, clip, start_ms, end_ms)
    assert (answer.status_code, code_of(answer)) == (400, code)
    assert list(Video.objects.all()) == [clip]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("columns", "status", "code"),
    [
        ({"state": VideoState.PROCESSING}, 409, "video_not_ready"),
        ({"state": VideoState.DELETED}, 404, "not_found"),
        ({"purpose": Purpose.TAKE}, 404, "not_found"),
    ],
)
def test_only_a_clip_that_plays_is_trimmed(
    api: Api,
    committed_cast: Cast,
    clip: Video,
    columns: dict[str, Any],
    status: int,
    code: str,
) -> None:
    Video.objects.filter(pk=clip.pk).update(**columns)
    answer = trim(api, committed_cast.author, clip, 0, 2000)
    assert (answer.status_code, code_of(answer)) == (status, code)


@pytest.mark.django_db(transaction=True)
def test_of_a_clip_that_was_deleted_meanwhile_it_fails_with_a_reason(
    api: Api, committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    made = trim(api, committed_cast.author, clip, 0, 2000).json()["id"]
    services.delete_video(video=clip)
    run_dispatched()
    row = Video.objects.get(pk=made)
    assert (row.state, row.reason) == ("failed", "bytes_missing")


moments = st.integers(0, 9000)


@given(
    st.lists(st.tuples(moments, moments, st.sampled_from(["ja", "<nee> & ja", "a\nb"]))),
    moments,
    st.integers(1000, 9000),
)
def test_captions_of_a_stretch_are_in_order_and_inside_it(
    parts: list[tuple[int, int, str]], start: int, length: int
) -> None:
    cues = [Cue(min(one, two), max(one, two), text) for one, two, text in parts]
    text = webvtt.written(cues)
    kept = webvtt.cut(text, start, start + length)
    assert webvtt.checked(kept) == kept
    inside = [cue for cue in cues if cue.start < start + length and cue.end > start]
    shown = [cue for cue in inside if cue.start < cue.end]
    assert kept.count("-->") == len(shown)
    expected = [
        Cue(max(cue.start, start) - start, min(cue.end, start + length) - start, cue.text)
        for cue in sorted(shown, key=lambda cue: cue.start)
    ]
    assert kept == webvtt.written(expected)
