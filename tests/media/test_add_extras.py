"""The extras of a ready video: they add what is missing and never take away what is there."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Membership
from media import services
from media.models import Extras, Video, VideoState
from media.services import processing
from tests.cast import Api, Cast
from tests.media import clips, odd_clips
from tests.media.recordings import decoded, file_of, playable, processed, received, rendition_of

Make = Callable[[Path], Path]
pytestmark = pytest.mark.django_db(transaction=True)


def completed(owner: Membership, clip: Path) -> Video:
    """The clip after both stages."""
    video = playable(owner, clip)
    services.add_extras(video_id=video.pk)
    video.refresh_from_db()
    return video


def later() -> None:
    services.sweep(now=timezone.now() + timedelta(seconds=settings.MEDIA_CLAIM_SECONDS + 1))


def test_a_ready_video_waits_for_its_extras(committed_cast: Cast, tmp_path: Path) -> None:
    video = processed(committed_cast.employee, clips.large(tmp_path))
    assert (video.state, video.extras) == (VideoState.READY, Extras.WAITING)


def test_without_the_playable_file_nothing_is_tried_again(
    committed_cast: Cast, tmp_path: Path
) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    file_of(video).unlink()
    services.add_extras(video_id=video.pk)
    video.refresh_from_db()
    assert video.extras == Extras.MISSING


def test_it_makes_a_smaller_file_for_slow_networks(committed_cast: Cast, tmp_path: Path) -> None:
    video = completed(committed_cast.employee, clips.large(tmp_path))
    assert video.extras == Extras.MADE
    small = video.renditions.get(name="360p")
    assert (small.width, small.height) == (480, 360)
    assert small.size < video.renditions.get(name="main").size / 2
    found = decoded(Path(default_storage.path(small.key)))
    assert (found["video"], found["audio"], found["is_fast"]) == ("h264", "aac", True)
    assert small.size * 8 / found["seconds"] < 550_000


def test_what_is_small_already_gets_no_copy(committed_cast: Cast, tmp_path: Path) -> None:
    video = completed(committed_cast.employee, clips.mp4(tmp_path))
    assert [each.name for each in video.renditions.all()] == ["main"]


def test_the_player_is_offered_all_from_large_to_small(
    committed_cast: Cast, tmp_path: Path, api: Api
) -> None:
    video = completed(committed_cast.employee, clips.large(tmp_path))
    path = f"/api/v1/haven/videos/{video.pk}/playback"
    playback = api(committed_cast.employee).get(path).json()
    assert [each["name"] for each in playback["renditions"]] == ["main", "360p"]
    assert playback["url"] == playback["renditions"][0]["url"]
    assert len({each["url"] for each in playback["renditions"]}) == 2
    assert playback["renditions"][1]["height"] == 360
    assert len(playback["peaks"]) == 200


def test_it_measures_loudness_and_peaks(committed_cast: Cast, tmp_path: Path) -> None:
    """ffmpeg's sine is at an eighth of full scale: 12% at its peaks, about -21 LUFS."""
    video = completed(committed_cast.employee, clips.mp4(tmp_path))
    assert video.loudness is not None
    assert -24 < video.loudness < -18
    assert all(8 <= peak <= 16 for peak in video.peaks[10:150])


def test_sound_alone_is_measured_too(committed_cast: Cast, tmp_path: Path) -> None:
    video = completed(committed_cast.employee, clips.sound_only(tmp_path))
    assert (video.extras, len(video.peaks)) == (Extras.MADE, 200)


def test_quiet_speech_is_raised_where_it_is_encoded(committed_cast: Cast, tmp_path: Path) -> None:
    video = completed(committed_cast.employee, clips.quiet_webm(tmp_path))
    assert video.loudness is not None
    assert -23 < video.loudness < -17


@pytest.mark.parametrize(
    ("kind", "notices"),
    [
        (clips.mp4, []),
        (clips.muted, ["silent"]),
        (clips.silent, ["silent"]),
        (clips.dark, ["black"]),
        (clips.cut_off, ["cut_off"]),
        (clips.cut_off_mp4, ["cut_off"]),
        (clips.cut_off_fragments, ["cut_off"]),
        (clips.fragmented, []),
        (clips.webm_without_duration, []),
        (clips.sound_only, []),
        (clips.portrait_by_rotation, []),
        (clips.damaged_in_the_middle, ["damaged"]),
        (clips.variable_rate, []),
    ],
)
def test_it_tells_the_owner_what_to_check(
    committed_cast: Cast, tmp_path: Path, api: Api, kind: Make, notices: list[str]
) -> None:
    video = completed(committed_cast.employee, kind(tmp_path))
    body = api(committed_cast.employee).get(f"/api/v1/haven/videos/{video.pk}").json()
    assert (body["state"], body["notices"]) == ("ready", notices)
    assert len([text for text in body["notice_texts"] if text]) == len(notices)


def test_a_file_that_would_stop_players_is_replaced(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, odd_clips.damaged_sound(tmp_path))
    before = rendition_of(video).key
    services.add_extras(video_id=video.pk)
    video.refresh_from_db()
    assert (video.extras, video.notices) == (Extras.MADE, ["damaged"])
    after = rendition_of(video)
    assert after.key != before
    assert not default_storage.exists(before)
    assert after.size == default_storage.size(after.key)
    assert decoded(Path(default_storage.path(after.key)))["audio"] == "aac"


def test_its_failure_is_quiet(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.large(tmp_path))
    file_of(video).write_bytes(b"no longer a video")
    services.add_extras(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.reason, video.extras) == (VideoState.READY, "", Extras.MISSING)


def test_an_outage_of_ours_is_tried_again(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    work = Path(settings.MEDIA_DIR) / "work"
    work.rmdir()
    work.write_text("a file where a folder should be")
    with pytest.raises(OSError, match="work"):
        services.add_extras(video_id=video.pk)
    video.refresh_from_db()
    assert (video.state, video.extras, video.extras_tries) == ("ready", Extras.WAITING, 0)
    work.unlink()
    services.add_extras(video_id=video.pk)
    video.refresh_from_db()
    assert video.extras == Extras.MADE


def test_of_two_workers_one_makes_them(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    assert processing.claim_extras(video_id=video.pk) is not None
    assert processing.claim_extras(video_id=video.pk) is None


def test_a_worker_that_is_gone_is_replaced_three_times_and_then_nobody_minds(
    committed_cast: Cast, tmp_path: Path
) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    for _ in range(processing.MAX_TRIES):
        claim = processing.claim_extras(video_id=video.pk)
        assert claim
        later()
        assert not processing.beat(claim)
    video.refresh_from_db()
    assert (video.state, video.extras) == (VideoState.READY, Extras.MISSING)


def test_a_video_deleted_meanwhile_leaves_no_file(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.large(tmp_path))
    claim = processing.claim_extras(video_id=video.pk)
    assert claim
    services.delete_video(video=video)
    assert not processing.finish_extras(claim, facts={}, renditions=[])
    services.add_extras(video_id=video.pk)
    assert [path for path in Path(settings.MEDIA_DIR).rglob("*") if path.is_file()] == []


def test_deleting_removes_extras_too(committed_cast: Cast, tmp_path: Path) -> None:
    video = completed(committed_cast.employee, clips.large(tmp_path))
    services.delete_video(video=video)
    video.refresh_from_db()
    assert (video.peaks, video.notices, video.renditions.count()) == ([], [], 0)
    assert [path for path in Path(settings.MEDIA_DIR).rglob("*") if path.is_file()] == []


def test_a_video_that_is_not_ready_has_none(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    assert processing.claim_extras(video_id=video.pk) is None
