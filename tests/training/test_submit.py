import pytest
from django.db import IntegrityError, transaction

from core.ids import new_id
from media.models import VideoState
from notifications.models import Delivery
from tests.cast import Api, Cast, code_of
from tests.training.world import School, let_due
from training import services
from training.models import Attempt, Enrolment

pytestmark = pytest.mark.usefixtures("enrolment")


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}/submission"


@pytest.mark.parametrize("state", ["received", "processing", "ready"])
def test_it_shows_one_take_to_the_coaches_once_its_bytes_are_here(
    cast: Cast, api: Api, school: School, state: str
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, state)
    answer = api(cast.employee).post(url_of(school, attempt), {"take": str(take)})
    assert answer.status_code == 200, answer.content
    shown = answer.json()
    assert (shown["state"], shown["submitted_take"]) == ("submitted", str(take))
    assert shown["submitted_at"]


def test_it_answers_a_repeat_and_refuses_another_take(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    first, second = school.take(attempt), school.take(attempt)
    phone, url = api(cast.employee), url_of(school, attempt)
    once, twice = phone.post(url, {"take": str(first)}), phone.post(url, {"take": str(first)})
    assert (once.status_code, twice.status_code) == (200, 200)
    assert once.json() == twice.json()
    other = phone.post(url, {"take": str(second)})
    assert (other.status_code, code_of(other)) == (409, "already_submitted")
    attempt.refresh_from_db()
    assert attempt.submitted_take_id == first


def test_a_repeat_after_scoring_is_still_answered(cast: Cast, api: Api, school: School) -> None:
    attempt = school.scored(cast.employee)
    answer = api(cast.employee).post(url_of(school, attempt), {"take": attempt.submitted_take_id})
    assert (answer.status_code, answer.json()["state"]) == (200, "scored")


def test_it_waits_until_every_byte_has_arrived(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, VideoState.RECEIVING)
    answer = api(cast.employee).post(url_of(school, attempt), {"take": str(take)})
    assert (answer.status_code, code_of(answer)) == (409, "take_not_arrived")
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_it_refuses_a_take_that_nobody_can_watch(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, VideoState.FAILED)
    answer = api(cast.employee).post(url_of(school, attempt), {"take": str(take)})
    assert (answer.status_code, code_of(answer)) == (409, "take_unusable")


def test_the_take_must_be_of_this_attempt(cast: Cast, api: Api, school: School) -> None:
    attempt, elsewhere = school.attempt(cast.employee), school.attempt(cast.employee, 1)
    for take in (school.take(elsewhere), new_id()):
        answer = api(cast.employee).post(url_of(school, attempt), {"take": str(take)})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_nobody_submits_for_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        answer = api(other).post(url_of(school, attempt), {"take": str(take)})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_it_plans_the_next_step(cast: Cast, school: School, enrolment: Enrolment) -> None:
    school.submitted(cast.employee)
    enrolment.refresh_from_db()
    assert enrolment.next_step == school.steps[1]
    assert enrolment.next_nudge_at is not None


def test_it_finishes_the_programme_with_its_last_step(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    for step in range(3):
        school.submitted(cast.employee, step)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_step, enrolment.next_nudge_at) == (
        "finished",
        None,
        None,
    )


def test_mail_that_has_not_left_yet_does_not_leave(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    school.submitted(cast.employee)
    mail = Delivery.objects.get(message__recipient=cast.employee, channel="mail")
    assert (mail.state, mail.reason) == ("skipped", "already_done")


def test_the_database_keeps_what_was_submitted(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    first, second = school.take(attempt), school.take(attempt)
    services.submit(member=cast.employee, attempt=attempt.id, take=first)
    row = Attempt.objects.filter(pk=attempt.pk)
    with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
        row.update(submitted_take=second)
    services.mark_scored(attempt=attempt)
    with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
        row.update(state="open", scored_at=None)
    with pytest.raises(IntegrityError, match="keeps its exercise"), transaction.atomic():
        row.update(step=school.steps[1])


def test_the_database_refuses_the_take_of_another_attempt(cast: Cast, school: School) -> None:
    attempt, take = school.attempt(cast.employee), school.take(school.attempt(cast.employee, 1))
    with pytest.raises(IntegrityError, match="not of attempt"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(submitted_take=take)
