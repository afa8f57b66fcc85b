"""Every kind of recording becomes one that plays everywhere, or says why it can't."""

from collections.abc import Callable
from pathlib import Path

import av
import pytest
from django.core.files.storage import default_storage

from media import services
from media.models import VideoState
from media.store import get_store
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import decoded, file_of, processed, received, rendition_of

Make = Callable[[Path], Path]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_phones_mp4_is_repacked_without_loss(committed_cast: Cast, tmp_path: Path) -> None:
    clip = clips.mp4(tmp_path)
    video = processed(committed_cast.employee, clip)
    assert (video.state, video.reason, video.progress) == (VideoState.READY, "", 100)
    assert (video.width, video.height, video.has_sound) == (320, 240, True)
    assert video.duration_ms is not None
    assert 1950 <= video.duration_ms <= 2100
    found = decoded(file_of(video))
    assert (found["video"], found["audio"], found["is_fast"]) == ("h264", "aac", True)
    assert found["frames"] == 30
    assert rendition_of(video).size == file_of(video).stat().st_size


def test_the_original_is_kept_and_the_uploads_copy_is_not(
    committed_cast: Cast, tmp_path: Path
) -> None:
    clip = clips.mp4(tmp_path)
    video = processed(committed_cast.employee, clip)
    with default_storage.open(video.original) as original:
        assert original.read() == clip.read_bytes()
    assert list(get_store().listing()) == []


def test_it_stands_upright_and_tells_no_place(committed_cast: Cast, tmp_path: Path) -> None:
    clip = clips.portrait_by_rotation(tmp_path)
    assert b"+52.3702" in clip.read_bytes()
    video = processed(committed_cast.employee, clip)
    assert (video.width, video.height) == (240, 320)
    assert b"+52.3702" not in file_of(video).read_bytes()
    with av.open(str(file_of(video))) as container:
        assert abs(next(container.decode(video=0)).rotation) == 90
    with av.open(default_storage.path(video.poster)) as poster:
        assert (poster.streams.video[0].width, poster.streams.video[0].height) == (240, 320)


@pytest.mark.parametrize(
    "kind", [clips.fragmented, clips.webm_without_duration, clips.hevc_hlg, clips.odd_size]
)
def test_it_plays_whatever_the_phone_made(committed_cast: Cast, tmp_path: Path, kind: Make) -> None:
    video = processed(committed_cast.employee, kind(tmp_path))
    assert (video.state, video.reason) == (VideoState.READY, "")
    found = decoded(file_of(video))
    assert (found["video"], found["pixels"], found["audio"]) == ("h264", "yuv420p", "aac")
    assert found["is_fast"]
    assert video.duration_ms is not None
    assert 900 <= video.duration_ms <= 2200
    assert abs(found["seconds"] * 1000 - video.duration_ms) < 150
    assert video.poster


def test_a_recording_without_sound_says_so(committed_cast: Cast, tmp_path: Path) -> None:
    video = processed(committed_cast.employee, clips.silent(tmp_path))
    assert (video.state, video.has_sound) == (VideoState.READY, False)


def test_sound_alone_can_be_heard(committed_cast: Cast, tmp_path: Path) -> None:
    video = processed(committed_cast.employee, clips.sound_only(tmp_path))
    assert (video.state, video.has_sound, video.poster) == (VideoState.READY, True, "")
    assert (video.width, video.height) == (None, None)
    assert rendition_of(video).content_type == "audio/mp4"
    assert decoded(file_of(video))["audio"] == "aac"


def test_what_plays_of_a_cut_off_recording_is_saved(committed_cast: Cast, tmp_path: Path) -> None:
    video = processed(committed_cast.employee, clips.cut_off(tmp_path))
    assert video.state == VideoState.READY
    assert video.duration_ms is not None
    assert 500 < video.duration_ms < 2000


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (clips.cut_mp4, "index_missing"),
        (clips.huge_picture, "too_large_picture"),
        (clips.endless, "too_long"),
    ],
)
def test_it_names_what_is_wrong_and_keeps_the_original(
    committed_cast: Cast, tmp_path: Path, kind: Make, reason: str
) -> None:
    video = processed(committed_cast.employee, kind(tmp_path))
    assert (video.state, video.reason) == (VideoState.FAILED, reason)
    assert default_storage.exists(video.original)


@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary, this is not a video.\n" * 50,
        b"PK\x03\x04" + bytes(2000),
        b"\x89PNG\r\n\x1a\n" + bytes(2000),
        b"\0" * 4096,
    ],
)
def test_a_file_that_only_calls_itself_mp4_is_refused_by_name(
    committed_cast: Cast, content: bytes
) -> None:
    video = received(committed_cast.employee, content)
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.reason) == (VideoState.FAILED, "not_a_video")


HOSTILE = {
    "playlist": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile {secret}\n",
    "dash": '<?xml version="1.0"?><MPD><Period><AdaptationSet><Representation>'
    "<BaseURL>file://{secret}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "session": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n",
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_a_script_named_mp4_reads_no_other_file(
    committed_cast: Cast, tmp_path: Path, trick: str
) -> None:
    """The file that it points at is a real video, so that reading it would succeed."""
    secret = clips.mp4(tmp_path)
    video = received(committed_cast.employee, HOSTILE[trick].format(secret=secret).encode())
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.reason) == (VideoState.FAILED, "not_a_video")
    assert not video.renditions.exists()


def test_processing_twice_is_processing_once(committed_cast: Cast, tmp_path: Path) -> None:
    video = processed(committed_cast.employee, clips.mp4(tmp_path))
    first = rendition_of(video).key
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.tries, rendition_of(video).key) == (1, first)
