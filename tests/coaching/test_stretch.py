"""Comments on a stretch of a take, about a criterion, and as a question."""

from functools import partial
from typing import Any

import pytest

from coaching.domain.marks import CommentMark
from coaching.models import Comment, Review
from coaching.services.marks import END_TOLERANCE_MS
from core.etags import version_of
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import TAKE_MS, World, comment, fix, make_world, mark_whole, take, take_in

pytestmark = pytest.mark.slow

LATEST = TAKE_MS + END_TOLERANCE_MS


def test_the_employee_gets_the_stretch_and_its_criterion(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    coach, lease, id = api(cast.coach), take(api(cast.coach), world), new_id()
    criterion = str(world.criteria[0].id)
    asked: dict[str, Any] = {
        "kind": "question",
        "at_ms": 900,
        "until_ms": LATEST,
        "criterion": criterion,
    }
    saved = comment(coach, world, lease, id=id, **asked)
    assert (saved.status_code, {name: saved.json()[name] for name in asked}) == (201, asked)
    mark_whole(world, lease)
    fix(lease)
    feedback = api(cast.employee).get(f"{world.base}/feedback/{attempt.id}").json()
    [found] = [one for one in feedback["comments"] if one["id"] == str(id)]
    assert {name: found[name] for name in asked} == asked
    assert criterion in [one["criterion"] for one in feedback["scores"]]


def test_a_change_of_the_stretch_alone_is_a_change(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach, lease, id = api(cast.coach), take(api(cast.coach), world), new_id()
    moment = comment(coach, world, lease, id=id).json()["version"]
    wider: dict[str, Any] = {"until_ms": 5000, "criterion": str(world.criteria[1].id)}
    unseen = comment(coach, world, lease, id=id, **wider)
    assert (unseen.status_code, unseen.json()["current"]["until_ms"]) == (412, None)
    stretch = comment(coach, world, lease, id=id, seen=moment, **wider).json()["version"]
    assert stretch != moment
    again = comment(coach, world, lease, id=id, seen=stretch)
    assert (again.json()["version"], again.json()["until_ms"]) == (moment, None)


@pytest.mark.parametrize(
    ("at_ms", "until_ms", "codes"),
    [
        (900, LATEST + 1, [("after_the_end", "until_ms")]),
        (900, 900, [("ends_before_start", "until_ms")]),
        (900, 2**31, [("max_value", "until_ms")]),
        (2**31, None, [("max_value", "at_ms")]),
    ],
)
def test_a_stretch_lies_within_its_take(
    cast: Cast,
    world: World,
    api: Api,
    at_ms: int,
    until_ms: int | None,
    codes: list[tuple[str, str]],
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = comment(api(cast.coach), world, lease, at_ms=at_ms, until_ms=until_ms)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert [(part["code"], part["attr"]) for part in answer.json()["errors"]] == codes


def test_a_criterion_of_another_rubric_is_refused(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    foreign = make_world(cast.burcht).criteria[0]
    for other in (foreign.id, new_id()):
        answer = comment(api(cast.coach), world, lease, criterion=str(other))
        assert (answer.status_code, code_of(answer)) == (400, "invalid")
        [part] = answer.json()["errors"]
        assert (part["code"], part["attr"]) == ("unknown_criterion", "criterion")
    row: dict[str, Any] = {
        "review": Review.objects.get(pk=lease["review"]),
        "take_id": take_in(lease),
        "coach": cast.coach,
        "kind": "note",
        "at_ms": 5,
        "text": "Hm",
    }
    create = partial(Comment.objects.create, **row)
    refused(partial(create, criterion=foreign), "comment_criterion_in_rubric")
    refused(partial(create, until_ms=5), "comment_ends_after_start")
    create(criterion=world.criteria[0], until_ms=6)
    refused(lambda: Comment.objects.update(criterion=foreign), "comment_criterion_in_rubric")


def test_a_comment_on_a_moment_keeps_the_version_that_it_had_before_there_were_stretches() -> None:
    values = {"id": new_id(), "take": new_id(), "at_ms": 1, "kind": "note", "text": "Hm."}
    assert CommentMark(**values).version == version_of(values)  # type: ignore[arg-type]  # of mixed values
