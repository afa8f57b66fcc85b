"""GET /{org}/reviews and /{org}/feedback-loop: feedback read, another take asked for, and made."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from coaching.models import Comment, Review
from coaching.queries.loop import loop_counts
from tests.cast import Api, Cast, code_of
from tests.coaching.test_retake_request import ask
from tests.coaching.world import World, fix, mark_whole, take
from training import services as training
from training.models import Attempt

pytestmark = pytest.mark.slow


def released(api: Api, world: World, cast: Cast, attempt: Attempt, *, asks: bool = False) -> Review:
    lease = take(api(cast.coach), world, attempt)
    mark_whole(world, lease)
    if asks:
        because = Comment.objects.get(review=lease["review"], kind="say_instead")
        assert ask(api(cast.coach), world, lease, because.id).status_code == 201
    fix(lease)
    return Review.objects.get(pk=lease["review"])


def loops(api: Api, cast: Cast, world: World, query: str = "") -> dict[str, dict[str, Any]]:
    answer = api(cast.coach).get(f"{world.base}/reviews{query}")
    assert answer.status_code == 200, answer.content
    return {row["id"]: row["loop"] for row in answer.json()["results"]}


def counts(api: Api, cast: Cast, world: World, query: str = "") -> tuple[int, ...]:
    found = api(cast.coach).get(f"{world.base}/feedback-loop{query}").json()
    assert found["days"] == 30
    return tuple(found[name] for name in ("released", "read", "asked", "done"))


def test_it_says_when_each_step_of_the_loop_was_made(cast: Cast, world: World, api: Api) -> None:
    first = world.submitted(cast.employee)
    review = released(api, world, cast, first, asks=True)
    asked = training_row(first)
    assert loops(api, cast, world) == {
        str(review.id): {
            "read_at": None,
            "asked_at": asked,
            "done_at": None,
            "done_by": None,
            "done_review": None,
            "has_question": False,
        }
    }
    assert counts(api, cast, world) == (1, 0, 1, 0)
    api(cast.employee).put(f"{world.base}/feedback/{first.id}/reading")
    again = world.practising(cast.employee)
    training.submit(member=cast.employee, attempt=again.id, takes=[again.takes.get().id])
    [seen] = loops(api, cast, world).values()
    assert (seen["done_by"], seen["done_review"]) == (str(again.id), None)
    assert None not in (seen["read_at"], seen["done_at"])
    assert counts(api, cast, world) == (1, 1, 1, 1)
    begun = take(api(cast.coach), world, again)["review"]
    assert loops(api, cast, world)[str(review.id)]["done_review"] == begun


def training_row(attempt: Attempt) -> str:
    attempt.refresh_from_db()
    return attempt.retake.asked_at.isoformat().replace("+00:00", "Z")


def test_a_coach_looks_for_what_is_still_open(cast: Cast, world: World, api: Api) -> None:
    plain = released(api, world, cast, world.submitted(cast.teammate))
    attempt = world.submitted(cast.employee)
    asks = released(api, world, cast, attempt, asks=True)
    api(cast.employee).put(f"{world.base}/feedback/{attempt.id}/reading")
    assert set(loops(api, cast, world, "?loop=unread")) == {str(plain.id)}
    assert set(loops(api, cast, world, "?loop=asked")) == {str(asks.id)}
    assert set(loops(api, cast, world, "?loop=done")) == set()
    answer = api(cast.coach).get(f"{world.base}/reviews?loop=other")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_the_counts_are_of_the_last_thirty_days_and_of_mine_where_asked(
    cast: Cast, world: World, api: Api
) -> None:
    released(api, world, cast, world.submitted(cast.employee))
    old = released(api, world, cast, world.submitted(cast.teammate))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE coaching_review DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE coaching_review SET released_at = released_at - interval '31 days'"
            " WHERE id = %s",
            [old.id],
        )
        cursor.execute("ALTER TABLE coaching_review ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert counts(api, cast, world) == (1, 0, 0, 0)
    assert counts(api, cast, world, "?mine=true") == (1, 0, 0, 0)
    assert loop_counts(cast.second_coach, mine=True).released == 0


def test_the_list_costs_the_same_for_one_as_for_many(
    cast: Cast, world: World, api: Api, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    released(api, world, cast, world.submitted(cast.employee), asks=True)
    loops(api, cast, world)  # what is read once
    with CaptureQueriesContext(connection) as one:
        loops(api, cast, world)
    statements = len(one)
    for who in (cast.employee, cast.teammate, cast.employee):
        released(api, world, cast, world.submitted(who), asks=True)
    with django_assert_num_queries(statements):
        assert len(loops(api, cast, world)) == 4
