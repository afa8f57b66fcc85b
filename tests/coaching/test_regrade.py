"""PUT /{org}/regrades/{id}: a submission with feedback is scored again under a newer version of its
rubric, with a reason."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Role
from coaching.models import Lease, Purpose, Review
from core.ids import new_id
from media.models import Video, VideoState
from scenarios.models import Rubric, RubricVersion
from tests.cast import Api, Cast, code_of
from tests.coaching.content import both, make_criterion
from tests.coaching.regrading import (
    REASON,
    ask,
    begin,
    newer_rubric,
    regraded,
    score_all,
    with_feedback,
)
from tests.coaching.world import World, make_world, release, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, code_of(answer)


def test_a_coach_scores_it_again_and_the_employee_reads_both(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, first = with_feedback(api, world, cast.second_coach, cast.employee)
    page = f"{world.base}/feedback/{attempt.id}"
    before = api(cast.employee).get(page).json()
    version = newer_rubric(world)
    coach = api(cast.coach)

    answer = ask(coach, world, attempt, version)
    assert answer.status_code == 201, answer.content
    lease = answer.json()["lease"]
    assert lease["review"] == answer.json()["id"] != first["review"]
    score_all(coach, world, lease, version)
    assert release(coach, world, lease).status_code == 200

    after = api(cast.employee).get(page).json()
    [later] = after.pop("regrades")
    assert before.pop("regrades") == []
    assert after == before
    assert (later["reason"], later["rubric_number"]) == (REASON, 2)
    assert later["coach_name"] == "Carla"
    assert [one["level"]["name"] for one in later["scores"]] == ["Trede 3"] * 3


def test_it_opens_a_review_of_its_own_with_a_lease(cast: Cast, world: World, api: Api) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    lease = begin(api(cast.coach), world, attempt, version)
    made = Review.objects.get(pk=lease["review"])
    assert (made.purpose, made.rubric_version) == (Purpose.REGRADE, version)
    assert (made.reason, made.asked_by) == (REASON, cast.coach)
    assert (made.submission, made.released_at) == (attempt.submission, None)
    assert Lease.objects.get(pk=lease["id"]).coach == cast.coach
    assert str(made.pk) != first["review"]


def test_it_is_written_down_without_any_words(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    lease = begin(api(cast.coach), world, attempt, version)
    event = AuditEvent.objects.get(verb="regrade_opened")
    assert (event.actor, str(event.object_id)) == (cast.coach, lease["review"])
    wanted = {"submission": str(attempt.submission.id), "rubric_version": str(version.id)}
    assert event.detail == wanted


def test_the_same_again_gets_the_same_answer(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version, id = newer_rubric(world), new_id()
    first = ask(api(cast.coach), world, attempt, version, id=id)
    again = ask(api(cast.coach), world, attempt, version, id=id, reason=f"  {REASON} ")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Review.objects.filter(purpose=Purpose.REGRADE).count() == 1
    assert AuditEvent.objects.filter(verb="regrade_opened").count() == 1


def test_a_repeat_after_the_lease_was_given_back_opens_none(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version, id, coach = newer_rubric(world), new_id(), api(cast.coach)
    lease = ask(coach, world, attempt, version, id=id).json()["lease"]
    coach.delete(f"{world.base}/leases/{lease['id']}")
    again = ask(coach, world, attempt, version, id=id)
    assert (again.status_code, again.json()["lease"]) == (200, None)


def test_something_else_under_the_same_id_is_refused(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    other, _ = with_feedback(api, world, cast.coach, cast.teammate)
    version, newest, id = newer_rubric(world), newer_rubric(world), new_id()
    coach = api(cast.coach)
    assert ask(coach, world, attempt, version, id=id).status_code == 201
    for answer in (
        ask(coach, world, attempt, version, id=id, reason="Another"),
        ask(coach, world, attempt, newest, id=id),
        ask(coach, world, other, version, id=id),
    ):
        assert _refused(answer) == (409, "id_in_use")


def test_anothers_id_does_not_exist(cast: Cast, world: World, api: Api) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    version, id = newer_rubric(world), new_id()
    assert ask(api(cast.second_coach), world, attempt, version, id=id).status_code == 201
    for taken in (id, first["review"]):
        answer = ask(api(cast.coach), world, attempt, version, id=taken)
        assert _refused(answer) == (404, "not_found")


@pytest.mark.parametrize("reason", ["", "   ", "\u200b", "x" * 1001])
def test_it_needs_a_reason(cast: Cast, world: World, api: Api, reason: str) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    answer = ask(api(cast.coach), world, attempt, newer_rubric(world), reason=reason)
    assert _refused(answer) == (400, "invalid")
    assert [part["attr"] for part in answer.json()["errors"]] == ["reason"]
    assert not Review.objects.filter(purpose=Purpose.REGRADE).exists()


def test_what_has_no_feedback_yet_is_not_scored_again(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    version = newer_rubric(world)
    assert _refused(ask(api(cast.coach), world, attempt, version)) == (409, "not_released")
    take(api(cast.coach), world, attempt)
    assert _refused(ask(api(cast.coach), world, attempt, version)) == (409, "not_released")


def test_only_a_newer_published_version_of_the_same_rubric_will_do(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    used = world.version.rubric_version
    assert used is not None
    draft = newer_rubric(world, is_published=False)
    foreign = make_world(cast.burcht)
    unknown = RubricVersion(id=new_id())
    for version in (used, draft, _of_another_rubric(cast), newer_rubric(foreign), unknown):
        answer = ask(api(cast.coach), world, attempt, version)
        assert _refused(answer) == (409, "rubric_version_not_newer")


def _of_another_rubric(cast: Cast) -> RubricVersion:
    rubric = Rubric.objects.create(organisation=cast.haven, code="other", name=both("A", "O"))
    version = RubricVersion.objects.create(rubric=rubric, number=9)
    make_criterion(version, 1)
    RubricVersion.objects.filter(pk=version.pk).update(published_at=timezone.now())
    return version


def test_a_second_one_under_the_same_version_is_refused_and_names_the_first(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    begun = begin(api(cast.second_coach), world, attempt, version)
    _refused_for(begun, ask(api(cast.coach), world, attempt, version))
    score_all(api(cast.second_coach), world, begun, version)
    assert release(api(cast.second_coach), world, begun).status_code == 200
    _refused_for(begun, ask(api(cast.coach), world, attempt, version))


def _refused_for(begun: dict[str, Any], answer: Any) -> None:
    assert _refused(answer) == (409, "already_regraded")
    assert [part["attr"] for part in answer.json()["errors"]] == [begun["review"]]


def test_each_newer_version_can_have_one(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    for number in (2, 3):
        regraded(api, world, cast.coach, attempt, newer_rubric(world))
        shown = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}").json()
        assert [one["rubric_number"] for one in shown["regrades"]] == list(range(2, number + 1))


def test_a_coach_does_not_score_their_own_attempt_again(cast: Cast, world: World, api: Api) -> None:
    cast.coach.roles = [Role.COACH, Role.EMPLOYEE]
    cast.coach.save()
    attempt, _ = with_feedback(api, world, cast.second_coach, cast.coach)
    answer = ask(api(cast.coach), world, attempt, newer_rubric(world))
    assert _refused(answer) == (403, "own_attempt")


def test_it_needs_the_coach_role(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    for member in (cast.employee, cast.manager, cast.admin, cast.author):
        answer = ask(api(member), world, attempt, version)
        assert _refused(answer) == (403, "role_required")


def test_what_is_elsewhere_or_was_never_sent_in_does_not_exist(
    cast: Cast, world: World, api: Api
) -> None:
    foreign = make_world(cast.burcht)
    theirs, version = foreign.submitted(cast.stranger), newer_rubric(foreign)
    assert _refused(ask(api(cast.coach), world, theirs, version)) == (404, "not_found")
    body = {"submission": str(new_id()), "rubric_version": str(version.id), "reason": REASON}
    answer = api(cast.coach).put(f"{world.base}/regrades/{new_id()}", body)
    assert _refused(answer) == (404, "not_found")


@pytest.mark.parametrize(
    ("state", "code"), [("deleted", "recording_deleted"), ("processing", "video_not_ready")]
)
def test_what_nobody_can_watch_is_not_scored_again(
    cast: Cast, world: World, api: Api, state: str, code: str
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    _set_state(attempt, state)
    answer = ask(api(cast.coach), world, attempt, newer_rubric(world))
    assert _refused(answer) == (409, code)
    assert not Review.objects.filter(purpose=Purpose.REGRADE).exists()


def _set_state(attempt: Attempt, state: str) -> None:
    Video.objects.filter(take__attempt=attempt).update(state=VideoState(state))
