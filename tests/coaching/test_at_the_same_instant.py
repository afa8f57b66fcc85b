"""Two coaches, two real connections, one instant."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.models import Comment, Lease, Review, Score
from coaching.queries.queue import open_leases
from core.ids import new_id
from notifications.models import Message
from tests.cast import Api, Cast, make_cast
from tests.coaching.world import (
    World,
    comment,
    make_world,
    mark_whole,
    release,
    run_out,
    score,
    take,
    version_of,
)
from training.models import Attempt, AttemptState, Submission

ROUNDS = 12
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> Cast:
    """The cast in committed rows, so that other connections see it, which keep their statements."""
    settings.DATABASE_PREPARE = True
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Each call on a thread and a connection of its own, let go at once; answers in order."""
    start, answers = Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            answers[place] = call()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _next(api: Api, world: World, coach: Membership) -> Callable[[], Any]:
    client = api(coach)
    return lambda: client.post(f"{world.base}/leases", {})


def test_two_coaches_taking_next_get_two_different_reviews(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(ROUNDS):
        attempts = {str(world.submitted(who).id) for who in (cast.employee, cast.teammate)}
        answers = together(_next(api, world, cast.coach), _next(api, world, cast.second_coach))
        assert [answer.status_code for answer in answers] == [201, 201]
        assert {answer.json()["attempt"] for answer in answers} == attempts


def test_of_one_waiting_one_coach_gets_it_and_the_other_nothing(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(ROUNDS):
        world.submitted(cast.employee)
        answers = together(_next(api, world, cast.coach), _next(api, world, cast.second_coach))
        codes = sorted(answer.json().get("code", "taken") for answer in answers)
        assert codes == ["queue_empty", "taken"]
    assert Lease.objects.filter(ended_at=None).count() == Review.objects.count() == ROUNDS


def test_of_one_named_by_both_one_coach_gets_it(cast: Cast, world: World, api: Api) -> None:
    for _ in range(ROUNDS):
        body = {"submission": str(world.submitted(cast.employee).submission.id)}
        clients = [api(cast.coach), api(cast.second_coach)]
        answers = together(*(partial(c.post, f"{world.base}/leases", body) for c in clients))
        codes = sorted(answer.json().get("code", "taken") for answer in answers)
        assert codes == ["lease_taken", "taken"]


def test_a_lease_that_ran_out_goes_to_one_of_two(cast: Cast, world: World, api: Api) -> None:
    for _ in range(ROUNDS):
        world.submitted(cast.employee)
        left = take(api(cast.coach), world)
        run_out(left)
        answers = together(_next(api, world, cast.coach), _next(api, world, cast.second_coach))
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert Lease.objects.filter(review=left["review"], ended_at=None).count() == 1


def test_the_same_comment_saved_twice_at_once_is_one_comment(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease, client, other = take(api(cast.coach), world), api(cast.coach), api(cast.coach)
    for number in range(1, ROUNDS + 1):
        save = partial(comment, world=world, lease=lease, id=new_id())
        answers = together(partial(save, client), partial(save, other))
        assert sorted(answer.status_code for answer in answers) == [200, 201]
        assert Comment.objects.count() == number


def test_of_two_tabs_that_saw_the_same_exactly_one_changes_it(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    tabs, id = [api(cast.coach), api(cast.coach)], new_id()
    lease = take(tabs[0], world)
    seen = comment(tabs[0], world, lease, id=id).json()["version"]
    for at_ms in range(ROUNDS):
        save = partial(comment, world=world, lease=lease, id=id, at_ms=at_ms, seen=seen)
        answers = together(partial(save, tabs[0], text="A"), partial(save, tabs[1], text="B"))
        assert sorted(answer.status_code for answer in answers) == [200, 412]
        won = next(answer for answer in answers if answer.status_code == 200).json()
        lost = next(answer for answer in answers if answer.status_code == 412).json()
        assert (lost["code"], lost["current"]) == ("mark_changed", won)
        seen = won["version"]
        assert Comment.objects.get().text == won["text"]


def test_of_two_tabs_that_score_for_the_first_time_exactly_one_does(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    tabs = [api(cast.coach), api(cast.coach)]
    lease, criterion = take(tabs[0], world), world.criteria[0]
    for _ in range(ROUNDS):
        give = partial(score, world=world, lease=lease, criterion=criterion)
        answers = together(partial(give, tabs[0], value=1), partial(give, tabs[1], value=3))
        assert sorted(answer.status_code for answer in answers) == [200, 412]
        won = next(answer for answer in answers if answer.status_code == 200).json()
        assert str(Score.objects.get().level_id) == won["level"]
        Score.objects.all().delete()


def test_releasing_twice_at_once_is_releasing_once(cast: Cast, world: World, api: Api) -> None:
    for done in range(1, ROUNDS // 3 + 1):
        world.submitted(cast.employee)
        clients = [api(cast.coach), api(cast.coach)]
        lease = take(clients[0], world)
        mark_whole(world, lease)
        answers = together(*(partial(release, c, world, lease) for c in clients))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert Message.objects.count() == done


def test_a_score_is_saved_before_the_release_or_not_at_all(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(ROUNDS // 3):
        world.submitted(cast.employee)
        coach, other_tab = api(cast.coach), api(cast.coach)
        lease, criterion = take(coach, world), world.criteria[0]
        mark_whole(world, lease)
        seen = version_of(coach, world, lease)
        before = Score.objects.get(review=lease["review"], criterion=criterion).version
        released, saved = together(
            partial(release, coach, world, lease, seen),
            partial(score, other_tab, world, lease, criterion, value=3, seen=before),
        )
        kept = Score.objects.get(review=lease["review"], criterion=criterion).level.value
        outcome = (released.status_code, saved.status_code, kept)
        assert outcome in [(200, 409, 2), (412, 200, 3)]


def test_a_coach_takes_it_or_the_employee_takes_it_back(cast: Cast, world: World, api: Api) -> None:
    for _ in range(ROUNDS):
        attempt = world.submitted(cast.employee)
        employee, coach = api(cast.employee), api(cast.coach)
        withdraw = partial(employee.put, f"{world.base}/attempts/{attempt.id}/withdrawal")
        taken, withdrawn = together(partial(coach.post, f"{world.base}/leases", {}), withdraw)
        assert (taken.status_code, withdrawn.status_code) in [(201, 409), (409, 204)]
        stands = Submission.objects.filter(attempt=attempt).exists()
        assert stands == (taken.status_code == 201)
        assert Lease.objects.filter(ended_at=None).exists() == stands
        if stands:
            coach.delete(f"{world.base}/leases/{taken.json()['id']}")
            assert withdraw().status_code == 204
        Attempt.objects.update(state=AttemptState.WITHDRAWN)


def test_a_mark_that_is_saved_as_its_lease_runs_out_stops_the_withdrawal(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    coach, employee, answers = api(cast.coach), api(cast.employee), list[Any]()
    lease = take(coach, world)
    withdraw = partial(employee.put, f"{world.base}/attempts/{attempt.id}/withdrawal")
    Lease.objects.update(expires_at=Now() + timedelta(seconds=2))
    other = Thread(target=lambda: answers.extend(together(withdraw)))
    with transaction.atomic():
        assert comment(coach, world, lease, id=new_id()).status_code == 201
        while open_leases().exists():
            time.sleep(0.05)
        other.start()
        while not _somebody_waits() and other.is_alive():
            time.sleep(0.05)
    other.join()
    assert [answer.status_code for answer in answers] == [409]
    assert answers[0].json()["code"] == "review_begun"
    assert Comment.objects.count() == 1


def _somebody_waits() -> bool:
    """Tell whether another connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
