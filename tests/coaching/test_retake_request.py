"""PUT and DELETE /{org}/reviews/{id}/retake-request: a coach asks for another take."""

from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from coaching.models import Comment, RetakeRequest, Review
from core.ids import new_id
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.coaching.regrading import begin, newer_rubric, with_feedback
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import (
    World,
    comment,
    fix,
    mark_whole,
    release,
    run_out,
    saw,
    take,
    version_of,
)
from training.models import Retake

pytestmark = pytest.mark.slow


@pytest.fixture
def lease(cast: Cast, world: World, api: Api) -> dict[str, Any]:
    world.submitted(cast.employee)
    mine = take(api(cast.coach), world)
    mark_whole(world, mine)
    return mine


def said(kind: str = "say_instead") -> Comment:
    return Comment.objects.get(kind=kind)


def ask(
    client: APIClient,
    world: World,
    lease: dict[str, Any],
    comment: UUID,
    *,
    seen: str | None = None,
) -> Any:
    """Ask for another take because of this comment, in place of what was seen."""
    url = f"{world.base}/reviews/{lease['review']}/retake-request"
    return client.put(url, {"lease": lease["id"], "comment": str(comment)}, headers=saw(seen))


def withdraw(client: APIClient, world: World, lease: dict[str, Any], seen: str) -> Any:
    url = f"{world.base}/reviews/{lease['review']}/retake-request?lease={lease['id']}"
    return client.delete(url, headers=saw(seen))


def test_nobody_learns_of_it_before_the_release(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach, because = api(cast.coach), said()
    first, again = (ask(coach, world, lease, because.id) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first["ETag"] == f'"{first.json()["version"]}"'
    review = coach.get(f"{world.base}/reviews/{lease['review']}").json()
    assert review["retake_request"] == first.json() == again.json()
    assert not Retake.objects.exists()
    assert api(cast.employee).get(f"{world.base}/today").json()["card"] is None
    for _ in range(2):
        assert release(coach, world, lease).status_code == 200
    retake = Retake.objects.get()
    attempt = Review.objects.get().submission.attempt_id
    assert (retake.attempt_id, retake.asked_by, retake.remark) == (
        attempt,
        cast.coach,
        because.text,
    )
    shown = api(cast.employee).get(f"{world.base}/feedback/{attempt}").json()["retake"]
    assert shown == {"comment": str(because.id), "done_at": None, "done_by": None}
    card = api(cast.employee).get(f"{world.base}/today").json()["card"]
    assert (card["why"], card["retake"]["remark"]) == ("requested", because.text)
    assert because.text not in str(Message.objects.get().context)


def test_feedback_without_a_request_asks_for_nothing(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    fix(lease)
    assert not Retake.objects.exists()
    attempt = Review.objects.get().submission.attempt_id
    assert api(cast.employee).get(f"{world.base}/feedback/{attempt}").json()["retake"] is None


def test_the_other_take_is_seen_beside_the_feedback_that_asked(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    ask(api(cast.coach), world, lease, said().id)
    fix(lease)
    first = Review.objects.get().submission.attempt
    again = world.practising(cast.employee)
    url = f"{world.base}/attempts/{again.id}/submission"
    takes = [str(again.takes.get().id)]
    assert api(cast.employee).post(url, {"takes": takes}).status_code == 200
    shown = api(cast.employee).get(f"{world.base}/feedback/{first.id}").json()["retake"]
    assert (shown["done_by"], shown["done_at"] is not None) == (str(again.id), True)


def test_another_tabs_request_is_neither_changed_nor_removed_unseen(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach = api(cast.coach)
    mine = ask(coach, world, lease, said().id).json()
    theirs = ask(coach, world, lease, said("strength").id, seen=mine["version"]).json()
    assert theirs["version"] != mine["version"]
    for answer in (
        ask(coach, world, lease, said().id, seen=mine["version"]),
        ask(coach, world, lease, said().id),
        withdraw(coach, world, lease, mine["version"]),
    ):
        assert (answer.status_code, code_of(answer)) == (412, "mark_changed")
        assert answer.json()["current"] == theirs
        assert answer.json()["errors"][0]["attr"] == "retake-request"
    assert RetakeRequest.objects.get().comment == said("strength")
    for _ in range(2):
        assert withdraw(coach, world, lease, theirs["version"]).status_code == 204
    assert not RetakeRequest.objects.exists()


def test_nothing_is_released_whose_request_the_coach_has_not_seen(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach = api(cast.coach)
    seen = version_of(coach, world, lease)
    ask(coach, world, lease, said().id)
    answer = release(coach, world, lease, seen)
    assert (answer.status_code, code_of(answer)) == (412, "review_changed")


def test_it_goes_away_with_its_comment(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    coach = api(cast.coach)
    ask(coach, world, lease, said().id)
    url = f"{world.base}/reviews/{lease['review']}/comments/{said().id}?lease={lease['id']}"
    assert coach.delete(url, headers=saw(said().version)).status_code == 204
    assert not RetakeRequest.objects.exists()


def test_it_is_because_of_a_comment_of_this_very_feedback(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    world.submitted(cast.teammate)
    other = take(api(cast.coach), world)
    foreign = UUID(comment(api(cast.coach), world, other).json()["id"])
    for unknown in (foreign, new_id()):
        answer = ask(api(cast.coach), world, lease, unknown)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown_comment")
    review = Review.objects.get(pk=lease["review"])
    straight = {"review": review, "comment_id": foreign, "coach": cast.coach}
    refused(lambda: RetakeRequest.objects.create(**straight), "retake_request_on_own_comment")


def test_who_lost_the_lease_asks_for_nothing(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    run_out(lease)
    answer = ask(api(cast.coach), world, lease, said().id)
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert answer.json()["errors"][0]["attr"] == "retake-request"


def test_once_released_it_stays(cast: Cast, world: World, api: Api, lease: dict[str, Any]) -> None:
    ask(api(cast.coach), world, lease, said().id)
    fix(lease)
    rows = RetakeRequest.objects.all()
    refused(lambda: rows.update(comment=said("strength")), "mark_released_is_fixed")
    refused(rows.delete, "mark_released_is_fixed")


def test_a_regrade_asks_for_nothing(cast: Cast, world: World, api: Api) -> None:
    newer = newer_rubric(world)
    attempt, _lease = with_feedback(api, world, cast.coach, cast.employee)
    again = begin(api(cast.coach), world, attempt, newer)
    made = UUID(comment(api(cast.coach), world, again).json()["id"])
    answer = ask(api(cast.coach), world, again, made)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_feedback_that_a_worker_from_before_released_is_read_without_it(
    cast: Cast, world: World, api: Api, lease: dict[str, Any]
) -> None:
    ask(api(cast.coach), world, lease, said().id)
    fix(lease)
    Retake.objects.all().delete()  # which such a worker would not have written
    answer = api(cast.employee).get(f"{world.base}/feedback/{lease['attempt']}")
    assert (answer.status_code, answer.json()["retake"]) == (200, None)
