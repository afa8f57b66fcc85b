"""A step says whether a coach reviews, and an attempt can end without one."""

import pytest
from django.db import IntegrityError, transaction

from core.ids import new_id
from media.models import VideoState
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.training.world import School, conversation
from training import services
from training.models import Attempt, Enrolment, Step, StepReview, Submission

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def without_coach(school: School, review: str = StepReview.NEVER) -> None:
    Step.objects.filter(programme=school.programme).update(review=review)


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}"


@pytest.mark.parametrize("review", [StepReview.NEVER, StepReview.ON_REQUEST])
def test_it_ends_and_the_takes_stay_private(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, review: str
) -> None:
    without_coach(school, review)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    take, url = school.take(attempt), url_of(school, attempt)
    assert phone.get(url).json()["review"] == review
    ended = phone.put(f"{url}/completion")
    assert ended.status_code == 200, ended.content
    assert (ended.json()["state"], ended.json()["submission"]) == ("finished", None)
    assert ended.json()["finished_at"]
    again = phone.put(f"{url}/completion")
    assert (again.status_code, again.json()) == (200, ended.json())
    assert not Submission.objects.exists()
    assert api(cast.coach).get(f"{school.base}/queue").json()["results"] == []
    services.plan_waiting(enrolments=[enrolment.id])
    enrolment.refresh_from_db()
    assert enrolment.next_step == school.steps[1]
    assert phone.delete(f"{url}/takes/{take}").status_code == 204


def test_a_step_that_a_coach_always_reviews_is_not_finished_without_one(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.attempt(cast.employee)
    school.take(attempt)
    answer = api(cast.employee).put(f"{url_of(school, attempt)}/completion")
    assert (answer.status_code, code_of(answer)) == (409, "review_required")


def test_a_step_without_a_coach_takes_no_submission(cast: Cast, api: Api, school: School) -> None:
    without_coach(school)
    attempt = school.attempt(cast.employee)
    body = {"takes": [str(school.take(attempt))]}
    answer = api(cast.employee).post(f"{url_of(school, attempt)}/submission", body)
    assert (answer.status_code, code_of(answer)) == (409, "no_review")
    assert not Submission.objects.exists()


def test_what_was_sent_before_the_step_lost_its_coach_is_told_the_same_again(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.submitted(cast.employee)
    without_coach(school)
    body = {"takes": [str(attempt.takes.get().id)]}
    answer = api(cast.employee).post(f"{url_of(school, attempt)}/submission", body)
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    late = api(cast.employee).put(f"{url_of(school, attempt)}/completion")
    assert (late.status_code, code_of(late)) == (409, "attempt_closed")


def test_every_reply_has_a_usable_take_or_it_goes_on(cast: Cast, api: Api, school: School) -> None:
    without_coach(school)
    first, second = conversation(school)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    for _each in range(2):
        school.take(attempt, scene=first)
    broken = school.take(attempt, VideoState.FAILED, scene=second)
    answer = phone.put(f"{url_of(school, attempt)}/completion")
    assert (answer.status_code, code_of(answer)) == (409, "submission_incomplete")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("take_missing", str(second.id))
    assert phone.delete(f"{url_of(school, attempt)}/takes/{broken}").status_code == 204
    school.take(attempt, VideoState.RECEIVING, scene=second)
    assert phone.put(f"{url_of(school, attempt)}/completion").status_code == 200


def test_a_finished_attempt_takes_nothing_more(cast: Cast, api: Api, school: School) -> None:
    without_coach(school, StepReview.ON_REQUEST)
    attempt, phone = school.attempt(cast.employee), api(cast.employee)
    take, url = school.take(attempt), url_of(school, attempt)
    phone.put(f"{url}/completion")
    sent = phone.post(f"{url}/submission", {"takes": [str(take)]})
    assert (sent.status_code, code_of(sent)) == (409, "attempt_closed")
    right = school.scene("choose").options.get(is_right=True)
    late = phone.put(f"{url}/answers/{right.scene_id}", {"options": [str(right.id)]})
    assert (late.status_code, code_of(late)) == (409, "attempt_closed")
    once_more = phone.put(f"{school.base}/attempts/{new_id()}", {"step": str(school.steps[0].id)})
    assert (once_more.status_code, once_more.json()["number"]) == (201, 2)


def test_it_counts_as_practised(cast: Cast, api: Api, school: School) -> None:
    without_coach(school)
    for step in range(3):
        attempt = school.attempt(cast.employee, step)
        school.take(attempt)
        services.finish(member=cast.employee, attempt=attempt.id)
    phone = api(cast.employee)
    [own] = phone.get(f"{school.base}/enrolments").json()["results"]
    assert (own["steps_done"], own["attempts_submitted"]) == (3, 3)
    assert phone.get(f"{school.base}/today").json()["card"] is None
    card = phone.get(f"{school.base}/steps/{school.steps[0].id}").json()
    assert "Deze deed je al" in card["reason"]


def test_the_database_keeps_a_finished_attempt_finished(cast: Cast, school: School) -> None:
    without_coach(school)
    attempt = school.attempt(cast.employee)
    rows = Attempt.objects.filter(pk=attempt.pk)
    with pytest.raises(IntegrityError, match="no take"), transaction.atomic():
        rows.update(state="finished", finished_at=attempt.started_at)
    school.take(attempt)
    with pytest.raises(IntegrityError, match="has_instant"), transaction.atomic():
        rows.update(state="finished")
    services.finish(member=cast.employee, attempt=attempt.id)
    for change in ({"state": "open", "finished_at": None}, {"finished_at": attempt.started_at}):
        with pytest.raises(IntegrityError, match="is finished"), transaction.atomic():
            rows.update(**change)


@pytest.mark.django_db(transaction=True)
def test_of_finishing_and_submitting_at_once_one_wins(cast: Cast, api: Api, school: School) -> None:
    without_coach(school, StepReview.ON_REQUEST)
    attempt = school.attempt(cast.employee)
    take, url = school.take(attempt), url_of(school, attempt)
    phones = [api(cast.employee), api(cast.employee)]
    answers = at_once(
        lambda: phones[0].put(f"{url}/completion"),
        lambda: phones[1].post(f"{url}/submission", {"takes": [str(take)]}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    attempt.refresh_from_db()
    assert (attempt.state == "submitted") == Submission.objects.exists()
