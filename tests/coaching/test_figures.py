"""GET /{org}/coaching-figures: feedback beside its promise, who does how much, and whether the loop
closes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership, Role
from coaching.models import CoachScope, Purpose, Review, Turnaround
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Attempt, Retake

pytestmark = pytest.mark.slow


def released(
    world: World, member: Membership, coach: Membership, *, ago: int, hours: int
) -> Attempt:
    """Return an attempt whose feedback was released so many days `ago`, after so many hours."""
    at = timezone.now() - timedelta(days=ago)
    attempt = world.submitted(member, ago=timedelta(days=ago, hours=hours))
    review = Review.objects.create(
        submission=attempt.submission, rubric_version_id=world.criteria[0].version_id
    )
    Review.objects.filter(pk=review.pk).update(released_at=at, released_by=coach)
    return attempt


def hours(count: int) -> Any:
    return pytest.approx(count * 3_600_000, abs=1000)


def read(api: Api, world: World, reader: Membership, **query: Any) -> dict[str, Any]:
    answer = api(reader).get(f"{world.base}/coaching-figures", query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_an_admin_reads_of_all_coaches_and_a_coach_of_themselves(
    cast: Cast, api: Api, world: World
) -> None:
    for ago, after, coach in ((3, 10, cast.coach), (4, 60, cast.coach), (5, 20, cast.second_coach)):
        released(world, cast.employee, coach, ago=ago, hours=after)
    released(world, cast.employee, cast.coach, ago=60, hours=90)
    world.submitted(cast.teammate, ago=timedelta(hours=49))
    world.submitted(cast.teammate)
    take(api(cast.coach), world)

    all_of_them = read(api, world, cast.admin, days=30)
    assert (all_of_them["took"]["released"], all_of_them["took"]["in_time"]) == (3, 2)
    assert all_of_them["took"]["median_ms"] == hours(20)
    assert all_of_them["took"]["p90_ms"] == hours(52)
    assert sum(week["took"]["released"] for week in all_of_them["weeks"]) == 3
    by_coach = {one["coach"]: one for one in all_of_them["coaches"]}
    mine = by_coach[str(cast.coach.id)]
    assert (mine["done"], mine["open"], len(mine["days"])) == (2, 1, 2)
    assert by_coach[str(cast.second_coach.id)]["took"]["in_time"] == 1

    own = read(api, world, cast.coach, days=30)
    assert own["coaches"] == [mine]
    assert (own["took"]["released"], own["took"]["in_time"]) == (2, 1)
    assert read(api, world, cast.coach)["took"]["released"] == 3  # of 90 days

    CoachScope.objects.create(coach=cast.coach, is_lead=True)
    assert read(api, world, cast.coach, days=30)["coaches"] == all_of_them["coaches"]


def test_what_waits_and_is_late_is_what_the_reader_may_review(
    cast: Cast, api: Api, world: World
) -> None:
    world.submitted(cast.employee, ago=timedelta(hours=49))
    world.submitted(cast.teammate)
    Membership.objects.filter(pk=cast.coach.pk).update(roles=[Role.COACH, Role.EMPLOYEE])
    world.submitted(cast.coach)
    for reader, waiting in ((cast.admin, 3), (cast.coach, 2)):
        found = read(api, world, reader)
        assert (found["waiting"], found["late"]) == (waiting, 1)


def test_it_is_narrowed_to_a_programme_and_to_the_people_of_a_team(
    cast: Cast, api: Api, world: World
) -> None:
    outsider = person_in(cast.haven, "Olga", Role.EMPLOYEE)
    released(world, cast.employee, cast.coach, ago=2, hours=1)
    released(world, outsider, cast.coach, ago=2, hours=1)
    found = read(api, world, cast.admin)
    [team] = [one["id"] for one in found["teams"]]
    [programme] = [one["id"] for one in found["programmes"]]
    assert found["took"]["released"] == 2
    assert read(api, world, cast.admin, team=team)["took"]["released"] == 1
    assert read(api, world, cast.admin, programme=programme)["took"]["released"] == 2
    assert read(api, world, cast.admin, programme=team)["took"]["released"] == 0
    assert code_of(api(cast.admin).get(f"{world.base}/coaching-figures?days=7")) == "invalid"


def test_the_loop_closes_in_seven_days_or_it_does_not(cast: Cast, api: Api, world: World) -> None:
    people = [person_in(cast.haven, f"Person {one}", Role.EMPLOYEE) for one in range(6)]
    attempts = [released(world, one, cast.coach, ago=20, hours=1) for one in people]
    released(world, people[0], cast.coach, ago=2, hours=1)  # seven days are not over
    at = timezone.now() - timedelta(days=20)
    for attempt, days in zip(attempts, (1, 6, 8, 3, 3), strict=False):
        Attempt.objects.filter(pk=attempt.pk).update(feedback_read_at=at + timedelta(days=days))
    for asked, attempt in enumerate(attempts[:5]):
        loop = read(api, world, cast.admin)["loop"]
        # What one to four people were asked to do is theirs, also by subtraction.
        assert loop == {
            "is_shown": True,
            "read": 0.67,
            "retaken": None,
            "closed": None if asked else 0.67,
        }
        Retake.objects.create(
            attempt=attempt,
            enrolment=attempt.enrolment,
            step=attempt.step,
            asked_by=cast.coach,
            remark="Again",
        )
    for attempt, days in ((attempts[0], 2), (attempts[1], 8), (attempts[2], 3)):
        again = world.practising(attempt.membership)
        Retake.objects.filter(attempt=attempt).update(
            done_by=again, done_at=at + timedelta(days=days)
        )
    loop = read(api, world, cast.admin)["loop"]
    # Two of five in time; read and taken again: the first alone.
    assert loop == {"is_shown": True, "read": 0.67, "retaken": 0.4, "closed": 0.17}


def test_the_loop_says_nothing_of_few_nor_of_few_that_a_filter_leaves_out(
    cast: Cast, api: Api, world: World
) -> None:
    people = [person_in(cast.haven, f"Person {one}", Role.EMPLOYEE) for one in range(5)]
    for one in people[:4]:
        released(world, one, cast.coach, ago=20, hours=1)
    assert not read(api, world, cast.admin)["loop"]["is_shown"]
    released(world, people[4], cast.coach, ago=20, hours=1)
    assert read(api, world, cast.admin, days=30)["loop"]["is_shown"]
    released(world, cast.employee, cast.coach, ago=60, hours=1)
    assert not read(api, world, cast.admin, days=30)["loop"]["is_shown"]
    assert read(api, world, cast.admin, days=90)["loop"]["is_shown"]


def test_a_promise_is_kept_as_it_was_made(cast: Cast, api: Api, world: World) -> None:
    world.submitted(cast.employee, ago=timedelta(hours=30))
    world.programme.review_promise_hours = 24
    world.programme.save()
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    found = Turnaround.objects.get()
    assert found.promised_at == found.submitted_at + timedelta(hours=48)
    assert (found.purpose, found.coach) == (Purpose.FIRST, cast.coach)


def test_a_second_review_is_in_its_coachs_figures_like_a_first_one(
    cast: Cast, api: Api, world: World
) -> None:
    attempt = released(world, cast.employee, cast.coach, ago=3, hours=10)
    second = Review.objects.create(
        submission=attempt.submission,
        purpose=Purpose.SECOND,
        rubric_version_id=world.criteria[0].version_id,
        created_at=timezone.now() - timedelta(days=2),
    )
    Review.objects.filter(pk=second.pk).update(
        released_at=second.created_at + timedelta(hours=5), released_by=cast.second_coach
    )
    own = read(api, world, cast.second_coach)
    assert own["took"] == own["coaches"][0]["took"]
    assert (own["took"]["released"], own["took"]["in_time"], own["coaches"][0]["done"]) == (1, 1, 1)
    assert own["took"]["median_ms"] == hours(5)
    # Nobody waited for it.
    assert read(api, world, cast.admin)["took"]["released"] == 1


def test_it_costs_as_many_statements_for_many_coaches(cast: Cast, api: Api, world: World) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as said:
            read(api, world, cast.admin)
        return len(said)

    released(world, cast.employee, cast.coach, ago=3, hours=1)
    before = statements()
    for one in range(3):
        coach = person_in(cast.haven, f"Coach {one}", Role.COACH)
        released(world, cast.teammate, coach, ago=40 * one, hours=1)
    assert statements() == before
