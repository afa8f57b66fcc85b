"""DELETE /{org}/leases/{id}."""

import pytest

from coaching.models import Lease, Review
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, comment, take

pytestmark = pytest.mark.slow


def test_it_frees_the_review_for_others(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    assert api(cast.coach).delete(f"{world.base}/leases/{lease['id']}").status_code == 204
    assert take(api(cast.second_coach), world)["review"] == lease["review"]


def test_it_keeps_what_was_saved(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    comment(api(cast.coach), world, lease)
    api(cast.coach).delete(f"{world.base}/leases/{lease['id']}")
    assert Review.objects.get(pk=lease["review"]).comments.count() == 1


def test_giving_it_back_twice_is_no_error(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    for _ in range(2):
        assert api(cast.coach).delete(f"{world.base}/leases/{lease['id']}").status_code == 204


def test_another_coachs_lease_is_not_ended(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = api(cast.second_coach).delete(f"{world.base}/leases/{lease['id']}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert Lease.objects.get(pk=lease["id"]).ended_at is None
