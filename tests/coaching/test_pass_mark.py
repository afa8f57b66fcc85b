"""A result near a programme's pass mark is decided by no coach alone."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import F

from coaching.domain.pass_mark import Points, is_near, passes
from coaching.models import CoachingRules, Purpose, Review, WaitingSubmission
from coaching.services import notices
from coaching.services.seconds import drop_late
from core.ids import new_id
from notifications.models import Message
from scenarios.models import RubricVersion
from tests.cast import Api, Cast, code_of
from tests.coaching.content import make_criterion
from tests.coaching.passing import (
    BELOW,
    FAR_BELOW,
    FAR_OVER,
    OVER,
    adjudication_of,
    judged,
    outcome_in,
    set_mark,
    split,
    state_of,
    third_of,
)
from tests.coaching.test_adjudication import decide
from tests.coaching.test_dispute import decided, disputed, told_of
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Attempt, Enrolment, Outcome, Submission
from training.queries.progress import database_now

pytestmark = pytest.mark.slow


@pytest.fixture
def world(world: World) -> World:
    set_mark(world)
    return world


@pytest.fixture
def attempt(cast: Cast, world: World) -> Attempt:
    return world.submitted(cast.employee)


def test_what_lies_on_the_mark_passes_and_both_ends_are_near() -> None:
    assert passes(Points(6, 10), 60)
    assert not passes(Points(59, 100), 60)
    near = [reached for reached in range(101) if is_near(Points(reached, 100), 60, 10)]
    assert near == list(range(50, 71))
    # In thirds nothing is rounded: 66.6 % is within 10 points of 57, and not of 56.
    assert is_near(Points(2, 3), 57, 10)
    assert not is_near(Points(2, 3), 56, 10)


@pytest.mark.parametrize(("levels", "state"), [(FAR_OVER, "passed"), (FAR_BELOW, "not_yet")])
def test_away_from_the_mark_the_feedback_says_it_at_once(
    cast: Cast, api: Api, world: World, attempt: Attempt, levels: tuple[int, int], state: str
) -> None:
    lease = judged(api, world, cast.coach, attempt, levels)
    assert outcome_in(api, world, attempt) == {"state": state, "pass_percent": 60}
    assert not Review.objects.filter(purpose=Purpose.SECOND).exists()
    assert told_of("outcome_decided") == {}
    seen = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()
    assert seen["outcome"]["state"] == state


def test_without_a_mark_there_is_no_outcome(cast: Cast, api: Api, world: World) -> None:
    set_mark(world, None)
    before = world.submitted(cast.employee)
    set_mark(world)  # the mark is that of the day on which it was sent in
    judged(api, world, cast.coach, before, OVER)
    assert outcome_in(api, world, before) is None
    assert not Outcome.objects.exists()


def test_near_the_mark_another_coach_looks_before_it_is_said(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, OVER)
    told = outcome_in(api, world, attempt)
    assert told == {"state": "undecided", "pass_percent": 60}
    fresh = world.submitted(cast.teammate)
    queue = api(cast.second_coach).get(f"{world.base}/queue").json()["results"]
    lines = {one["attempt"]: one for one in queue}
    # The second coach meets it as any other, and the mark is in neither document.
    assert set(lines[str(attempt.id)]) == set(lines[str(fresh.id)])
    lease = take(api(cast.second_coach), world, attempt)
    seen = api(cast.second_coach).get(f"{world.base}/reviews/{lease['review']}").json()
    assert (seen["purpose"], seen["outcome"], seen["scores"]) == ("first", None, [])
    mark_whole(world, lease)  # level 2 of 3 on both, as the first
    fix(lease)
    assert outcome_in(api, world, attempt)["state"] == "passed"
    assert set(told_of("outcome_decided")) == {cast.employee.id}
    assert not Review.objects.filter(purpose=Purpose.ADJUDICATION).exists()
    # The feedback itself is that of the first coach, and nothing else came with the second one.
    assert told_of("adjudicated") == {}


def test_where_both_lie_on_different_sides_a_third_coach_decides(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    third = third_of(cast)
    CoachingRules.objects.filter(organisation=cast.haven).update(adjudicate_from=None)
    split(cast, api, world, attempt)
    assert outcome_in(api, world, attempt)["state"] == "undecided"
    assert (told_of("outcome_decided"), told_of("adjudication_asked")) == ({}, {third.id: False})
    assert decide(api, world, third, adjudication_of(attempt), 2).status_code == 200
    assert outcome_in(api, world, attempt)["state"] == "passed"
    # One message, of the outcome, beside which the level stands that changed.
    assert (set(told_of("outcome_decided")), told_of("adjudicated")) == ({cast.employee.id}, {})


def test_a_decision_that_confirms_the_feedback_says_it_too(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    third = third_of(cast)
    split(cast, api, world, attempt)
    assert decide(api, world, third, adjudication_of(attempt), 1).status_code == 200
    assert outcome_in(api, world, attempt)["state"] == "not_yet"
    assert set(told_of("outcome_decided")) == {cast.employee.id}


def test_what_is_awaited_stays_and_is_told_of_when_it_runs_short(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    third = third_of(cast)
    WaitingSubmission.objects.update(warn_at=database_now())
    assert notices.warn_of_late() == 1  # of the first one, to all three
    judged(api, world, cast.coach, attempt, OVER)
    row = WaitingSubmission.objects.get()
    assert row.warn_at == row.promised_at - timedelta(hours=12)
    WaitingSubmission.objects.update(promised_at=database_now(), warn_at=database_now())
    drop_late()
    assert WaitingSubmission.objects.exists()
    [line] = api(cast.admin).get(f"{world.base}/assignments").json()["results"]
    assert line["person_name"] == "Emma"
    lease = take(api(cast.second_coach), world, attempt)
    assert notices.warn_of_late() == 0  # somebody is on it
    api(cast.second_coach).delete(f"{world.base}/leases/{lease['id']}")
    assert notices.warn_of_late() == 1
    # Whoever gave the feedback hears nothing of it.
    told = Message.objects.filter(kind="reviews_due_soon").values_list("recipient", flat=True)
    assert Counter(told) == {cast.coach.id: 1, cast.second_coach.id: 2, third.id: 2}


def test_a_dispute_is_decided_by_another_coach_and_so_is_the_outcome(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, BELOW)
    review = disputed(api, world, attempt)
    assert not Review.objects.filter(purpose=Purpose.SECOND).exists()
    assert outcome_in(api, world, attempt)["state"] == "undecided"
    assert decided(api, world, cast.second_coach, review, value=2).status_code == 200
    assert outcome_in(api, world, attempt)["state"] == "passed"
    assert (told_of("outcome_decided"), len(told_of("dispute_decided"))) == ({}, 1)


def test_a_dispute_takes_no_pass_away(cast: Cast, api: Api, world: World, attempt: Attempt) -> None:
    judged(api, world, cast.coach, attempt, FAR_OVER)
    review = disputed(api, world, attempt)
    assert decided(api, world, cast.second_coach, review, value=1).status_code == 200
    assert outcome_in(api, world, attempt)["state"] == "passed"
    refused(lambda: Outcome.objects.update(state="not_yet"), "outcome_is_fixed")
    again = world.submitted(cast.employee)
    judged(api, world, cast.coach, again, FAR_BELOW)
    review = disputed(api, world, again)
    assert decided(api, world, cast.second_coach, review, value=3).status_code == 200
    assert outcome_in(api, world, again)["state"] == "passed"


def test_while_it_is_undecided_nobody_scores_it_again_by_another_rubric(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, BELOW)
    newer = RubricVersion.objects.create(rubric=world.criteria[0].version.rubric, number=2)
    make_criterion(newer, 1)
    RubricVersion.objects.filter(pk=newer.pk).update(published_at=database_now())
    url = f"{world.base}/regrades/{new_id()}"
    body = {
        "submission": str(attempt.submission.id),
        "rubric_version": str(newer.id),
        "reason": "New.",
    }
    assert code_of(api(cast.coach).put(url, body)) == "outcome_undecided"
    judged(api, world, cast.second_coach, attempt, BELOW)
    assert state_of(attempt) == "not_yet"
    assert api(cast.coach).put(url, body).status_code == 201


def test_another_mark_changes_nothing_that_was_sent_in(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, BELOW)
    set_mark(world, 20)
    judged(api, world, cast.second_coach, attempt, BELOW)
    assert outcome_in(api, world, attempt) == {"state": "not_yet", "pass_percent": 60}
    waiting = world.submitted(cast.employee)
    judged(api, world, cast.coach, waiting, BELOW)
    assert outcome_in(api, world, waiting) == {"state": "passed", "pass_percent": 20}
    refused(lambda: Submission.objects.update(pass_percent=1), "submission_is_fixed")


def test_what_passed_is_planned_as_done(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    Enrolment.objects.update(next_nudge_at=None, set_aside="live_session")
    judged(api, world, cast.coach, attempt, OVER)
    Enrolment.objects.update(set_aside="live_session")
    judged(api, world, cast.second_coach, attempt, OVER)
    assert Enrolment.objects.get(attempts=attempt).set_aside == ""


def test_how_near_is_near_is_the_organisations(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    url = f"{world.base}/coaching-rules"
    stood = api(cast.admin).get(url)
    assert stood.json()["near_points"] == 10
    body = {name: value for name, value in stood.json().items() if name != "version"}
    tag = {"If-Match": stood["ETag"]}
    assert code_of(api(cast.admin).put(url, body | {"near_points": 0}, headers=tag)) == "invalid"
    saved = api(cast.admin).put(url, body | {"near_points": 5}, headers=tag)
    assert saved.json()["near_points"] == 5
    # Who does not know this rule leaves it as it is.
    older = {name: value for name, value in body.items() if name != "near_points"}
    kept = api(cast.admin).put(url, older, headers={"If-Match": saved["ETag"]})
    assert kept.json()["near_points"] == 5
    judged(api, world, cast.coach, attempt, OVER)  # 67 % is seven points over
    assert outcome_in(api, world, attempt)["state"] == "passed"
    assert WaitingSubmission.objects.filter(promised_at__gt=F("submitted_at")).count() == 0
