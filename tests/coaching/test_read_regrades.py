"""Lists and documents of reviews show a regrade as a regrade, and never as the feedback."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Role
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.regrading import begin, newer_rubric, regraded, score_all, with_feedback
from tests.coaching.world import World, make_world, release, run_out

pytestmark = pytest.mark.slow


def _queue(api: Api, cast: Cast, world: World) -> dict[str, Any]:
    found: dict[str, Any] = api(cast.coach).get(f"{world.base}/queue").json()
    return found


def _released(api: Api, cast: Cast, world: World, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        api(cast.coach).get(f"{world.base}/reviews{query}").json()["results"]
    )
    return rows


def test_one_that_was_interrupted_is_found_in_the_queue(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    left = begin(api(cast.second_coach), world, attempt, newer_rubric(world))
    page = _queue(api, cast, world)
    assert (page["results"], page["waiting"], page["free"]) == ([], 0, 0)
    [line] = page["regrades"]
    assert (line["review"], line["attempt"]) == (left["review"], str(attempt.id))
    assert (line["person_name"], line["exercise_title"]) == ("Emma", "At the barrier")
    assert (line["asked_by_name"], line["rubric_number"]) == ("Chris", 2)
    assert (line["leased_by"], line["lease"]) == ("other", None)
    run_out(left)
    assert _queue(api, cast, world)["regrades"][0]["leased_by"] is None
    taken = api(cast.coach).post(f"{world.base}/leases", {"review": left["review"]}).json()
    [line] = _queue(api, cast, world)["regrades"]
    assert (line["leased_by"], line["lease"]) == ("me", taken)


def test_one_that_was_released_leaves_the_queue(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    regraded(api, world, cast.coach, attempt, newer_rubric(world))
    assert _queue(api, cast, world)["regrades"] == []


def test_it_is_never_handed_out_as_the_next_one(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    run_out(begin(api(cast.coach), world, attempt, newer_rubric(world)))
    answer = api(cast.coach).post(f"{world.base}/leases", {})
    assert (answer.status_code, code_of(answer)) == (409, "queue_empty")


def test_ones_own_and_other_organisations_are_not_in_the_queue(
    cast: Cast, world: World, api: Api
) -> None:
    cast.coach.roles = [Role.COACH, Role.EMPLOYEE]
    cast.coach.save()
    attempt, _ = with_feedback(api, world, cast.second_coach, cast.coach)
    own = begin(api(cast.second_coach), world, attempt, newer_rubric(world))
    foreign = make_world(cast.burcht)
    stranger = person_in(cast.burcht, "Coach", Role.COACH)
    theirs, _ = with_feedback(api, foreign, stranger, cast.stranger)
    begin(api(stranger), foreign, theirs, newer_rubric(foreign))
    assert _queue(api, cast, world)["regrades"] == []
    answer = api(cast.coach).get(f"{world.base}/reviews/{own['review']}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_sent_feedback_is_listed_once_with_its_regrades(cast: Cast, world: World, api: Api) -> None:
    attempt, first = with_feedback(api, world, cast.second_coach, cast.employee)
    done = regraded(api, world, cast.coach, attempt, newer_rubric(world))
    begun = begin(api(cast.coach), world, attempt, newer_rubric(world))
    [row] = _released(api, cast, world)
    assert (row["id"], row["coach_name"]) == (first["review"], "Chris")
    assert [(one["id"], one["rubric_number"]) for one in row["regrades"]] == [
        (done["review"], 2),
        (begun["review"], 3),
    ]
    assert [one["released_at"] is None for one in row["regrades"]] == [False, True]
    assert _released(api, cast, world, "?mine=true") == []


def test_the_lists_cost_the_same_however_much_was_scored_again(
    cast: Cast, world: World, api: Api
) -> None:
    coach = api(cast.coach)

    def statements() -> list[int]:
        found = []
        for path in ("queue", "reviews", f"feedback/{first.id}"):
            client = api(cast.employee) if path.startswith("feedback") else coach
            with CaptureQueriesContext(connection) as seen:
                assert client.get(f"{world.base}/{path}").status_code == 200
            found.append(len(seen))
        return found

    first, _ = with_feedback(api, world, cast.second_coach, cast.employee)
    versions = [newer_rubric(world) for _each in range(4)]
    regraded(api, world, cast.coach, first, versions[0])
    begin(coach, world, first, versions[1])
    statements()  # the first reading of feedback is written down
    few = statements()
    regraded(api, world, cast.second_coach, first, versions[2])
    begin(coach, world, first, versions[3])
    for _each in range(2):
        attempt, _ = with_feedback(api, world, cast.second_coach, cast.teammate)
        regraded(api, world, cast.coach, attempt, versions[0])
        begin(api(cast.second_coach), world, attempt, versions[1])
    assert statements() == few


def test_what_comes_before_the_next_attempt_is_the_feedback(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, first = with_feedback(api, world, cast.coach, cast.employee)
    regraded(api, world, cast.coach, attempt, newer_rubric(world))
    second, lease = with_feedback(api, world, cast.coach, cast.employee)
    shown = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()["before"]
    assert shown["review"] == first["review"]
    assert [one["level"]["value"] for one in shown["scores"]] == [2, 2]
    read = api(cast.employee).get(f"{world.base}/feedback/{second.id}").json()
    assert [one["level"]["value"] for one in read["before"]["scores"]] == [2, 2]
    assert read["regrades"] == []


def test_it_counts_in_no_statistics(cast: Cast, world: World, api: Api) -> None:
    people = [person_in(cast.haven, f"Extra {one}", Role.EMPLOYEE) for one in range(5)]
    attempts = [with_feedback(api, world, cast.coach, member)[0] for member in people]

    def figures() -> Any:
        url = f"{world.base}/scenario-versions/{world.version.id}/statistics"
        return api(cast.author).get(url).json()

    before = figures()
    version = newer_rubric(world)
    for attempt in attempts:
        regraded(api, world, cast.coach, attempt, version)
    assert before["criteria"][0]["levels"][1]["scores"] == 5
    assert figures() == before


def test_the_employee_alone_reads_it_and_only_once_it_was_released(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)
    version = newer_rubric(world)
    lease = begin(api(cast.coach), world, attempt, version)
    score_all(api(cast.coach), world, lease, version)
    page = f"{world.base}/feedback/{attempt.id}"
    assert api(cast.employee).get(page).json()["regrades"] == []
    release(api(cast.coach), world, lease)
    assert len(api(cast.employee).get(page).json()["regrades"]) == 1
    assert len(api(cast.employee).put(f"{page}/reading").json()["regrades"]) == 1
    others: list[Membership] = [cast.teammate, cast.coach, cast.manager, cast.admin]
    for member in others:
        assert api(member).get(page).status_code == 404


def test_the_person_practises_on_as_if_nothing_happened(cast: Cast, world: World, api: Api) -> None:
    attempt, _ = with_feedback(api, world, cast.coach, cast.employee)

    def seen() -> list[Any]:
        paths = ("today", "attempts", f"attempts/{attempt.id}", "messages", "messages/unread")
        return [api(cast.employee).get(f"{world.base}/{path}").json() for path in paths]

    before = seen()
    regraded(api, world, cast.coach, attempt, newer_rubric(world))
    assert seen() == before
