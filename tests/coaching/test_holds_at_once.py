"""Two who finish, release, take up again or give back one review at one instant."""

from functools import partial
from typing import Any
from uuid import UUID

import pytest

from coaching.models import Hold, LeadRemark, Lease, Review
from notifications.models import Message
from tests.cast import Api, Cast, code_of, make_cast
from tests.coaching.holding import (
    finish,
    finished,
    give_back,
    let_feedback_go,
    let_go,
    make_lead,
    marked,
    resume,
)
from tests.coaching.test_at_the_same_instant import together
from tests.coaching.world import World, make_world, version_of

ROUNDS = 6
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


def test_one_review_is_finished_and_released_once(cast: Cast, world: World, api: Api) -> None:
    two = [api(cast.coach), api(cast.coach)]
    for _round in range(ROUNDS):
        world.submitted(cast.employee)
        lease = marked(two[0], world)
        seen, review = version_of(two[0], world, lease), lease["review"]
        done = together(*(partial(finish, client, world, lease, seen) for client in two))
        assert [answer.status_code for answer in done] == [200, 200]
        calls = [partial(let_go, client, world, review, version=seen) for client in two]
        assert together(*calls) == [{review: ""}, {review: ""}]
    assert Message.objects.filter(kind="feedback_ready").count() == ROUNDS


def test_what_is_released_is_not_taken_up_again(cast: Cast, world: World, api: Api) -> None:
    two, seen = [api(cast.coach), api(cast.coach)], set()
    for _round in range(ROUNDS):
        world.submitted(cast.employee)
        review = finished(two[0], world)
        version = Hold.objects.get(pk=UUID(review)).version
        codes, lease = together(
            partial(let_go, two[0], world, review, version=version),
            partial(resume, two[1], world, review),
        )
        is_released = Review.objects.get(pk=UUID(review)).released_at is not None
        assert codes[review] == ("" if is_released else "not_held")
        assert lease.status_code == (409 if is_released else 201), code_of(lease)
        open_now = Lease.objects.filter(review=UUID(review), ended_at=None)
        assert open_now.exists() != is_released
        assert not Hold.objects.filter(pk=UUID(review)).exists()
        open_now.delete()
        seen.add(is_released)


def test_a_lead_gives_back_what_its_coach_takes_up_or_another_lead_releases(
    cast: Cast, world: World, api: Api
) -> None:
    make_lead(cast.second_coach)
    let_feedback_go(cast, "lead_first")
    coach, lead, again = api(cast.coach), api(cast.second_coach), api(cast.second_coach)
    for _round in range(ROUNDS):
        review = finished(coach, world, world.submitted(cast.employee))
        version = Hold.objects.get(pk=UUID(review)).version
        answers: list[Any] = together(
            partial(give_back, lead, world, review, version=version),
            partial(let_go, again, world, review, version=version),
        )
        is_released = Review.objects.get(pk=UUID(review)).released_at is not None
        assert (answers[0].status_code, answers[1]) == (
            (409, {review: ""}) if is_released else (201, {review: "not_held"})
        )
        assert LeadRemark.objects.filter(review=UUID(review)).exists() != is_released
