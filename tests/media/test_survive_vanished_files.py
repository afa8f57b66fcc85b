"""A file that goes away under a conversion is an outage of ours, and no damage of the recording."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from media import services, storage
from media.errors import Reason
from media.models import VideoState
from media.services import conversion, preparing
from media.services.conversion import Made, Watch
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import received

pytestmark = pytest.mark.django_db(transaction=True)


def taking_away(path: Path) -> Watch:
    """Looks after a conversion, and takes its source away once it runs."""

    def go_on() -> bool:
        path.unlink(missing_ok=True)
        return True

    return Watch(go_on=go_on)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Its sound is measured in a first reading, and encoded in a second one."""
    return clips.quiet_webm(tmp_path)


def test_a_source_that_goes_between_two_readings_is_not_damaged(clip: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="went away"):
        conversion.convert(clip, tmp_path, taking_away(clip))


def test_a_source_that_was_never_there_is_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"gone\.mp4"):
        conversion.probe(tmp_path / "gone.mp4")


def test_a_recording_whose_file_goes_is_tried_again_and_comes_out(
    committed_cast: Cast, clip: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """The disk of recordings goes once, between probing and converting, and is back afterwards."""
    video = received(committed_cast.employee, clip.read_bytes())
    real, kept = conversion.convert, clip.read_bytes()

    def goes_once(source: Path, folder: Path, watch: Watch) -> Made:
        return real(source, folder, taking_away(source))

    with monkeypatch.context() as once:
        once.setattr(preparing, "convert", goes_once)
        with pytest.raises(FileNotFoundError):
            services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.tries) == (VideoState.RECEIVED, 0)
    original = settings.MEDIA_DIR / "objects" / storage.folder_of(video.organisation_id, video.pk)
    (original / "original").write_bytes(kept)
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert video.state == VideoState.READY


def test_a_recording_whose_file_stays_away_says_that_its_bytes_are_missing(
    committed_cast: Cast, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = received(committed_cast.employee, clip.read_bytes())
    real: Callable[[Path, Path, Watch], Made] = conversion.convert
    with monkeypatch.context() as once:
        once.setattr(preparing, "convert", lambda s, f, _w: real(s, f, taking_away(s)))
        with pytest.raises(FileNotFoundError):
            services.process(video_id=video.pk)
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.reason) == (VideoState.FAILED, Reason.BYTES_MISSING)
