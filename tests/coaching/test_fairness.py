"""The report on fairness shows agreement, severity and drift to admins, their own to coaches."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Role
from coaching.models import CoachScope, Purpose, Review, Score
from tests.cast import Api, Cast, person_in
from tests.coaching.world import World

pytestmark = pytest.mark.slow

Level = Callable[[int, int], int]
"""Which level is given on the submission of this number, by the coach of this number."""


@pytest.fixture
def coaches(cast: Cast) -> list[Membership]:
    others = [person_in(cast.haven, f"Coach {one}", Role.COACH) for one in range(2)]
    return [cast.coach, *others]


def scored(
    world: World,
    people: list[Membership],
    coaches: list[Membership],
    *,
    each: int,
    level: Level | None = None,
    twice: int = 0,
    days: int = 170,
) -> None:
    """Make `each` submissions of each person over the last `days`, of which coaches one
    after another released the feedback, and the next one a second review of the first `twice`."""
    asked = [person for person in people for _ in range(each)]
    step = timedelta(days=days) / len(asked)
    sent = [
        world.submitted(person, ago=timedelta(days=days) - at * step).submission
        for at, person in enumerate(asked)
    ]
    judged = [(at, at % len(coaches), Purpose.FIRST) for at in range(len(sent))]
    judged += [(at, (at + 1) % len(coaches), Purpose.SECOND) for at in range(twice)]
    for at, by, purpose in judged:
        review = Review.objects.create(
            submission=sent[at], purpose=purpose, rubric_version_id=world.criteria[0].version_id
        )
        Score.objects.bulk_create(
            Score(
                review=review,
                criterion=criterion,
                level=criterion.levels.get(value=level(at, by) if level else 2),
                coach=coaches[by],
            )
            for criterion in world.criteria
        )
        Review.objects.filter(pk=review.pk).update(
            released_by=coaches[by], released_at=sent[at].submitted_at
        )


def read(api: Api, world: World, reader: Membership) -> dict[str, Any]:
    answer = api(reader).get(f"{world.base}/fairness")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_a_harsh_coach_is_flagged_for_an_admin_and_reads_only_of_themselves(
    cast: Cast, api: Api, world: World, coaches: list[Membership]
) -> None:
    scored(
        world,
        [cast.employee, cast.teammate],
        coaches,
        each=48,
        level=lambda at, by: 1 if by == 0 else 2 + (at % 5 == 0),
        twice=24,
    )
    report = read(api, world, cast.admin)
    assert (report["reviews"], report["people"]) == (120, 2)
    names = [one["name"] for one in report["coaches"]]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 3
    mine, *_ = [one for one in report["coaches"] if one["coach"] == str(cast.coach.id)]
    assert mine["severity"]["is_flagged"]
    assert mine["severity"]["low"] > 0.15
    others = [one for one in report["coaches"] if one is not mine]
    assert not any(one["severity"]["is_flagged"] or one["drift"]["is_flagged"] for one in others)

    own = read(api, world, cast.coach)
    assert own["coaches"] == [mine]
    assert own["agreement"] == report["agreement"]
    CoachScope.objects.create(coach=cast.coach, is_lead=True)
    assert read(api, world, cast.coach)["coaches"] == report["coaches"]


def test_agreement_is_that_of_what_was_scored_twice(
    cast: Cast, api: Api, world: World, coaches: list[Membership]
) -> None:
    scored(
        world,
        [cast.employee],
        coaches[:2],
        each=30,
        level=lambda at, by: 1 + (at + (by == 0 and at % 6 == 0)) % 3,
        twice=30,
    )
    report = read(api, world, cast.admin)
    found = report["agreement"]
    assert found["recordings"] == 30
    assert found["why"] is None
    assert 0 < found["low"] < found["value"] < found["high"] < 1
    assert report["standing"] in ("good", "tentative", "poor")
    assert [one["agreement"]["recordings"] for one in report["coaches"]] == [30, 30]
    # Two coaches differ from each other; who of them is harsh can't be told.
    assert {one["severity"]["why"] for one in report["coaches"]} == {"few_coaches"}
    assert all(one["severity"]["value"] is None for one in report["coaches"])


def test_of_too_few_nothing_is_said_and_why(
    cast: Cast, api: Api, world: World, coaches: list[Membership]
) -> None:
    empty = read(api, world, cast.admin)
    assert (empty["reviews"], empty["coaches"], empty["standing"]) == (0, [], None)
    assert empty["agreement"] == {
        "recordings": 0,
        "value": None,
        "low": None,
        "high": None,
        "why": "too_few",
    }
    scored(world, [cast.employee], coaches, each=20, twice=19)
    few = read(api, world, cast.admin)
    assert few["agreement"]["recordings"] == 19
    assert few["agreement"]["value"] is None
    assert {one["drift"]["why"] for one in few["coaches"]} == {"few_coaches"}


def test_only_the_last_180_days_of_the_own_organisation_count(
    cast: Cast, api: Api, world: World, coaches: list[Membership]
) -> None:
    scored(world, [cast.employee], coaches, each=10, days=200)
    report = read(api, world, cast.admin)
    assert report["reviews"] == 8  # two of ten are of 180 days ago or before
    stranger = api(cast.stranger).get(f"{world.base}/fairness")
    assert stranger.status_code == 404


def test_the_report_takes_as_many_statements_at_any_size(
    cast: Cast, api: Api, world: World, coaches: list[Membership]
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            read(api, world, cast.admin)
        return len(caught)

    scored(world, [cast.employee], coaches[:1], each=1)
    one = statements()
    scored(world, [cast.teammate], coaches, each=12)
    assert statements() == one
