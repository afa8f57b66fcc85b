"""PUT /{org}/feedback/{attempt}/follow-ups/{id} and /{org}/reviews/{id}/follow-ups/{id}."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership
from coaching.models import FollowUp, Review
from coaching.queries.follow_ups import MOST
from core.ids import new_id
from notifications.domain.kinds import kind_of, render
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.coaching.regrading import with_feedback
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World, take
from training.models import Attempt

pytestmark = pytest.mark.slow

SECRET = "Waarom gaf je mij een twee?"


@pytest.fixture
def attempt(cast: Cast, world: World, api: Api) -> Attempt:
    """Emma's attempt, with feedback of Carla."""
    return with_feedback(api, world, cast.coach, cast.employee)[0]


def write(
    client: APIClient, world: World, attempt: Attempt, id: UUID | None = None, **body: Any
) -> Any:
    url = f"{world.base}/feedback/{attempt.id}/follow-ups/{id or new_id()}"
    return client.put(url, {"text": SECRET, **body})


def answer(
    client: APIClient, world: World, attempt: Attempt, text: str, id: UUID | None = None
) -> Any:
    review = Review.objects.get(submission__attempt=attempt, purpose="first").id
    url = f"{world.base}/reviews/{review}/follow-ups/{id or new_id()}"
    return client.put(url, {"text": text})


def told(member: Membership, kind: str) -> list[Message]:
    return list(Message.objects.filter(recipient=member, kind=kind))


def test_a_question_and_its_answer_stand_below_the_feedback_for_both(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    employee, coach = api(cast.employee), api(cast.coach)
    asked = write(employee, world, attempt, is_question=True)
    assert asked.status_code == 201
    [row] = coach.get(f"{world.base}/reviews?loop=question").json()["results"]
    assert row["loop"]["has_question"] is True
    assert answer(coach, world, attempt, "Om je toon.").status_code == 201
    assert not coach.get(f"{world.base}/reviews?loop=question").json()["results"]
    mine = employee.get(f"{world.base}/feedback/{attempt.id}").json()["discussion"]
    theirs = coach.get(f"{world.base}/reviews/{row['id']}").json()["discussion"]
    assert [
        (one["author_name"], one["is_question"], one["is_mine"]) for one in mine["follow_ups"]
    ] == [
        ("Emma", True, True),
        ("Carla", False, False),
    ]
    assert [one["is_mine"] for one in theirs["follow_ups"]] == [False, True]
    assert (mine["left"], theirs["left"]) == (MOST - 1, MOST - 1)


def test_each_is_told_once_and_without_what_was_said(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    for id in [new_id()] * 2:
        write(api(cast.employee), world, attempt, id, is_question=True)
    [to_coach] = told(cast.coach, "feedback_followed_up")
    assert to_coach.about == Review.objects.get().id
    for id in [new_id()] * 2:
        answer(api(cast.coach), world, attempt, SECRET, id)
    [to_employee] = told(cast.employee, "feedback_answered")
    assert to_employee.about == attempt.id
    for message in (to_coach, to_employee):
        said = render(kind_of(message.kind), message.context, "nl")
        assert SECRET not in f"{said}{message.context}"
    to_coach.refresh_from_db()
    assert to_coach.read_at is not None  # by answering


def test_who_is_no_coach_any_more_is_not_told(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    cast.coach.roles = ["employee"]
    cast.coach.save()
    assert write(api(cast.employee), world, attempt).status_code == 201
    assert not told(cast.coach, "feedback_followed_up")
    assert answer(api(cast.second_coach), world, attempt, "Ik neem het over.").status_code == 201


def test_the_same_again_changes_nothing_and_something_else_is_refused(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    employee, id = api(cast.employee), new_id()
    first, again = (write(employee, world, attempt, id) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = write(employee, world, attempt, id, text="Anders")
    assert (other.status_code, code_of(other)) == (409, "id_in_use")
    foreign = answer(api(cast.coach), world, attempt, "Anders", id)
    assert (foreign.status_code, code_of(foreign)) == (404, "not_found")
    assert FollowUp.objects.get().text == SECRET


def test_words_that_show_nothing_are_refused(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    for nothing in ("", " \u200b ", "x" * 2001):
        assert write(api(cast.employee), world, attempt, text=nothing).status_code == 400
        assert answer(api(cast.coach), world, attempt, nothing).status_code == 400
    assert not FollowUp.objects.exists()


def test_each_side_writes_so_often_at_most(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    review = Review.objects.get()
    FollowUp.objects.bulk_create(
        FollowUp(review=review, author=cast.employee, by_coach=False, text="Nog iets")
        for _ in range(MOST)
    )
    full = write(api(cast.employee), world, attempt)
    assert (full.status_code, code_of(full)) == (409, "too_many_follow_ups")
    assert answer(api(cast.coach), world, attempt, "Goed.").status_code == 201


def test_nothing_is_written_before_the_release(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    take(api(cast.coach), world, attempt)
    assert write(api(cast.employee), world, attempt).status_code == 404
    assert answer(api(cast.coach), world, attempt, "Goed.").status_code == 404
    review = Review.objects.get()
    values = {"author": cast.coach, "by_coach": True, "text": "Goed."}
    refused(lambda: FollowUp.objects.create(review=review, **values), "follow_up_after_release")


def test_nothing_of_it_changes_afterwards(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    write(api(cast.employee), world, attempt)
    rows = FollowUp.objects.all()
    refused(lambda: rows.update(text="Anders"), "follow_up_is_fixed")
    refused(lambda: rows.update(written_at=timezone.now()), "follow_up_is_fixed")
    refused(rows.delete, "follow_up_is_fixed")
