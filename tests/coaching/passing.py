"""Gives feedback near a pass mark and away from it, for the tests of pass marks.

The world's rubric has two criteria of three levels, so six points at most. The mark is 60 percent
and what lies within 10 points is near: levels that sum up to 3 (50%) and 4 (67%) are near it on
both sides, 2 (33%) and 5 (83%) are away from it.
"""

from typing import Any

from accounts.models import Membership, Role
from coaching.models import Purpose, Review
from tests.cast import Api, Cast, person_in
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Attempt, Outcome, Programme

MARK = 60
FAR_BELOW, BELOW, OVER, FAR_OVER = (1, 1), (1, 2), (2, 2), (3, 2)


def set_mark(world: World, percent: int | None = MARK) -> None:
    Programme.objects.filter(pk=world.programme.pk).update(pass_percent=percent)


def mark(world: World, lease: dict[str, Any], levels: tuple[int, int]) -> None:
    mark_whole(world, lease)
    for criterion, value in zip(world.criteria, levels, strict=True):
        level = criterion.levels.get(value=value)
        rows = criterion.scores.filter(review=lease["review"])
        rows.update(level=level)


def judged(
    api: Api, world: World, coach: Membership, attempt: Attempt, levels: tuple[int, int]
) -> dict[str, Any]:
    """Have the coach give these levels and release them."""
    lease = take(api(coach), world, attempt)
    mark(world, lease, levels)
    fix(lease)
    return lease


def outcome_in(api: Api, world: World, attempt: Attempt) -> Any:
    """Return the outcome as its employee reads it, with the feedback."""
    answer = api(attempt.membership).get(f"{world.base}/feedback/{attempt.id}")
    assert answer.status_code == 200, answer.content
    return answer.json()["outcome"]


def state_of(attempt: Attempt) -> str:
    return str(Outcome.objects.values_list("state", flat=True).get(submission__attempt=attempt))


def third_of(cast: Cast) -> Membership:
    return person_in(cast.haven, "Otto", Role.COACH)


def split(cast: Cast, api: Api, world: World, attempt: Attempt) -> None:
    """Two coaches see the submission on different sides of the mark, a level apart."""
    judged(api, world, cast.coach, attempt, BELOW)
    judged(api, world, cast.second_coach, attempt, OVER)


def adjudication_of(attempt: Attempt) -> Review:
    return Review.objects.get(submission__attempt=attempt, purpose=Purpose.ADJUDICATION)
