"""Replies as phones and browsers send them: each odd in the way that it claims."""

import wave
from array import array
from pathlib import Path

import av
import pytest

from demo import make_phone_clips
from demo.make_phone_clips import PHONE

pytestmark = pytest.mark.slow

ROTATED, STREAMED = PHONE / "rotated.mp4", PHONE / "streamed.webm"
CUES, DURATION_OF_SEGMENT = bytes.fromhex("1c53bb6b"), bytes.fromhex("4489")


def seconds(path: Path) -> float:
    """By decoding to the end, since not every file says."""
    with av.open(str(path)) as container:
        return max(frame.time or 0.0 for frame in container.decode(video=0))


@pytest.mark.parametrize("path", [ROTATED, STREAMED], ids=["rotated", "streamed"])
def test_it_is_small_and_lasts_some_six_seconds(path: Path) -> None:
    assert path.stat().st_size < 600_000
    assert 5 <= seconds(path) <= 8


def test_it_lies_down_and_is_turned_upright_by_its_matrix() -> None:
    with av.open(str(ROTATED)) as container:
        frame = next(container.decode(video=0))
        assert isinstance(frame, av.VideoFrame)
        assert (frame.width, frame.height) == (1280, 720)
        assert frame.rotation == -90
        assert [one.codec_context.name for one in container.streams] == ["h264", "aac"]


def test_it_keeps_a_phone_files_index_at_the_end() -> None:
    data = ROTATED.read_bytes()
    assert data.index(b"mdat") < data.index(b"moov")


def test_it_streams_without_duration_or_cues() -> None:
    with av.open(str(STREAMED)) as container:
        assert container.duration is None
        assert [one.codec_context.name for one in container.streams] == ["vp8", "opus"]
    data = STREAMED.read_bytes()
    assert CUES not in data
    assert DURATION_OF_SEGMENT not in data[:400]


@pytest.mark.parametrize("path", [ROTATED, STREAMED], ids=["rotated", "streamed"])
def test_it_shows_a_moving_picture(path: Path) -> None:
    with av.open(str(path)) as container:
        small = [frame.reformat(36, 64, "gray") for frame in container.decode(video=0)]
    assert len({bytes(picture.planes[0]) for picture in small}) > len(small) / 2


@pytest.mark.parametrize("path", [ROTATED, STREAMED], ids=["rotated", "streamed"])
def test_it_is_heard(path: Path) -> None:
    with av.open(str(path)) as container:
        sound = b"".join(bytes(frame.planes[0]) for frame in container.decode(audio=0))
    assert max(array("f", sound)) > 0.1


def test_it_makes_a_camera_and_a_microphone_for_chromium(tmp_path: Path) -> None:
    camera = make_phone_clips.fake_camera(tmp_path)
    with av.open(str(camera.video), format="yuv4mpegpipe") as stream:
        video = stream.streams.video[0]
        assert (video.width, video.height) == make_phone_clips.CAMERA
        assert video.average_rate == make_phone_clips.CAMERA_PER_SECOND
        assert video.pix_fmt == "yuv420p"  # Chromium shows green otherwise
    with wave.open(str(camera.audio)) as sound:
        assert (sound.getframerate(), sound.getsampwidth()) == (44_100, 2)
        assert 5 <= sound.getnframes() / sound.getframerate() <= 8
