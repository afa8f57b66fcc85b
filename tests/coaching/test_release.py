"""POST /{org}/reviews/{id}/release."""

import pytest

from coaching.models import Lease, Review
from coaching.queries.reviews import version_of_review
from coaching.services import release as services
from coaching.services.withdrawal import withdraw
from core.errors import NotFound
from core.etags import Precondition
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, comment, mark_whole, release, run_out, score, take
from tests.meanwhile import just_before
from training.models import AttemptState, Result

pytestmark = pytest.mark.slow


def test_it_gives_the_employee_their_feedback(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    answer = release(api(cast.coach), world, lease)
    assert (answer.status_code, answer.json()["state"]) == (200, "released")
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.SCORED
    assert attempt.submission.scored_at is not None
    review = Review.objects.get()
    assert (review.released_by, review.released_at is not None) == (cast.coach, True)
    assert Lease.objects.get().ended_at is not None


def test_training_gets_the_level_reached_on_each_technique(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    assert not Result.objects.exists()
    for _ in range(2):
        release(api(cast.coach), world, lease)
    kept = Result.objects.filter(submission=attempt.submission)
    techniques = {criterion.technique_id for criterion in world.criteria}
    assert {(one.technique_id, one.level, one.of) for one in kept} == {
        (technique, 2, 3) for technique in techniques
    }
    assert Result.objects.count() == len(techniques)


def test_it_tells_the_employee_once(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    for _ in range(2):
        release(api(cast.coach), world, lease)
    message = Message.objects.get()
    assert (message.recipient, message.kind) == (cast.employee, "feedback_ready")
    assert message.about == attempt.id
    [seen] = api(cast.employee).get(f"{world.base}/messages").json()["results"]
    assert seen["link"] == f"/haven/feedback/{attempt.id}"


def test_it_names_everything_that_is_missing(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach = api(cast.coach)
    lease = take(coach, world)
    score(coach, world, lease, world.criteria[0])
    comment(coach, world, lease, kind="note")
    answer = release(coach, world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "review_incomplete")
    assert [(part["code"], part["attr"]) for part in answer.json()["errors"]] == [
        ("score_missing", str(world.criteria[1].id)),
        ("strength_missing", None),
        ("say_instead_missing", None),
    ]
    assert Review.objects.get().released_at is None
    assert not Message.objects.exists()


def test_releasing_twice_is_releasing_once(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    first = release(api(cast.coach), world, lease)
    again = release(api(cast.coach), world, lease)
    assert (again.status_code, again.json()) == (200, first.json())


def test_another_coach_is_told_that_it_was_released(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    release(api(cast.coach), world, lease)
    answer = release(api(cast.second_coach), world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "already_released")


def test_a_stale_lease_releases_nothing(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    run_out(lease)
    answer = release(api(cast.coach), world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert Review.objects.get().released_at is None


def test_what_its_employee_takes_back_this_very_moment_is_released_to_nobody(
    cast: Cast, world: World, api: Api
) -> None:
    """Before a mark was given, while the release waits for the attempt."""
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    version = version_of_review(Review.objects.get())
    run_out(lease)

    def take_back() -> None:
        withdraw(employee=cast.employee, attempt=attempt.id)

    with just_before("FOR NO KEY UPDATE", take_back):
        answer = release(api(cast.coach), world, lease, version)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not Review.objects.filter(released_at__isnull=False).exists()


def test_who_is_no_coach_releases_nothing(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    with pytest.raises(NotFound):
        services.release(
            coach=cast.manager, review=lease["review"], lease=lease["id"], seen=Precondition()
        )
    assert Review.objects.get().released_at is None
