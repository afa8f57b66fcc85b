"""A lead coach looks at feedback before it goes, where the organisation wants that."""

from typing import Any

import pytest

from accounts.models import Membership, Role
from coaching.models import CoachScope, Conflict, LeadRemark, Review
from coaching.queries.disputes import FEEDBACK, judges_of
from core.ids import new_id
from notifications.models import Message
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.holding import (
    finish,
    finished,
    give_back,
    let_feedback_go,
    let_go,
    make_lead,
    marked,
    resume,
)
from tests.coaching.world import World, release, score, take

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def lead_first(cast: Cast, world: World) -> None:
    """Chris is a lead, and looks at what Carla finishes."""
    make_lead(cast.second_coach)
    let_feedback_go(cast, "lead_first")


def _for_lead(client: Any, world: World) -> list[str] | None:
    rows = client.get(f"{world.base}/held-reviews").json()["for_lead"]
    return None if rows is None else [row["review"] for row in rows]


def test_a_lead_releases_what_the_coach_finished(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    coach, lead = api(cast.coach), api(cast.second_coach)
    lease = marked(coach, world)
    # A page from before this rule sends at once: it is told what to do, and loses nothing.
    assert code_of(release(coach, world, lease)) == "lead_first"
    assert finish(coach, world, lease).json()["hold"]["may_release"] is False
    review = lease["review"]
    assert let_go(coach, world, review) == {review: "lead_first"}
    assert (_for_lead(coach, world), _for_lead(lead, world)) == (None, [review])
    assert lead.get(f"{world.base}/queue").json()["for_lead"] == 1
    document = lead.get(f"{world.base}/reviews/{review}").json()["hold"]
    assert (document["may_release"], document["may_return"], document["is_mine"]) == (
        True,
        True,
        False,
    )
    assert let_go(lead, world, review) == {review: ""}
    feedback = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}").json()
    assert feedback["coach_name"] == cast.coach.shown_name
    row = Review.objects.get()
    assert (row.released_by, row.approved_by) == (cast.coach, cast.second_coach)
    # Whoever approved it decides about no dispute of it either.
    assert judges_of(row.submission_id, *FEEDBACK) == {cast.coach.id, cast.second_coach.id}


def test_a_lead_gives_it_back_to_its_coach_with_a_remark(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    coach, lead = api(cast.coach), api(cast.second_coach)
    review, id = finished(coach, world), new_id()
    assert code_of(give_back(coach, world, review)) == "held_by_another"
    assert code_of(give_back(lead, world, review, version="0" * 32)) == "review_changed"
    first = give_back(lead, world, review, id=id)
    again = give_back(lead, world, review, id=id)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert code_of(give_back(lead, world, review, id=id, text="Anders.")) == "id_in_use"
    assert code_of(give_back(lead, world, review)) == "not_held"
    message = Message.objects.get(kind="review_returned")
    assert (message.recipient, LeadRemark.objects.count()) == (cast.coach, 1)
    # It is kept for its coach, who reads why; the lead saw another version than is finished next.
    [line] = lead.get(f"{world.base}/queue").json()["results"]
    assert line["assigned_to_name"] == cast.coach.shown_name
    lease = take(coach, world)
    document = coach.get(f"{world.base}/reviews/{review}").json()
    assert [one["text"] for one in document["lead_remarks"]] == ["Kijk nog eens."]
    kept = document["scores"][0]
    score(coach, world, lease, world.criteria[0], value=3, seen=kept["version"])
    assert finish(coach, world, lease).status_code == 200
    assert let_go(lead, world, review, version=document["version"]) == {review: "review_changed"}
    assert let_go(lead, world, review) == {review: ""}


def test_its_coach_takes_it_up_again_before_the_lead_looked(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    assert resume(api(cast.coach), world, review).status_code == 201
    assert _for_lead(api(cast.second_coach), world) == []
    assert let_go(api(cast.second_coach), world, review) == {review: "not_held"}


def test_another_lead_looks_at_what_a_lead_finished_as_long_as_there_is_one(
    cast: Cast, world: World, api: Api
) -> None:
    make_lead(cast.coach)
    world.submitted(cast.employee)
    own, other = api(cast.second_coach), api(cast.coach)
    review = finished(own, world)
    assert _for_lead(own, world) == []
    assert let_go(own, world, review) == {review: "lead_first"}
    assert _for_lead(other, world) == [review]
    # Nobody else is there who may look at what this person sent in.
    Conflict.objects.create(coach=cast.coach, member=cast.employee)
    assert let_go(own, world, review) == {review: ""}
    assert Review.objects.get().approved_by is None


def test_without_any_lead_feedback_is_its_coachs_to_release(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    assert let_go(api(cast.coach), world, review) == {review: "lead_first"}
    Membership.objects.filter(pk=cast.second_coach.pk).update(is_active=False)
    [line] = api(cast.coach).get(f"{world.base}/held-reviews").json()["mine"]
    assert (line["needs_lead"], line["may_release"]) == (True, True)
    assert let_go(api(cast.coach), world, review) == {review: ""}


def test_a_lead_sees_what_they_may_review_alone(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    review = finished(api(cast.coach), world)
    Conflict.objects.create(coach=cast.second_coach, member=cast.employee)
    bounded = person_in(cast.haven, "Lena", Role.COACH)
    CoachScope.objects.create(coach=bounded, is_lead=True)
    lead = api(cast.second_coach)
    assert _for_lead(lead, world) == []
    assert let_go(lead, world, review) == {review: "not_found"}
    assert code_of(give_back(lead, world, review)) == "not_found"
    assert _for_lead(api(bounded), world) == [review]
