"""The demo's own clips come in ready, without a queue."""

from pathlib import Path

import pytest

from accounts.models import Membership
from core.ids import new_id
from media import services
from media.errors import ProcessingFailed
from media.models import Captions, Video, VideoState
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import decoded, file_of
from tests.media.watching import granted

CAPTIONS = {"nl": "WEBVTT\n\n00:00.000 --> 00:01.000\nDag", "en": "WEBVTT"}


def import_clip(author: Membership, path: Path, **texts: str) -> Video:
    return services.import_clip(
        organisation=author.organisation,
        owner=author,
        path=path,
        captions=texts or CAPTIONS,
        id=new_id(),
    )


def test_it_is_ready_at_once_with_poster_and_captions(cast: Cast, tmp_path: Path) -> None:
    clip = clips.mp4(tmp_path)
    video = import_clip(cast.author, clip)
    assert (video.state, video.purpose, video.has_sound) == (VideoState.READY, "scene", True)
    assert decoded(file_of(video))["frames"] == 30
    assert clip.exists()
    playback = granted(video, cast.employee, "scene").playback
    assert [link.language for link in playback.captions] == ["en", "nl"]
    assert playback.poster_url


def test_the_same_id_again_only_renews_captions(cast: Cast, tmp_path: Path) -> None:
    clip, id = clips.mp4(tmp_path), new_id()
    for text in ("WEBVTT\n1", "WEBVTT\n2"):
        services.import_clip(
            organisation=cast.haven, owner=cast.author, path=clip, captions={"nl": text}, id=id
        )
    assert Video.objects.get().renditions.count() == 1
    assert Captions.objects.get().text == "WEBVTT\n2"


def test_what_browsers_cannot_play_is_refused(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(ProcessingFailed):
        import_clip(cast.author, clips.webm_without_duration(tmp_path))
    assert not Video.objects.exists()
