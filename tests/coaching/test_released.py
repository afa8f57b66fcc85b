"""GET /{org}/reviews: feedback that was released, for coaches who look for it again."""

from typing import Any

import pytest

from accounts.models import Membership, Role
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, fix, make_world, mark_whole, take
from training.models import Attempt

pytestmark = pytest.mark.slow


def _release(api: Api, world: World, coach: Membership, attempt: Attempt) -> dict[str, Any]:
    lease = take(api(coach), world, attempt)
    mark_whole(world, lease)
    fix(lease)
    return lease


def _list(api: Api, cast: Cast, world: World, query: str = "") -> list[dict[str, Any]]:
    answer = api(cast.coach).get(f"{world.base}/reviews{query}")
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def test_it_lists_what_was_released_newest_first(cast: Cast, world: World, api: Api) -> None:
    first = _release(api, world, cast.coach, world.submitted(cast.employee))
    second = _release(api, world, cast.second_coach, world.submitted(cast.teammate))
    take(api(cast.coach), world, world.submitted(cast.employee))
    rows = _list(api, cast, world)
    assert [row["id"] for row in rows] == [second["review"], first["review"]]
    assert [row["is_mine"] for row in rows] == [False, True]


def test_it_says_what_a_coach_finds_it_by(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    lease = _release(api, world, cast.coach, attempt)
    [row] = _list(api, cast, world)
    assert (row["person_name"], row["exercise_title"]) == ("Emma", "At the barrier")
    assert (row["coach_name"], row["attempt_number"]) == ("Carla", 1)
    assert (row["attempt"], row["submission"]) == (str(attempt.id), lease["submission"])
    opened = api(cast.coach).get(f"{world.base}/reviews/{row['id']}").json()
    assert opened["state"] == "released"


def test_a_coach_may_look_at_their_own_alone(cast: Cast, world: World, api: Api) -> None:
    mine = _release(api, world, cast.coach, world.submitted(cast.employee))
    _release(api, world, cast.second_coach, world.submitted(cast.teammate))
    assert [row["id"] for row in _list(api, cast, world, "?mine=true")] == [mine["review"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("emm", 1),
        ("EMMA barrier", 1),
        ("poortje", 2),  # in whichever language
        ("Tom%20poortje", 1),
        ("Emma Tom", 0),
        ("%25", 0),  # a sign of patterns is a sign like any other
        ("", 2),
    ],
)
def test_it_is_searched_by_person_and_exercise(
    cast: Cast, world: World, api: Api, words: str, found: int
) -> None:
    _release(api, world, cast.coach, world.submitted(cast.employee))
    _release(api, world, cast.coach, world.submitted(cast.teammate))
    assert len(_list(api, cast, world, f"?search={words}")) == found


@pytest.mark.parametrize("words", ["zoe", "ZOË", "zoe\u0308", "celik", "Zoë Çelik poortje"])
def test_a_name_is_found_with_and_without_its_accents(
    cast: Cast, world: World, api: Api, words: str
) -> None:
    cast.employee.name = "Zoë Çelik"
    cast.employee.save()
    _release(api, world, cast.coach, world.submitted(cast.employee))
    _release(api, world, cast.coach, world.submitted(cast.teammate))
    [row] = _list(api, cast, world, f"?search={words}")
    assert row["person_name"] == "Zoë Çelik"


def test_a_search_that_is_none_is_refused(cast: Cast, world: World, api: Api) -> None:
    for query in ("mine=perhaps", f"search={'x' * 101}", "search=a%00b"):
        answer = api(cast.coach).get(f"{world.base}/reviews?{query}")
        assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_a_long_list_comes_in_pages_that_keep_the_search(
    cast: Cast, world: World, api: Api
) -> None:
    for _ in range(3):
        _release(api, world, cast.coach, world.submitted(cast.employee))
    _release(api, world, cast.coach, world.submitted(cast.teammate))
    url, seen = f"{world.base}/reviews?search=emma&page_size=2", []
    while url:
        page = api(cast.coach).get(url).json()
        seen += [row["person_name"] for row in page["results"]]
        url = page["next"]
    assert seen == ["Emma"] * 3


def test_ones_own_attempts_and_other_organisations_are_not_in_it(
    cast: Cast, world: World, api: Api
) -> None:
    cast.coach.roles = [Role.COACH, Role.EMPLOYEE]
    cast.coach.save()
    _release(api, world, cast.second_coach, world.submitted(cast.coach))
    make_world(cast.burcht).submitted(cast.stranger)
    assert _list(api, cast, world) == []


def test_it_needs_the_coach_role(cast: Cast, world: World, api: Api) -> None:
    for member in (cast.employee, cast.manager, cast.admin, cast.author):
        answer = api(member).get(f"{world.base}/reviews")
        assert (answer.status_code, code_of(answer)) == (403, "role_required")


def test_an_unknown_page_is_not_found(cast: Cast, world: World, api: Api) -> None:
    answer = api(cast.coach).get(f"{world.base}/reviews?cursor={new_id()}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_what_somebody_is_called_elsewhere_is_neither_shown_nor_searched(
    cast: Cast, world: World, api: Api
) -> None:
    _release(api, world, cast.coach, world.submitted(cast.employee))
    for member, name in ((cast.employee, "E. de Boer"), (cast.coach, "C. Mulder")):
        member.name = name
        member.save()
    [row] = _list(api, cast, world)
    assert (row["person_name"], row["coach_name"]) == ("E. de Boer", "C. Mulder")
    opened = api(cast.coach).get(f"{world.base}/reviews/{row['id']}").json()
    assert opened["released"]["coach_name"] == "C. Mulder"
    assert len(_list(api, cast, world, "?search=boer")) == 1
    assert _list(api, cast, world, "?search=emma") == []
