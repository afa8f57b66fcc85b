"""An employee finds what they said of a take beside the levels in their feedback; a coach sees it
when it was submitted too, and not before they have released theirs."""

from typing import Any

import pytest

from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, comment, release, score, take
from training import services
from training.models import Attempt

pytestmark = pytest.mark.slow


def sent_in(cast: Cast, world: World, *, with_self_check: bool) -> Attempt:
    """Submit a take of Emma's of which she said that she met the first criterion alone."""
    attempt = world.practising(cast.employee)
    made = attempt.takes.get().id
    did = {criterion.id: criterion == world.criteria[0] for criterion in world.criteria}
    services.check_self(member=cast.employee, attempt=attempt.id, take=made, did=did)
    services.submit(
        member=cast.employee, attempt=attempt.id, takes=[made], with_self_check=with_self_check
    )
    return attempt


def expected(world: World) -> list[dict[str, Any]]:
    return [
        {"criterion": str(criterion.id), "did": criterion == world.criteria[0]}
        for criterion in world.criteria
    ]


@pytest.mark.parametrize("is_shown", [True, False])
def test_it_is_in_the_feedback_and_in_the_released_review_where_it_was_submitted(
    cast: Cast, world: World, api: Api, is_shown: bool
) -> None:
    attempt, coach = sent_in(cast, world, with_self_check=is_shown), api(cast.coach)
    lease = take(coach, world)
    url = f"{world.base}/reviews/{lease['review']}"
    assert coach.get(url).json()["takes"][0]["self_check"] is None
    for criterion in world.criteria:
        assert score(coach, world, lease, criterion).status_code == 200
    for kind in ("strength", "say_instead"):
        assert comment(coach, world, lease, kind=kind).status_code == 201
    assert release(coach, world, lease).status_code == 200
    [seen] = coach.get(url).json()["takes"]
    assert seen["self_check"] == (expected(world) if is_shown else None)
    feedback = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}").json()
    assert feedback["takes"] == [seen | {"self_check": expected(world)}]
    again = api(cast.employee).put(
        f"{world.base}/attempts/{attempt.id}/takes/{seen['id']}/self-check",
        {"criteria": [{"criterion": str(world.criteria[0].id), "did": False}]},
    )
    assert code_of(again) == "attempt_closed"


def test_what_was_taken_back_is_private_again(cast: Cast, world: World, api: Api) -> None:
    attempt = sent_in(cast, world, with_self_check=True)
    url = f"{world.base}/attempts/{attempt.id}"
    phone, made = api(cast.employee), attempt.takes.get()
    assert phone.put(f"{url}/withdrawal").status_code == 204
    assert phone.get(url).json()["takes"][0]["self_check"] == expected(world)
    sent = phone.post(f"{url}/submission", {"takes": [str(made.id)]})
    assert sent.json()["submission"]["with_self_check"] is False
    lease = take(api(cast.coach), world)
    [seen] = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()["takes"]
    assert seen["self_check"] is None
