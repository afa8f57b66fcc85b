import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.ids import new_id
from scenarios.models import Option
from tests.cast import Api, Cast, code_of
from tests.training.world import School
from training import services
from training.models import Answer, AnswerOption, Attempt

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


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
    answer = api(cast.employee).put(url_of(school, attempt), {"options": [str(wrong.id)]})
    assert answer.status_code == 200
    assert answer.json() == {
        "scene": str(wrong.scene_id),
        "options": [str(wrong.id)],
        "is_right": False,
        "right_options": [str(right.id)],
        "explanations": [
            {"option": str(right.id), "text": "He needs help (nl)"},
            {"option": str(wrong.id), "text": "He does not threaten (nl)"},
        ],
    }


def test_the_right_option_is_told_only_with_an_answer(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    phone, url = api(cast.employee), f"{school.base}/attempts/{attempt.id}"
    before = phone.get(url)
    assert before.json()["answers"] == []
    assert "right_options" not in before.content.decode()
    phone.put(url_of(school, attempt), {"options": [str(wrong.id)]})
    assert phone.get(url).json()["answers"][0]["right_options"] == [str(right.id)]


def test_the_first_answer_stays(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    phone, url = api(cast.employee), url_of(school, attempt)
    first, again = (
        phone.put(url, {"options": [str(wrong.id)]}),
        phone.put(url, {"options": [str(wrong.id)]}),
    )
    assert first.json() == again.json()
    other = phone.put(url, {"options": [str(right.id)]})
    assert (other.status_code, code_of(other)) == (409, "already_answered")
    shown = phone.get(f"{school.base}/attempts/{attempt.id}").json()["answers"]
    assert [one["options"] for one in shown] == [[str(wrong.id)]]


def test_the_database_keeps_the_first_answer_too(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, wrong) = school.attempt(cast.employee), options(school)
    api(cast.employee).put(url_of(school, attempt), {"options": [str(wrong.id)]})
    given, chosen = Answer.objects.get(), AnswerOption.objects.all()
    for change in (
        lambda: Answer.objects.update(chosen_at=timezone.now()),
        lambda: chosen.update(option=right),
        lambda: chosen.create(answer=given, option=right),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change()


def test_the_database_refuses_an_option_of_another_question(cast: Cast, school: School) -> None:
    attempt, foreign = school.attempt(cast.employee), school.scene("choose", 1)
    given = Answer.objects.create(attempt=attempt, scene=school.scene("choose"))
    with pytest.raises(IntegrityError, match="not of the question"), transaction.atomic():
        AnswerOption.objects.create(answer=given, option=foreign.options.get(is_right=True))


def test_the_database_keeps_the_answers_of_what_was_submitted(cast: Cast, school: School) -> None:
    attempt, (right, _wrong) = school.attempt(cast.employee), options(school)
    services.answer(
        member=cast.employee, attempt=attempt.id, scene=right.scene_id, options=[right.id]
    )
    services.submit(member=cast.employee, attempt=attempt.id, takes=[school.take(attempt)])
    given = Answer.objects.get()
    for change in (
        lambda: AnswerOption.objects.all().delete(),
        lambda: given.delete(),
        lambda: Answer.objects.create(attempt=attempt, scene=school.scene("choose", 1)),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change()


def test_it_refuses_an_option_of_another_question(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    foreign = school.scene("choose", 1).options.get(is_right=True)
    for option in (foreign.id, new_id()):
        answer = api(cast.employee).put(url_of(school, attempt), {"options": [str(option)]})
        assert (answer.status_code, code_of(answer)) == (400, "unknown_option")


def test_only_a_choose_scene_of_the_exercise_takes_an_answer(
    cast: Cast, api: Api, school: School
) -> None:
    attempt, (right, _wrong) = school.attempt(cast.employee), options(school)
    for scene in (school.scene("watch"), school.scene("choose", 1)):
        url = f"{school.base}/attempts/{attempt.id}/answers/{scene.id}"
        assert api(cast.employee).put(url, {"options": [str(right.id)]}).status_code == 404


def test_it_comes_too_late_after_submitting_but_a_repeat_is_still_answered(
    cast: Cast, api: Api, school: School
) -> None:
    (right, _wrong), phone = options(school), api(cast.employee)
    unanswered = school.submitted(cast.employee)
    late = phone.put(url_of(school, unanswered), {"options": [str(right.id)]})
    assert (late.status_code, code_of(late)) == (409, "attempt_closed")
    answered = school.attempt(cast.employee)
    url, body = url_of(school, answered), {"options": [str(right.id)]}
    first = phone.put(url, body)
    services.submit(member=cast.employee, attempt=answered.id, takes=[school.take(answered)])
    again = phone.put(url, body)
    assert (again.status_code, again.json()) == (200, first.json())


def test_a_question_with_one_right_answer_takes_one(cast: Cast, api: Api, school: School) -> None:
    attempt, both = school.attempt(cast.employee), options(school)
    phone, url = api(cast.employee), url_of(school, attempt)
    answer = phone.put(url, {"options": [str(option.id) for option in both]})
    assert (answer.status_code, code_of(answer)) == (400, "one_option_only")
    empty = phone.put(url, {"options": []})
    assert (empty.status_code, code_of(empty)) == (400, "invalid")
    twice = phone.put(url, {"options": [str(both[0].id)] * 2})
    assert (twice.status_code, twice.json()["options"]) == (200, [str(both[0].id)])


def test_nobody_answers_for_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt, (right, _wrong) = school.attempt(cast.employee), options(school)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        answer = api(other).put(url_of(school, attempt), {"options": [str(right.id)]})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not Answer.objects.exists()
