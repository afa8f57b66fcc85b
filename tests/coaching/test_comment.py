"""PUT and DELETE /{org}/reviews/{id}/comments/{comment}."""

import pytest

from coaching.models import Comment
from coaching.services.marks import END_TOLERANCE_MS, TEXT_MAX
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import TAKE_MS, World, comment, run_out, saw, take, take_in
from tests.meanwhile import just_before

pytestmark = pytest.mark.slow


def test_it_is_pinned_to_its_moment(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    answer = comment(api(cast.coach), world, lease, id=id, at_ms=4200, text="Mooi gezegd.")
    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(id),
        "take": str(take_in(lease)),
        "at_ms": 4200,
        "until_ms": None,
        "criterion": None,
        "recording": None,
        "kind": "strength",
        "text": "Mooi gezegd.",
        "version": Comment.objects.get(pk=id).version,
    }
    assert Comment.objects.get(pk=id).coach == cast.coach


def test_the_same_request_again_changes_nothing(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    first = comment(api(cast.coach), world, lease, id=id)
    again = comment(api(cast.coach), world, lease, id=id)
    assert (again.status_code, again.json()) == (200, first.json())
    assert Comment.objects.count() == 1


def test_it_can_be_rewritten(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    coach = api(cast.coach)
    seen = comment(coach, world, lease, id=id).json()["version"]
    comment(coach, world, lease, id=id, kind="note", at_ms=9, text="Anders.", seen=seen)
    kept = Comment.objects.get()
    assert (kept.kind, kept.at_ms, kept.text) == ("note", 9, "Anders.")


def test_the_next_coach_can_rewrite_what_was_left(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    left, id = take(api(cast.coach), world), new_id()
    seen = comment(api(cast.coach), world, left, id=id).json()["version"]
    run_out(left)
    second = api(cast.second_coach)
    lease = take(second, world)
    assert comment(second, world, lease, id=id, text="Beter.", seen=seen).status_code == 200
    assert Comment.objects.get().coach == cast.second_coach


def test_an_id_in_use_on_another_review_does_not_exist(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    world.submitted(cast.teammate)
    id = new_id()
    comment(api(cast.second_coach), world, take(api(cast.second_coach), world), id=id)
    answer = comment(api(cast.coach), world, take(api(cast.coach), world), id=id, text="Mine.")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    kept = Comment.objects.get()
    assert (kept.coach, kept.text) == (cast.second_coach, "You named it.")


def test_an_id_that_another_review_takes_this_very_moment_does_not_exist(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    world.submitted(cast.teammate)
    id, theirs = new_id(), take(api(cast.second_coach), world)
    mine = take(api(cast.coach), world)

    def first() -> None:
        Comment.objects.create(
            id=id,
            review_id=theirs["review"],
            take_id=take_in(theirs),
            coach=cast.second_coach,
            kind="note",
            at_ms=1,
            text="Theirs.",
        )

    with just_before('INSERT INTO "coaching_comment"', first):
        answer = comment(api(cast.coach), world, mine, id=id)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not Comment.objects.filter(review=mine["review"]).exists()


def test_a_stale_lease_changes_nothing_and_names_what_was_refused(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    comment(api(cast.coach), world, lease, id=id)
    run_out(lease)
    answer = comment(api(cast.coach), world, lease, id=id, text="Too late.")
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert answer.json()["errors"][0]["attr"] == f"comments/{id}"
    assert Comment.objects.get().text == "You named it."


def test_a_moment_just_past_the_end_is_the_end(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = comment(api(cast.coach), world, lease, at_ms=TAKE_MS + END_TOLERANCE_MS)
    assert answer.status_code == 201


def test_a_moment_after_the_take_is_refused(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = comment(api(cast.coach), world, lease, at_ms=TAKE_MS + END_TOLERANCE_MS + 1)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("after_the_end", "at_ms")


def test_it_is_about_a_take_that_was_sent_in(cast: Cast, world: World, api: Api) -> None:
    kept_private = world.submitted(cast.employee, takes=2).takes.get(number=1)
    lease = take(api(cast.coach), world)
    url = f"{world.base}/reviews/{lease['review']}/comments/{new_id()}"
    body = {"lease": lease["id"], "kind": "note", "at_ms": 1, "text": "a"}
    for other in (kept_private.id, new_id()):
        answer = api(cast.coach).put(url, {**body, "take": str(other)})
        assert (answer.status_code, code_of(answer)) == (400, "invalid")
        [part] = answer.json()["errors"]
        assert (part["code"], part["attr"]) == ("unknown_take", "take")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("at_ms", -1, "min_value"),
        ("kind", "insult", "invalid_choice"),
        ("text", "  ", "blank"),
        ("text", "x" * (TEXT_MAX + 1), "max_length"),
    ],
)
def test_it_refuses_what_is_no_comment(
    cast: Cast, world: World, api: Api, field: str, value: object, code: str
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    body = {"lease": lease["id"], "take": str(take_in(lease)), "kind": "note", "at_ms": 1}
    url = f"{world.base}/reviews/{lease['review']}/comments/{new_id()}"
    answer = api(cast.coach).put(url, {**body, "text": "a", field: value})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert [(part["code"], part["attr"]) for part in answer.json()["errors"]] == [(code, field)]


def test_it_can_be_taken_away_and_again(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    seen = comment(api(cast.coach), world, lease, id=id).json()["version"]
    url = f"{world.base}/reviews/{lease['review']}/comments/{id}?lease={lease['id']}"
    for _ in range(2):
        assert api(cast.coach).delete(url, headers=saw(seen)).status_code == 204
    assert not Comment.objects.exists()


def test_a_stale_lease_takes_nothing_away(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease, id = take(api(cast.coach), world), new_id()
    comment(api(cast.coach), world, lease, id=id)
    run_out(lease)
    url = f"{world.base}/reviews/{lease['review']}/comments/{id}"
    answer = api(cast.coach).delete(f"{url}?lease={lease['id']}")
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert Comment.objects.exists()


def test_taking_away_needs_the_lease_named(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = api(cast.coach).delete(f"{world.base}/reviews/{lease['review']}/comments/{new_id()}")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
