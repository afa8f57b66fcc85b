"""PUT /{org}/reviews/{id}/scores/{criterion}."""

from typing import Any

import pytest

from coaching.models import Score
from coaching.services.marks import TEXT_MAX
from core.ids import new_id
from scenarios.models import Criterion
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, make_world, mark_whole, release, run_out, saw, score, take

pytestmark = pytest.mark.slow


def _put(
    api: Api,
    cast: Cast,
    world: World,
    lease: dict[str, Any],
    criterion: Criterion,
    seen: str | None = None,
    **body: Any,
) -> Any:
    url = f"{world.base}/reviews/{lease['review']}/scores/{criterion.id}"
    return api(cast.coach).put(url, {"lease": lease["id"], **body}, headers=saw(seen))


def test_it_keeps_the_level_and_the_note(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = score(api(cast.coach), world, lease, world.criteria[0])
    kept = Score.objects.get()
    assert (answer.status_code, kept.level.value, kept.coach) == (200, 2, cast.coach)
    assert answer.json() == {
        "criterion": str(world.criteria[0].id),
        "level": str(kept.level_id),
        "note": "Rustig.",
        "version": kept.version,
    }


def test_saving_again_replaces_it(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    criterion = world.criteria[0]
    seen = score(api(cast.coach), world, lease, criterion).json()["version"]
    best = criterion.levels.get(value=3)
    for _ in range(2):
        answer = _put(api, cast, world, lease, criterion, seen, level=str(best.id))
        assert answer.status_code == 200
    assert [kept.level for kept in Score.objects.all()] == [best]


def test_another_criterions_level_is_refused(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    other = world.criteria[1].levels.get(value=2)
    answer = _put(api, cast, world, lease, world.criteria[0], level=str(other.id))
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("unknown_level", "level")
    assert not Score.objects.exists()


def test_another_rubrics_criterion_does_not_exist(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    foreign = make_world(cast.burcht).criteria[0]
    answer = score(api(cast.coach), world, lease, foreign)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_stale_lease_changes_nothing_and_names_what_was_refused(
    cast: Cast, world: World, api: Api
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    criterion = world.criteria[0]
    score(api(cast.coach), world, lease, criterion)
    run_out(lease)
    best = criterion.levels.get(value=3)
    answer = _put(api, cast, world, lease, criterion, level=str(best.id))
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("not_saved", f"scores/{criterion.id}")
    assert Score.objects.get().level.value == 2


def test_a_former_coach_does_not_overwrite_the_next(cast: Cast, world: World, api: Api) -> None:
    attempt = world.submitted(cast.employee)
    stale = take(api(cast.coach), world, attempt)
    run_out(stale)
    lease = take(api(cast.second_coach), world, attempt)
    score(api(cast.second_coach), world, lease, world.criteria[0])
    best = world.criteria[0].levels.get(value=3)
    answer = _put(api, cast, world, stale, world.criteria[0], level=str(best.id))
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
    assert Score.objects.get().coach == cast.second_coach


def test_another_coachs_lease_opens_nothing(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.second_coach), world)
    answer = score(api(cast.coach), world, lease, world.criteria[0])
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")


def test_a_lease_on_one_review_opens_no_other(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    world.submitted(cast.teammate)
    one, other = take(api(cast.coach), world), take(api(cast.coach), world)
    answer = score(api(cast.coach), world, one | {"id": other["id"]}, world.criteria[0])
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")


def test_nothing_is_scored_after_release(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    release(api(cast.coach), world, lease)
    answer = score(api(cast.coach), world, lease, world.criteria[0])
    assert (answer.status_code, code_of(answer)) == (409, "lease_stale")


def test_a_note_has_an_end(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    level = world.criteria[0].levels.get(value=1)
    note = "x" * (TEXT_MAX + 1)
    answer = _put(api, cast, world, lease, world.criteria[0], level=str(level.id), note=note)
    assert answer.json()["errors"][0]["code"] == "max_length"


def test_an_unknown_review_does_not_exist(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    answer = score(api(cast.coach), world, lease | {"review": new_id()}, world.criteria[0])
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
