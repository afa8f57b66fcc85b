import pytest
from django.db import IntegrityError, transaction

from core.ids import new_id
from scenarios.models import Option
from tests.cast import Api, Cast, code_of
from tests.training.world import School
from training.models import Answer, Attempt

pytestmark = pytest.mark.usefixtures("enrolment")


def options(school: School) -> tuple[Option, Option]:
    """Return the right option and a wrong one."""
    scene = school.scene("choose")
    return scene.options.get(is_right=True), scene.options.get(is_right=False)


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}/answers/{school.scene('choose').id}"


def test_it_says_whether_it_was_right_which_was_and_why(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    answer = api(cast.employee).put(url_of(school, attempt), {"option": str(wrong.id)})
    assert answer.status_code == 200
    assert answer.json() == {
        "scene": str(wrong.scene_id),
        "option": str(wrong.id),
        "is_right": False,
        "right_option": str(right.id),
        "explanation": "He does not threaten (nl)",
    }


def test_the_right_option_is_told_only_with_an_answer(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    phone, url = api(cast.employee), f"{school.base}/attempts/{attempt.id}"
    before = phone.get(url)
    assert before.json()["answers"] == []
    assert "right_option" not in before.content.decode()
    phone.put(url_of(school, attempt), {"option": str(wrong.id)})
    assert phone.get(url).json()["answers"][0]["right_option"] == str(right.id)


def test_the_first_answer_stays(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    phone, url = api(cast.employee), url_of(school, attempt)
    first, again = phone.put(url, {"option": str(wrong.id)}), phone.put(url, {"option": wrong.id})
    assert first.json() == again.json()
    other = phone.put(url, {"option": str(right.id)})
    assert (other.status_code, code_of(other)) == (409, "already_answered")
    shown = phone.get(f"{school.base}/attempts/{attempt.id}").json()["answers"]
    assert [one["option"] for one in shown] == [str(wrong.id)]


def test_the_database_keeps_the_first_answer_too(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    api(cast.employee).put(url_of(school, attempt), {"option": str(wrong.id)})
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Answer.objects.update(option=right)


def test_it_refuses_an_option_of_another_question(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    foreign = school.scene("choose", 1).options.get(is_right=True)
    for option in (foreign.id, new_id()):
        answer = api(cast.employee).put(url_of(school, attempt), {"option": str(option)})
        assert (answer.status_code, code_of(answer)) == (400, "unknown_option")


def test_only_a_choose_scene_of_the_exercise_takes_an_answer(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, (right, _wrong) = school.attempt(cast.employee), options(school)
    for scene in (school.scene("watch"), school.scene("choose", 1)):
        url = f"{school.base}/attempts/{attempt.id}/answers/{scene.id}"
        assert api(cast.employee).put(url, {"option": str(right.id)}).status_code == 404


def test_it_comes_too_late_after_submitting_but_a_repeat_is_still_answered(
    cast: Cast, api: Api, school: School
) -> None:
    (right, _wrong), phone = options(school), api(cast.employee)
    unanswered = school.submitted(cast.employee)
    late = phone.put(url_of(school, unanswered), {"option": str(right.id)})
    assert (late.status_code, code_of(late)) == (409, "attempt_closed")
    Answer.objects.create(attempt=unanswered, scene=right.scene, option=right)
    assert phone.put(url_of(school, unanswered), {"option": str(right.id)}).status_code == 200


def test_nobody_answers_for_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, _wrong) = school.attempt(cast.employee), options(school)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        answer = api(other).put(url_of(school, attempt), {"option": str(right.id)})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not Answer.objects.exists()
