"""POST /{org}/leases/{id}/renewal."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Team
from coaching.models import Lease
from coaching.services import eligibility
from coaching.services.leases import LIFETIME
from core.etags import ANY, Precondition
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, run_out, take


def test_it_lasts_for_another_lifetime(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    soon = timezone.now() + timedelta(minutes=1)
    Lease.objects.filter(pk=lease["id"]).update(expires_at=soon)
    answer = api(cast.coach).post(f"{world.base}/leases/{lease['id']}/renewal")
    assert answer.status_code == 200
    assert Lease.objects.get(pk=lease["id"]).expires_at > soon + LIFETIME / 2


def test_a_lease_that_ran_out_is_not_renewed(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    run_out(lease)
    answer = api(cast.coach).post(f"{world.base}/leases/{lease['id']}/renewal")
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert Lease.objects.get(pk=lease["id"]).expires_at < timezone.now()


def test_a_lease_that_was_given_back_is_not_renewed(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    api(cast.coach).delete(f"{world.base}/leases/{lease['id']}")
    answer = api(cast.coach).post(f"{world.base}/leases/{lease['id']}/renewal")
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")


def test_another_coachs_lease_does_not_exist(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    for id in (lease["id"], new_id()):
        answer = api(cast.second_coach).post(f"{world.base}/leases/{id}/renewal")
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_what_the_coach_may_not_review_any_more_goes_back_to_the_queue(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    desk = Team.objects.get(name="Desk")
    eligibility.set_scope(
        actor=cast.admin,
        coach=cast.coach.id,
        teams=[desk.id],
        languages=[],
        seen=Precondition(if_match=ANY),
    )
    lease = take(api(cast.coach), world)
    cast.employee.teams.clear()
    answer = api(cast.coach).post(f"{world.base}/leases/{lease['id']}/renewal")
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert take(api(cast.second_coach), world)["review"] == lease["review"]
