"""Two coaches, two real connections, one instant."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from accounts.models import Membership
from coaching.models import Comment, Lease, Review, Score
from core.ids import new_id
from notifications.models import Message
from tests.cast import Api, Cast, make_cast
from tests.coaching.world import (
    World,
    comment,
    make_world,
    mark_whole,
    release,
    run_out,
    score,
    take,
)

ROUNDS = 12
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Each call on a thread and a connection of its own, let go at once; answers in order."""
    start, answers = Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            answers[place] = call()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _next(api: Api, world: World, coach: Membership) -> Callable[[], Any]:
    client = api(coach)
    return lambda: client.post(f"{world.base}/leases", {})


def test_two_coaches_taking_next_get_two_different_reviews(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(ROUNDS):
        attempts = {str(world.submitted(who).id) for who in (cast.employee, cast.teammate)}
        answers = together(_next(api, world, cast.coach), _next(api, world, cast.second_coach))
        assert [answer.status_code for answer in answers] == [201, 201]
        assert {answer.json()["attempt"] for answer in answers} == attempts


def test_of_one_waiting_one_coach_gets_it_and_the_other_nothing(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(ROUNDS):
        world.submitted(cast.employee)
        answers = together(_next(api, world, cast.coach), _next(api, world, cast.second_coach))
        codes = sorted(answer.json().get("code", "taken") for answer in answers)
        assert codes == ["queue_empty", "taken"]
    assert Lease.objects.filter(ended_at=None).count() == Review.objects.count() == ROUNDS


def test_of_one_named_by_both_one_coach_gets_it(cast: Cast, world: World, api: Api) -> None:
    for _ in range(ROUNDS):
        body = {"submission": str(world.submitted(cast.employee).submission.id)}
        clients = [api(cast.coach), api(cast.second_coach)]
        answers = together(*(partial(c.post, f"{world.base}/leases", body) for c in clients))
        codes = sorted(answer.json().get("code", "taken") for answer in answers)
        assert codes == ["lease_held", "taken"]


def test_a_hold_that_ran_out_goes_to_one_of_two(cast: Cast, world: World, api: Api) -> None:
    for _ in range(ROUNDS):
        world.submitted(cast.employee)
        left = take(api(cast.coach), world)
        run_out(left)
        answers = together(_next(api, world, cast.coach), _next(api, world, cast.second_coach))
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert Lease.objects.filter(review=left["review"], ended_at=None).count() == 1


def test_the_same_comment_saved_twice_at_once_is_one_comment(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease, client = take(api(cast.coach), world), api(cast.coach)
    other, id = api(cast.coach), new_id()
    for at_ms in range(ROUNDS):
        save = partial(comment, world=world, lease=lease, id=id, at_ms=at_ms)
        answers = together(partial(save, client), partial(save, other))
        codes = sorted(answer.status_code for answer in answers)
        assert codes == ([200, 201] if at_ms == 0 else [200, 200])
    assert Comment.objects.count() == 1


def test_releasing_twice_at_once_is_releasing_once(cast: Cast, world: World, api: Api) -> None:
    for done in range(1, ROUNDS // 3 + 1):
        world.submitted(cast.employee)
        clients = [api(cast.coach), api(cast.coach)]
        lease = take(clients[0], world)
        mark_whole(clients[0], world, lease)
        answers = together(*(partial(release, c, world, lease) for c in clients))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert Message.objects.count() == done


def test_a_score_is_saved_before_the_release_or_not_at_all(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(ROUNDS // 3):
        world.submitted(cast.employee)
        coach, other_tab = api(cast.coach), api(cast.coach)
        lease = take(coach, world)
        mark_whole(coach, world, lease)
        Score.objects.filter(review=lease["review"]).update(note="Before")
        released, saved = together(
            partial(release, coach, world, lease),
            partial(score, other_tab, world, lease, world.criteria[0]),
        )
        assert released.status_code == 200
        kept = Score.objects.get(review=lease["review"], criterion=world.criteria[0])
        assert (saved.status_code, kept.note) in [(200, "Rustig."), (409, "Before")]
