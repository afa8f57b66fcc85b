"""Recordings that somebody waits for go first: extras and drafts of captions come afterwards, in
few slots, so that a crowd of them delays no recording."""

from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import Membership
from media import services
from media.models import Extras, Rendition, Video, VideoState
from media.services.slots import NoSlot, take_slot
from tests.cast import Cast
from tests.dispatched import Answer, run_dispatched
from tests.media import clips
from tests.media.recordings import playable, processed, received
from tests.servers import running_worker, wait_until

__all__ = ["run_dispatched"]
pytestmark = pytest.mark.django_db(transaction=True)


def extras_of(video: Video) -> str:
    return str(Video.objects.values_list("extras", flat=True).get(pk=video.pk))


def crowd(owner: Membership, clip: Path) -> list[Video]:
    """Ready recordings whose extras have been dispatched."""
    return [playable(owner, clip) for _ in range(3)]


def test_a_worker_for_everything_processes_before_it_makes_extras(
    committed_cast: Cast, tmp_path: Path, run_dispatched: Answer
) -> None:
    """Renditions have ids that grow with time, so that they tell what was made when."""
    clip = clips.large(tmp_path)
    waiting = crowd(committed_cast.employee, clip)
    late = [received(committed_cast.employee, clip.read_bytes()) for _ in range(2)]
    with running_worker(tmp_path, queues="extras,messages,media,default") as worker:
        wait_until(lambda: all(extras_of(video) == Extras.MADE for video in waiting + late), worker)
    first = Rendition.objects.filter(video__in=late, name="main").order_by("pk").last()
    second = Rendition.objects.filter(name="360p").order_by("pk").first()
    assert first
    assert second
    assert first.pk < second.pk


def test_extras_take_a_slot_and_dispatch_the_next(
    committed_cast: Cast, tmp_path: Path, run_dispatched: Answer
) -> None:
    early, late, *_ = crowd(committed_cast.employee, clips.mp4(tmp_path))
    with take_slot():
        assert set(run_dispatched()) == {"media.process", "media.add_extras"}
    assert {extras_of(early), extras_of(late)} == {Extras.WAITING}
    services.add_extras(video_id=late.pk)
    assert (extras_of(early), extras_of(late)) == (Extras.WAITING, Extras.MADE)
    assert run_dispatched() == ["media.add_extras"]
    assert extras_of(early) == Extras.MADE


def test_nothing_is_dispatched_when_nothing_waits(
    committed_cast: Cast, tmp_path: Path, run_dispatched: Answer
) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    run_dispatched()
    services.add_extras(video_id=video.pk)
    assert run_dispatched() == []


def test_processing_needs_no_slot(committed_cast: Cast, tmp_path: Path) -> None:
    with take_slot():
        assert processed(committed_cast.employee, clips.mp4(tmp_path)).state == VideoState.READY


def test_a_draft_of_captions_takes_a_slot(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    with take_slot(), pytest.raises(NoSlot):
        services.draft_captions(video_id=video.pk, language="en")


def test_there_can_be_more_slots(settings: Settings) -> None:
    settings.MEDIA_EXTRAS_AT_ONCE = 2
    with take_slot(), take_slot(), pytest.raises(NoSlot), take_slot():
        pass
    with take_slot():
        pass
