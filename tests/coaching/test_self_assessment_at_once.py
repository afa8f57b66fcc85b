"""Scoring oneself and opening the feedback at the same instant, on connections of their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.at_once import at_once
from tests.cast import Api, Cast, make_cast
from tests.coaching.regrading import with_feedback
from tests.coaching.test_self_assessment import levels, say
from tests.coaching.world import World, make_world
from training.models import SelfScore

ROUNDS = 8
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


def test_what_is_taken_is_in_the_feedback_and_what_is_refused_is_not(
    cast: Cast, world: World, api: Api
) -> None:
    phone, first = api(cast.employee), world.criteria[0]
    codes = set()
    for _ in range(ROUNDS):
        attempt, _lease = with_feedback(api, world, cast.coach, cast.employee)
        page = f"{world.base}/feedback/{attempt.id}"
        scored, feedback, read = at_once(
            partial(say, phone, world, attempt, first, 3),
            partial(phone.get, page),
            partial(phone.put, f"{page}/reading"),
        )
        codes.add(scored.status_code)
        expected = [3] if scored.status_code == 200 else []
        assert [levels(one.json()) for one in (feedback, read)] == [expected, expected]
    assert codes <= {200, 409}


def test_two_tabs_leave_one_level_for_each_criterion(cast: Cast, world: World, api: Api) -> None:
    phone = api(cast.employee)
    attempt = world.submitted(cast.employee)
    calls: list[Callable[[], Any]] = [
        partial(say, phone, world, attempt, criterion, value)
        for criterion in world.criteria
        for value in (1, 2, 3, 3)
    ]
    assert {one.status_code for one in at_once(*calls)} == {200}
    assert SelfScore.objects.count() == len(world.criteria)
