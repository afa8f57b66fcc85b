"""GET /{org}/queue."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Language, Role
from media.models import Video, VideoState
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, make_world, mark_whole, release, run_out, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _waiting(api: Api, cast: Cast, world: World) -> list[dict[str, object]]:
    answer = api(cast.coach).get(f"{world.base}/queue")
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, object]] = answer.json()["results"]
    return rows


def test_it_lists_what_was_submitted_oldest_first(cast: Cast, world: World, api: Api) -> None:
    newer = world.submitted(cast.employee, ago=timedelta(hours=1))
    older = world.submitted(cast.teammate, ago=timedelta(hours=5))
    world.practising(cast.teammate)
    assert [row["attempt"] for row in _waiting(api, cast, world)] == [str(older.id), str(newer.id)]


def test_it_says_what_a_coach_needs_to_choose(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee, takes=3)
    [row] = _waiting(api, cast, world)
    assert (row["exercise_title"], row["person_name"]) == ("At the barrier", "Emma")
    assert (row["attempt_number"], row["video_state"]) == (1, "ready")
    assert (row["leased_by"], row["lease"]) == (None, None)
    promise = datetime.fromisoformat(str(row["promised_at"]))
    assert promise - attempt.submission.submitted_at == timedelta(hours=48)


def test_it_speaks_the_coachs_language(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    cast.coach.person.language = Language.DUTCH
    cast.coach.person.save()
    assert _waiting(api, cast, world)[0]["exercise_title"] == "Bij het poortje"


def test_it_says_which_one_is_mine(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    [row] = _waiting(api, cast, world)
    assert (row["leased_by"], row["lease"]) == ("me", lease)


def test_it_says_that_another_has_one_but_not_who(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    take(api(cast.second_coach), world)
    [row] = _waiting(api, cast, world)
    assert (row["leased_by"], row["lease"]) == ("other", None)


def test_a_lease_that_ran_out_counts_no_more(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    run_out(take(api(cast.second_coach), world))
    assert _waiting(api, cast, world)[0]["leased_by"] is None


def test_what_is_released_leaves_it(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    coach = api(cast.coach)
    lease = take(coach, world)
    mark_whole(world, lease)
    release(coach, world, lease)
    assert _waiting(api, cast, world) == []


def test_a_coach_does_not_find_their_own_attempt(cast: Cast, world: World, api: Api) -> None:
    cast.coach.roles = [Role.COACH, Role.EMPLOYEE]
    cast.coach.save()
    world.submitted(cast.coach)
    assert _waiting(api, cast, world) == []


def test_another_organisations_attempts_are_not_in_it(cast: Cast, world: World, api: Api) -> None:
    make_world(cast.burcht).submitted(cast.stranger)
    assert _waiting(api, cast, world) == []


def test_it_shows_a_video_that_is_still_prepared(cast: Cast, world: World, api: Api) -> None:
    _unready(world.submitted(cast.employee))
    assert _waiting(api, cast, world)[0]["video_state"] == "processing"


def test_it_needs_the_coach_role(cast: Cast, world: World, api: Api) -> None:
    for member in (cast.employee, cast.manager, cast.admin, cast.author):
        answer = api(member).get(f"{world.base}/queue")
        assert (answer.status_code, code_of(answer)) == (403, "role_required")


def test_its_statements_do_not_grow_with_the_queue(cast: Cast, world: World, api: Api) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            _waiting(api, cast, world)
        return len(captured)

    world.submitted(cast.employee)
    take(api(cast.coach), world)
    few = statements()
    for _ in range(12):
        world.submitted(cast.teammate)
        take(api(cast.second_coach), world)
    assert statements() == few


def test_a_long_queue_comes_in_pages(cast: Cast, world: World, api: Api) -> None:
    wanted = [str(world.submitted(cast.employee, ago=timedelta(hours=9 - n)).id) for n in range(5)]
    coach = api(cast.coach)
    url, seen = f"{world.base}/queue?page_size=2", []
    while url:
        page = coach.get(url).json()
        seen += [row["attempt"] for row in page["results"]]
        url = page["next"]
    assert seen == wanted


def _unready(attempt: Attempt) -> None:
    videos = Video.objects.filter(take__in=attempt.submission.takes.all())
    videos.update(state=VideoState.PROCESSING)


def test_each_page_counts_the_whole_queue(cast: Cast, world: World, api: Api) -> None:
    _unready(world.submitted(cast.teammate))
    for _ in range(3):
        world.submitted(cast.employee)
    take(api(cast.second_coach), world)
    coach = api(cast.coach)
    page = coach.get(f"{world.base}/queue?page_size=2").json()
    assert (len(page["results"]), page["waiting"], page["free"]) == (2, 4, 2)
    rest = coach.get(page["next"]).json()
    assert (len(rest["results"]), rest["waiting"], rest["free"]) == (2, 4, 2)


def test_an_empty_queue_counts_nothing(cast: Cast, world: World, api: Api) -> None:
    page = api(cast.coach).get(f"{world.base}/queue").json()
    assert (page["results"], page["waiting"], page["free"]) == ([], 0, 0)
