"""An admin assigns what waits to a coach, and hands over what an absent coach has."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Membership
from coaching.models import Score, WaitingSubmission
from coaching.services import eligibility
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, score, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _assign(api: Api, cast: Cast, world: World, attempt: Attempt, coach: Membership) -> Any:
    url = f"{world.base}/assignments/{attempt.submission.id}"
    return api(cast.admin).put(url, {"coach": str(coach.id)})


def _take(api: Api, coach: Membership, world: World, attempt: Attempt) -> Any:
    return api(coach).post(f"{world.base}/leases", {"submission": str(attempt.submission.id)})


def test_what_is_assigned_is_kept_for_its_coach_and_comes_first(
    cast: Cast, world: World, api: Api
) -> None:
    older = world.submitted(cast.teammate, ago=timedelta(hours=5))
    mine = world.submitted(cast.employee, ago=timedelta(hours=1))
    for _again in range(2):
        answer = _assign(api, cast, world, mine, cast.coach)
        assert answer.status_code == 200, answer.content
        assert answer.json()["assigned_to_name"] == "Carla"
    assert AuditEvent.objects.filter(verb="review_assigned").count() == 1
    assert code_of(_take(api, cast.second_coach, world, mine)) == "assigned"
    [_older, line] = api(cast.second_coach).get(f"{world.base}/queue").json()["results"]
    assert (line["assigned_to"], line["assigned_to_name"]) == ("other", "Carla")
    assert take(api(cast.second_coach), world)["attempt"] == str(older.id)
    assert take(api(cast.coach), world)["attempt"] == str(mine.id)


def test_an_assignment_ends_before_the_promise_is_broken(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee, ago=timedelta(hours=1))
    _assign(api, cast, world, attempt, cast.coach)
    row = WaitingSubmission.objects.get()
    assert row.assigned_until == row.promised_at - timedelta(hours=12)
    WaitingSubmission.objects.update(assigned_until=timezone.now() - timedelta(seconds=1))
    assert _take(api, cast.second_coach, world, attempt).status_code == 201


def test_nothing_is_kept_for_who_is_no_coach_any_more(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    _assign(api, cast, world, attempt, cast.coach)
    cast.coach.is_active = False
    cast.coach.save()
    assert _take(api, cast.second_coach, world, attempt).status_code == 201


def test_only_who_may_review_it_is_assigned(cast: Cast, world: World, api: Api) -> None:
    attempt, own = world.submitted(cast.employee), world.submitted(cast.coach)
    assert code_of(_assign(api, cast, world, own, cast.coach)) == "coach_may_not_review"
    eligibility.declare_conflict(actor=cast.admin, coach=cast.coach.id, member=cast.employee.id)
    assert code_of(_assign(api, cast, world, attempt, cast.coach)) == "coach_may_not_review"
    assert code_of(_assign(api, cast, world, attempt, cast.employee)) == "not_found"


def test_what_a_colleague_is_on_is_not_assigned(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    take(api(cast.coach), world)
    assert code_of(_assign(api, cast, world, attempt, cast.second_coach)) == "lease_taken"
    assert _assign(api, cast, world, attempt, cast.coach).status_code == 200


def test_an_assignment_is_taken_back(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    _assign(api, cast, world, attempt, cast.coach)
    url = f"{world.base}/assignments/{attempt.submission.id}"
    for _again in range(2):
        assert api(cast.admin).delete(url).status_code == 204
    assert _take(api, cast.second_coach, world, attempt).status_code == 201


def test_all_that_an_absent_coach_has_is_handed_over(cast: Cast, world: World, api: Api) -> None:
    begun, kept = world.submitted(cast.employee), world.submitted(cast.teammate)
    own = world.submitted(cast.second_coach)
    lease = take(api(cast.coach), world, begun)
    score(api(cast.coach), world, lease, world.criteria[0])
    for attempt in (kept, own):
        _assign(api, cast, world, attempt, cast.coach)
    cast.coach.is_active = False
    cast.coach.save()
    url = f"{world.base}/coaches/{cast.coach.id}/hand-over"
    body = {"to": str(cast.second_coach.id)}
    answer = api(cast.admin).post(url, body)
    assert answer.json() == {"ended": 1, "assigned": 2}
    assert api(cast.admin).post(url, body).json() == {"ended": 0, "assigned": 0}
    # What was saved is there for whoever goes on; nobody gets their own.
    assert Score.objects.exists()
    kept_for = dict(WaitingSubmission.objects.values_list("submission", "assigned_to"))
    chosen = cast.second_coach.id
    assert kept_for[begun.submission.id] == kept_for[kept.submission.id] == chosen
    assert kept_for[own.submission.id] is None
    assert AuditEvent.objects.filter(verb="reviews_handed_over").count() == 1


def test_an_absent_coach_hands_over_to_everybody(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    take(api(cast.coach), world, attempt)
    url = f"{world.base}/coaches/{cast.coach.id}/hand-over"
    assert api(cast.admin).post(url, {"to": None}).json() == {"ended": 1, "assigned": 0}
    assert _take(api, cast.second_coach, world, attempt).status_code == 201


def test_an_admin_sees_who_is_on_what(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    take(api(cast.coach), world)
    [line] = api(cast.admin).get(f"{world.base}/assignments").json()["results"]
    assert (line["person_name"], line["leased_by_name"]) == ("Emma", "Carla")
    assert line["assigned_to"] is None
