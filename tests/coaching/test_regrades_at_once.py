"""Two coaches score the same again at one instant, on two real connections."""

from functools import partial
from typing import Any

import pytest

from coaching.models import Lease, Review, Score
from core.ids import new_id
from tests.at_once import at_once
from tests.cast import Api, Cast, make_cast
from tests.coaching.regrading import ask, begin, newer_rubric, with_feedback
from tests.coaching.world import World, make_world, run_out, score

ROUNDS = 12
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


def test_of_two_coaches_who_ask_for_the_same_regrade_one_gets_it(
    cast: Cast, world: World, api: Api
) -> None:
    version = newer_rubric(world)
    for _ in range(ROUNDS // 2):
        attempt, _first = with_feedback(api, world, cast.coach, cast.employee)
        clients = [api(cast.coach), api(cast.second_coach)]
        answers = at_once(*(partial(ask, client, world, attempt, version) for client in clients))
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code) == (201, 409)
        assert lost.json()["code"] == "already_regraded"
        assert [part["attr"] for part in lost.json()["errors"]] == [won.json()["id"]]
        made = Review.objects.get(submission=attempt.submission, purpose="regrade")
        assert Lease.objects.get(review=made, ended_at=None).coach == made.asked_by


def test_the_same_request_twice_at_once_is_one_regrade(cast: Cast, world: World, api: Api) -> None:
    version = newer_rubric(world)
    for done in range(1, ROUNDS // 2 + 1):
        attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
        calls = [
            partial(ask, api(cast.coach), world, attempt, version, id=id) for id in [new_id()] * 2
        ]
        answers = at_once(*calls)
        assert sorted(answer.status_code for answer in answers) == [200, 201]
        assert answers[0].json() == answers[1].json()
        assert Review.objects.filter(purpose="regrade").count() == done


def test_one_id_asked_for_two_submissions_at_once_is_one_regrade(
    cast: Cast, world: World, api: Api
) -> None:
    version = newer_rubric(world)
    for done in range(1, ROUNDS // 2 + 1):
        attempts = [
            with_feedback(api, world, cast.coach, member)[0]
            for member in (cast.employee, cast.teammate)
        ]
        clients, id = [api(cast.coach), api(cast.second_coach)], new_id()
        pairs = zip(clients, attempts, strict=True)
        calls = [partial(ask, one, world, attempt, version, id=id) for one, attempt in pairs]
        assert sorted(answer.status_code for answer in at_once(*calls)) == [201, 404]
        assert Review.objects.filter(purpose="regrade").count() == done


def test_a_regrade_that_was_left_goes_to_one_of_two(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    left = begin(api(cast.coach), world, attempt, newer_rubric(world))
    body = {"review": left["review"]}
    for _round in range(ROUNDS):
        run_out(left)
        clients = [api(cast.coach), api(cast.second_coach)]
        answers = at_once(*(partial(c.post, f"{world.base}/leases", body) for c in clients))
        codes = sorted(answer.json().get("code", "taken") for answer in answers)
        assert codes == ["lease_taken", "taken"]
        left = next(answer.json() for answer in answers if answer.status_code == 201)


def test_it_is_removed_before_the_first_mark_or_not_at_all(
    cast: Cast, world: World, api: Api
) -> None:
    version = newer_rubric(world)
    criterion = version.criteria.all()[0]
    for _round in range(ROUNDS // 2):
        attempt, _first = with_feedback(api, world, cast.coach, cast.employee)
        lease = begin(api(cast.coach), world, attempt, version)
        url = f"{world.base}/regrades/{lease['review']}"
        calls: list[Any] = [
            partial(api(cast.coach).delete, url),
            partial(score, api(cast.coach), world, lease, criterion),
        ]
        removed, saved = at_once(*calls)
        # A save that found the review still there waits for its lease, and finds that gone.
        refused = [(204, 404), (204, 409)]
        assert (removed.status_code, saved.status_code) in [*refused, (409, 200)]
        stands = Review.objects.filter(pk=lease["review"]).exists()
        assert stands == (saved.status_code == 200)
        assert Score.objects.filter(review=lease["review"]).exists() == stands
