"""A share of feedback is scored by a second coach, who does not know that they are the second."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Membership, Organisation, Role
from coaching.domain.rules import LEAD_FIRST
from coaching.domain.sampling import is_drawn
from coaching.models import CoachingRules, Comment, Purpose, Review, WaitingSubmission
from coaching.queries.coaches import rules_in
from coaching.services.assignments import hand_over
from coaching.services.disputes import Disputed, dispute
from coaching.services.eligibility import set_scope
from coaching.services.seconds import drop_late
from core.etags import ANY, Precondition
from core.ids import new_id
from media.models import Video, VideoState
from notifications.models import Message
from scenarios.models import RubricVersion
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.content import make_criterion
from tests.coaching.holding import finished, let_go, make_lead
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Attempt, Retake
from training.queries.progress import database_now

pytestmark = pytest.mark.slow
SEEN = Precondition(if_match=ANY)


@pytest.fixture
def other(cast: Cast) -> Membership:
    """Another coach; every feedback is scored twice."""
    draw(cast, 100)
    return cast.second_coach


def draw(cast: Cast, percent: int) -> None:
    CoachingRules.objects.filter(organisation=cast.haven).update(second_percent=percent)


def sent(cast: Cast, api: Api, world: World) -> Attempt:
    """An attempt with feedback of the cast's coach."""
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    fix(lease)
    return attempt


def queue(api: Api, world: World, coach: Membership) -> dict[str, Any]:
    found: dict[str, Any] = api(coach).get(f"{world.base}/queue").json()
    return found


def released(api: Api, world: World, coach: Membership) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api(coach).get(f"{world.base}/reviews").json()["results"]
    return found


def test_another_coach_meets_it_as_any_other_submission(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    fresh = world.submitted(cast.teammate)
    attempt = sent(cast, api, world)
    first = Review.objects.get(submission=attempt.submission, purpose=Purpose.FIRST)
    lines = {one["submission"]: one for one in queue(api, world, other)["results"]}
    assert set(lines) == {str(attempt.submission.id), str(fresh.submission.id)}
    line = lines[str(attempt.submission.id)]
    assert set(line) == set(lines[str(fresh.submission.id)])
    assert line["lease"] is None

    client = api(other)
    lease = take(client, world, attempt)
    document = client.get(f"{world.base}/reviews/{lease['review']}").json()
    assert document["purpose"] == "first"
    assert document["attempt"]["submitted_at"] == line["submitted_at"]
    assert (document["scores"], document["comments"]) == ([], [])
    # Nothing of the feedback is found meanwhile, by whatever way.
    assert released(api, world, other) == []
    assert client.get(f"{world.base}/reviews/{first.id}").status_code == 404
    assert [one["id"] for one in released(api, world, cast.coach)] == [str(first.id)]

    mark_whole(world, lease)
    fix(lease)
    assert [one["id"] for one in released(api, world, other)] == [lease["review"]]
    assert [one["id"] for one in released(api, world, cast.coach)] == [str(first.id)]
    assert not WaitingSubmission.objects.filter(pk=attempt.submission.pk).exists()


def test_the_employee_has_the_first_feedback_and_hears_of_no_other(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    attempt = sent(cast, api, world)
    url = f"{world.base}/feedback/{attempt.id}"
    before = api(cast.employee).get(url).json()
    lease = take(api(other), world, attempt)
    mark_whole(world, lease)
    fix(lease)
    assert api(cast.employee).get(url).json() == before
    assert Message.objects.filter(recipient=cast.employee, kind="feedback_ready").count() == 1
    report = api(cast.admin).get(f"{world.base}/fairness").json()
    assert report["agreement"]["recordings"] == 1


def test_who_gave_the_feedback_is_not_the_second_coach(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    attempt = sent(cast, api, world)
    client = api(cast.coach)
    assert queue(api, world, cast.coach)["results"] == []
    assert client.post(f"{world.base}/leases", {}).json()["code"] == "queue_empty"
    named = client.post(f"{world.base}/leases", {"submission": str(attempt.submission.id)})
    assert named.json()["code"] == "already_released"
    second = Review.objects.get(submission=attempt.submission, purpose=Purpose.SECOND)
    assert client.get(f"{world.base}/reviews/{second.id}").status_code == 404
    # An admin, who sees what people wait for, is not shown what nobody waits for.
    assert api(cast.admin).get(f"{world.base}/assignments").json()["results"] == []


def test_what_nobody_can_watch_any_more_is_not_scored_twice(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    attempt = sent(cast, api, world)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.DELETED)
    assert queue(api, world, other)["results"] == []
    assert queue(api, world, other)["free"] == 0


def test_none_is_drawn_without_a_share_or_a_coach_who_may_take_it(
    cast: Cast, api: Api, world: World
) -> None:
    sent(cast, api, world)  # the cast's organisations have no share
    draw(cast, 100)
    set_scope(actor=cast.admin, coach=cast.second_coach.id, teams=[], languages=["en"], seen=SEEN)
    sent(cast, api, world)  # Emma speaks Dutch
    Membership.objects.filter(pk=cast.second_coach.pk).update(is_active=False)
    sent(cast, api, world)
    assert not Review.objects.filter(purpose=Purpose.SECOND).exists()
    assert rules_in(Organisation(slug="new", name="New")).second_percent == 5


def test_nobody_scores_twice_who_had_the_feedback(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    attempt = world.submitted(cast.employee)
    seen = take(api(other), world, attempt)
    api(other).delete(f"{world.base}/leases/{seen['id']}")
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    third = person_in(cast.haven, "Otto", Role.COACH)
    fix(lease)
    assert queue(api, world, other)["results"] == []
    assert len(queue(api, world, third)["results"]) == 1
    # What an absent coach has is kept for nobody who can't take it.
    take(api(third), world, attempt)
    handed = hand_over(actor=cast.admin, coach=third.id, to=cast.coach.id)
    assert (handed.ended, handed.assigned) == (1, 0)


def test_no_other_way_tells_the_second_coach_that_there_is_feedback(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    attempt = sent(cast, api, world)
    client, submission = api(other), attempt.submission.id
    rubric = world.criteria[0].version.rubric
    newer = RubricVersion.objects.create(rubric=rubric, number=2)
    make_criterion(newer, 1)
    RubricVersion.objects.filter(pk=newer.pk).update(published_at=database_now())
    body = {"submission": str(submission), "rubric_version": str(newer.id), "reason": "New."}
    asked = client.put(f"{world.base}/regrades/{new_id()}", body)
    assert code_of(asked) == "not_released"
    later = world.submitted(cast.employee)
    lease = take(client, world, later)
    assert client.get(f"{world.base}/reviews/{lease['review']}").json()["before"] is None
    # Another take can be asked for as with any review, and the employee hears of none.
    lease = take(client, world, attempt)
    mark_whole(world, lease)
    request = f"{world.base}/reviews/{lease['review']}/retake-request"
    remark = str(Comment.objects.filter(review=lease["review"]).values_list("id", flat=True)[0])
    saved = client.put(
        request, {"lease": lease["id"], "comment": remark}, headers={"If-None-Match": "*"}
    )
    assert saved.status_code in (200, 201), saved.content
    fix(lease)
    assert not Retake.objects.exists()
    lines = {one["attempt"]: one for one in released(api, world, other)}
    assert lines[str(attempt.id)]["loop"]["read_at"] is None


def test_a_dispute_ends_a_second_review_that_nobody_began(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    attempt = sent(cast, api, world)
    _dispute(cast, attempt, world)
    assert not WaitingSubmission.objects.exists()
    assert not Review.objects.filter(purpose=Purpose.SECOND).exists()
    assert len(_disputes(api, world, other)) == 1
    assert [one["attempt"] for one in released(api, world, other)] == [str(attempt.id)]


def test_who_scores_it_already_does_not_hear_of_the_dispute(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    decider = person_in(cast.haven, "Otto", Role.COACH)
    attempt = sent(cast, api, world)
    lease = take(api(other), world, attempt)
    _dispute(cast, attempt, world)
    told = Message.objects.filter(kind="dispute_asked").values_list("recipient", flat=True)
    assert list(told) == [decider.id]
    assert (_disputes(api, world, other), queue(api, world, other)["waiting"]) == ([], 1)
    # Whoever decides sees the feedback, and has no second review to score.
    assert len(_disputes(api, world, decider)) == 1
    assert queue(api, world, decider)["waiting"] == 0
    assert [one["coach_name"] for one in released(api, world, decider)] == ["Carla"]
    mark_whole(world, lease)
    fix(lease)
    assert len(_disputes(api, world, other)) == 1


def test_what_nobody_began_on_in_time_is_dropped(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    begun, idle = sent(cast, api, world), sent(cast, api, world)
    lease = take(api(other), world, begun)
    mark_whole(world, lease)
    api(other).delete(f"{world.base}/leases/{lease['id']}")
    fresh = sent(cast, api, world)
    submissions = [begun.submission, idle.submission]
    WaitingSubmission.objects.filter(pk__in=submissions).update(promised_at=database_now())
    for _again in range(2):
        drop_late()
        kept = set(WaitingSubmission.objects.values_list("submission__attempt", flat=True))
        assert kept == {begun.id, fresh.id}
    assert Review.objects.filter(purpose=Purpose.SECOND).count() == 2


def _disputes(api: Api, world: World, coach: Membership) -> list[Any]:
    found: list[Any] = api(coach).get(f"{world.base}/disputes").json()
    return found


def _dispute(cast: Cast, attempt: Attempt, world: World) -> None:
    disputed = Disputed(criterion=world.criteria[0].id, reason="I did say it.")
    dispute(employee=cast.employee, attempt=attempt.id, disputed=disputed)


def test_the_draw_is_fixed_by_a_secret_and_near_its_share() -> None:
    ids = [UUID(int=new_id().int + at) for at in range(4000)]
    drawn = [one for one in ids if is_drawn(one, 5, b"key")]
    assert 140 <= len(drawn) <= 260
    assert drawn == [one for one in ids if is_drawn(one, 5, b"key")]
    assert drawn != [one for one in ids if is_drawn(one, 5, b"other")]
    assert set(drawn) <= {one for one in ids if is_drawn(one, 20, b"key")}
    assert not any(is_drawn(one, 0, b"key") for one in ids)
    assert all(is_drawn(one, 100, b"key") for one in ids)


def test_a_lead_coach_who_released_it_is_not_the_second_one(
    cast: Cast, api: Api, world: World, other: Membership
) -> None:
    make_lead(other)
    CoachingRules.objects.filter(organisation=cast.haven).update(releasing=LEAD_FIRST)
    third = person_in(cast.haven, "Otto", Role.COACH)
    world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    assert let_go(api(other), world, review) == {review: ""}
    assert Review.objects.filter(purpose=Purpose.SECOND).exists()
    assert queue(api, world, third)["waiting"] == 1
    for had_it in (cast.coach, other):
        assert queue(api, world, had_it)["waiting"] == 0
