"""Feedback, review and practice still read well once a recording was deleted, as promised."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from media import services as media
from media.models import Video
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, mark_whole, release, take
from training import services as training
from training.models import Attempt

pytestmark = pytest.mark.slow


def reviewed(cast: Cast, world: World, api: Api) -> tuple[Attempt, dict[str, Any]]:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    return attempt, lease


def let_the_term_end(attempt: Attempt) -> None:
    videos = Video.objects.filter(take__attempt=attempt)
    long_ago = timezone.now() - timedelta(days=181)
    videos.update(kept_from=long_ago, delete_after=long_ago + timedelta(days=180))
    assert media.enforce_retention(now=timezone.now()) == videos.count()


@pytest.mark.django_db
def test_the_employee_still_reads_all_feedback(cast: Cast, world: World, api: Api) -> None:
    attempt, lease = reviewed(cast, world, api)
    assert release(api(cast.coach), world, lease).status_code == 200
    page = f"{world.base}/feedback/{attempt.id}"
    before = api(cast.employee).get(page).json()
    let_the_term_end(attempt)
    after = api(cast.employee).get(page).json()
    assert after == {**before, "dispute_until": None}  # nobody could watch it again
    chosen = after["takes"][0]["id"]
    own = f"{world.base}/attempts/{attempt.id}/takes/{chosen}/playback"
    playback = api(cast.employee).get(own).json()
    assert (playback["state"], playback["url"], playback["poster_url"]) == ("deleted", None, None)


@pytest.mark.django_db
def test_the_attempts_of_then_are_still_listed(cast: Cast, world: World, api: Api) -> None:
    attempt, lease = reviewed(cast, world, api)
    release(api(cast.coach), world, lease)
    let_the_term_end(attempt)
    listed = api(cast.employee).get(f"{world.base}/attempts").json()["results"]
    assert [one["id"] for one in listed] == [str(attempt.id)]
    shown = api(cast.employee).get(f"{world.base}/attempts/{attempt.id}").json()
    assert (shown["state"], shown["takes"][0]["video"]["state"]) == ("scored", "deleted")


@pytest.mark.django_db
def test_the_coach_still_opens_the_review(cast: Cast, world: World, api: Api) -> None:
    attempt, lease = reviewed(cast, world, api)
    release(api(cast.coach), world, lease)
    let_the_term_end(attempt)
    review = f"{world.base}/reviews/{lease['review']}"
    shown = api(cast.coach).get(review).json()
    assert len(shown["scores"]) == len(world.criteria)
    watched = api(cast.coach).get(f"{review}/takes/{shown['takes'][0]['id']}/playback").json()
    assert (watched["state"], watched["url"]) == ("deleted", None)


@pytest.mark.django_db
def test_what_waits_for_a_coach_leaves_the_queue(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    let_the_term_end(attempt)
    line = api(cast.coach).get(f"{world.base}/queue").json()["results"][0]
    assert line["video_state"] == "deleted"
    answer = api(cast.coach).post(f"{world.base}/leases", {"submission": line["submission"]})
    assert (answer.status_code, code_of(answer)) == (409, "video_not_ready")
    assert training.reopen_unusable() == 1
    assert api(cast.coach).get(f"{world.base}/queue").json()["results"] == []


@pytest.mark.django_db
def test_a_coach_who_had_just_watched_can_still_release(cast: Cast, world: World, api: Api) -> None:
    attempt, lease = reviewed(cast, world, api)
    let_the_term_end(attempt)
    assert release(api(cast.coach), world, lease).status_code == 200
    assert training.reopen_unusable() == 0
