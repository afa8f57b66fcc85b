"""POST /{org}/leases."""

from datetime import timedelta

import pytest

from accounts.models import Role
from coaching.models import Lease, Review, Score
from coaching.services import taking
from coaching.services.withdrawal import withdraw
from core.ids import new_id
from media.models import Video, VideoState
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, make_world, mark_whole, release, run_out, score, take
from tests.meanwhile import just_before
from training import services as training
from training.models import Attempt, AttemptState


def test_it_hands_out_the_oldest(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee, ago=timedelta(hours=1))
    older = world.submitted(cast.teammate, ago=timedelta(hours=5))
    answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert answer.status_code == 201
    assert answer.json()["attempt"] == str(older.id)
    assert Lease.objects.get(pk=answer.json()["id"]).coach == cast.coach


def test_it_passes_over_what_another_coach_has(cast: Cast, world: World, api: Api) -> None:
    attempts = [world.submitted(cast.employee), world.submitted(cast.teammate)]
    leased = [take(api(coach), world)["attempt"] for coach in (cast.coach, cast.second_coach)]
    assert sorted(leased) == sorted(str(attempt.id) for attempt in attempts)


def test_nothing_waiting_is_said_in_so_many_words(cast: Cast, world: World, api: Api) -> None:
    world.practising(cast.employee)
    answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "queue_empty")


def test_all_leased_is_nothing_waiting(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    take(api(cast.second_coach), world)
    answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "queue_empty")


def test_it_does_not_hand_out_a_video_that_can_not_be_played_yet(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.PROCESSING)
    answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "queue_empty")


def test_a_video_that_can_not_be_played_is_not_taken_by_name_either(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.PROCESSING)
    answer = api(cast.coach).post(
        f"{world.base}/leases", {"submission": str(attempt.submission.id)}
    )
    assert (answer.status_code, code_of(answer)) == (409, "video_not_ready")
    assert not Review.objects.exists()


def test_a_coach_can_name_the_one_to_take(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee, ago=timedelta(hours=5))
    named = world.submitted(cast.teammate)
    assert take(api(cast.coach), world, named)["attempt"] == str(named.id)


def test_taking_it_again_gives_the_same_lease(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    first = take(api(cast.coach), world, attempt)
    answer = api(cast.coach).post(
        f"{world.base}/leases", {"submission": str(attempt.submission.id)}
    )
    assert (answer.status_code, answer.json()) == (200, first)


def test_what_another_has_is_refused(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    take(api(cast.second_coach), world, attempt)
    answer = api(cast.coach).post(
        f"{world.base}/leases", {"submission": str(attempt.submission.id)}
    )
    assert (answer.status_code, code_of(answer)) == (409, "lease_taken")
    assert Lease.objects.count() == 1


def test_a_lease_that_ran_out_gives_way_and_its_marks_stay(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    left = take(api(cast.second_coach), world, attempt)
    score(api(cast.second_coach), world, left, world.criteria[0])
    run_out(left)
    lease = take(api(cast.coach), world, attempt)
    assert lease["review"] == left["review"]
    assert Lease.objects.get(pk=left["id"]).ended_at is not None
    assert Review.objects.get(pk=lease["review"]).scores.count() == 1


def test_take_next_finds_a_lease_that_ran_out(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    run_out(take(api(cast.second_coach), world))
    assert take(api(cast.coach), world)["attempt"] == str(attempt.id)


def test_a_coach_can_not_review_their_own_attempt(cast: Cast, world: World, api: Api) -> None:
    cast.coach.roles = [Role.COACH, Role.EMPLOYEE]
    cast.coach.save()
    own = world.submitted(cast.coach)
    answer = api(cast.coach).post(f"{world.base}/leases", {"submission": str(own.submission.id)})
    assert (answer.status_code, code_of(answer)) == (403, "own_attempt")
    answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "queue_empty")


@pytest.mark.parametrize("state", [AttemptState.OPEN, AttemptState.WITHDRAWN])
def test_what_was_given_back_does_not_exist_for_a_coach(
    cast: Cast, world: World, api: Api, state: AttemptState
) -> None:
    attempt = world.submitted(cast.employee)
    before = attempt.submission.id
    if state == AttemptState.WITHDRAWN:
        world.practising(cast.employee)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.FAILED, reason="damaged")
    training.reopen_unusable()
    attempt.refresh_from_db()
    assert attempt.state == state
    answer = api(cast.coach).post(f"{world.base}/leases", {"submission": str(before)})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_unknown_and_foreign_submissions_look_the_same(cast: Cast, world: World, api: Api) -> None:
    foreign = make_world(cast.burcht).submitted(cast.stranger)
    for submission in (foreign.submission.id, new_id()):
        answer = api(cast.coach).post(f"{world.base}/leases", {"submission": str(submission)})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_released_feedback_is_not_taken_again(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    release(api(cast.coach), world, lease)
    answer = api(cast.second_coach).post(
        f"{world.base}/leases", {"submission": str(attempt.submission.id)}
    )
    assert (answer.status_code, code_of(answer)) == (409, "already_released")


def test_what_is_submitted_after_a_return_starts_a_clean_review(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee, takes=2)
    left = take(api(cast.coach), world, attempt)
    score(api(cast.coach), world, left, world.criteria[0])
    unplayable = attempt.submission.takes.get()
    Video.objects.filter(take=unplayable).update(state=VideoState.FAILED, reason="damaged")
    assert training.reopen_unusable() == 1
    other = attempt.takes.get(number=1)
    training.submit(member=cast.employee, attempt=attempt.id, takes=[other.id])
    attempt = Attempt.objects.get(pk=attempt.pk)
    lease = take(api(cast.coach), world, attempt)
    assert lease["review"] != left["review"]
    assert not Score.objects.exists()


def test_who_loses_every_try_hears_that_others_were_quicker(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A try is lost where the employee takes back what the coach is about to get."""
    attempt = world.submitted(cast.employee)
    monkeypatch.setattr(taking, "TRIES", 1)

    def take_back() -> None:
        withdraw(employee=cast.employee, attempt=attempt.id)

    with just_before("SELECT CAST(CASE WHEN", take_back):
        answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "lease_taken")
    assert not Lease.objects.exists()
