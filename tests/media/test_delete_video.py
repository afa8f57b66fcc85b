"""Deleting a video removes every file of it, and what was granted for it, in both stores."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from core.ids import new_id
from media import services, storage
from media.models import Captions, Rendition, Video, VideoState
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import playable, received
from tests.media.stored import everything
from tests.media.watching import granted
from tests.servers import Server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("store")]


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    made = playable(committed_cast.employee, clips.mp4(tmp_path))
    Captions.objects.create(video=made, language="nl", text="WEBVTT")
    return made


def test_it_removes_original_rendition_poster_and_captions(video: Video) -> None:
    assert len(everything()) == 3
    services.delete_video(video=video)
    assert everything() == []
    video.refresh_from_db()
    assert (video.state, video.original, video.poster) == (VideoState.DELETED, "", "")
    assert not Rendition.objects.exists()
    assert not Captions.objects.exists()


def test_a_deleted_video_is_not_granted(video: Video, committed_cast: Cast) -> None:
    services.delete_video(video=video)
    playback = granted(video, committed_cast.employee).playback
    assert (playback.state, playback.url) == ("deleted", None)


def test_twice_is_once(video: Video) -> None:
    services.delete_video(video=video)
    services.delete_video(video=video)
    assert everything() == []


def test_a_deletion_that_was_cut_off_is_finished_by_tidying(video: Video) -> None:
    Video.objects.filter(pk=video.pk).update(state=VideoState.DELETED)
    assert len(everything()) == 3
    services.tidy(now=timezone.now())
    assert everything() == []
    services.tidy(now=timezone.now())


def test_deleting_one_leaves_the_others(video: Video, committed_cast: Cast, tmp_path: Path) -> None:
    other = playable(committed_cast.teammate, clips.mp4(tmp_path))
    services.delete_video(video=video)
    other.refresh_from_db()
    assert other.state == VideoState.READY
    assert len(everything()) == 3


def test_a_video_that_never_arrived_can_be_deleted(committed_cast: Cast) -> None:
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=new_id(), length=10, content_type="video/mp4"
    )
    services.delete_video(video=upload.video)
    upload.refresh_from_db()
    assert upload.state == "terminated"


def test_bytes_that_were_not_prepared_yet_go_too(committed_cast: Cast, tmp_path: Path) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    assert everything()
    services.delete_video(video=video)
    assert everything() == []


def test_a_deletion_cut_off_before_anything_was_prepared_is_finished_too(
    committed_cast: Cast, tmp_path: Path
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    Video.objects.filter(pk=video.pk).update(state=VideoState.DELETED)
    services.tidy(now=timezone.now())
    assert everything() == []


def test_what_a_worker_leaves_after_the_deletion_is_removed_by_the_next_tidying(
    video: Video,
) -> None:
    """The worker was killed between its last file and its own look at the row."""
    services.delete_video(video=video)
    home = storage.folder_of(video.organisation_id, video.pk)
    default_storage.save(f"{home}/2/main.mp4", ContentFile(b"late"))
    assert len(everything()) == 1
    services.clear_orphans(now=timezone.now())
    assert everything() == []


def test_files_of_a_try_that_was_cut_off_go_after_a_day_and_no_others(video: Video) -> None:
    before = everything()
    home = storage.folder_of(video.organisation_id, video.pk)
    default_storage.save(f"{home}/7/main.mp4", ContentFile(b"of a worker that was killed"))
    services.clear_orphans(now=timezone.now())
    assert len(everything()) == len(before) + 1
    services.clear_orphans(now=timezone.now() + timedelta(days=2))
    assert sorted(everything()) == sorted(before)


def test_files_of_nobody_go_after_a_day(committed_cast: Cast) -> None:
    home = storage.folder_of(committed_cast.haven.pk, new_id())
    default_storage.save(f"{home}/import/main.mp4", ContentFile(b"an import is running"))
    services.clear_orphans(now=timezone.now())
    assert len(everything()) == 1
    services.clear_orphans(now=timezone.now() + timedelta(days=2))
    assert everything() == []


def test_every_url_that_was_granted_fails_afterwards(
    server: Server, video: Video, committed_cast: Cast
) -> None:
    page = granted(video, committed_cast.employee)
    playback = page.playback
    paths = [playback.url, playback.poster_url, *(link.url for link in playback.captions)]

    def get(url: str) -> httpx.Response:
        return loopback.get(url, headers=page.cookie, follow_redirects=True)

    answers = [get(f"{server.url}{path}") for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    services.delete_video(video=video)
    asked = [str(answer.url) for answer in answers] + [f"{server.url}{path}" for path in paths]
    assert {get(url).status_code for url in asked} == {404}


def test_a_copy_that_a_killed_worker_left_on_its_disk_goes_after_a_day(video: Video) -> None:
    work = Path(settings.MEDIA_DIR) / "work"
    work.mkdir(parents=True, exist_ok=True)
    copy = work / "tmp-of-a-worker"
    copy.write_bytes(b"a recording")
    services.tidy(now=timezone.now())
    assert copy.exists()
    services.tidy(now=timezone.now() + timedelta(days=2))
    assert not copy.exists()
