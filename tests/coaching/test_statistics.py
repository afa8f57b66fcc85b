"""Authors learn how an exercise is practised and judged: of five people or more, never a name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Role
from coaching.models import Purpose, Review, Score
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.regrading import review_of
from tests.coaching.world import World
from training.models import Answer, Attempt
from training.services import mark_scored

pytestmark = pytest.mark.slow


@pytest.fixture
def people(cast: Cast) -> list[Membership]:
    return [person_in(cast.haven, f"Extra {one}", Role.EMPLOYEE) for one in range(6)]


def read(api: Api, world: World, reader: Membership) -> dict[str, Any]:
    url = f"{world.base}/scenario-versions/{world.version.id}/statistics"
    answer = api(reader).get(url)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def sent(world: World, member: Membership, minutes: int = 4) -> Attempt:
    """An attempt that was sent in so many minutes after it was started."""
    attempt = world.submitted(member)
    at = attempt.submission.submitted_at - timedelta(minutes=minutes)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=at)
    return attempt


def scored(cast: Cast, world: World, attempt: Attempt, *values: int) -> None:
    """Give feedback with these levels, in the order of the criteria."""
    review = review_of(attempt.submission)
    for criterion, value in zip(world.criteria, values, strict=True):
        Score.objects.create(
            review=review,
            criterion=criterion,
            level=criterion.levels.get(value=value),
            coach=cast.coach,
        )
    mark_scored(submission=attempt.submission.id, results=[])
    Review.objects.filter(pk=review.pk).update(
        released_at=attempt.submission.submitted_at, released_by=cast.coach
    )


def test_four_people_make_no_figures_however_often_they_practised(
    cast: Cast, api: Api, world: World, people: list[Membership]
) -> None:
    for member in people[:4]:
        for _each in range(3):
            scored(cast, world, sent(world, member), 1, 2)
    assert read(api, world, cast.author) == {
        "version": str(world.version.id),
        "practice": None,
        "criteria": [],
    }


def test_five_people_make_figures(
    cast: Cast, api: Api, world: World, people: list[Membership]
) -> None:
    for member, minutes in zip(people[:5], (2, 3, 4, 5, 6), strict=True):
        sent(world, member, minutes)
    left = world.practising(people[5])
    Attempt.objects.filter(pk=left.pk).update(started_at=F("started_at") - timedelta(days=4))
    world.practising(people[0])  # goes on
    for reader in (cast.author, cast.admin):
        practice = read(api, world, reader)["practice"]
        assert practice == {
            "people": 6,
            "started": 7,
            "finished": 5,
            "left": [{"scene": str(world.respond.id), "attempts": 1}],
            "minutes": {"quarter": 3.0, "half": 4.0, "three_quarters": 5.0},
            "choices": [
                {
                    "scene": str(world.option.scene_id),
                    "options": [{"option": str(world.option.id), "answers": 7}],
                }
            ],
        }


def test_what_fewer_than_five_did_stays_out_of_the_figures_of_five(
    cast: Cast, api: Api, world: World, people: list[Membership]
) -> None:
    for member in people[:4]:
        scored(cast, world, sent(world, member), 1, 2)
    world.practising(people[4])
    Answer.objects.filter(attempt__membership=people[4]).delete()
    found = read(api, world, cast.author)
    assert found["practice"]["people"] == 5
    assert found["practice"]["minutes"] is None
    assert found["practice"]["choices"][0]["options"] is None
    assert [(one["levels"], one["separates"]) for one in found["criteria"]] == [(None, None)] * 2


def test_a_criterion_on_which_everybody_is_the_same_separates_nobody(
    cast: Cast, api: Api, world: World, people: list[Membership]
) -> None:
    for member, value in zip(people[:5], (1, 2, 2, 3, 3), strict=True):
        scored(cast, world, sent(world, member), 2, value)
    # What is not released, or judges again, says nothing yet.
    waiting = sent(world, people[5])
    for purpose in (Purpose.FIRST, Purpose.SECOND):
        review = review_of(waiting.submission, purpose=purpose)
        first = world.criteria[0]
        Score.objects.create(
            review=review, criterion=first, level=first.levels.get(value=3), coach=cast.coach
        )
    same, spread = read(api, world, cast.author)["criteria"]
    assert (same["name"], same["separates"], spread["separates"]) == ("Criterion 1", False, True)
    assert [one["scores"] for one in same["levels"]] == [0, 5, 0]
    assert [one["scores"] for one in spread["levels"]] == [1, 2, 2]
    assert [one["name"] for one in spread["levels"]] == ["Level 1", "Level 2", "Level 3"]


def test_it_names_nobody(cast: Cast, api: Api, world: World, people: list[Membership]) -> None:
    for member in people[:5]:
        scored(cast, world, sent(world, member), 1, 2)
    text = str(read(api, world, cast.author))
    for member in people:
        assert member.person.name not in text
        assert str(member.id) not in text


def test_it_costs_the_same_however_much_was_practised(
    cast: Cast, api: Api, world: World, people: list[Membership]
) -> None:
    reader = api(cast.author)
    url = f"{world.base}/scenario-versions/{world.version.id}/statistics"

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(url).status_code == 200
        return len(seen)

    for member in people:
        scored(cast, world, sent(world, member), 1, 2)
    statements()
    few = statements()
    for member in people:
        for _each in range(3):
            scored(cast, world, sent(world, member), 2, 3)
    assert statements() == few


def test_who_makes_no_exercises_reads_none(cast: Cast, api: Api, world: World) -> None:
    url = f"{world.base}/scenario-versions/{world.version.id}/statistics"
    for reader in (cast.employee, cast.coach, cast.manager):
        answer = api(reader).get(url)
        assert (answer.status_code, code_of(answer)) == (403, "role_required")
    assert api(cast.stranger).get(url).status_code == 404
