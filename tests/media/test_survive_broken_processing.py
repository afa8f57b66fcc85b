"""The row is the truth: no killed worker and no emptied broker costs a recording."""

from datetime import timedelta
from pathlib import Path

import psutil
import pytest
import redis
from django.conf import settings
from django.utils import timezone

from core.ids import new_id
from media import services, storage
from media.errors import Reason
from media.models import Video, VideoState
from media.services import processing
from media.store import get_store
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import received, rendition_of
from tests.servers import running_worker, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def forget_everything() -> None:
    """Every key in this test's Valkey database."""
    redis.Redis.from_url(settings.REDIS_URL).flushdb()


@pytest.fixture(autouse=True)
def no_tasks_from_before() -> None:
    forget_everything()


def state_of(video: Video) -> str:
    return str(Video.objects.values_list("state", flat=True).get(pk=video.pk))


def converters(video: Video) -> list[psutil.Process]:
    """ffmpeg processes at work on this video."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = " ".join(process.info["cmdline"] or [])
        if video.pk.hex in words and "-progress" in words and "confine.py" not in words:
            found.append(process)
    return found


def slow_clip(folder: Path) -> bytes:
    """Takes some seconds to transcode."""
    part = clips.make(folder / "part.webm", *clips.VP8, *clips.OPUS, size="640x480", seconds=2)
    again = ["-stream_loop", "3", "-i", str(part), "-c", "copy"]
    return clips.run(*again, str(folder / "slow.webm")).read_bytes()


def later() -> None:
    """Run the sweep that beat runs once the claim of a dead worker is stale."""
    services.sweep(now=timezone.now() + timedelta(seconds=settings.MEDIA_CLAIM_SECONDS + 1))


def test_a_worker_killed_at_work_costs_nothing(committed_cast: Cast, tmp_path: Path) -> None:
    content = slow_clip(tmp_path)
    with running_worker(tmp_path) as worker:
        video = received(committed_cast.employee, content)
        wait_until(lambda: converters(video), worker)
        worker.kill()
    assert state_of(video) == VideoState.PROCESSING
    wait_until(lambda: not converters(video))
    forget_everything()
    with running_worker(tmp_path) as worker:
        later()
        wait_until(lambda: state_of(video) == VideoState.READY, worker)
    video.refresh_from_db()
    assert video.tries == 2
    assert rendition_of(video).size > 0


def test_an_emptied_broker_costs_nothing(committed_cast: Cast, tmp_path: Path) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    forget_everything()
    with running_worker(tmp_path) as worker:
        services.sweep(now=timezone.now())
        wait_until(lambda: state_of(video) == VideoState.READY, worker)


def test_a_worker_deletes_what_it_made_of_a_video_deleted_meanwhile(
    committed_cast: Cast, tmp_path: Path
) -> None:
    content = slow_clip(tmp_path)
    with running_worker(tmp_path) as worker:
        video = received(committed_cast.employee, content)
        wait_until(lambda: converters(video), worker)
        services.delete_video(video=video)
        worker.stop(grace=60)
    assert state_of(video) == VideoState.DELETED
    assert list(Path(settings.MEDIA_DIR).rglob("*.mp4")) == []
    assert list(Path(settings.MEDIA_DIR).rglob("original")) == []


def test_of_two_workers_one_gets_the_video(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    assert processing.claim_video(video_id=video.pk) is not None
    assert processing.claim_video(video_id=video.pk) is None


def test_a_worker_that_lost_its_claim_changes_nothing(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    first = processing.claim_video(video_id=video.pk)
    later()
    second = processing.claim_video(video_id=video.pk)
    assert first
    assert second
    assert not processing.beat(first)
    assert not processing.fail(first, reason=Reason.DAMAGED)
    assert not processing.finish(first, facts={}, renditions=[], poster="")
    assert processing.beat(second)


def test_a_fresh_claim_is_left_alone(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    claim = processing.claim_video(video_id=video.pk)
    services.sweep(now=timezone.now())
    assert claim
    assert processing.beat(claim)


def test_a_video_that_kills_three_workers_is_given_up_with_a_reason(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    for _ in range(processing.MAX_TRIES):
        assert processing.claim_video(video_id=video.pk)
        later()
    video.refresh_from_db()
    assert (video.state, video.reason) == (VideoState.FAILED, Reason.GAVE_UP)
    assert services.retry(video_id=video.pk)
    assert processing.claim_video(video_id=video.pk)


def test_an_outage_of_the_storage_does_not_count_as_a_try(
    committed_cast: Cast, tmp_path: Path
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    objects = Path(settings.MEDIA_DIR) / "objects"
    objects.write_text("a file where a folder should be")
    with pytest.raises(OSError, match="objects"):
        services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.tries) == (VideoState.RECEIVED, 0)
    objects.unlink()
    services.process(video_id=video.pk)
    assert state_of(video) == VideoState.READY


def test_a_crash_between_moving_the_original_and_saying_so_is_healed(
    committed_cast: Cast, tmp_path: Path
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    path = get_store().path(video.pk)
    assert path
    storage.put(f"{storage.folder_of(video.organisation_id, video.pk)}/original", path)
    services.process(video_id=video.pk)
    assert state_of(video) == VideoState.READY


def test_bytes_that_are_really_gone_are_named(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    get_store().delete(video.pk)
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.reason) == (VideoState.FAILED, Reason.BYTES_MISSING)


def test_a_task_for_nothing_does_nothing(committed_cast: Cast) -> None:
    services.process(video_id=new_id())
