"""GET comparisons: one's own first take of an exercise beside the newest."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership
from media.models import Video
from scenarios.models import ScenarioVersion
from tests.cast import Api, Cast, code_of
from tests.training.world import School, published
from training import services
from training.models import Attempt, Enrolment, Step, StepReview, Take

pytestmark = pytest.mark.slow


def listed(api: Api, school: School, member: Membership) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api(member).get(f"{school.base}/comparisons").json()
    return found


def days_ago(attempt: Attempt, days: int) -> str:
    """Let an attempt have been that long ago, and return the id of its take."""
    at = timezone.now() - timedelta(days=days)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=at)
    return str(attempt.submission.takes.get().id)


def test_the_first_and_the_newest_of_what_was_sent_stand_side_by_side(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    first = days_ago(school.scored(cast.employee), 30)
    assert listed(api, school, cast.employee) == []
    days_ago(school.scored(cast.employee), 20)
    last = days_ago(school.submitted(cast.employee), 10)
    school.submitted(cast.employee, 1)
    going_on = school.attempt(cast.employee, 2)
    school.take(going_on)
    (shown,) = listed(api, school, cast.employee)
    assert shown["title"] == pick_title(school.versions[0])
    (reply,) = shown["replies"]
    assert (reply["first"]["take"], reply["last"]["take"]) == (first, last)
    url = f"{school.base}/comparisons/{shown['exercise']}"
    assert api(cast.employee).get(url).json() == shown
    assert code_of(api(cast.teammate).get(url)) == "not_found"
    assert listed(api, school, cast.manager) == []


def pick_title(version: ScenarioVersion) -> str:
    return str(version.title["nl"])


def test_a_recording_that_was_deleted_is_passed_over(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    days = {ago: days_ago(school.scored(cast.employee), ago) for ago in (30, 20, 10)}
    Video.objects.filter(take__id=UUID(days[30])).update(state="deleted")
    (shown,) = listed(api, school, cast.employee)
    assert shown["replies"][0]["first"]["take"] == days[20]
    Video.objects.filter(take__id=UUID(days[20])).update(state="deleted")
    assert listed(api, school, cast.employee) == []


def test_without_a_coach_the_last_take_of_an_attempt_counts(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    Step.objects.update(review=StepReview.NEVER)
    takes = []
    for _each in range(2):
        attempt = school.attempt(cast.employee)
        takes.append([str(school.take(attempt)) for _take in range(2)])
        services.finish(member=cast.employee, attempt=attempt.id)
    (shown,) = listed(api, school, cast.employee)
    reply = shown["replies"][0]
    assert (reply["first"]["take"], reply["last"]["take"]) == (takes[0][1], takes[1][1])


def test_each_reply_is_found_again_in_another_version(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    def practise() -> list[str]:
        attempt = school.attempt(cast.employee)
        scenes = attempt.scenario_version.scenes.filter(kind="respond").order_by("order")
        takes = [school.take(attempt, scene=scene) for scene in scenes]
        services.submit(member=cast.employee, attempt=attempt.id, takes=takes)
        return [str(take) for take in takes]

    published(school, {"kind": "respond"}, {"kind": "respond"})
    first = practise()
    services.mark_scored(submission=Attempt.objects.get().submission.id, results=[])
    published(school, {"kind": "respond"}, {"kind": "respond"})
    last = practise()
    (shown,) = listed(api, school, cast.employee)
    found = [(one["first"]["take"], one["last"]["take"]) for one in shown["replies"]]
    assert found == list(zip(first, last, strict=True))
    assert shown["replies"][0]["prompt"] == "respond (nl)"


def test_the_list_costs_the_same_however_long_it_is(
    cast: Cast,
    api: Api,
    school: School,
    enrolment: Enrolment,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for step in (0, 0, 1, 1, 2, 2):
        school.submitted(cast.employee, step)
    client = api(cast.employee)
    with django_assert_max_num_queries(4):
        assert len(client.get(f"{school.base}/comparisons").json()) == 3
    assert Take.objects.count() == 6
