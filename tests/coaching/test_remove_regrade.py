"""DELETE /{org}/regrades/{id}: who asked takes it back, before anybody began to score."""

import pytest

from accounts.models import AuditEvent
from coaching.models import Purpose, Review
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.regrading import ask, begin, newer_rubric, regraded, with_feedback
from tests.coaching.world import World, comment, score
from training.models import Attempt

pytestmark = pytest.mark.slow


def _url(world: World, lease: dict[str, str]) -> str:
    return f"{world.base}/regrades/{lease['review']}"


def test_it_can_be_asked_for_anew_with_another_reason(cast: Cast, world: World, api: Api) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    version, coach = newer_rubric(world), api(cast.coach)
    lease = begin(coach, world, attempt, version)
    assert coach.get(f"{world.base}/reviews/{lease['review']}").json()["regrade"]["is_mine"]
    assert coach.delete(_url(world, lease)).status_code == 204
    assert Review.objects.get(submission=attempt.submission).purpose == Purpose.FIRST
    assert coach.get(f"{world.base}/queue").json()["regrades"] == []
    assert ask(coach, world, attempt, version, reason="Clearer words").status_code == 201
    assert coach.get(f"{world.base}/reviews/{first['review']}").json()["state"] == "released"


def test_twice_is_once_and_written_down_once(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version, coach = newer_rubric(world), api(cast.coach)
    lease = begin(coach, world, attempt, version)
    answers = [coach.delete(_url(world, lease)) for _each in range(2)]
    assert [answer.status_code for answer in answers] == [204, 404]
    event = AuditEvent.objects.get(verb="regrade_removed")
    assert (event.actor, str(event.object_id)) == (cast.coach, lease["review"])
    assert event.detail["rubric_version"] == str(version.id)


def test_what_somebody_began_to_score_stays(cast: Cast, world: World, api: Api) -> None:
    version, coach = newer_rubric(world), api(cast.coach)
    scored = _begun(cast, world, api)
    score(coach, world, scored, version.criteria.all()[0])
    said = _begun(cast, world, api)
    comment(coach, world, said)
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    released = regraded(api, world, cast.coach, attempt, version)
    for lease in (scored, said, released):
        answer = coach.delete(_url(world, lease))
        assert (answer.status_code, code_of(answer)) == (409, "regrade_begun")
    assert Review.objects.filter(purpose=Purpose.REGRADE).count() == 3


def _begun(cast: Cast, world: World, api: Api) -> dict[str, str]:
    attempt: Attempt = with_feedback(api, world, cast.coach, cast.employee)[0]
    used = world.version.rubric_version
    assert used is not None
    return begin(api(cast.coach), world, attempt, used.rubric.versions.latest("number"))


def test_what_a_colleague_has_stays(cast: Cast, world: World, api: Api) -> None:
    newer_rubric(world)
    lease = _begun(cast, world, api)
    coach = api(cast.coach)
    coach.delete(f"{world.base}/leases/{lease['id']}")
    api(cast.second_coach).post(f"{world.base}/leases", {"review": lease["review"]})
    answer = coach.delete(_url(world, lease))
    assert (answer.status_code, code_of(answer)) == (409, "regrade_begun")


def test_what_another_asked_for_does_not_exist(cast: Cast, world: World, api: Api) -> None:
    newer_rubric(world)
    lease = _begun(cast, world, api)
    _, first = with_feedback(api, world, cast.coach, cast.teammate)
    answers = [
        api(cast.second_coach).delete(_url(world, lease)),
        api(cast.coach).delete(_url(world, first)),
        api(cast.coach).delete(f"{world.base}/regrades/{new_id()}"),
    ]
    assert {(one.status_code, code_of(one)) for one in answers} == {(404, "not_found")}
    for member in (cast.employee, cast.author, cast.admin):
        assert api(member).delete(_url(world, lease)).status_code == 403
