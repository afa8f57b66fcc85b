"""Which reviews a coach may take: teams, languages, conflicts of interest, people they lead."""

from typing import Any

import pytest

from accounts.models import AuditEvent, Language, Membership, Role, Team
from coaching.models import Conflict, Lease, Score
from coaching.queries import eligibility as queries
from coaching.services import eligibility
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, fix, mark_whole, score, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _seen(api: Api, coach: Membership, world: World) -> set[str]:
    page = api(coach).get(f"{world.base}/queue")
    assert page.status_code == 200, page.content
    return {row["attempt"] for row in page.json()["results"]}


def _bound(api: Api, cast: Cast, world: World, **bounds: Any) -> Any:
    body = {"teams": [], "languages": []} | bounds
    url = f"{world.base}/coaches/{cast.coach.id}/scope"
    return api(cast.admin).put(url, body, headers={"If-Match": "*"})


def _take(api: Api, coach: Membership, world: World, attempt: Attempt) -> Any:
    return api(coach).post(f"{world.base}/leases", {"submission": str(attempt.submission.id)})


@pytest.mark.parametrize("most", [0, 1000], ids=["of many people", "of few"])
def test_a_coach_bounded_to_teams_reviews_their_people_alone(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(queries, "WIDE", most)
    night = Team.objects.create(organisation=cast.haven, name="Night")
    cast.teammate.teams.set([night])
    here, there = world.submitted(cast.employee), world.submitted(cast.teammate)
    mine = take(api(cast.coach), world, here)
    answer = _bound(api, cast, world, teams=[str(night.id)])
    assert answer.json()["teams"] == [{"id": str(night.id), "name": "Night"}]
    assert _seen(api, cast.coach, world) == {str(there.id)}
    assert code_of(_take(api, cast.coach, world, here)) == "not_found"
    assert api(cast.coach).get(f"{world.base}/reviews/{mine['review']}").status_code == 404
    # What was open went back at once, and a colleague may take it.
    assert _take(api, cast.second_coach, world, here).status_code == 201
    assert take(api(cast.coach), world)["attempt"] == str(there.id)
    _bound(api, cast, world)
    assert _seen(api, cast.coach, world) == {str(here.id), str(there.id)}


def test_a_coach_bounded_to_languages_takes_these_alone(cast: Cast, world: World, api: Api) -> None:
    dutch, english = world.submitted(cast.employee), world.submitted(cast.teammate)
    _bound(api, cast, world, languages=[Language.ENGLISH])
    assert _seen(api, cast.coach, world) == {str(english.id)}
    assert code_of(_take(api, cast.coach, world, dutch)) == "not_found"


def test_a_conflict_of_interest_hides_everything_of_a_person_and_keeps_what_was_saved(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    score(api(cast.coach), world, lease, world.criteria[0])
    url = f"{world.base}/coaches/{cast.coach.id}/conflicts/{cast.employee.id}"
    for _again in range(2):
        assert api(cast.admin).put(url).status_code == 204
    assert Conflict.objects.count() == 1
    assert Lease.objects.get().ended_at is not None
    assert Score.objects.exists()
    assert _seen(api, cast.coach, world) == set()
    [named] = [
        row
        for row in api(cast.admin).get(f"{world.base}/coaches").json()["results"]
        if row["membership"] == str(cast.coach.id)
    ]
    [conflict] = named["conflicts"]
    assert (conflict["member_name"], conflict["by_coach"]) == ("Emma", False)
    for _again in range(2):
        assert api(cast.admin).delete(url).status_code == 204
    assert len(_seen(api, cast.coach, world)) == 1
    verbs = AuditEvent.objects.filter(verb__startswith="conflict").values_list("verb", flat=True)
    assert sorted(verbs) == ["conflict_declared", "conflict_removed"]


def test_a_coach_declares_a_conflict_from_the_queue(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    world.submitted(cast.employee)
    url = f"{world.base}/queue/{attempt.submission.id}/conflict"
    for _again in range(2):
        assert api(cast.coach).put(url).status_code == 204
    assert _seen(api, cast.coach, world) == set()
    assert len(_seen(api, cast.second_coach, world)) == 2
    [one] = api(cast.coach).get(f"{world.base}/conflicts").json()
    assert (one["member_name"], one["by_coach"]) == ("Emma", True)


def test_a_coach_is_no_conflict_with_themselves(cast: Cast, world: World, api: Api) -> None:
    url = f"{world.base}/coaches/{cast.coach.id}/conflicts/{cast.coach.id}"
    assert code_of(api(cast.admin).put(url)) == "own_attempt"


def test_a_coach_reviews_nobody_whom_they_lead_unless_the_organisation_lets_leaders(
    cast: Cast, world: World, api: Api
) -> None:
    cast.manager.roles = [Role.MANAGER, Role.COACH]
    cast.manager.save()
    world.submitted(cast.employee)
    assert _seen(api, cast.manager, world) == set()
    rules = f"{world.base}/coaching-rules"
    stands = api(cast.admin).get(rules)
    body, seen = stands.json() | {"leaders_review": True}, {"If-Match": stands["ETag"]}
    assert api(cast.admin).put(rules, body, headers=seen).status_code == 200
    assert len(_seen(api, cast.manager, world)) == 1


def test_what_a_coach_released_stays_theirs_to_read(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    eligibility.declare_conflict(actor=cast.admin, coach=cast.coach.id, member=cast.employee.id)
    assert api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").status_code == 200
    elsewhere = {"actor": cast.admin, "coach": cast.second_coach.id, "member": cast.employee.id}
    eligibility.declare_conflict(**elsewhere)  # type: ignore[arg-type]  # of mixed values
    assert api(cast.second_coach).get(f"{world.base}/reviews/{lease['review']}").status_code == 404
    assert api(cast.second_coach).get(f"{world.base}/reviews").json()["results"] == []


def test_a_scope_names_teams_of_the_organisation_alone(cast: Cast, world: World, api: Api) -> None:
    foreign = Team.objects.create(organisation=cast.burcht, name="Night")
    assert code_of(_bound(api, cast, world, teams=[str(foreign.id)])) == "unknown_team"
    assert code_of(_bound(api, cast, world, languages=["xx"])) == "invalid"
    url = f"{world.base}/coaches/{cast.employee.id}/scope"
    nobody = api(cast.admin).put(url, {"teams": [], "languages": []})
    assert code_of(nobody) == "not_found"
