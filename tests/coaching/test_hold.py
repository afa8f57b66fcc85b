"""Scored is not released: a coach finishes feedback now, and releases it later."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Membership, Role
from coaching.domain.rules import Rules
from coaching.models import CoachingRules, Hold, Lease, Review, Score, WaitingSubmission
from coaching.services import eligibility
from coaching.services.rules import set_rules
from core.etags import ANY, Precondition
from core.ids import new_id
from media.models import Video, VideoState
from notifications.models import Message
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.holding import (
    finish,
    finished,
    let_feedback_go,
    let_go,
    make_lead,
    marked,
    resume,
)
from tests.coaching.world import World, release, score, take, version_of
from training import services as training
from training.models import Attempt, AttemptState, Result, SkillMemory, Submission

pytestmark = pytest.mark.slow


def _lists(client: Any, world: World) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{world.base}/held-reviews").json()
    return found


def _state(attempt: Attempt) -> str:
    return Attempt.objects.get(pk=attempt.pk).state


def test_nobody_learns_of_finished_feedback_until_its_coach_releases_it(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, coach = world.submitted(cast.employee), api(cast.coach)
    lease = marked(coach, world)
    seen = version_of(coach, world, lease)
    first = finish(coach, world, lease, seen)
    assert first.json()["hold"]["is_mine"] is True
    # The answer was lost, and the same is sent once more.
    assert finish(coach, world, lease, seen).json() == first.json()
    page = f"{world.base}/feedback/{attempt.id}"
    assert api(cast.employee).get(page).status_code == 404
    assert _state(attempt) == AttemptState.SUBMITTED
    told = Message.objects.filter(kind="feedback_ready")
    for learned in (Result.objects.all(), SkillMemory.objects.all(), told):
        assert not learned.exists()
    queue = coach.get(f"{world.base}/queue").json()
    assert (queue["results"], queue["held"], queue["for_lead"]) == ([], 1, None)
    [line] = _lists(coach, world)["mine"]
    assert (line["attempt"], line["version"]) == (str(attempt.id), seen)

    for _again in range(2):
        assert let_go(coach, world, lease["review"], version=seen) == {lease["review"]: ""}
    assert api(cast.employee).get(page).json()["coach_name"] == cast.coach.shown_name
    assert Message.objects.filter(kind="feedback_ready").count() == 1
    row = Review.objects.get()
    assert (row.released_by, row.approved_by, Hold.objects.count()) == (cast.coach, None, 0)
    assert row.finished_at is not None
    assert row.released_at is not None
    assert row.finished_at <= row.released_at
    assert _lists(coach, world)["mine"] == []


def test_only_whole_feedback_that_was_seen_is_finished(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    assert code_of(finish(api(cast.coach), world, lease)) == "review_incomplete"
    assert code_of(finish(api(cast.coach), world, lease, "0" * 32)) == "review_changed"
    url = f"{world.base}/reviews/{lease['review']}/finish"
    assert api(cast.coach).post(url, {"lease": lease["id"]}).status_code == 428
    assert code_of(finish(api(cast.second_coach), world, lease)) == "lease_stale"
    assert not Hold.objects.exists()


def test_what_is_finished_is_nobodys_to_change(cast: Cast, world: World, api: Api) -> None:
    attempt, coach, other = world.submitted(cast.employee), api(cast.coach), api(cast.second_coach)
    lease = marked(coach, world)
    finish(coach, world, lease)
    # A tab that was open meanwhile: it saves, and takes the review anew by itself.
    assert code_of(score(coach, world, lease, world.criteria[0])) == "lease_stale"
    asked: list[dict[str, str]] = [
        {"review": lease["review"]},
        {"submission": str(attempt.submission.id)},
    ]
    for client in (coach, other):
        for body in asked:
            assert code_of(client.post(f"{world.base}/leases", body)) == "held"
        assert code_of(client.post(f"{world.base}/leases", {})) == "queue_empty"
    assert code_of(resume(other, world, lease["review"])) == "held"
    assert let_go(other, world, lease["review"]) == {lease["review"]: "held_by_another"}
    assert code_of(release(coach, world, lease)) == "lease_stale"
    withdrawn = api(cast.employee).put(f"{world.base}/attempts/{attempt.id}/withdrawal")
    assert code_of(withdrawn) == "review_begun"


def _changes(review: str, coach: Membership) -> Iterator[Any]:
    yield lambda: Score.objects.filter(review=UUID(review)).update(note="Anders.")
    yield lambda: Lease.objects.create(
        review_id=review, coach=coach, expires_at=Hold.objects.get().finished_at + timedelta(1)
    )
    yield lambda: Hold.objects.update(review_id=new_id())


def test_the_database_refuses_a_lease_and_marks_on_what_is_finished(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    for change in _changes(review, cast.coach):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_its_coach_takes_it_up_again_and_what_was_seen_before_is_not_released(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    coach = api(cast.coach)
    review = finished(coach, world)
    before = Hold.objects.get().version
    lease = resume(coach, world, review)
    assert (lease.status_code, resume(coach, world, review).status_code) == (201, 200)
    assert let_go(coach, world, review) == {review: "not_held"}
    criterion = world.criteria[0]
    kept = Score.objects.get(criterion=criterion)
    score(coach, world, lease.json(), criterion, value=3, seen=kept.version)
    assert finish(coach, world, lease.json()).status_code == 200
    assert let_go(coach, world, review, version=before) == {review: "review_changed"}
    assert let_go(coach, world, review) == {review: ""}
    assert code_of(resume(coach, world, review)) == "already_released"


def test_of_several_one_that_fails_stops_no_other(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = api(cast.coach)
    several = [finished(coach, world, world.submitted(cast.employee)) for _each in range(3)]
    broken = Review.objects.get(pk=several[0]).submission_id
    real = training.mark_scored

    def mark_scored(*, submission: UUID, results: Any) -> None:
        real(submission=submission, results=results)
        if submission == broken:
            raise RuntimeError("cut off in the middle")

    monkeypatch.setattr(training, "mark_scored", mark_scored)
    resume(coach, world, several[1])
    elsewhere = str(new_id())
    assert let_go(coach, world, *several, elsewhere) == {
        several[0]: "release_failed",
        several[1]: "not_held",
        several[2]: "",
        elsewhere: "not_found",
    }
    # All of it was undone, and it is released once more.
    assert Submission.objects.get(pk=broken).scored_at is None
    monkeypatch.undo()
    assert let_go(coach, world, several[0], several[2]) == {several[0]: "", several[2]: ""}


def test_what_was_finished_is_its_day_of_work_whenever_it_is_released(
    cast: Cast, world: World, api: Api
) -> None:
    set_rules(actor=cast.admin, rules=Rules(most_a_day=1), seen=Precondition(if_match=ANY))
    coach = api(cast.coach)
    review = finished(coach, world, world.submitted(cast.employee))
    world.submitted(cast.teammate)
    assert code_of(coach.post(f"{world.base}/leases", {})) == "day_cap_reached"
    Hold.objects.update(finished_at=Hold.objects.get().finished_at - timedelta(days=2))
    assert let_go(coach, world, review) == {review: ""}
    assert coach.post(f"{world.base}/leases", {}).status_code == 201


def test_a_coach_who_leaves_leaves_it_to_a_colleague(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    review, other = finished(api(cast.coach), world), api(cast.second_coach)
    Membership.objects.filter(pk=cast.coach.pk).update(roles=[Role.EMPLOYEE])
    lease = take(other, world)
    assert (lease["review"], Hold.objects.count()) == (review, 0)
    assert finish(other, world, lease).status_code == 200
    assert let_go(other, world, review) == {review: ""}
    assert Review.objects.get().released_by == cast.second_coach


def test_an_admin_hands_over_what_is_finished(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    [line] = api(cast.admin).get(f"{world.base}/assignments").json()["results"]
    assert line["finished_by_name"] == cast.coach.shown_name
    to = {"coach": str(cast.second_coach.id)}
    taken = api(cast.admin).put(f"{world.base}/assignments/{attempt.submission.id}", to)
    assert code_of(taken) == "lease_taken"
    url = f"{world.base}/coaches/{cast.coach.id}/hand-over"
    told = api(cast.admin).post(url, {"to": str(cast.second_coach.id)}).json()
    assert told == {"ended": 1, "assigned": 1}
    assert let_go(api(cast.coach), world, review) == {review: "not_held"}
    lease = take(api(cast.second_coach), world)
    assert (lease["review"], Score.objects.count()) == (review, len(world.criteria))


def test_a_conflict_of_interest_takes_it_away(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    eligibility.declare_conflict(actor=cast.admin, coach=cast.coach.id, member=cast.employee.id)
    assert let_go(api(cast.coach), world, review) == {review: "not_found"}
    assert take(api(cast.second_coach), world)["review"] == review


def test_a_recording_that_is_lost_goes_back_with_what_was_finished(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.DELETED)
    assert training.reopen_unusable() == 1
    assert (_state(attempt), Hold.objects.count()) == (AttemptState.OPEN, 0)
    assert let_go(api(cast.coach), world, review) == {review: "not_found"}
    assert _lists(api(cast.coach), world)["mine"] == []


def test_rules_of_a_page_that_knows_no_releasing_keep_it(
    cast: Cast, world: World, api: Api
) -> None:
    url, admin = f"{world.base}/coaching-rules", api(cast.admin)
    let_feedback_go(cast, "held")
    page = admin.get(url)
    old = {k: v for k, v in page.json().items() if k not in ("releasing", "version")}
    kept = admin.put(url, old | {"most_open": 3}, headers={"If-Match": page["ETag"]}).json()
    assert (kept["releasing"], kept["most_open"]) == ("held", 3)
    # Where feedback is held its coach may release it at once all the same: it is they who decide.
    world.submitted(cast.employee)
    lease = marked(api(cast.coach), world)
    assert release(api(cast.coach), world, lease).status_code == 200


def test_it_is_listed_by_promise(cast: Cast, world: World, api: Api) -> None:
    coach = api(cast.coach)
    late = finished(coach, world, world.submitted(cast.teammate, ago=timedelta(hours=1)))
    early = finished(coach, world, world.submitted(cast.employee, ago=timedelta(hours=9)))
    assert [one["review"] for one in _lists(coach, world)["mine"]] == [early, late]


def test_a_second_review_is_finished_and_released_like_any_other(
    cast: Cast, world: World, api: Api
) -> None:
    """Its coach is told nothing that they would not be told of a first one."""
    make_lead(cast.coach)
    lena = person_in(cast.haven, "Lena", Role.COACH)
    CoachingRules.objects.update_or_create(
        organisation=cast.haven, defaults={"second_percent": 100, "releasing": "lead_first"}
    )
    attempt = world.submitted(cast.employee)
    first = finished(api(cast.second_coach), world)
    assert let_go(api(cast.coach), world, first) == {first: ""}
    second = finished(api(lena), world, attempt)
    assert second != first
    document = api(lena).get(f"{world.base}/reviews/{second}").json()
    assert (document["purpose"], document["releasing"]) == ("first", "lead_first")
    # Of the leads, whoever gave the feedback sees nothing of the second review.
    make_lead(cast.second_coach)
    assert _lists(api(cast.second_coach), world)["for_lead"] == []
    assert let_go(api(cast.second_coach), world, second) == {second: "not_found"}
    assert WaitingSubmission.objects.get().warn_at is None
    assert let_go(api(cast.coach), world, second) == {second: ""}
    assert not WaitingSubmission.objects.exists()
    assert Message.objects.filter(kind="feedback_ready").count() == 1
