"""An attempt records the scenes that its member met, in order."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.ids import new_id
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.training.world import School, recording, take_body
from training.models import Attempt, PathScene

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}"


def scenes_of(school: School) -> list[str]:
    """Return the ids of watch, choose, respond."""
    return [str(school.scene(kind).id) for kind in ("watch", "choose", "respond")]


def test_it_starts_with_the_first_scene(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    shown = api(cast.employee).get(url_of(school, attempt)).json()
    assert shown["path"] == scenes_of(school)[:1]


def test_it_grows_as_the_phone_says_and_a_repeat_changes_nothing(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, phone, scenes = school.attempt(cast.employee), api(cast.employee), scenes_of(school)
    url = f"{url_of(school, attempt)}/path"
    for length in (2, 3, 3, 1, 2):
        answer = phone.put(url, {"scenes": scenes[:length]})
        assert answer.status_code == 200, answer.content
        assert answer.json() == phone.get(url_of(school, attempt)).json()
    assert phone.get(url_of(school, attempt)).json()["path"] == scenes


def test_it_refuses_a_scene_that_does_not_follow(cast: Cast, api: Api, school: School) -> None:
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    watch, choose, respond = scenes_of(school)
    foreign = str(school.scene("watch", 1).id)
    for scenes, wrong in (
        ([watch, respond], respond),
        ([choose], choose),
        ([watch, choose, foreign], foreign),
        ([watch, choose, respond, watch], watch),
        ([watch, watch], watch),
        ([watch, str(new_id())], None),
    ):
        answer = phone.put(f"{url_of(school, attempt)}/path", {"scenes": scenes})
        assert (answer.status_code, code_of(answer)) == (409, "path_unknown")
        assert answer.json()["errors"][0]["attr"] == (wrong or scenes[-1])
    assert phone.get(url_of(school, attempt)).json()["path"] == [watch]


@pytest.mark.parametrize("scenes", [[], ["x"], None, "x"])
def test_it_refuses_what_names_no_scenes(
    cast: Cast, api: Api, school: School, scenes: object
) -> None:
    attempt = school.attempt(cast.employee)
    answer = api(cast.employee).put(f"{url_of(school, attempt)}/path", {"scenes": scenes})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_answering_and_recording_extend_it(cast: Cast, api: Api, school: School) -> None:
    attempt, phone, scenes = school.attempt(cast.employee), api(cast.employee), scenes_of(school)
    right = school.scene("choose").options.get(is_right=True)
    url = url_of(school, attempt)
    assert phone.put(f"{url}/answers/{scenes[1]}", {"options": [str(right.id)]}).status_code == 200
    assert phone.get(url).json()["path"] == scenes[:2]
    body = take_body(scenes[2], recording(cast.employee).id)
    for _each in range(2):
        assert phone.put(f"{url}/takes/{new_id()}", body).status_code in (201, 409)
    assert phone.get(url).json()["path"] == scenes
    assert PathScene.objects.get(attempt=attempt, order=3).takes_made == 1


def test_an_ended_attempt_keeps_its_path(cast: Cast, api: Api, school: School) -> None:
    attempt, phone, scenes = school.submitted(cast.employee), api(cast.employee), scenes_of(school)
    url = f"{url_of(school, attempt)}/path"
    assert phone.put(url, {"scenes": scenes}).status_code == 200
    paths = PathScene.objects.filter(attempt=attempt)
    for change in (
        lambda: paths.filter(order=3).delete(),
        lambda: paths.filter(order=3).update(takes_made=9),
        lambda: PathScene.objects.create(attempt=attempt, scene=school.scene("watch", 1), order=4),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change()


def test_the_database_keeps_what_was_met(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    school.take(attempt)
    paths = PathScene.objects.filter(attempt=attempt, order=3)
    changes: list[dict[str, Any]] = [
        {"order": 7},
        {"takes_made": 0},
        {"scene": school.scene("watch", 1)},
    ]
    for change in changes:
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            paths.update(**change)
    with pytest.raises(IntegrityError, match="not of the exercise"), transaction.atomic():
        PathScene.objects.create(attempt=attempt, scene=school.scene("watch", 1), order=4)


def test_nobody_follows_for_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    body = {"scenes": scenes_of(school)}
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        answer = api(other).put(f"{url_of(school, attempt)}/path", body)
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_write_each_scene_once(cast: Cast, api: Api, school: School) -> None:
    attempt, scenes = school.attempt(cast.employee), scenes_of(school)
    phones = [api(cast.employee) for _each in range(4)]
    url = f"{url_of(school, attempt)}/path"
    answers = at_once(
        *[
            lambda phone=phone, length=length: phone.put(url, {"scenes": scenes[:length]})
            for phone, length in zip(phones, (1, 2, 3, 3), strict=True)
        ]
    )
    assert {answer.status_code for answer in answers} == {200}
    met = PathScene.objects.filter(attempt=attempt).values_list("order", "scene_id")
    assert [(order, str(scene)) for order, scene in met] == list(enumerate(scenes, start=1))


def test_an_attempt_that_was_ended_gets_no_longer_path(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, scenes = school.attempt(cast.employee), scenes_of(school)
    Attempt.objects.filter(pk=attempt.pk).update(state="withdrawn")
    url = f"{url_of(school, attempt)}/path"
    assert api(cast.employee).put(url, {"scenes": scenes[:1]}).status_code == 200
    answer = api(cast.employee).put(url, {"scenes": scenes})
    assert (answer.status_code, code_of(answer)) == (409, "attempt_closed")
    assert PathScene.objects.filter(attempt=attempt).count() == 1
