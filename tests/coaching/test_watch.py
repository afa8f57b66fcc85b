"""GET /{org}/reviews/{id}/takes/{take}/playback: the submitted takes, and no other."""

from typing import Any

import pytest

from accounts.models import AuditEvent
from media.models import Rendition
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, take
from training.models import Take

pytestmark = pytest.mark.slow


def _playable(chosen: Take) -> Take:
    """Gives its video a file to play."""
    Rendition.objects.create(
        video=chosen.video,
        name="720p",
        key=f"videos/{chosen.video_id}/720p.mp4",
        content_type="video/mp4",
        size=1,
        width=720,
        height=1280,
    )
    return chosen


def _review(world: World, lease: dict[str, Any]) -> str:
    return f"{world.base}/reviews/{lease['review']}"


def test_a_coach_watches_the_submitted_take(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee, takes=2)
    submitted = _playable(attempt.takes.get(number=2))
    lease = take(api(cast.coach), world)
    playback = api(cast.coach).get(f"{_review(world, lease)}/takes/{submitted.id}/playback").json()
    assert playback["video"] == str(submitted.video_id)
    assert playback["url"].startswith("/playback/")


def test_it_is_written_down_who_may_watch(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    submitted = _playable(attempt.takes.get())
    lease = take(api(cast.coach), world)
    api(cast.coach).get(f"{_review(world, lease)}/takes/{submitted.id}/playback")
    event = AuditEvent.objects.get(verb="playback_granted")
    assert (event.actor, event.object_id) == (cast.coach, submitted.video_id)
    assert event.detail == {"purpose": "review"}


def test_no_route_gives_a_coach_another_take(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee, takes=2)
    other = _playable(attempt.takes.get(number=1))
    lease = take(api(cast.coach), world)
    for path in (
        f"reviews/{lease['review']}/takes/{other.id}/playback",
        f"videos/{other.video_id}",
        f"videos/{other.video_id}/playback",
        f"attempts/{attempt.id}",
        f"attempts/{attempt.id}/takes/{other.id}",
        f"attempts/{attempt.id}/takes/{other.id}/playback",
    ):
        answer = api(cast.coach).get(f"{world.base}/{path}")
        assert (path, answer.status_code, code_of(answer)) == (path, 404, "not_found")


def test_a_coach_watches_the_customer_whom_the_employee_replied_to(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    scenes = f"{world.base}/reviews/{lease['review']}/scenes"
    playback = api(cast.coach).get(f"{scenes}/{world.watch.id}/playback").json()
    assert playback["video"] == str(world.watch.clips.get().video_id)
    assert api(cast.coach).get(f"{scenes}/{world.respond.id}/playback").status_code == 404
