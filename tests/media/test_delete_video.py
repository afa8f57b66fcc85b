"""Deleting a video removes every file of it, and what was granted for it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.ids import new_id
from media import services
from media.models import Captions, Rendition, Video, VideoState
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import processed

pytestmark = pytest.mark.django_db(transaction=True)


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_DIR).rglob("*") if path.is_file()]


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    made = processed(committed_cast.employee, clips.mp4(tmp_path))
    Captions.objects.create(video=made, language="nl", text="WEBVTT")
    return made


def test_it_removes_original_rendition_poster_and_captions(video: Video) -> None:
    assert len(files()) == 3
    services.delete_video(video=video)
    assert files() == []
    video.refresh_from_db()
    assert (video.state, video.original, video.poster) == (VideoState.DELETED, "", "")
    assert not Rendition.objects.exists()
    assert not Captions.objects.exists()


def test_a_deleted_video_is_not_granted(video: Video, committed_cast: Cast) -> None:
    services.delete_video(video=video)
    playback = services.grant_playback(
        video=video, viewer=committed_cast.employee, purpose="own_take"
    )
    assert (playback.state, playback.url) == ("deleted", None)


def test_twice_is_once(video: Video) -> None:
    services.delete_video(video=video)
    services.delete_video(video=video)
    assert files() == []


def test_a_deletion_that_was_cut_off_is_finished_by_tidying(video: Video) -> None:
    Video.objects.filter(pk=video.pk).update(state=VideoState.DELETED)
    assert len(files()) == 3
    services.tidy(now=timezone.now())
    assert files() == []
    services.tidy(now=timezone.now())


def test_deleting_one_leaves_the_others(video: Video, committed_cast: Cast, tmp_path: Path) -> None:
    other = processed(committed_cast.teammate, clips.mp4(tmp_path))
    services.delete_video(video=video)
    other.refresh_from_db()
    assert other.state == VideoState.READY
    assert len(files()) == 3


def test_a_video_that_never_arrived_can_be_deleted(committed_cast: Cast) -> None:
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=new_id(), length=10, content_type="video/mp4"
    )
    services.delete_video(video=upload.video)
    upload.refresh_from_db()
    assert upload.state == "terminated"
