"""A regrade at the coach's desk: marked, given back, taken again and released, beside the feedback
that stays as it is."""

from typing import Any
from uuid import UUID

import pytest

from coaching.models import Comment, Review, Score
from core.ids import new_id
from media.models import Video, VideoState
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.coaching.regrading import (
    REASON,
    begin,
    newer_rubric,
    regraded,
    review_of,
    score_all,
    with_feedback,
)
from tests.coaching.world import (
    World,
    comment,
    make_world,
    release,
    run_out,
    saw,
    score,
    take,
)
from training.models import Attempt, Result, Submission

pytestmark = pytest.mark.slow


def _read(api: Api, cast: Cast, world: World, review: str) -> dict[str, Any]:
    answer = api(cast.coach).get(f"{world.base}/reviews/{review}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def _go_on(api: Api, cast: Cast, world: World, review: str) -> Any:
    return api(cast.coach).post(f"{world.base}/leases", {"review": review})


def test_its_desk_has_the_new_rubric_and_the_first_judgement(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, first = with_feedback(api, world, cast.second_coach, cast.employee)
    version = newer_rubric(world)
    lease = begin(api(cast.coach), world, attempt, version)
    shown = _read(api, cast, world, lease["review"])
    assert (shown["purpose"], shown["state"], shown["scores"]) == ("regrade", "open", [])
    assert shown["rubric"]["version"] == str(version.id)
    assert shown["missing"] == ["score_missing"]
    about = shown["regrade"]
    assert (about["reason"], about["asked_by_name"]) == (REASON, "Carla")
    assert (about["rubric_number"], about["first"]["rubric_number"]) == (2, 1)
    assert (about["first"]["review"], about["first"]["coach_name"]) == (first["review"], "Chris")
    assert [one["level"]["value"] for one in about["first"]["scores"]] == [2, 2]
    assert [one["name"] for one in about["first"]["scores"]] == ["Criterion 1", "Criterion 2"]


def test_the_first_review_says_how_it_can_be_and_was_scored_again(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    seen = _read(api, cast, world, first["review"])
    assert (seen["newer_rubric"], seen["regrades"], seen["regrade"]) == (None, [], None)
    newer_rubric(world)
    newest = newer_rubric(world)
    newer_rubric(world, is_published=False)
    seen = _read(api, cast, world, first["review"])
    assert seen["newer_rubric"] == {"id": str(newest.id), "number": 3}
    lease = begin(api(cast.coach), world, attempt, newest)
    [line] = _read(api, cast, world, first["review"])["regrades"]
    assert (line["id"], line["rubric_number"], line["released_at"]) == (lease["review"], 3, None)
    again = _read(api, cast, world, lease["review"])
    assert (again["newer_rubric"], again["regrades"]) == (None, [])


def test_what_nobody_can_watch_any_more_offers_no_regrade(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    newer_rubric(world)
    assert _read(api, cast, world, first["review"])["newer_rubric"] is not None
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.DELETED)
    assert _read(api, cast, world, first["review"])["newer_rubric"] is None


def test_what_has_no_feedback_yet_offers_no_regrade(cast: Cast, world: World, api: Api) -> None:
    newer_rubric(world)
    lease = take(api(cast.coach), world, world.submitted(cast.employee))
    assert _read(api, cast, world, lease["review"])["newer_rubric"] is None


def test_it_is_scored_in_its_own_rubric_alone(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    lease = begin(api(cast.coach), world, attempt, newer_rubric(world))
    answer = score(api(cast.coach), world, lease, world.criteria[0])
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_it_needs_every_level_and_no_comment(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    lease = begin(api(cast.coach), world, attempt, version)
    left = list(version.criteria.all())[1:]
    score(api(cast.coach), world, lease, version.criteria.all()[0])
    answer = release(api(cast.coach), world, lease)
    assert (answer.status_code, code_of(answer)) == (409, "review_incomplete")
    parts = [(part["code"], part["attr"]) for part in answer.json()["errors"]]
    assert parts == [("score_missing", str(one.id)) for one in left]
    for criterion in left:
        score(api(cast.coach), world, lease, criterion)
    assert release(api(cast.coach), world, lease).json()["state"] == "released"


def test_its_release_leaves_the_first_judgement_as_it_was(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    stood = _stands(attempt, first["review"])
    regraded(api, world, cast.coach, attempt, newer_rubric(world))
    assert _stands(attempt, first["review"]) == stood
    assert Score.objects.filter(review__submission=attempt.submission).count() == 2 + 3


def _stands(attempt: Attempt, first: str) -> list[Any]:
    """Return the rows that the first judgement left, everywhere. How much was reached, by which the
    next exercise is chosen, follows the newest judgement (test_regrade_corrects_memory.py)."""
    review = UUID(first)
    kept = [one.attname for one in Attempt._meta.concrete_fields if one.attname != "reached"]
    return [
        *Attempt.objects.filter(pk=attempt.pk).values(*kept),
        *Submission.objects.filter(attempt=attempt).values(),
        *Result.objects.filter(submission__attempt=attempt).order_by("id").values(),
        *Review.objects.filter(pk=review).values(),
        *Score.objects.filter(review=review).order_by("id").values(),
        *Comment.objects.filter(review=review).order_by("id").values(),
        *Message.objects.filter(about=attempt.id).values(),
    ]


def test_releasing_it_twice_is_releasing_it_once(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    lease = begin(api(cast.coach), world, attempt, version)
    score_all(api(cast.coach), world, lease, version)
    answers = [release(api(cast.coach), world, lease) for _each in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    other = release(api(cast.second_coach), world, lease)
    assert (other.status_code, code_of(other)) == (409, "already_released")


def test_the_employee_reads_its_comments_too(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version, coach = newer_rubric(world), api(cast.coach)
    lease = begin(coach, world, attempt, version)
    score_all(coach, world, lease, version)
    assert comment(coach, world, lease, text="Mooi rustig.").status_code == 201
    page = f"{world.base}/feedback/{attempt.id}"
    assert api(cast.employee).get(page).json()["regrades"] == []
    release(coach, world, lease)
    [later] = api(cast.employee).get(page).json()["regrades"]
    assert [one["text"] for one in later["comments"]] == ["Mooi rustig."]


def test_after_its_lease_ended_any_coach_goes_on_with_it(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    left = begin(api(cast.second_coach), world, attempt, version)
    score(api(cast.second_coach), world, left, version.criteria.all()[0])
    taken = _go_on(api, cast, world, left["review"])
    assert (taken.status_code, code_of(taken)) == (409, "lease_taken")
    run_out(left)
    taken = _go_on(api, cast, world, left["review"])
    assert (taken.status_code, taken.json()["review"]) == (201, left["review"])
    again = _go_on(api, cast, world, left["review"])
    assert (again.status_code, again.json()) == (200, taken.json())
    assert len(_read(api, cast, world, left["review"])["scores"]) == 1
    stale = score(api(cast.second_coach), world, left, version.criteria.all()[1])
    assert (stale.status_code, code_of(stale)) == (409, "lease_stale")


def test_a_first_review_that_was_begun_is_taken_by_its_name_too(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    left = take(api(cast.second_coach), world, attempt)
    run_out(left)
    assert _go_on(api, cast, world, left["review"]).json()["review"] == left["review"]


def test_what_was_released_is_not_taken_again(cast: Cast, world: World, api: Api) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    lease = regraded(api, world, cast.coach, attempt, newer_rubric(world))
    for review in (first["review"], lease["review"]):
        answer = _go_on(api, cast, world, review)
        assert (answer.status_code, code_of(answer)) == (409, "already_released")


def test_a_review_that_is_elsewhere_or_has_no_verbs_is_not_taken(
    cast: Cast, world: World, api: Api
) -> None:
    foreign = make_world(cast.burcht)
    theirs = review_of(foreign.submitted(cast.stranger).submission)
    second = review_of(world.submitted(cast.employee).submission, purpose="second")
    for review in (theirs.id, second.id, new_id()):
        answer = _go_on(api, cast, world, str(review))
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_lease_names_one_thing_to_take(cast: Cast, world: World, api: Api) -> None:
    body = {"submission": str(new_id()), "review": str(new_id())}
    answer = api(cast.coach).post(f"{world.base}/leases", body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("one_only", "review")


def test_it_is_not_gone_on_with_once_its_recording_was_deleted(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version, coach = newer_rubric(world), api(cast.coach)
    lease = begin(coach, world, attempt, version)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.DELETED)
    score_all(coach, world, lease, version)  # who had watched it can still finish it
    coach.delete(f"{world.base}/leases/{lease['id']}")
    answer = _go_on(api, cast, world, lease["review"])
    assert (answer.status_code, code_of(answer)) == (409, "recording_deleted")
    assert coach.get(f"{world.base}/queue").json()["regrades"] == []


def test_a_save_that_did_not_see_the_other_tab_is_refused(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version, coach = newer_rubric(world), api(cast.coach)
    lease = begin(coach, world, attempt, version)
    score_all(coach, world, lease, version, value=1)
    url = f"{world.base}/reviews/{lease['review']}/release"
    answer = coach.post(url, {"lease": lease["id"]}, headers=saw("0" * 32))
    assert (answer.status_code, code_of(answer)) == (412, "review_changed")


@pytest.mark.parametrize("released", [False, True])
def test_the_employee_takes_nothing_back_by_it(
    cast: Cast, world: World, api: Api, released: bool
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    if released:
        regraded(api, world, cast.coach, attempt, version)
    else:
        begin(api(cast.coach), world, attempt, version)
    answer = api(cast.employee).put(f"{world.base}/attempts/{attempt.id}/withdrawal")
    assert (answer.status_code, code_of(answer)) == (409, "review_begun")
