"""The database itself refuses what the verbs would never do. Straight to the tables, on purpose."""

from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from coaching.models import Comment, Lease, Review, Score
from scenarios.models import Level
from tests.cast import Api, Cast
from tests.coaching.regrading import review_of
from tests.coaching.world import World, fix, make_world, mark_whole, score, take

pytestmark = pytest.mark.slow


@pytest.fixture
def released(cast: Cast, world: World, api: Api) -> Review:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    return Review.objects.get()


def refused(write: Callable[[], object], constraint: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    cause = caught.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.diag.constraint_name == constraint


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (Review, {"created_at": timezone.now()}, "review_released_is_fixed"),
        (Review, {"released_at": None, "released_by": None}, "review_released_is_fixed"),
        (Score, {"note": "Changed"}, "mark_released_is_fixed"),
        (Comment, {"text": "Changed"}, "mark_released_is_fixed"),
    ],
)
def test_no_row_of_it_changes(
    released: Review, model: type[Model], change: dict[str, Any], constraint: str
) -> None:
    refused(lambda: model._default_manager.update(**change), constraint)


@pytest.mark.parametrize("model", [Score, Comment])
def test_no_mark_of_it_goes_away(released: Review, model: type[Model]) -> None:
    refused(lambda: model._default_manager.all().delete(), "mark_released_is_fixed")


def test_it_does_not_go_away_itself(released: Review) -> None:
    rows = Review.objects.filter(pk=released.pk)
    refused(lambda: rows._raw_delete(rows.db), "review_released_is_fixed")


def test_no_mark_is_added_to_it(cast: Cast, released: Review) -> None:
    def add() -> None:
        take = released.submission.takes.get()
        late = {"kind": "note", "at_ms": 1, "text": "Late"}
        Comment.objects.create(review=released, take=take, coach=cast.coach, **late)

    refused(add, "mark_released_is_fixed")


def test_no_mark_moves_into_it(cast: Cast, world: World, api: Api, released: Review) -> None:
    world.submitted(cast.teammate)
    lease = take(api(cast.coach), world)
    score(api(cast.coach), world, lease, world.criteria[0])
    other = Score.objects.filter(review=lease["review"])
    refused(lambda: other.update(review=released), "mark_released_is_fixed")


def test_a_score_stays_within_the_rubric(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    review = Review.objects.get(pk=take(api(cast.coach), world)["review"])
    foreign = make_world(cast.burcht).criteria[0]
    wrong_level = Level.objects.filter(criterion=world.criteria[1]).first()
    for criterion, level in (
        (foreign, foreign.levels.first()),
        (world.criteria[0], wrong_level),
    ):
        values = {"review": review, "criterion": criterion, "level": level, "coach": cast.coach}
        refused(partial(Score.objects.create, **values), "score_in_rubric")


def test_a_comment_is_on_a_take_of_the_reviewed_submission(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    review = Review.objects.get(pk=take(api(cast.coach), world)["review"])
    private = world.practising(cast.employee).takes.get()
    other = world.submitted(cast.teammate).submission.takes.get()
    for foreign in (private, other):
        values = {"take": foreign, "kind": "note", "at_ms": 1, "text": "Hm"}
        refused(
            partial(Comment.objects.create, review=review, coach=cast.coach, **values),
            "comment_on_submitted_take",
        )


def test_a_submission_has_one_review_of_and_may_have_others(cast: Cast, world: World) -> None:
    submission = world.submitted(cast.employee).submission
    review_of(submission)
    refused(lambda: review_of(submission), "review_one_first")
    for purpose in ("second", "calibration", "calibration", "dispute"):
        review_of(submission, purpose=purpose)
    refused(lambda: review_of(submission, purpose="third"), "review_purpose_known")


def test_a_review_keeps_its_submission_and_purpose(cast: Cast, world: World) -> None:
    review = review_of(world.submitted(cast.employee).submission)
    other = world.submitted(cast.teammate).submission
    rows = Review.objects.filter(pk=review.pk)
    refused(lambda: rows.update(submission=other), "review_submission_is_fixed")
    refused(lambda: rows.update(purpose="second"), "review_submission_is_fixed")


def test_a_review_has_one_open_lease(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = Lease.objects.get(pk=take(api(cast.coach), world)["id"])
    later = {"coach": cast.second_coach, "expires_at": lease.expires_at}
    refused(lambda: Lease.objects.create(review=lease.review, **later), "lease_one_open")
