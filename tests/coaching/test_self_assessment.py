"""GET /{org}/attempts/{attempt}/self-assessment and PUT .../scores/{criterion}: an employee scores
themselves by the rubric before they read the feedback; a coach sees it beside their own levels."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from coaching.models import CoachingRules, Review
from core.ids import new_id
from scenarios.models import Criterion
from tests.cast import Api, Cast, code_of
from tests.coaching.holding import finish, let_feedback_go, let_go, make_lead
from tests.coaching.regrading import newer_rubric, regraded, with_feedback
from tests.coaching.world import World, fix, mark_all, mark_whole, release, take
from training.models import Attempt, SelfScore, SkillReview, Submission

pytestmark = pytest.mark.slow


def url_of(world: World, attempt: Attempt) -> str:
    return f"{world.base}/attempts/{attempt.id}/self-assessment"


def say(
    client: APIClient, world: World, attempt: Attempt, criterion: Criterion, value: int, **body: Any
) -> Any:
    """Give oneself this level."""
    level = criterion.levels.get(value=value).id
    named = {"submission": str(attempt.submission.id), "level": str(level)} | body
    return client.put(f"{url_of(world, attempt)}/scores/{criterion.id}", named)


def levels(found: Mapping[str, Any]) -> list[int] | None:
    """Return the values of the levels that the employee gave, as feedback and reviews show them."""
    own = found["own_levels"]
    return None if own is None else [one["level"]["value"] for one in own]


def review_seen(client: APIClient, world: World, review: object) -> Any:
    return client.get(f"{world.base}/reviews/{review}").json()


@pytest.fixture
def attempt(cast: Cast, world: World) -> Attempt:
    return world.submitted(cast.employee)


@pytest.fixture
def phone(cast: Cast, api: Api) -> APIClient:
    return api(cast.employee)


def test_each_level_is_kept_as_it_is_given_and_can_be_changed(
    world: World, attempt: Attempt, phone: APIClient
) -> None:
    first, second = world.criteria
    empty = phone.get(url_of(world, attempt)).json()
    assert (empty["is_open"], empty["ask_first"], empty["scores"]) == (True, False, [])
    assert empty["submission"] == str(attempt.submission.id)
    assert [len(one["levels"]) for one in empty["criteria"]] == [3, 3]
    for value in (3, 3, 2):
        answer = say(phone, world, attempt, first, value)
        assert answer.status_code == 200, answer.content
    whole = say(phone, world, attempt, second, 1).json()
    assert whole == phone.get(url_of(world, attempt)).json()
    assert whole["is_open"] is True
    assert whole["scores"] == [
        {"criterion": str(one.id), "level": str(one.levels.get(value=value).id)}
        for one, value in ((first, 2), (second, 1))
    ]
    # What one thinks of oneself is no judgement: it teaches the memory of skills nothing.
    assert not SkillReview.objects.exists()


def test_only_what_was_sent_in_is_scored_and_by_its_own_rubric(
    cast: Cast, world: World, phone: APIClient
) -> None:
    attempt = world.practising(cast.employee)
    assert code_of(phone.get(url_of(world, attempt))) == "not_submitted"
    made = [str(attempt.takes.get().id)]
    phone.post(f"{world.base}/attempts/{attempt.id}/submission", {"takes": made})
    first, second = world.criteria
    of_another = str(second.levels.get(value=1).id)
    assert code_of(say(phone, world, attempt, first, 1, level=of_another)) == "unknown_level"
    newer = newer_rubric(world).criteria.earliest("order")
    assert code_of(say(phone, world, attempt, newer, 1)) == "unknown_criterion"
    with pytest.raises(IntegrityError, match="not in the rubric"), transaction.atomic():
        SelfScore.objects.create(
            submission=Submission.objects.get(attempt=attempt),
            criterion=newer,
            level=newer.levels.get(value=1),
        )


@pytest.mark.parametrize("opening", ["get", "put_reading", "dispute"])
def test_it_stays_as_it_is_once_the_feedback_was_handed_out(
    cast: Cast, world: World, api: Api, phone: APIClient, opening: str
) -> None:
    attempt, _lease = with_feedback(api, world, cast.coach, cast.employee)
    first, second = world.criteria
    # The release alone closes nothing, and what is missing is asked for before the feedback.
    assert say(phone, world, attempt, first, 3).json()["ask_first"] is True
    page = f"{world.base}/feedback/{attempt.id}"
    feedback = {
        "get": lambda: phone.get(page),
        "put_reading": lambda: phone.put(f"{page}/reading"),
        "dispute": lambda: phone.put(
            f"{page}/dispute", {"criterion": str(first.id), "reason": "I did."}
        ),
    }[opening]().json()
    assert levels(feedback) == [3]
    assert feedback["own_levels"][0]["level"]["name"]
    assert [one["level"]["value"] for one in feedback["scores"]] == [2, 2]
    # A repeat of what had arrived gets its answer; what would change anything does not.
    assert say(phone, world, attempt, first, 3).status_code == 200
    for criterion, value in ((first, 2), (second, 3)):
        refused = say(phone, world, attempt, criterion, value)
        assert (refused.status_code, code_of(refused)) == (409, "self_assessment_closed")
    seen = phone.get(url_of(world, attempt)).json()
    assert (seen["is_open"], seen["ask_first"], len(seen["scores"])) == (False, False, 1)
    for write in (
        lambda: SelfScore.objects.update(level=first.levels.get(value=1)),
        lambda: SelfScore.objects.all().delete(),
        lambda: SelfScore.objects.create(
            submission=attempt.submission, criterion=second, level=second.levels.get(value=1)
        ),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            write()


def test_a_coach_sees_it_beside_the_levels_that_they_have_released(
    cast: Cast, world: World, api: Api, attempt: Attempt, phone: APIClient
) -> None:
    let_feedback_go(cast, "held")
    say(phone, world, attempt, world.criteria[0], 3)
    coach = api(cast.coach)
    lease = take(coach, world, attempt)
    mark_whole(world, lease)
    assert levels(review_seen(coach, world, lease["review"])) is None
    finish(coach, world, lease)
    make_lead(cast.second_coach)
    for one in (coach, api(cast.second_coach)):
        assert levels(review_seen(one, world, lease["review"])) is None
    assert let_go(coach, world, lease["review"]) == {lease["review"]: ""}
    assert levels(review_seen(coach, world, lease["review"])) == [3]
    # A colleague might yet judge it again.
    assert levels(review_seen(api(cast.second_coach), world, lease["review"])) is None
    regrade = regraded(api, world, cast.coach, attempt, newer_rubric(world))
    assert levels(review_seen(coach, world, regrade["review"])) is None


def test_whoever_scores_blindly_or_decides_has_none_of_it_before(
    cast: Cast, world: World, api: Api, phone: APIClient
) -> None:
    CoachingRules.objects.filter(organisation=cast.haven).update(second_percent=100)
    attempt, _lease = with_feedback(api, world, cast.coach, cast.employee)
    say(phone, world, attempt, world.criteria[1], 1)
    other = api(cast.second_coach)
    lease = take(other, world, attempt)
    assert levels(review_seen(other, world, lease["review"])) is None
    mark_whole(world, lease)
    fix(lease)
    assert levels(review_seen(other, world, lease["review"])) == [1]

    attempt, lease = with_feedback(api, world, cast.coach, cast.employee)
    say(phone, world, attempt, world.criteria[1], 1)
    dispute = {"criterion": str(world.criteria[1].id), "reason": "I did."}
    assert phone.put(f"{world.base}/feedback/{attempt.id}/dispute", dispute).status_code == 201
    decides = Review.objects.get(submission__attempt=attempt, purpose="dispute")
    own = other.post(f"{world.base}/leases", {"review": str(decides.id)}).json()
    for review in (decides.id, lease["review"]):
        assert levels(review_seen(other, world, review)) is None
    mark_all(own, world.criteria, value=3)
    assert release(other, world, own).status_code == 200
    assert levels(review_seen(other, world, decides.id)) == [1]


def test_what_was_said_goes_with_a_submission_that_is_taken_back(
    world: World, attempt: Attempt, phone: APIClient
) -> None:
    first = world.criteria[0]
    before, made = str(attempt.submission.id), [str(attempt.takes.get().id)]
    say(phone, world, attempt, first, 3)
    url = f"{world.base}/attempts/{attempt.id}"
    assert phone.put(f"{url}/withdrawal").status_code == 204
    assert not SelfScore.objects.exists()
    assert phone.post(f"{url}/submission", {"takes": made}).status_code == 200
    attempt = Attempt.objects.get(pk=attempt.pk)
    # A phone without a network sends what was meant for the takes of before.
    late = say(phone, world, attempt, first, 3, submission=before)
    assert (late.status_code, code_of(late)) == (409, "not_submitted")
    assert phone.get(url_of(world, attempt)).json()["scores"] == []


def test_who_checked_these_takes_is_not_asked_on_the_way_to_the_feedback(
    cast: Cast, world: World, api: Api, phone: APIClient
) -> None:
    attempt = world.practising(cast.employee, takes=2)
    checked, other = attempt.takes.order_by("number")
    url = f"{world.base}/attempts/{attempt.id}"
    did = {"criteria": [{"criterion": str(world.criteria[0].id), "did": True}]}
    assert phone.put(f"{url}/takes/{checked.id}/self-check", did).status_code == 200
    assert phone.post(f"{url}/submission", {"takes": [str(other.id)]}).status_code == 200
    assert phone.put(f"{url}/withdrawal").status_code == 204
    assert phone.post(f"{url}/submission", {"takes": [str(checked.id)]}).status_code == 200
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    seen = phone.get(url_of(world, attempt)).json()
    assert (seen["is_open"], seen["ask_first"]) == (True, False)


def test_nobody_else_scores_or_reads_it(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    for member in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        client, url = api(member), url_of(world, attempt)
        assert client.get(url).status_code == 404
        assert say(client, world, attempt, world.criteria[0], 3).status_code == 404
    assert (
        api(cast.employee).get(f"{world.base}/attempts/{new_id()}/self-assessment").status_code
        == 404
    )
