"""Near a pass mark it stays undecided where there is no other coach, until there is one."""

from typing import Any

import pytest

from accounts.models import Membership, Role
from coaching.models import CoachScope, Conflict, Purpose, WaitingSubmission
from coaching.queries.disputes import judges_of
from coaching.queries.eligibility import waiting_counts
from coaching.queries.free import waits_for
from coaching.services.seconds import drop_late
from coaching.services.undecided import seek_coaches
from media.models import Video, VideoState
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.holding import (
    finish,
    finished,
    give_back,
    let_feedback_go,
    let_go,
    make_lead,
)
from tests.coaching.passing import (
    BELOW,
    FAR_BELOW,
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
from tests.coaching.test_dispute import disputed, told_of
from tests.coaching.world import World, take
from training.models import Attempt
from training.queries.progress import database_now

pytestmark = pytest.mark.slow


@pytest.fixture
def world(world: World) -> World:
    set_mark(world)
    return world


@pytest.fixture
def attempt(cast: Cast, world: World) -> Attempt:
    return world.submitted(cast.employee)


def listed(api: Api, world: World, reader: Membership) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api(reader).get(f"{world.base}/outcomes-without-coach").json()
    return found


def test_without_a_second_coach_it_stays_undecided_until_there_is_one(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    Conflict.objects.create(coach=cast.second_coach, member=cast.employee)
    judged(api, world, cast.coach, attempt, OVER)
    assert told_of("outcome_without_coach") == {cast.admin.id: False}
    assert not WaitingSubmission.objects.exists()
    [line] = listed(api, world, cast.admin)
    assert (line["needs"], line["language"], line["exercise_title"]) == (
        "second",
        "nl",
        "At the barrier",
    )
    assert "Emma" not in str(line)
    for _again in range(2):
        assert seek_coaches() == 0
    Conflict.objects.all().delete()
    assert listed(api, world, cast.admin) == []
    assert [seek_coaches(), seek_coaches()] == [1, 0]
    judged(api, world, cast.second_coach, attempt, OVER)
    assert outcome_in(api, world, attempt)["state"] == "passed"
    assert told_of("outcome_without_coach") == {cast.admin.id: False}


def test_without_a_third_coach_it_stays_undecided_until_there_is_one(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    split(cast, api, world, attempt)
    assert state_of(attempt) == "undecided"
    assert told_of("outcome_without_coach") == {cast.admin.id: False}
    make_lead(cast.second_coach)
    assert [one["needs"] for one in listed(api, world, cast.second_coach)] == ["third"]
    answer = api(cast.coach).get(f"{world.base}/outcomes-without-coach")
    assert (answer.status_code, code_of(answer)) == (403, "role_required")
    third = third_of(cast)
    assert [seek_coaches(), seek_coaches()] == [1, 0]
    assert listed(api, world, cast.admin) == []
    assert decide(api, world, third, adjudication_of(attempt), 1).status_code == 200
    assert state_of(attempt) == "not_yet"


def test_what_nobody_can_watch_any_more_waits_no_longer(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, OVER)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.DELETED)
    assert [seek_coaches(), seek_coaches()] == [1, 0]
    assert outcome_in(api, world, attempt)["state"] == "lapsed"
    assert (told_of("outcome_decided"), listed(api, world, cast.admin)) == ({}, [])
    WaitingSubmission.objects.update(promised_at=database_now())
    drop_late()
    assert not WaitingSubmission.objects.exists()


def test_a_lead_who_let_the_feedback_go_is_not_the_second_coach(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    make_lead(cast.second_coach)
    let_feedback_go(cast, "lead_first")
    review = finished(api(cast.coach), world, attempt)
    assert let_go(api(cast.second_coach), world, review) == {review: ""}
    assert state_of(attempt) == "undecided"
    assert [one["needs"] for one in listed(api, world, cast.admin)] == ["second"]
    assert seek_coaches() == 0


def test_a_lead_who_gave_the_feedback_back_is_not_the_second_coach(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    """Another lead lets it go: the first one knows the feedback all the same."""
    lead, third = cast.second_coach, third_of(cast)
    make_lead(lead)
    let_feedback_go(cast, "lead_first")
    coach = api(cast.coach)
    review = finished(coach, world, attempt)
    assert give_back(api(lead), world, review).status_code == 201
    assert finish(coach, world, take(coach, world, attempt)).status_code == 200
    make_lead(third)
    assert let_go(api(third), world, review) == {review: ""}
    assert [one["needs"] for one in listed(api, world, cast.admin)] == ["second"]
    other = person_in(cast.haven, "Olga", Role.COACH)
    assert seek_coaches() == 1
    row = WaitingSubmission.objects.get()
    may = [one.pk for one in (lead, third, cast.coach, other) if waits_for(one, row.pk)]
    told = waiting_counts(WaitingSubmission.objects.all(), 9)
    assert (may, [one.pk for one in told]) == ([other.pk], [other.pk])
    assert judges_of(row.pk, Purpose.FIRST) == {cast.coach.pk, lead.pk, third.pk}


def test_a_second_look_whose_only_coach_left_is_listed(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, OVER)
    assert listed(api, world, cast.admin) == []
    Conflict.objects.create(coach=cast.second_coach, member=cast.employee)
    assert [one["needs"] for one in listed(api, world, cast.admin)] == ["second"]
    assert seek_coaches() == 0
    Conflict.objects.all().delete()
    judged(api, world, cast.second_coach, attempt, BELOW)
    third = third_of(cast)
    assert seek_coaches() == 1
    assert listed(api, world, cast.admin) == []
    third.is_active = False
    third.save()
    assert [one["needs"] for one in listed(api, world, cast.admin)] == ["third"]


def test_who_may_look_later_does_not_read_the_levels_before(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    scope = CoachScope.objects.create(coach=cast.second_coach, languages=["en"])
    lease = judged(api, world, cast.coach, attempt, OVER)
    assert not WaitingSubmission.objects.exists()
    review = f"{world.base}/reviews/{lease['review']}"
    assert api(cast.coach).get(review).status_code == 200
    assert api(cast.second_coach).get(review).status_code == 404
    scope.delete()
    assert seek_coaches() == 1
    judged(api, world, cast.second_coach, attempt, OVER)
    assert api(cast.second_coach).get(review).status_code == 200


def test_a_second_look_that_a_dispute_overtook_is_awaited_no_more(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    judged(api, world, cast.coach, attempt, BELOW)
    lease = take(api(cast.second_coach), world, attempt)
    disputed(api, world, attempt)
    api(cast.second_coach).delete(f"{world.base}/leases/{lease['id']}")
    WaitingSubmission.objects.update(promised_at=database_now())
    drop_late()
    assert not WaitingSubmission.objects.exists()


def test_who_decides_a_dispute_reads_the_mark_in_nobodys_review(
    cast: Cast, api: Api, world: World, attempt: Attempt
) -> None:
    lease = judged(api, world, cast.coach, attempt, FAR_BELOW)
    disputed(api, world, attempt)
    path = f"{world.base}/reviews/{lease['review']}"
    assert api(cast.second_coach).get(path).json()["outcome"] is None
    assert api(cast.coach).get(path).json()["outcome"]["state"] == "not_yet"
