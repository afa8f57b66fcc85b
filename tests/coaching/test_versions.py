"""If-Match on scores, comments and the release: nobody overwrites what they have not seen."""

from typing import Any

import pytest

from coaching.models import Comment, Review, Score
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import (
    World,
    comment,
    mark_whole,
    release,
    run_out,
    saw,
    score,
    take,
    take_in,
    version_of,
)

pytestmark = pytest.mark.slow


def _review(api: Api, cast: Cast, world: World, lease: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()
    return document


def test_what_is_saved_has_the_version_that_the_review_shows(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    scored = score(api(cast.coach), world, lease, world.criteria[0])
    said = comment(api(cast.coach), world, lease)
    review = _review(api, cast, world, lease)
    assert review["scores"] == [scored.json()]
    assert review["comments"] == [said.json()]
    for answer in (scored, said):
        assert answer["ETag"] == f'"{answer.json()["version"]}"'


def test_who_saw_the_last_score_may_change_it(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, criterion = take(api(cast.coach), world), world.criteria[0]
    seen = score(api(cast.coach), world, lease, criterion).json()["version"]
    answer = score(api(cast.coach), world, lease, criterion, value=3, seen=seen)
    assert (answer.status_code, Score.objects.get().level.value) == (200, 3)
    assert answer.json()["version"] != seen


@pytest.mark.parametrize("seen", ["0" * 32, None])
def test_another_tabs_score_is_not_overwritten_and_comes_along(
    cast: Cast, world: World, api: Api, seen: str | None
) -> None:
    world.submitted(cast.employee)
    lease, criterion = take(api(cast.coach), world), world.criteria[0]
    there = score(api(cast.coach), world, lease, criterion).json()
    answer = score(api(cast.coach), world, lease, criterion, value=3, seen=seen)
    assert (answer.status_code, code_of(answer)) == (412, "mark_changed")
    assert answer.json()["current"] == there
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("not_saved", f"scores/{criterion.id}")
    assert Score.objects.get().level.value == 2


def test_another_tabs_comment_is_not_overwritten_and_comes_along(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    first = comment(api(cast.coach), world, lease, id=id).json()
    there = comment(api(cast.coach), world, lease, id=id, text="Theirs.", seen=first["version"])
    answer = comment(api(cast.coach), world, lease, id=id, text="Mine.", seen=first["version"])
    assert (answer.status_code, code_of(answer)) == (412, "mark_changed")
    assert answer.json()["current"] == there.json()
    assert Comment.objects.get().text == "Theirs."


def test_the_same_again_is_saved_whatever_was_seen(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach = api(cast.coach)
    lease, id = take(coach, world), new_id()
    for seen in (None, None, "0" * 32):
        answer = score(coach, world, lease, world.criteria[0], seen=seen)
        assert (answer.status_code, answer.json()["note"]) == (200, "Rustig.")
    first, *again = (comment(coach, world, lease, id=id, seen=seen) for seen in (None, None, "0"))
    assert [first.status_code, *(one.status_code for one in again)] == [201, 200, 200]
    assert all(one.json() == first.json() for one in again)


def test_a_removed_comment_is_not_brought_back_unseen(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    seen = comment(api(cast.coach), world, lease, id=id).json()["version"]
    url = f"{world.base}/reviews/{lease['review']}/comments/{id}?lease={lease['id']}"
    assert api(cast.coach).delete(url, headers=saw(seen)).status_code == 204
    answer = comment(api(cast.coach), world, lease, id=id, text="Mine.", seen=seen)
    assert (answer.status_code, code_of(answer)) == (412, "mark_changed")
    assert answer.json()["current"] is None
    assert not Comment.objects.exists()
    assert comment(api(cast.coach), world, lease, id=id, text="Mine.").status_code == 201


def test_a_changed_comment_is_not_removed_unseen(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    seen = comment(api(cast.coach), world, lease, id=id).json()["version"]
    there = comment(api(cast.coach), world, lease, id=id, text="More.", seen=seen).json()
    url = f"{world.base}/reviews/{lease['review']}/comments/{id}?lease={lease['id']}"
    answer = api(cast.coach).delete(url, headers=saw(seen))
    assert (answer.status_code, code_of(answer)) == (412, "mark_changed")
    assert answer.json()["current"] == there
    assert Comment.objects.get().text == "More."


def test_a_change_says_what_it_changes(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach, id = api(cast.coach), new_id()
    lease, criterion = take(coach, world), world.criteria[0]
    score(coach, world, lease, criterion)
    comment(coach, world, lease, id=id)
    base = f"{world.base}/reviews/{lease['review']}"
    level = str(criterion.levels.get(value=3).id)
    remark = {"take": str(take_in(lease)), "kind": "note", "at_ms": 1, "text": "Mine."}
    answers = [
        coach.put(f"{base}/scores/{criterion.id}", {"lease": lease["id"], "level": level}),
        coach.put(f"{base}/comments/{id}", {"lease": lease["id"], **remark}),
        coach.delete(f"{base}/comments/{id}?lease={lease['id']}"),
        coach.post(f"{base}/release", {"lease": lease["id"]}),
    ]
    assert [(one.status_code, code_of(one)) for one in answers] == [(428, "if_match_required")] * 4
    assert (Score.objects.get().level.value, Comment.objects.get().kind) == (2, "strength")


def test_the_next_coach_changes_what_they_saw(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    stale, criterion = take(api(cast.coach), world, attempt), world.criteria[0]
    seen = score(api(cast.coach), world, stale, criterion).json()["version"]
    run_out(stale)
    lease = take(api(cast.second_coach), world, attempt)
    assert score(api(cast.second_coach), world, lease, criterion, value=3).status_code == 412
    answer = score(api(cast.second_coach), world, lease, criterion, value=3, seen=seen)
    assert (answer.status_code, Score.objects.get().coach) == (200, cast.second_coach)


def test_nothing_is_released_that_the_coach_has_not_seen(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    seen = version_of(api(cast.coach), world, lease)
    comment(api(cast.coach), world, lease, kind="note", text="From another tab.")
    answer = release(api(cast.coach), world, lease, seen)
    assert (answer.status_code, code_of(answer)) == (412, "review_changed")
    assert Review.objects.get().released_at is None
    assert release(api(cast.coach), world, lease).status_code == 200


def test_a_repeat_of_the_release_is_of_the_same_version(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    done = release(api(cast.coach), world, lease)
    seen = done.json()["version"]
    assert done["ETag"] == f'"{seen}"'
    assert release(api(cast.coach), world, lease, seen).json() == done.json()
    answer = release(api(cast.coach), world, lease, "0" * 32)
    assert (answer.status_code, code_of(answer)) == (409, "already_released")


def test_a_tag_that_a_proxy_weakened_still_names_its_state(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease, criterion = take(api(cast.coach), world), world.criteria[0]
    seen = score(api(cast.coach), world, lease, criterion)["ETag"]
    url = f"{world.base}/reviews/{lease['review']}/scores/{criterion.id}"
    body = {"lease": lease["id"], "level": str(criterion.levels.get(value=3).id)}
    assert api(cast.coach).put(url, body, headers={"If-Match": f"W/{seen}"}).status_code == 200
