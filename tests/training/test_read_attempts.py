from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from core.ids import new_id
from media.models import Video
from scenarios.models import ScenarioVersion, Scene, SceneClip
from tests.cast import Api, Cast
from tests.scenarios.content import both, clip
from tests.training.world import School

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def test_it_lists_ones_own_newest_first(cast: Cast, api: Api, school: School) -> None:
    first, second = school.scored(cast.employee, 0), school.attempt(cast.employee, 1)
    school.enrol(cast.teammate)
    school.submitted(cast.teammate)
    listed = api(cast.employee).get(f"{school.base}/attempts").json()["results"]
    assert [one["id"] for one in listed] == [str(second.id), str(first.id)]


def test_nobody_reads_someone_elses(cast: Cast, api: Api, school: School) -> None:
    attempt = school.submitted(cast.employee)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin):
        assert api(other).get(f"{school.base}/attempts").json()["results"] == []
        assert api(other).get(f"{school.base}/attempts/{attempt.id}").status_code == 404
    assert api(cast.stranger).get(f"{school.base}/attempts/{attempt.id}").status_code == 404


def test_the_list_costs_the_same_however_long_it_is(
    cast: Cast,
    api: Api,
    school: School,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for step in (0, 1, 2, 0, 1, 2):
        school.submitted(cast.employee, step)
    phone = api(cast.employee)
    with django_assert_max_num_queries(19):
        listed = phone.get(f"{school.base}/attempts").json()["results"]
    assert len(listed) == 6


@pytest.mark.parametrize(
    ("reader", "clips", "heard"),
    [("nl", ["nl", "en"], "nl"), ("en", ["nl", "en"], "en"), ("nl", ["en"], "en")],
)
def test_the_customer_speaks_ones_own_language_where_there_is_a_clip(
    cast: Cast, api: Api, school: School, reader: str, clips: list[str], heard: str
) -> None:
    Person.objects.filter(pk=cast.employee.person_id).update(language=reader)
    version = school.versions[0]
    draft = ScenarioVersion.objects.create(
        scenario=version.scenario, number=2, title=both("New"), summary=both("New")
    )
    scene = Scene.objects.create(
        version=draft, order=1, key="s1", kind="watch", prompt=both("Watch")
    )
    for language in clips:
        SceneClip.objects.create(scene=scene, language=language, video=clip(cast.author))
    ScenarioVersion.objects.filter(pk=draft.pk).update(
        rubric_version=version.rubric_version,
        aggression_type=version.aggression_type,
        published_at=timezone.now(),
    )
    attempt = school.attempt(cast.employee)
    answer = api(cast.employee).get(
        f"{school.base}/attempts/{attempt.id}/scenes/{scene.id}/playback"
    )
    assert answer.status_code == 200, answer.content
    expected = SceneClip.objects.get(scene=scene, language=heard)
    assert answer.json()["video"] == str(expected.video_id)


def test_nobody_plays_a_scene_through_someone_elses_attempt(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, scene = school.attempt(cast.employee), school.scene("watch")
    url = f"{school.base}/attempts/{attempt.id}/scenes/{scene.id}/playback"
    for other in (cast.teammate, cast.coach, cast.admin, cast.stranger):
        assert api(other).get(url).status_code == 404


def test_a_scene_without_a_clip_or_of_another_exercise_is_not_found(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.attempt(cast.employee)
    for scene in (school.scene("choose"), school.scene("watch", 1)):
        url = f"{school.base}/attempts/{attempt.id}/scenes/{scene.id}/playback"
        assert api(cast.employee).get(url).status_code == 404


def test_a_phone_whose_clock_is_wrong_does_not_order_the_list(
    cast: Cast, api: Api, school: School
) -> None:
    ahead, phone = UUID("ffffffff-ffff-7fff-bfff-ffffffffffff"), api(cast.employee)
    for id, step in ((ahead, 0), (new_id(), 1)):
        body = {"step": str(school.steps[step].id)}
        assert phone.put(f"{school.base}/attempts/{id}", body).status_code == 201
    listed = [row["id"] for row in phone.get(f"{school.base}/attempts").json()["results"]]
    assert listed[-1] == str(ahead)


def test_a_takes_length_is_the_servers_once_it_was_measured(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.submitted(cast.employee)
    take = attempt.takes.get()
    phone, url = api(cast.employee), f"{school.base}/attempts/{attempt.id}"
    Video.objects.filter(pk=take.video_id).update(duration_ms=None)
    assert phone.get(url).json()["takes"][0]["duration_ms"] == take.duration_ms
    Video.objects.filter(pk=take.video_id).update(duration_ms=1234)
    for found in (phone.get(url).json()["takes"][0], phone.get(f"{url}/takes/{take.id}").json()):
        assert found["duration_ms"] == 1234
