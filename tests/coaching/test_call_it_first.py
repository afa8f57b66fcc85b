"""PUT /{org}/reviews/{id}/tags/{scene}: a coach names kind and style before they see what the
employee named, and how far both agree is told apart from any score."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role
from coaching.models import Review, Tag
from scenarios.models import Option
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.content import both
from tests.coaching.world import World, fix, make_world, mark_whole, take

pytestmark = pytest.mark.slow


OTHER: dict[str, Any] = {"text": both("B", "B"), "explanation": both("B", "B")}


@pytest.fixture
def world(cast: Cast) -> World:
    """Return a world whose question asks for the kind of aggression, of two."""
    return make_world(cast.haven, second=OTHER)


@pytest.fixture
def other(world: World) -> Option:
    return Option.objects.get(scene=world.option.scene, order=2)


def read(api: Api, cast: Cast, world: World, lease: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}").json()
    return found


def tag(api: Api, cast: Cast, world: World, lease: dict[str, Any], option: Option) -> Any:
    url = f"{world.base}/reviews/{lease['review']}/tags/{option.scene_id}"
    return api(cast.coach).put(url, {"lease": lease["id"], "option": str(option.id)})


def test_the_answer_comes_once_the_coach_has_answered(
    cast: Cast, world: World, api: Api, other: Option
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    before = api(cast.coach).get(f"{world.base}/reviews/{lease['review']}")
    scene = str(world.option.scene_id)
    assert before.json()["attempt"]["calls"] == [{"scene": scene, "option": None}]
    assert before.json()["attempt"]["answers"] == []
    assert "wacht al lang" not in before.content.decode()

    tagged = tag(api, cast, world, lease, other)
    assert tagged.status_code == 200, tagged.content
    attempt = tagged.json()["attempt"]
    assert attempt["calls"] == [{"scene": scene, "option": str(other.id)}]
    assert attempt["answers"][0]["options"] == [str(world.option.id)]
    # No mark: what a release names is what it was.
    assert tagged.json()["version"] == before.json()["version"]
    assert tag(api, cast, world, lease, other).json() == tagged.json()
    assert code_of(tag(api, cast, world, lease, world.option)) == "already_tagged"
    assert Tag.objects.get().option == other
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.update(option=world.option)


def test_what_is_no_such_question_or_no_option_of_it_is_refused(
    cast: Cast, world: World, api: Api, other: Option
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    url = f"{world.base}/reviews/{lease['review']}/tags"
    body = {"lease": lease["id"], "option": str(world.respond.id)}
    assert api(cast.coach).put(f"{url}/{other.scene_id}", body).status_code == 400
    assert api(cast.coach).put(f"{url}/{world.respond.id}", body).status_code == 404
    body["lease"] = str(world.respond.id)
    assert code_of(api(cast.coach).put(f"{url}/{other.scene_id}", body)) == "lease_stale"


def test_a_question_whose_options_lead_apart_hides_nothing(cast: Cast, api: Api) -> None:
    world = make_world(cast.haven, second=OTHER | {"next_key": "end"})
    world.submitted(cast.employee)
    attempt = read(api, cast, world, take(api(cast.coach), world))["attempt"]
    assert attempt["calls"] == []
    assert len(attempt["answers"]) == 1


def test_a_coach_may_release_without_answering(
    cast: Cast, world: World, api: Api, other: Option
) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    attempt = read(api, cast, world, lease)["attempt"]
    assert attempt["calls"][0]["option"] is None
    assert len(attempt["answers"]) == 1


def test_agreement_of_employees_and_coaches_is_its_own_line(
    cast: Cast, world: World, api: Api, other: Option
) -> None:
    people = [person_in(cast.haven, f"Person {one}", Role.EMPLOYEE) for one in range(5)]

    def calls() -> dict[str, Any]:
        found: dict[str, Any] = api(cast.admin).get(f"{world.base}/fairness").json()["calls"]
        return found

    for at in range(20):
        assert calls()["why"] == "too_few"
        attempt = world.submitted(people[at % 5], ago=timedelta(hours=30 - at))
        review = Review.objects.create(
            submission=attempt.submission, rubric_version_id=world.criteria[0].version_id
        )
        Tag.objects.create(
            review=review,
            scene=other.scene,
            option=other if at % 4 == 0 else world.option,
            coach=cast.coach,
        )
        Review.objects.filter(pk=review.pk).update(
            released_at=timezone.now(), released_by=cast.coach
        )
    found = calls()
    # 15 of 20 alike, of two options: (0.75 - 0.5) / 0.5.
    assert (found["recordings"], found["value"], found["why"]) == (20, 0.5, None)
    assert found["low"] < 0.5 < found["high"]
