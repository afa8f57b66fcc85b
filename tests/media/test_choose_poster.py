"""An author chooses the moment whose picture is a clip's poster."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import av
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Membership
from media import queries, services
from media.models import PosterChoice, PosterState, Purpose, Video, VideoState
from media.services import posters
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.dispatched import Answer, take_waiting
from tests.media import clips
from tests.media.recordings import file_of, playable

pytestmark = pytest.mark.django_db(transaction=True)
RED, BLUE = (180, 50, 50), (50, 50, 180)


def two_colours(folder: Path) -> Path:
    """Make a clip that is red for two seconds, then blue for two."""
    parts = ["-f", "lavfi", "-i", "color=c=0xb43232:size=320x240:rate=15:duration=2"]
    parts += ["-f", "lavfi", "-i", "color=c=0x3232b4:size=320x240:rate=15:duration=2"]
    parts += ["-f", "lavfi", "-i", "sine=frequency=440:duration=6"]
    join = ["-filter_complex", "[0][1]concat=n=2[v]", "-map", "[v]", "-map", "2:a"]
    return clips.run(*parts, *join, *clips.H264, *clips.AAC, str(folder / "colours.mp4"))


@pytest.fixture
def clip(committed_cast: Cast, tmp_path: Path) -> Video:
    video = playable(committed_cast.author, two_colours(tmp_path))
    Video.objects.filter(pk=video.pk).update(purpose=Purpose.SCENE)
    return video


def choose(api: Api, author: Membership, clip: Video, at_ms: Any) -> Any:
    return api(author).put(f"/api/v1/haven/videos/{clip.pk}/poster", {"at_ms": at_ms})


def colour_of(key: str) -> tuple[int, ...]:
    with av.open(default_storage.path(key)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    return tuple(int(part) for part in frame[100, 100])


def is_near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 24 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("at_ms", "colour"),
    [(0, RED), (1900, RED), (2100, BLUE), (3990, BLUE), (5900, BLUE)],
)
def test_the_picture_at_that_moment_becomes_the_poster(
    api: Api, committed_cast: Cast, clip: Video, run_dispatched: Answer, at_ms: int, colour: Any
) -> None:
    """The sound goes on for two seconds after the last picture, which is the poster there."""
    answer = choose(api, committed_cast.author, clip, at_ms)
    assert (answer.status_code, answer.json()) == (202, {"at_ms": at_ms, "state": "waiting"})
    assert run_dispatched() == ["media.make_poster"]
    old = clip.poster
    clip.refresh_from_db()
    assert clip.poster != old
    assert is_near(colour_of(clip.poster), colour)
    assert not default_storage.exists(old)
    path = f"/api/v1/haven/videos/{clip.pk}/poster"
    assert api(committed_cast.author).get(path).json() == {"at_ms": at_ms, "state": "made"}
    services.clear_orphans(now=timezone.now() + timedelta(days=3))
    assert default_storage.exists(clip.poster)


def test_who_watches_gets_the_new_picture_and_not_one_from_a_cache(
    api: Api, committed_cast: Cast, clip: Video
) -> None:
    def version() -> str:
        author = committed_cast.author
        return queries.playable(
            video_id=clip.pk,
            viewer_id=author.pk,
            person_id=author.person_id,
            roles=author.roles,
            granted_at=timezone.now(),
            purpose="scene",
            rendition="main",
            name="poster.jpg",
        ).version

    before = version()
    choose(api, committed_cast.author, clip, 3000)
    services.make_poster(video_id=clip.pk)
    assert version() != before


def test_the_same_moment_again_makes_nothing_anew(
    api: Api, committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    choose(api, committed_cast.author, clip, 3000)
    run_dispatched()
    clip.refresh_from_db()
    assert choose(api, committed_cast.author, clip, 3000).json()["state"] == "made"
    assert run_dispatched() == []
    services.make_poster(video_id=clip.pk)
    assert Video.objects.get(pk=clip.pk).poster == clip.poster


def test_of_two_authors_at_once_the_last_choice_is_made(
    committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    at_once(
        lambda: services.choose_poster(video=clip, at_ms=500),
        lambda: services.choose_poster(video=clip, at_ms=3500),
    )
    run_dispatched()
    choice = PosterChoice.objects.get()
    assert choice.state == PosterState.MADE
    wanted = RED if choice.at_ms == 500 else BLUE
    clip.refresh_from_db()
    assert is_near(colour_of(clip.poster), wanted)


def test_a_worker_that_is_at_an_older_choice_changes_nothing(
    committed_cast: Cast, clip: Video
) -> None:
    services.choose_poster(video=clip, at_ms=500)
    late = posters._claim(clip.pk)
    assert late
    services.choose_poster(video=clip, at_ms=3500)
    assert not posters._finish(late, "videos/late.jpg")
    services.make_poster(video_id=clip.pk)
    clip.refresh_from_db()
    assert is_near(colour_of(clip.poster), BLUE)


def test_a_lost_task_and_a_lost_worker_are_made_up_for(
    committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    services.choose_poster(video=clip, at_ms=3000)
    take_waiting()
    PosterChoice.objects.update(
        state=PosterState.MAKING,
        tries=1,
        claimed_at=timezone.now() - timedelta(seconds=settings.MEDIA_CLAIM_SECONDS + 1),
    )
    services.sweep_posters(now=timezone.now())
    run_dispatched()
    assert PosterChoice.objects.get().state == PosterState.MADE
    PosterChoice.objects.update(state=PosterState.WAITING, tries=3)
    services.sweep_posters(now=timezone.now())
    assert PosterChoice.objects.get().state == PosterState.MISSING


def test_without_a_file_the_old_poster_stays(
    api: Api, committed_cast: Cast, clip: Video, run_dispatched: Answer
) -> None:
    file_of(clip).write_bytes(b"nothing that can be decoded")
    choose(api, committed_cast.author, clip, 3000)
    run_dispatched()
    assert PosterChoice.objects.get().state == PosterState.MISSING
    assert Video.objects.get(pk=clip.pk).poster == clip.poster
    assert default_storage.exists(clip.poster)
    assert choose(api, committed_cast.author, clip, 3000).json()["state"] == "waiting"


@pytest.mark.parametrize("at_ms", [6100, 2**31 - 1])
def test_a_moment_after_the_end_is_refused(
    api: Api, committed_cast: Cast, clip: Video, at_ms: int
) -> None:
    answer = choose(api, committed_cast.author, clip, at_ms)
    assert (answer.status_code, code_of(answer)) == (400, "moment_outside")
    assert answer.json()["errors"][0]["attr"] == "at_ms"


@pytest.mark.parametrize("at_ms", [-1, "soon", None, 2**40, 1.5])
def test_what_is_no_moment_is_refused(
    api: Api, committed_cast: Cast, clip: Video, at_ms: Any
) -> None:
    assert code_of(choose(api, committed_cast.author, clip, at_ms)) == "invalid"
    assert not PosterChoice.objects.exists()


@pytest.mark.parametrize(
    ("columns", "status", "code"),
    [
        ({"state": VideoState.PROCESSING}, 409, "video_not_ready"),
        ({"width": None}, 409, "no_picture"),
        ({"state": VideoState.DELETED}, 404, "not_found"),
        ({"purpose": Purpose.TAKE}, 404, "not_found"),
    ],
)
def test_a_clip_without_a_picture_to_choose_is_refused(
    api: Api,
    committed_cast: Cast,
    clip: Video,
    columns: dict[str, Any],
    status: int,
    code: str,
) -> None:
    Video.objects.filter(pk=clip.pk).update(**columns)
    answer = choose(api, committed_cast.author, clip, 1000)
    assert (answer.status_code, code_of(answer)) == (status, code)


def test_a_deleted_clip_keeps_no_choice(committed_cast: Cast, clip: Video) -> None:
    services.choose_poster(video=clip, at_ms=1000)
    services.delete_video(video=clip)
    assert not PosterChoice.objects.exists()
    services.make_poster(video_id=clip.pk)
    assert not PosterChoice.objects.exists()
