"""A lease counts only while its coach is an active coach."""

import pytest

from accounts.models import Membership, Person
from coaching.models import Lease
from media.models import Video
from tests.cast import Api, Cast, code_of
from tests.coaching.world import TAKE_MS, World, comment, score, take

pytestmark = pytest.mark.slow


def leave(cast: Cast, how: str) -> None:
    if how == "role":
        Membership.objects.filter(pk=cast.coach.pk).update(roles=["employee"])
    elif how == "membership":
        Membership.objects.filter(pk=cast.coach.pk).update(is_active=False)
    else:
        Person.objects.filter(pk=cast.coach.person_id).update(is_active=False)


@pytest.mark.parametrize("how", ["role", "membership", "person"])
@pytest.mark.parametrize("named", [True, False])
def test_a_colleague_takes_over_at_once(
    cast: Cast, world: World, api: Api, how: str, named: bool
) -> None:
    attempt = world.submitted(cast.employee)
    left = take(api(cast.coach), world)
    leave(cast, how)
    [row] = api(cast.second_coach).get(f"{world.base}/queue").json()["results"]
    assert row["leased_by"] is None
    lease = take(api(cast.second_coach), world, attempt if named else None)
    assert Lease.objects.get(pk=left["id"]).ended_at is not None
    assert score(api(cast.second_coach), world, lease, world.criteria[0]).status_code == 200


def test_who_is_a_coach_again_finds_the_lease_unless_it_was_taken(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    leave(cast, "role")
    Membership.objects.filter(pk=cast.coach.pk).update(roles=["coach"])
    assert comment(api(cast.coach), world, lease).status_code == 201
    leave(cast, "role")
    take(api(cast.second_coach), world)
    Membership.objects.filter(pk=cast.coach.pk).update(roles=["coach"])
    answer = comment(api(cast.coach), world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")


def test_an_active_coach_keeps_it(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    take(api(cast.coach), world)
    body = {"submission": str(attempt.submission.id)}
    answer = api(cast.second_coach).post(f"{world.base}/leases", body)
    assert (answer.status_code, code_of(answer)) == (409, "lease_taken")


def test_the_length_that_a_phone_claims_counts_no_more_once_it_was_measured(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    # The shorter one is what was measured; a submitted take itself can't change.
    Video.objects.filter(take__attempt=attempt).update(duration_ms=TAKE_MS // 2)
    lease = take(api(cast.coach), world)
    answer = comment(api(cast.coach), world, lease, at_ms=TAKE_MS - 1)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
