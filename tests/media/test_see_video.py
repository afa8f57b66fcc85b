"""The owner, and nobody else, sees a recording over HTTP."""

from pathlib import Path

import pytest

from media import services
from tests.cast import Api, Cast, code_of
from tests.media import clips
from tests.media.recordings import playable, received

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_owner_sees_why_it_failed(committed_cast: Cast, api: Api) -> None:
    video = received(committed_cast.employee, b"Just text, called mp4. " * 100)
    services.process(video_id=video.pk)
    body = api(committed_cast.employee).get(f"/api/v1/haven/videos/{video.pk}").json()
    assert (body["state"], body["reason"]) == ("failed", "not_a_video")
    assert body["reason_text"].startswith("Dit bestand is geen video.")
    playback = api(committed_cast.employee).get(f"/api/v1/haven/videos/{video.pk}/playback").json()
    assert (playback["state"], playback["reason"], playback["url"]) == (
        "failed",
        "not_a_video",
        None,
    )


def test_the_owner_can_watch_it(committed_cast: Cast, api: Api, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    client = api(committed_cast.employee)
    body = client.get(f"/api/v1/haven/videos/{video.pk}").json()
    assert (body["state"], body["progress"], body["width"], body["height"]) == (
        "ready",
        100,
        320,
        240,
    )
    playback = client.get(f"/api/v1/haven/videos/{video.pk}/playback").json()
    assert playback["url"].startswith("/playback/")
    assert playback["url"].endswith("/video.mp4")
    assert playback["poster_url"].endswith("/poster.jpg")


def test_nobody_else_knows_that_it_exists(committed_cast: Cast, api: Api) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    others = set(committed_cast.by_role().values()) - {committed_cast.employee}
    for person in others:
        for organisation in ("haven", "burcht"):
            path = f"/api/v1/{organisation}/videos/{video.pk}"
            assert code_of(api(person).get(path)) == "not_found"
            assert code_of(api(person).get(f"{path}/playback")) == "not_found"


def test_a_deleted_video_is_not_found(committed_cast: Cast, api: Api) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    services.delete_video(video=video)
    answer = api(committed_cast.employee).get(f"/api/v1/haven/videos/{video.pk}")
    assert code_of(answer) == "not_found"
