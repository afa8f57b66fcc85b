"""GET /{org}/queue narrowed: by exercise, team, language, lateness and name; and what I did."""

from datetime import timedelta

import pytest

from accounts.models import Team
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, fix, mark_whole, take

pytestmark = pytest.mark.slow


def _names(api: Api, cast: Cast, world: World, query: str) -> list[str]:
    page = api(cast.coach).get(f"{world.base}/queue?{query}")
    assert page.status_code == 200, page.content
    return [row["person_name"] for row in page.json()["results"]]


def test_the_queue_is_narrowed(cast: Cast, world: World, api: Api) -> None:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    cast.teammate.teams.set([night])
    world.submitted(cast.employee, ago=timedelta(hours=50))
    world.submitted(cast.teammate, ago=timedelta(hours=1))
    exercise = world.version.scenario_id
    assert _names(api, cast, world, f"exercise={exercise}") == ["Emma", "Tom"]
    assert _names(api, cast, world, f"exercise={night.id}") == []
    assert _names(api, cast, world, f"team={night.id}") == ["Tom"]
    assert _names(api, cast, world, "language=nl") == ["Emma"]
    assert _names(api, cast, world, "late=true") == ["Emma"]
    assert _names(api, cast, world, "search=TÓM") == ["Tom"]
    assert _names(api, cast, world, "search=tom&late=true") == []
    whole = api(cast.coach).get(f"{world.base}/queue?search=tom").json()
    assert whole["waiting"] == 2


def test_a_filter_that_means_nothing_is_refused(cast: Cast, world: World, api: Api) -> None:
    for query in ("exercise=x", "language=xx", "late=perhaps"):
        assert code_of(api(cast.coach).get(f"{world.base}/queue?{query}")) == "invalid"


def test_it_says_what_there_is_to_narrow_it_to(cast: Cast, world: World, api: Api) -> None:
    found = api(cast.coach).get(f"{world.base}/queue/filters").json()
    exercise = {"id": str(world.version.scenario_id), "name": "At the barrier"}
    assert found["exercises"] == [exercise]
    assert [team["name"] for team in found["teams"]] == ["Desk"]


def test_it_says_who_is_on_what_and_what_i_did_today(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    take(api(cast.coach), world)
    page = api(cast.second_coach).get(f"{world.base}/queue").json()
    assert (page["results"][0]["leased_by_name"], page["released_today"]) == ("Carla", 0)
    assert api(cast.coach).get(f"{world.base}/queue").json()["released_today"] == 1
