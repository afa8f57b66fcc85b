"""A claim notices whatever happens to a submission just before it locks it."""

from collections.abc import Callable
from typing import Any

import pytest

from coaching.models import CoachingRules, Conflict, Lease, Purpose
from coaching.services import taking
from coaching.services.assignments import assign
from coaching.services.withdrawal import withdraw
from media.models import Video, VideoState
from tests.cast import Api, Cast, code_of
from tests.coaching.holding import finished, let_feedback_go
from tests.coaching.world import World, fix, mark_whole, take
from tests.meanwhile import just_before
from training.models import Attempt

pytestmark = pytest.mark.slow
LOCK = "FOR NO KEY UPDATE OF"
Act = Callable[[Cast, World, Api, Attempt], Any]


def released(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    """The coach sends it in another tab, and it is drawn for a second coach."""
    CoachingRules.objects.filter(organisation=cast.haven).update(second_percent=100)
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    fix(lease)


def taken(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    take(api(cast.second_coach), world, attempt)


def held(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    let_feedback_go(cast, "held")
    finished(api(cast.second_coach), world, attempt)


def assigned(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    assign(actor=cast.admin, submission=attempt.submission.pk, coach=cast.second_coach.pk)


def barred(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    Conflict.objects.create(coach=cast.coach, member=cast.employee)


def unplayable(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    videos = Video.objects.filter(take__attempt=attempt)
    videos.update(state=VideoState.FAILED, reason="damaged")


def withdrawn(cast: Cast, world: World, api: Api, attempt: Attempt) -> None:
    withdraw(employee=cast.employee, attempt=attempt.id)


ACTS: dict[Act, str] = {
    released: "already_released",
    taken: "lease_taken",
    held: "held",
    assigned: "assigned",
    barred: "not_found",
    unplayable: "video_not_ready",
    withdrawn: "not_found",
}
"""Each act, with the code of the refusal to a coach who asked for the submission by name."""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("is_named", [True, False], ids=["by name", "the next"])
def test_it_is_not_given_to_who_may_not_have_it_any_more(
    cast: Cast, world: World, api: Api, act: Act, is_named: bool
) -> None:
    attempt = world.submitted(cast.employee)
    body = {"submission": str(attempt.submission.id)} if is_named else {}
    client = api(cast.coach)
    before = just_before(LOCK, lambda: act(cast, world, api, attempt))
    with before:
        answer = client.post(f"{world.base}/leases", body)
    assert answer.status_code in (403, 404, 409)
    assert code_of(answer) == (ACTS[act] if is_named else "queue_empty")
    mine = Lease.objects.filter(coach=cast.coach, ended_at=None)
    assert not mine.exists()
    assert not Lease.objects.filter(coach=cast.coach, review__purpose=Purpose.SECOND).exists()


def test_the_next_one_is_given_in_its_place(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where only one is looked at by the first try."""
    monkeypatch.setattr(taking, "AHEAD", 1)
    first, second = (world.submitted(who) for who in (cast.employee, cast.teammate))
    with just_before(LOCK, lambda: assigned(cast, world, api, first)):
        lease = take(api(cast.coach), world)
    assert lease["attempt"] == str(second.id)
