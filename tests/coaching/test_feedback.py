"""GET /{org}/feedback/{attempt} and PUT /{org}/feedback/{attempt}/reading."""

from typing import Any

import pytest

from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _released(cast: Cast, world: World, api: Api, attempt: Attempt) -> dict[str, Any]:
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    fix(lease)
    return lease


def test_it_is_in_the_employees_language(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    _released(cast, world, api, attempt)
    feedback = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}").json()
    assert (feedback["exercise_title"], feedback["coach_name"]) == ("Bij het poortje", "Carla")
    assert [one["id"] for one in feedback["takes"]] == [str(attempt.submission.takes.get().id)]
    assert feedback["scores"][0] == {
        "criterion": str(world.criteria[0].id),
        "name": "Criterium 1",
        "level": {"value": 2, "of": 3, "name": "Trede 2", "description": "Je ziet"},
        "note": "Rustig.",
    }
    assert {one["kind"] for one in feedback["comments"]} == {"strength", "say_instead"}


def test_there_is_none_before_the_release(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    mark_whole(world, take(api(cast.coach), world))
    for method, path in (("get", ""), ("put", "/reading")):
        answer = getattr(api(cast.employee), method)(f"{world.base}/feedback/{attempt.id}{path}")
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_it_is_nobody_elses(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    _released(cast, world, api, attempt)
    for name, member in cast.by_role().items():
        if name != "employee":
            answer = api(member).get(f"{world.base}/feedback/{attempt.id}")
            assert (name, answer.status_code, code_of(answer)) == (name, 404, "not_found")


def test_an_unknown_attempt_looks_the_same(cast: Cast, world: World, api: Api) -> None:
    answer = api(cast.employee).get(f"{world.base}/feedback/{new_id()}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_reading_is_marked_and_the_first_time_stays(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    _released(cast, world, api, attempt)
    seen = []
    for _ in range(2):
        answer = api(cast.employee).put(f"{world.base}/feedback/{attempt.id}/reading")
        assert answer.status_code == 200
        seen.append(Attempt.objects.get(pk=attempt.pk).feedback_read_at)
    assert seen[0] is not None
    assert seen[0] == seen[1]


def test_the_message_about_it_is_read_with_it(cast: Cast, world: World, api: Api) -> None:
    attempts = [world.submitted(cast.employee) for _ in range(2)]
    for attempt in attempts:
        _released(cast, world, api, attempt)
    client = api(cast.employee)
    assert client.get(f"{world.base}/messages/unread").json() == {"count": 2}
    for left, attempt in ((1, attempts[0]), (1, attempts[0]), (0, attempts[1])):
        client.put(f"{world.base}/feedback/{attempt.id}/reading")
        assert client.get(f"{world.base}/messages/unread").json() == {"count": left}


def test_a_colleague_can_not_mark_it_read(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    _released(cast, world, api, attempt)
    answer = api(cast.teammate).put(f"{world.base}/feedback/{attempt.id}/reading")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert Attempt.objects.get(pk=attempt.pk).feedback_read_at is None
