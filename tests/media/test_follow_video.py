"""Its owner follows a recording until nothing more is to come."""

import pytest

from media.models import Extras, Video, VideoState
from tests.cast import Api, Cast
from tests.media.recordings import received

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def video(committed_cast: Cast) -> Video:
    return received(committed_cast.employee, b"x" * 100)


def path_of(video: Video) -> str:
    return f"/api/v1/haven/videos/{video.pk}"


@pytest.mark.parametrize(
    ("state", "extras", "follows"),
    [
        (VideoState.PROCESSING, Extras.NONE, False),
        (VideoState.READY, Extras.WAITING, True),
        (VideoState.READY, Extras.MAKING, True),
        (VideoState.READY, Extras.MADE, False),
        (VideoState.READY, Extras.MISSING, False),
        (VideoState.READY, Extras.NONE, False),
    ],
)
def test_a_ready_recording_says_whether_more_follows(
    committed_cast: Cast, api: Api, video: Video, state: str, extras: str, follows: bool
) -> None:
    Video.objects.filter(pk=video.pk).update(state=state, extras=extras)
    body = api(committed_cast.employee).get(path_of(video)).json()
    assert body["more_follows"] is follows


def test_who_waits_to_watch_sees_how_far_it_is(
    committed_cast: Cast, api: Api, video: Video
) -> None:
    Video.objects.filter(pk=video.pk).update(state=VideoState.PROCESSING, progress=42)
    body = api(committed_cast.employee).get(f"{path_of(video)}/playback").json()
    assert (body["state"], body["progress"], body["url"]) == ("processing", 42, None)
