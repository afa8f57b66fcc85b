"""At a next attempt, the coach and the employee see the one before it: its takes and its levels."""

from typing import Any

import pytest

from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _released(api: Api, cast: Cast, world: World, attempt: Attempt) -> dict[str, Any]:
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    fix(lease)
    return lease


def _review(api: Api, cast: Cast, world: World, attempt: Attempt) -> dict[str, Any]:
    lease = take(api(cast.coach), world, attempt)
    found: dict[str, Any] = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()
    return found


def test_a_first_attempt_has_none_before_it(cast: Cast, world: World, api: Api) -> None:
    assert _review(api, cast, world, world.submitted(cast.employee))["before"] is None


def test_the_coach_sees_the_first_take_and_its_levels(cast: Cast, world: World, api: Api) -> None:
    first = world.submitted(cast.employee)
    lease = _released(api, cast, world, first)
    before = _review(api, cast, world, world.submitted(cast.employee))["before"]
    assert (before["attempt"], before["number"]) == (str(first.id), 1)
    assert (before["review"], before["takes"][0]["id"]) == (
        lease["review"],
        str(first.takes.get().id),
    )
    levels = [(one["name"], one["level"]["value"]) for one in before["scores"]]
    assert levels == [("Criterion 1", 2), ("Criterion 2", 2)]


def test_the_coach_plays_the_first_take(cast: Cast, world: World, api: Api) -> None:
    _released(api, cast, world, world.submitted(cast.employee))
    before = _review(api, cast, world, world.submitted(cast.employee))["before"]
    url = f"{world.base}/reviews/{before['review']}/takes/{before['takes'][0]['id']}/playback"
    assert api(cast.second_coach).get(url).status_code == 200


def test_the_employee_sees_and_plays_the_first_take(cast: Cast, world: World, api: Api) -> None:
    first, employee = world.submitted(cast.employee), api(cast.employee)
    _released(api, cast, world, first)
    assert employee.get(f"{world.base}/feedback/{first.id}").json()["before"] is None
    second = world.submitted(cast.employee)
    _released(api, cast, world, second)
    before = employee.get(f"{world.base}/feedback/{second.id}").json()["before"]
    assert (before["attempt"], before["scores"][0]["level"]["name"]) == (str(first.id), "Trede 2")
    url = f"{world.base}/attempts/{before['attempt']}/takes/{before['takes'][0]['id']}/playback"
    assert employee.get(url).status_code == 200


def test_it_is_the_attempt_whose_feedback_led_to_this_one(
    cast: Cast, world: World, api: Api
) -> None:
    first, second = world.submitted(cast.employee), world.submitted(cast.employee)
    for attempt in (first, second):
        _released(api, cast, world, attempt)
    third = world.submitted(cast.employee)
    assert _review(api, cast, world, third)["before"]["number"] == 2
    Attempt.objects.filter(pk=third.pk).update(follows=first)
    assert _review(api, cast, world, third)["before"]["number"] == 1


def test_nothing_without_feedback_is_before_anything(cast: Cast, world: World, api: Api) -> None:
    first = world.submitted(cast.employee)
    second = world.submitted(cast.employee)
    assert _review(api, cast, world, second)["before"] is None
    _released(api, cast, world, first)
    assert _review(api, cast, world, second)["before"]["number"] == 1


def test_another_persons_attempt_is_never_before(cast: Cast, world: World, api: Api) -> None:
    _released(api, cast, world, world.submitted(cast.teammate))
    second = world.submitted(cast.employee)
    assert _review(api, cast, world, second)["before"] is None


def test_other_takes_of_the_first_attempt_stay_private(cast: Cast, world: World, api: Api) -> None:
    first = world.submitted(cast.employee, takes=2)
    lease = _released(api, cast, world, first)
    unsent = first.takes.get(number=1)
    assert str(unsent.id) not in str(_review(api, cast, world, world.submitted(cast.employee)))
    url = f"{world.base}/reviews/{lease['review']}/takes/{unsent.id}/playback"
    answer = api(cast.coach).get(url)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
