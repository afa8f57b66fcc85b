"""A third coach decides on the criteria on which a first and a second review differ far."""

from typing import Any

import pytest

from accounts.models import Membership, Role
from coaching.domain.rules import LEAD_FIRST
from coaching.models import CoachingRules, CoachScope, Purpose, Review
from notifications.models import Message
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.holding import finish, let_go, make_lead, marked
from tests.coaching.test_dispute import begin, dispute, told_of
from tests.coaching.world import World, fix, mark_all, mark_whole, release, score, take
from training.models import Attempt, SkillReview

pytestmark = pytest.mark.slow


@pytest.fixture
def third(cast: Cast) -> Membership:
    """A third coach; every feedback is scored twice."""
    CoachingRules.objects.filter(organisation=cast.haven).update(second_percent=100)
    return person_in(cast.haven, "Otto", Role.COACH)


def scored_twice(
    cast: Cast, api: Api, world: World, *, first: int = 1, second: int = 3
) -> tuple[Attempt, Review | None]:
    """Return an attempt whose first criterion has these levels, the other one 2 of both coaches,
    and the adjudication of it, if any."""
    attempt = world.submitted(cast.employee)
    for coach, value in ((cast.coach, first), (cast.second_coach, second)):
        lease = take(api(coach), world, attempt)
        mark_whole(world, lease)
        level = world.criteria[0].levels.get(value=value)
        Review.objects.get(pk=lease["review"]).scores.filter(criterion=world.criteria[0]).update(
            level=level
        )
        fix(lease)
    found = Review.objects.filter(submission=attempt.submission, purpose=Purpose.ADJUDICATION)
    return attempt, found.first()


def decide(api: Api, world: World, coach: Membership, review: Review, value: int) -> Any:
    lease = begin(api(coach), world, review).json()
    mark_all(lease, world.criteria[:1], value=value)
    return release(api(coach), world, lease)


def listed(api: Api, world: World, coach: Membership) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api(coach).get(f"{world.base}/adjudications").json()
    return found


def feedback(api: Api, world: World, attempt: Attempt) -> dict[str, Any]:
    url = f"{world.base}/feedback/{attempt.id}"
    found: dict[str, Any] = api(attempt.membership).get(url).json()
    return found


def test_a_third_coach_decides_what_differs_and_the_feedback_stays(
    cast: Cast, api: Api, world: World, third: Membership
) -> None:
    attempt, review = scored_twice(cast, api, world)
    assert review is not None
    before = feedback(api, world, attempt)
    assert before["adjudication"] is None
    assert told_of("adjudication_asked") == {third.id: False}
    [line] = listed(api, world, third)
    assert (line["review"], line["person_name"], line["lease"]) == (str(review.id), "Emma", None)
    for judge in (cast.coach, cast.second_coach):
        assert listed(api, world, judge) == []
        assert code_of(begin(api(judge), world, review)) == "own_judgement"

    client = api(third)
    lease = begin(client, world, review).json()
    seen = client.get(f"{world.base}/reviews/{review.id}").json()
    assert [one["id"] for one in seen["rubric"]["criteria"]] == [str(world.criteria[0].id)]
    both = [[one["level"]["value"] for one in seen["adjudication"][of]] for of in BOTH]
    assert both == [[1], [3]]
    assert "Carla" not in str(seen["adjudication"])
    assert seen["missing"] == ["score_missing", "reason_missing"]
    assert score(client, world, lease, world.criteria[1]).status_code == 404  # both gave it 2
    mark_all(lease, world.criteria[:1], value=3)
    assert release(client, world, lease).status_code == 200
    assert (listed(api, world, third), told_of("adjudication_asked")) == ([], {third.id: True})

    after = feedback(api, world, attempt)
    told = after.pop("adjudication")
    assert after == {name: value for name, value in before.items() if name != "adjudication"}
    assert (told["coach_name"], [one["level"]["value"] for one in told["scores"]]) == ("Otto", [3])
    assert told_of("adjudicated") == {cast.employee.id: False}
    corrected = SkillReview.objects.filter(attempt=attempt, source="regrade")
    assert corrected.exists()
    # Both coaches find the decision with their own review.
    for judge in (cast.coach, cast.second_coach):
        [own] = api(judge).get(f"{world.base}/reviews").json()["results"]
        found = api(judge).get(f"{world.base}/reviews/{own['id']}").json()
        assert (found["adjudicated"], own["is_mine"]) == (str(review.id), True)


BOTH = ("first", "second")


def test_a_decision_that_confirms_the_feedback_reaches_no_employee(
    cast: Cast, api: Api, world: World, third: Membership
) -> None:
    attempt, review = scored_twice(cast, api, world)
    assert review is not None
    before = feedback(api, world, attempt)
    assert decide(api, world, third, review, 1).status_code == 200
    assert feedback(api, world, attempt) == before
    assert not Message.objects.filter(kind="adjudicated").exists()
    assert not SkillReview.objects.filter(attempt=attempt, source="regrade").exists()


def test_after_a_dispute_its_decision_alone_reaches_the_employee(
    cast: Cast, api: Api, world: World, third: Membership
) -> None:
    attempt, review = scored_twice(cast, api, world)
    assert review is not None
    answer = dispute(api(cast.employee), world, attempt, world.criteria[0].id)
    assert answer.status_code == 201
    assert decide(api, world, third, review, 3).status_code == 200
    assert feedback(api, world, attempt)["adjudication"] is None
    assert told_of("adjudicated") == {}
    # Who decided between both gave levels too, and does not decide about the dispute.
    assert api(third).get(f"{world.base}/disputes").json() == []


def test_none_is_asked_for_a_small_difference_or_without_a_third_coach(
    cast: Cast, api: Api, world: World, third: Membership
) -> None:
    assert scored_twice(cast, api, world, first=2, second=3)[1] is None
    rules = CoachingRules.objects.filter(organisation=cast.haven)
    rules.update(adjudicate_from=None)
    assert scored_twice(cast, api, world)[1] is None
    rules.update(adjudicate_from=1)
    assert scored_twice(cast, api, world, first=2, second=3)[1] is not None
    Membership.objects.filter(pk=third.pk).update(is_active=False)
    assert scored_twice(cast, api, world)[1] is None


def test_a_lead_coach_who_approved_the_feedback_does_not_decide(
    cast: Cast, api: Api, world: World, third: Membership
) -> None:
    lead = person_in(cast.haven, "Lea", Role.COACH)
    make_lead(lead)
    CoachingRules.objects.filter(organisation=cast.haven).update(releasing=LEAD_FIRST)
    attempt = world.submitted(cast.employee)
    for coach, value in ((cast.coach, 1), (cast.second_coach, 3)):
        lease = marked(api(coach), world, attempt)
        level = world.criteria[0].levels.get(value=value)
        scores = Review.objects.get(pk=lease["review"]).scores
        scores.filter(criterion=world.criteria[0]).update(level=level)
        assert finish(api(coach), world, lease).status_code == 200
        assert let_go(api(lead), world, lease["review"]) == {lease["review"]: ""}
    assert told_of("adjudication_asked") == {third.id: False}
    assert listed(api, world, lead) == []


def test_lead_coaches_are_told_where_one_may_decide(
    cast: Cast, api: Api, world: World, third: Membership
) -> None:
    lead = person_in(cast.haven, "Lea", Role.COACH)
    CoachScope.objects.create(coach=lead, is_lead=True)
    scored_twice(cast, api, world)
    assert told_of("adjudication_asked") == {lead.id: False}
    assert len(listed(api, world, third)) == 1  # who looks at the queue may decide all the same
