import pytest
from django.utils import timezone

from accounts.models import Role
from core.ids import new_id
from media.models import Purpose, VideoState
from tests.cast import Api, Cast, code_of
from tests.training.world import School, recording, take_body
from training.models import Attempt, Take

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def url_of(school: School, attempt: Attempt, take: object = None) -> str:
    return f"{school.base}/attempts/{attempt.id}/takes/{take or new_id()}"


def test_it_keeps_takes_in_order_while_their_bytes_arrive(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, phone, scene = (
        school.attempt(cast.employee),
        api(cast.employee),
        school.scene("respond"),
    )
    for number in (1, 2):
        video = recording(cast.employee, VideoState.RECEIVING)
        answer = phone.put(url_of(school, attempt), take_body(scene.id, video.id))
        assert answer.status_code == 201, answer.content
        take = answer.json()
        assert (take["number"], take["duration_ms"]) == (number, 8000)
        assert (take["video"]["id"], take["video"]["state"]) == (str(video.id), "receiving")
    shown = phone.get(f"{school.base}/attempts/{attempt.id}").json()["takes"]
    assert [one["number"] for one in shown] == [1, 2]


def test_it_answers_a_repeat_with_the_same_take(cast: Cast, api: Api, school: School) -> None:
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    url = url_of(school, attempt)
    first, again = phone.put(url, body), phone.put(url, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == phone.get(url).json()
    assert Take.objects.count() == 1


def test_a_repeat_after_submitting_is_still_answered(cast: Cast, api: Api, school: School) -> None:
    attempt = school.submitted(cast.employee)
    take = attempt.takes.get()
    body = take_body(take.scene_id, take.video_id)
    assert api(cast.employee).put(url_of(school, attempt, take.id), body).status_code == 200


def test_one_recording_is_one_take(cast: Cast, api: Api, school: School) -> None:
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    assert phone.put(url_of(school, attempt), body).status_code == 201
    answer = phone.put(url_of(school, attempt), body)
    assert (answer.status_code, code_of(answer)) == (409, "upload_in_use")


def test_an_id_is_for_one_take(cast: Cast, api: Api, school: School) -> None:
    attempt, phone, scene = (
        school.attempt(cast.employee),
        api(cast.employee),
        school.scene("respond"),
    )
    url = url_of(school, attempt)
    assert phone.put(url, take_body(scene.id, recording(cast.employee).id)).status_code == 201
    answer = phone.put(url, take_body(scene.id, recording(cast.employee).id))
    assert (answer.status_code, code_of(answer)) == (409, "id_in_use")


def test_the_recording_must_be_ones_own(cast: Cast, api: Api, school: School) -> None:
    attempt, scene = school.attempt(cast.employee), school.scene("respond")
    for owner in (cast.teammate, cast.coach, cast.stranger):
        body = take_body(scene.id, recording(owner).id)
        answer = api(cast.employee).put(url_of(school, attempt), body)
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    gone = recording(cast.employee, VideoState.DELETED)
    body = take_body(scene.id, gone.id)
    assert api(cast.employee).put(url_of(school, attempt), body).status_code == 404
    assert not Take.objects.exists()


def test_a_customers_clip_is_not_a_take(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    video = recording(cast.employee, purpose=Purpose.SCENE)
    body = take_body(school.scene("respond").id, video.id)
    answer = api(cast.employee).put(url_of(school, attempt), body)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")  # clips are authors' alone
    cast.employee.roles = [Role.EMPLOYEE, Role.AUTHOR]
    cast.employee.save()
    answer = api(cast.employee).put(url_of(school, attempt), body)
    assert (answer.status_code, code_of(answer)) == (400, "upload_not_a_take")


def test_only_a_respond_scene_of_the_exercise_takes_a_take(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.attempt(cast.employee)
    for scene in (school.scene("watch"), school.scene("respond", 1)):
        body = take_body(scene.id, recording(cast.employee).id)
        assert api(cast.employee).put(url_of(school, attempt), body).status_code == 404


def test_a_closed_attempt_takes_no_more(cast: Cast, api: Api, school: School) -> None:
    attempt = school.submitted(cast.employee)
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    answer = api(cast.employee).put(url_of(school, attempt), body)
    assert (answer.status_code, code_of(answer)) == (409, "attempt_closed")


def test_nobody_keeps_or_reads_a_take_of_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    school.enrol(cast.teammate)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        body = take_body(school.scene("respond").id, recording(other).id)
        assert api(other).put(url_of(school, attempt), body).status_code == 404
        assert api(other).get(url_of(school, attempt, take)).status_code == 404
        assert api(other).get(url_of(school, attempt, take) + "/playback").status_code == 404
    assert Take.objects.count() == 1


def test_someone_elses_take_id_tells_nothing(cast: Cast, api: Api, school: School) -> None:
    take = school.take(school.attempt(cast.employee))
    school.enrol(cast.teammate)
    own = school.attempt(cast.teammate)
    body = take_body(school.scene("respond").id, recording(cast.teammate).id)
    answer = api(cast.teammate).put(url_of(school, own, take), body)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_the_owner_plays_their_own_take(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, VideoState.PROCESSING)
    answer = api(cast.employee).get(url_of(school, attempt, take) + "/playback")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["url"]) == ("processing", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("duration_ms", 0), ("duration_ms", -5), ("recorded_at", "yesterday"), ("upload", "7")],
)
def test_it_refuses_what_no_phone_would_say(
    cast: Cast, api: Api, school: School, field: str, value: object
) -> None:
    attempt = school.attempt(cast.employee)
    body = take_body(school.scene("respond").id, recording(cast.employee).id) | {field: value}
    answer = api(cast.employee).put(url_of(school, attempt), body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert answer.json()["errors"][0]["attr"] == field


def test_nothing_was_recorded_in_the_future(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    url = f"{school.base}/attempts/{attempt.id}/takes/{new_id()}"
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    answer = api(cast.employee).put(url, body | {"recorded_at": "2099-01-01T10:00:00Z"})
    assert answer.status_code == 201, answer.content
    assert Take.objects.get().recorded_at <= timezone.now()
