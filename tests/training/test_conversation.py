"""An exercise of several replies goes one way or another, by the answers given."""

import pytest

from core.ids import new_id
from scenarios.models import Scene
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.training.world import School, branching, published, recording, take_body
from training.models import Answer, Attempt, PathScene, Submission

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}"


def choose(scene: Scene, *places: int) -> dict[str, list[str]]:
    """Return the body that chooses the options at these places."""
    options = list(scene.options.order_by("order"))
    return {"options": [str(options[place].id) for place in places]}


def test_it_is_practised_and_submitted_along_its_path(cast: Cast, api: Api, school: School) -> None:
    watch, opening, question, closing, other = branching(school)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    url = url_of(school, attempt)
    first = school.take(attempt, scene=opening)
    met = [str(scene.id) for scene in (watch, opening, question)]
    assert phone.put(f"{url}/path", {"scenes": met}).json()["path"] == met

    unsaid = phone.post(f"{url}/submission", {"takes": [str(first)]})
    assert (unsaid.status_code, code_of(unsaid)) == (409, "submission_incomplete")
    [missing] = unsaid.json()["errors"]
    assert (missing["code"], missing["attr"]) == ("answer_missing", str(question.id))

    answered = phone.put(f"{url}/answers/{question.id}", choose(question, 1))
    assert (answered.status_code, answered.json()["is_right"]) == (200, False)
    unsaid = phone.post(f"{url}/submission", {"takes": [str(first)]})
    [missing] = unsaid.json()["errors"]
    assert (missing["code"], missing["attr"]) == ("take_missing", str(other.id))

    last = school.take(attempt, scene=other)
    sent = phone.post(f"{url}/submission", {"takes": [str(last), str(first)]})
    assert sent.status_code == 200, sent.content
    assert sent.json()["submission"]["takes"] == [str(first), str(last)]
    assert sent.json()["path"] == [*met, str(other.id)]
    assert phone.get(url).json() == sent.json()
    again = phone.post(f"{url}/submission", {"takes": [str(first), str(last)]})
    assert (again.status_code, again.json()) == (200, sent.json())
    assert Submission.objects.get().takes.count() == 2
    assert not PathScene.objects.filter(attempt=attempt, scene=closing).exists()


def test_the_exercise_says_where_each_option_leads(cast: Cast, api: Api, school: School) -> None:
    _watch, _opening, _question, closing, other = branching(school)
    attempt = school.attempt(cast.employee)
    scenes = api(cast.employee).get(url_of(school, attempt)).json()["exercise"]["scenes"]
    assert [one["next"] for one in scenes[2]["options"]] == [str(closing.id), str(other.id)]
    assert (scenes[3]["next"], scenes[4]["next"]) == (None, None)


def test_a_reply_that_the_answers_do_not_lead_to_is_not_taken(
    cast: Cast, api: Api, school: School
) -> None:
    watch, opening, question, closing, other = branching(school)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    url = url_of(school, attempt)

    def register(scene: Scene) -> tuple[int, str]:
        body = take_body(scene.id, recording(cast.employee).id)
        answer = phone.put(f"{url}/takes/{new_id()}", body)
        return answer.status_code, "" if answer.status_code == 201 else code_of(answer)

    assert [register(scene) for scene in (closing, other)] == [(409, "path_unknown")] * 2
    assert phone.put(f"{url}/answers/{question.id}", choose(question, 0)).status_code == 200
    assert register(other) == (409, "path_unknown")
    assert register(closing) == (201, "")
    assert phone.get(url).json()["path"] == [
        str(scene.id) for scene in (watch, opening, question, closing)
    ]


def test_a_path_may_go_back_in_the_document_and_the_takes_follow_the_path(
    cast: Cast, api: Api, school: School
) -> None:
    watch, closing, opening = published(
        school,
        {"kind": "watch", "next_key": "s3"},
        {"kind": "respond", "next_key": "end"},
        {"kind": "respond", "next_key": "s2"},
    )
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    last, first = school.take(attempt, scene=closing), school.take(attempt, scene=opening)
    sent = phone.post(f"{url_of(school, attempt)}/submission", {"takes": [str(last), str(first)]})
    assert sent.status_code == 200, sent.content
    assert sent.json()["submission"]["takes"] == [str(first), str(last)]
    assert sent.json()["path"] == [str(scene.id) for scene in (watch, opening, closing)]


def test_a_question_of_several_answers_is_right_when_all_of_them_are_chosen(
    cast: Cast, api: Api, school: School
) -> None:
    question, _reply = published(
        school, {"kind": "choose", "several": True, "options": [None] * 3}, {"kind": "respond"}
    )
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    url = f"{url_of(school, attempt)}/answers/{question.id}"
    given = phone.put(url, choose(question, 2, 0))
    assert given.status_code == 200, given.content
    body = given.json()
    assert body["options"] == choose(question, 0, 2)["options"]
    assert (body["is_right"], body["right_options"]) == (False, choose(question, 0)["options"])
    assert [one["text"] for one in body["explanations"]] == ["Because 1 (nl)", "Because 3 (nl)"]
    again = phone.put(url, choose(question, 0, 2))
    assert (again.status_code, again.json()) == (200, body)
    other = phone.put(url, choose(question, 0))
    assert (other.status_code, code_of(other)) == (409, "already_answered")


def test_an_unanswered_question_that_decides_nothing_keeps_nobody(
    cast: Cast, api: Api, school: School
) -> None:
    _question, reply = published(
        school, {"kind": "choose", "options": [None, None]}, {"kind": "respond"}
    )
    attempt = school.attempt(cast.employee)
    body = {"takes": [str(school.take(attempt, scene=reply))]}
    sent = api(cast.employee).post(f"{url_of(school, attempt)}/submission", body)
    assert sent.status_code == 200, sent.content


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_decides_the_path(cast: Cast, api: Api, school: School) -> None:
    _watch, _opening, question, closing, other = branching(school)
    attempt, phones = school.attempt(cast.employee), [api(cast.employee), api(cast.employee)]
    url = f"{url_of(school, attempt)}/answers/{question.id}"
    answers = at_once(
        *[
            lambda phone=phone, place=place: phone.put(url, choose(question, place))
            for place, phone in enumerate(phones)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    chosen = Answer.objects.get(attempt=attempt).options.get()
    leads_to = closing if chosen.order == 1 else other
    school.take(attempt, scene=leads_to)
    last = PathScene.objects.filter(attempt=attempt).order_by("-order")[0]
    assert last.scene_id == leads_to.id


@pytest.mark.django_db(transaction=True)
def test_a_submission_and_a_further_recording_at_once_leave_a_whole_submission(
    cast: Cast, api: Api, school: School
) -> None:
    _watch, opening, question, closing, _other = branching(school)
    attempt, phones = school.attempt(cast.employee), [api(cast.employee), api(cast.employee)]
    url = url_of(school, attempt)
    phones[0].put(f"{url}/answers/{question.id}", choose(question, 0))
    takes = [str(school.take(attempt, scene=scene)) for scene in (opening, closing)]
    body = take_body(closing.id, recording(cast.employee).id)
    sent, more = at_once(
        lambda: phones[0].post(f"{url}/submission", {"takes": takes}),
        lambda: phones[1].put(f"{url}/takes/{new_id()}", body),
    )
    assert (sent.status_code, sent.json()["submission"]["takes"]) == (200, takes)
    assert more.status_code in (201, 409)
