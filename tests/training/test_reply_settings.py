"""An author says how often, with what and with which help a reply is recorded."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.ids import new_id
from media.models import Purpose, Upload, Video
from scenarios.models import ClipRole, Scene, SceneClip
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import both
from tests.training.world import School, published, recording, take_body
from training import services
from training.models import Attempt, PathScene, SelfCheck, Step, StepReview, Submission, Take

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def reply(school: School, **settings: Any) -> Scene:
    """Publish an exercise of one reply with these settings."""
    [scene] = published(school, {"kind": "respond", **settings})
    return scene


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}"


# --- How often -----------------------------------------------------------------------------


def test_no_more_are_taken_than_the_author_allows_deleted_ones_included(
    cast: Cast, api: Api, school: School
) -> None:
    scene = reply(school, max_takes=2)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    url = url_of(school, attempt)
    takes = [new_id(), new_id(), new_id()]
    bodies = [take_body(scene.id, recording(cast.employee).id) for _each in takes]
    assert phone.put(f"{url}/takes/{takes[0]}", bodies[0]).status_code == 201
    assert phone.put(f"{url}/takes/{takes[0]}", bodies[0]).status_code == 200
    assert phone.delete(f"{url}/takes/{takes[0]}").status_code == 204
    assert phone.put(f"{url}/takes/{takes[1]}", bodies[1]).status_code == 201
    refused = phone.put(f"{url}/takes/{takes[2]}", bodies[2])
    assert (refused.status_code, code_of(refused)) == (409, "takes_used_up")
    assert [one["id"] for one in phone.get(url).json()["takes"]] == [str(takes[1])]
    assert PathScene.objects.get(attempt=attempt, scene=scene).takes_made == 2


@pytest.mark.django_db(transaction=True)
def test_recordings_kept_at_once_do_not_pass_the_limit(
    cast: Cast, api: Api, school: School
) -> None:
    scene = reply(school, max_takes=2)
    attempt = school.attempt(cast.employee)
    bodies = [take_body(scene.id, recording(cast.employee).id) for _each in range(4)]
    phones = [api(cast.employee) for _each in bodies]
    answers = at_once(
        *[
            lambda phone=phone, body=body: phone.put(
                f"{url_of(school, attempt)}/takes/{new_id()}", body
            )
            for phone, body in zip(phones, bodies, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert Take.objects.filter(attempt=attempt).count() == 2


def test_a_refused_recording_does_not_count(cast: Cast, api: Api, school: School) -> None:
    scene = reply(school, max_takes=1)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    clip = recording(cast.employee, purpose=Purpose.SCENE)
    url = f"{url_of(school, attempt)}/takes/{new_id()}"
    assert phone.put(url, take_body(scene.id, clip.id)).status_code == 404
    assert phone.put(url, take_body(scene.id, recording(cast.employee).id)).status_code == 201


# --- With what -----------------------------------------------------------------------------


def without_picture(take: UUID) -> None:
    """Let processing have found sound alone."""
    Video.objects.filter(take=take).update(has_sound=True, width=None, duration_ms=9000)


@pytest.mark.parametrize(("medium", "status"), [("video", 409), ("sound", 200), ("either", 200)])
def test_sound_alone_is_sent_in_where_the_author_takes_it(
    cast: Cast, api: Api, school: School, medium: str, status: int
) -> None:
    reply(school, medium=medium)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    take = school.take(attempt)
    without_picture(take)
    assert phone.get(url_of(school, attempt)).json()["takes"][0]["has_picture"] is False
    answer = phone.post(f"{url_of(school, attempt)}/submission", {"takes": [str(take)]})
    assert answer.status_code == status, answer.content
    if status == 409:
        assert code_of(answer) == "take_without_picture"


def test_what_an_upload_says_of_itself_counts_until_it_was_measured(
    cast: Cast, api: Api, school: School
) -> None:
    reply(school)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    take = school.take(attempt, "received")
    url = url_of(school, attempt)
    assert phone.get(url).json()["takes"][0]["has_picture"] is None
    video = Video.objects.get(take=take)
    Upload.objects.create(
        video=video,
        length=1,
        content_type="audio/webm",
        expires_at=timezone.now() + timedelta(hours=1),
    )
    assert phone.get(url).json()["takes"][0]["has_picture"] is False
    answer = phone.post(f"{url}/submission", {"takes": [str(take)]})
    assert (answer.status_code, code_of(answer)) == (409, "take_without_picture")
    Video.objects.filter(pk=video.pk).update(has_sound=True, width=640)
    assert phone.post(f"{url}/submission", {"takes": [str(take)]}).status_code == 200


# --- Checking oneself ----------------------------------------------------------------------


def criteria_of(school: School) -> list[str]:
    version = school.versions[0].rubric_version
    assert version is not None
    return [str(one.id) for one in version.criteria.order_by("order")]


def test_a_self_check_is_its_owners_alone(cast: Cast, api: Api, school: School) -> None:
    reply(school, self_check=True)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    take, [criterion] = school.take(attempt), criteria_of(school)
    url = f"{url_of(school, attempt)}/takes/{take}/self-check"
    for did in (True, False, False):
        answer = phone.put(url, {"criteria": [{"criterion": criterion, "did": did}]})
        assert answer.status_code == 200, answer.content
        assert answer.json()["self_check"] == [{"criterion": criterion, "did": did}]
    shown = phone.get(url_of(school, attempt)).json()["takes"][0]
    assert shown["self_check"] == [{"criterion": criterion, "did": False}]
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        answer = api(other).put(url, {"criteria": []})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert phone.put(url, {"criteria": []}).json()["self_check"] == []


def test_it_refuses_criteria_of_another_rubric_and_twice_the_same(
    cast: Cast, api: Api, school: School
) -> None:
    reply(school, self_check=True)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    url = f"{url_of(school, attempt)}/takes/{school.take(attempt)}/self-check"
    other = school.versions[1].rubric_version
    assert other is not None
    foreign = {"criterion": str(other.criteria.get().id), "did": True}
    answer = phone.put(url, {"criteria": [foreign]})
    assert (answer.status_code, code_of(answer)) == (400, "unknown_criterion")
    own = {"criterion": criteria_of(school)[0], "did": True}
    answer = phone.put(url, {"criteria": [own, own]})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert not SelfCheck.objects.exists()


def test_a_reply_without_self_check_has_none(cast: Cast, api: Api, school: School) -> None:
    reply(school)
    attempt = school.attempt(cast.employee)
    url = f"{url_of(school, attempt)}/takes/{school.take(attempt)}/self-check"
    body = {"criteria": [{"criterion": criteria_of(school)[0], "did": True}]}
    assert api(cast.employee).put(url, body).status_code == 404


@pytest.mark.parametrize("is_shown", [True, False])
def test_it_stays_as_it_was_submitted(cast: Cast, api: Api, school: School, is_shown: bool) -> None:
    reply(school, self_check=True)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    take, [criterion] = school.take(attempt), criteria_of(school)
    url, body = url_of(school, attempt), {"criteria": [{"criterion": criterion, "did": True}]}
    phone.put(f"{url}/takes/{take}/self-check", body)
    submission = {"takes": [str(take)], "with_self_check": is_shown}
    sent = phone.post(f"{url}/submission", submission)
    assert sent.json()["submission"]["with_self_check"] is is_shown
    assert phone.post(f"{url}/submission", submission).json() == sent.json()
    other = phone.post(f"{url}/submission", {**submission, "with_self_check": not is_shown})
    assert (other.status_code, code_of(other)) == (409, "already_submitted")
    assert phone.put(f"{url}/takes/{take}/self-check", body).status_code == 200
    late = phone.put(f"{url}/takes/{take}/self-check", {"criteria": []})
    assert (late.status_code, code_of(late)) == (409, "attempt_closed")
    rows = SelfCheck.objects.all()
    for change in (lambda: rows.update(did=False), lambda: rows.delete()):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
        Submission.objects.update(with_self_check=not is_shown)


# --- The example ---------------------------------------------------------------------------


def read(api: Api, cast: Cast, school: School, attempt: Attempt, scene: Scene) -> tuple[int, int]:
    """Return the statuses of the example and of its playback."""
    url = f"{url_of(school, attempt)}/scenes/{scene.id}/example"
    phone = api(cast.employee)
    return phone.get(url).status_code, phone.get(f"{url}/playback").status_code


def example(cast: Cast, school: School, shown: str) -> Scene:
    """Publish a reply with an example as text and as a clip, shown at this moment."""
    clip = recording(cast.author, "ready", Purpose.SCENE)
    [scene] = published(
        school,
        {"kind": "respond", "example_answer": both("Thank you"), "example_shown": shown},
        example=clip,
    )
    return scene


@pytest.mark.parametrize(
    ("shown", "seen"),
    [
        ("never", [404, 404, 404]),
        ("before", [200, 200, 200]),
        ("after_take", [404, 200, 200]),
        ("after_submitting", [404, 404, 200]),
    ],
)
@pytest.mark.parametrize("ends", ["submitted", "finished"])
def test_the_example_is_there_when_the_author_shows_it(
    cast: Cast, api: Api, school: School, shown: str, seen: list[int], ends: str
) -> None:
    scene = example(cast, school, shown)
    attempt = school.attempt(cast.employee)
    found = [read(api, cast, school, attempt, scene)]
    take = school.take(attempt)
    services.delete_take(member=cast.employee, attempt=attempt.id, take=take)
    found.append(read(api, cast, school, attempt, scene))
    take = school.take(attempt)
    if ends == "submitted":
        services.submit(member=cast.employee, attempt=attempt.id, takes=[take])
    else:
        Step.objects.update(review=StepReview.NEVER)
        services.finish(member=cast.employee, attempt=attempt.id)
    found.append(read(api, cast, school, attempt, scene))
    assert found == [(status, status) for status in seen]


def test_the_example_says_what_to_say_and_which_clip(cast: Cast, api: Api, school: School) -> None:
    scene = example(cast, school, "before")
    attempt = school.attempt(cast.employee)
    url = f"{url_of(school, attempt)}/scenes/{scene.id}/example"
    clip = SceneClip.objects.get(scene=scene, role=ClipRole.EXAMPLE)
    answer = api(cast.employee).get(url)
    assert answer.json() == {"text": "Thank you (nl)", "video": str(clip.video_id)}
    assert api(cast.employee).get(f"{url}/playback").json()["video"] == str(clip.video_id)
    for other in (cast.teammate, cast.coach, cast.stranger):
        assert api(other).get(url).status_code == 404


def test_an_example_of_nothing_is_not_there(cast: Cast, api: Api, school: School) -> None:
    scene = reply(school, example_shown="before")
    attempt = school.attempt(cast.employee)
    assert read(api, cast, school, attempt, scene) == (404, 404)
