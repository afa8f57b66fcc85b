from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from core.ids import new_id
from media.models import Video, VideoState
from notifications.models import Delivery
from tests.cast import Api, Cast, code_of
from tests.meanwhile import just_before
from tests.training.world import School, conversation, let_due
from training import services
from training.models import Attempt, Enrolment, Submission, SubmissionTake, Take

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def url_of(school: School, attempt: Attempt) -> str:
    return f"{school.base}/attempts/{attempt.id}/submission"


@contextmanager
def commit() -> Iterator[None]:
    """Run at the end of the block the checks that the database makes when a transaction commits."""
    with transaction.atomic():
        yield
        connection.check_constraints()


@pytest.mark.parametrize("state", ["received", "processing", "ready"])
def test_it_shows_one_take_to_the_coaches_once_its_bytes_are_here(
    cast: Cast, api: Api, school: School, state: str
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, state)
    answer = api(cast.employee).post(url_of(school, attempt), {"takes": [str(take)]})
    assert answer.status_code == 200, answer.content
    shown = answer.json()
    assert (shown["state"], shown["submission"]["takes"]) == ("submitted", [str(take)])
    assert shown["submission"]["submitted_at"]
    assert shown["submission"]["scored_at"] is None


def test_it_answers_a_repeat_and_refuses_another_take(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    first, second = school.take(attempt), school.take(attempt)
    phone, url = api(cast.employee), url_of(school, attempt)
    once, twice = phone.post(url, {"takes": [str(first)]}), phone.post(url, {"takes": [str(first)]})
    assert (once.status_code, twice.status_code) == (200, 200)
    assert once.json() == twice.json()
    other = phone.post(url, {"takes": [str(second)]})
    assert (other.status_code, code_of(other)) == (409, "already_submitted")
    attempt.refresh_from_db()
    assert [take.id for take in attempt.submission.takes.all()] == [first]


def test_a_repeat_after_scoring_is_still_answered(cast: Cast, api: Api, school: School) -> None:
    attempt = school.scored(cast.employee)
    take = attempt.submission.takes.get()
    answer = api(cast.employee).post(url_of(school, attempt), {"takes": [str(take.id)]})
    assert (answer.status_code, answer.json()["state"]) == (200, "scored")


def test_it_waits_until_every_byte_has_arrived(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, VideoState.RECEIVING)
    answer = api(cast.employee).post(url_of(school, attempt), {"takes": [str(take)]})
    assert (answer.status_code, code_of(answer)) == (409, "take_not_arrived")
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_it_refuses_a_take_that_nobody_can_watch(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt, VideoState.FAILED)
    answer = api(cast.employee).post(url_of(school, attempt), {"takes": [str(take)]})
    assert (answer.status_code, code_of(answer)) == (409, "take_unusable")


def test_the_take_must_be_of_this_attempt(cast: Cast, api: Api, school: School) -> None:
    attempt, elsewhere = school.attempt(cast.employee), school.attempt(cast.employee, 1)
    for take in (school.take(elsewhere), new_id()):
        answer = api(cast.employee).post(url_of(school, attempt), {"takes": [str(take)]})
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_nobody_submits_for_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        answer = api(other).post(url_of(school, attempt), {"takes": [str(take)]})
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
    attempt = school.attempt(cast.employee)
    Attempt.objects.update(started_at=F("started_at") - timedelta(hours=2))
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1
    services.submit(member=cast.employee, attempt=attempt.id, takes=[school.take(attempt)])
    mail = Delivery.objects.get(message__recipient=cast.employee, channel="mail")
    assert (mail.state, mail.reason) == ("skipped", "already_done")


def test_an_exercise_of_several_replies_is_sent_in_whole(
    cast: Cast, api: Api, school: School
) -> None:
    first, second = conversation(school)
    attempt = school.attempt(cast.employee)
    opening, closing = school.take(attempt, scene=first), school.take(attempt, scene=second)
    phone, url = api(cast.employee), url_of(school, attempt)
    answer = phone.post(url, {"takes": [str(closing), str(opening)]})
    assert answer.status_code == 200, answer.content
    assert answer.json()["submission"]["takes"] == [str(opening), str(closing)]
    again = phone.post(url, {"takes": [str(opening), str(closing)]})
    assert (again.status_code, again.json()) == (200, answer.json())
    part = phone.post(url, {"takes": [str(opening)]})
    assert (part.status_code, code_of(part)) == (409, "already_submitted")


def test_every_reply_has_one_take_or_nothing_is_sent(cast: Cast, api: Api, school: School) -> None:
    first, second = conversation(school)
    attempt = school.attempt(cast.employee)
    takes = [str(school.take(attempt, scene=first)) for _each in range(2)]
    answer = api(cast.employee).post(url_of(school, attempt), {"takes": takes})
    assert (answer.status_code, code_of(answer)) == (409, "submission_incomplete")
    wrong = {(part["code"], part["attr"]) for part in answer.json()["errors"]}
    assert wrong == {("take_twice", str(first.id)), ("take_missing", str(second.id))}
    attempt.refresh_from_db()
    assert attempt.state == "open"
    assert not Submission.objects.exists()


def test_one_reply_that_is_still_arriving_keeps_all_of_them_here(
    cast: Cast, api: Api, school: School
) -> None:
    first, second = conversation(school)
    attempt = school.attempt(cast.employee)
    here = school.take(attempt, scene=first)
    arriving = school.take(attempt, VideoState.RECEIVING, scene=second)
    body = {"takes": [str(here), str(arriving)]}
    answer = api(cast.employee).post(url_of(school, attempt), body)
    assert (answer.status_code, code_of(answer)) == (409, "take_not_arrived")
    assert not Submission.objects.exists()


@pytest.mark.parametrize("takes", [[], ["x"], None, "x"])
def test_it_refuses_what_names_no_takes(
    cast: Cast, api: Api, school: School, takes: object
) -> None:
    attempt = school.attempt(cast.employee)
    answer = api(cast.employee).post(url_of(school, attempt), {"takes": takes})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_the_database_keeps_what_was_submitted(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    first, second = school.take(attempt), Take.objects.get(pk=school.take(attempt))
    submission = services.submit(member=cast.employee, attempt=attempt.id, takes=[first])
    rows, parts = Submission.objects.filter(pk=submission.pk), SubmissionTake.objects.all()
    for change in (
        lambda: parts.update(take=second),
        lambda: parts.delete(),
        lambda: parts.create(submission=submission, scene=second.scene, take=second),
        lambda: rows.update(submitted_at=timezone.now()),
        lambda: rows._raw_delete(rows.db),
    ):
        with pytest.raises(IntegrityError, match="submitted"), transaction.atomic():
            change()
    services.mark_scored(submission=submission.id, results=[])
    attempts = Attempt.objects.filter(pk=attempt.pk)
    with pytest.raises(IntegrityError, match="is scored"), transaction.atomic():
        attempts.update(state="open")
    with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
        rows.update(scored_at=None)
    with pytest.raises(IntegrityError, match="keeps its exercise"), transaction.atomic():
        attempts.update(step=school.steps[1])


def test_the_database_refuses_takes_of_another_attempt_or_scene(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    own = Take.objects.get(pk=school.take(attempt))
    foreign = Take.objects.get(pk=school.take(school.attempt(cast.employee, 1)))
    submission = Submission.objects.create(attempt=attempt)
    for take, scene in ((foreign, foreign.scene), (own, foreign.scene)):
        with pytest.raises(IntegrityError, match="attempt and scene"), transaction.atomic():
            SubmissionTake.objects.create(submission=submission, take=take, scene=scene)
    submission.delete()


def test_the_database_refuses_a_second_take_of_one_scene(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    takes = [Take.objects.get(pk=school.take(attempt)) for _each in range(2)]
    submission = Submission.objects.create(attempt=attempt)
    SubmissionTake.objects.create(submission=submission, take=takes[0], scene=takes[0].scene)
    with pytest.raises(IntegrityError, match="submission_scene_once"), transaction.atomic():
        SubmissionTake.objects.create(submission=submission, take=takes[1], scene=takes[1].scene)
    submission.delete()


def test_the_database_refuses_a_state_without_its_submission(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    rows = Attempt.objects.filter(pk=attempt.pk)
    with pytest.raises(IntegrityError, match="no submitted take"), transaction.atomic():
        rows.update(state="submitted")
    with pytest.raises(IntegrityError, match="disagree"), commit():
        Submission.objects.create(attempt=attempt)
    submitted = Attempt.objects.filter(pk=school.submitted(cast.employee, 1).pk)
    with pytest.raises(IntegrityError, match="not scored"), transaction.atomic():
        submitted.update(state="scored")
    with pytest.raises(IntegrityError, match="disagree"), commit():
        submitted.update(state="open")


def test_the_database_keeps_an_attempt_with_the_member_of_its_enrolment(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    attempt, other = school.attempt(cast.employee), school.enrol(cast.teammate)
    with pytest.raises(IntegrityError, match="keeps its exercise"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(membership=cast.teammate)
    with pytest.raises(IntegrityError, match="keeps its member"), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(membership=cast.manager)
    with pytest.raises(IntegrityError, match="not of the member"), transaction.atomic():
        Attempt.objects.create(
            membership=cast.employee,
            enrolment=other,
            step=attempt.step,
            scenario_version=attempt.scenario_version,
            number=1,
        )


def test_a_take_whose_term_ends_this_very_moment_is_not_sent(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)

    def delete() -> None:
        Video.objects.filter(take=take).update(state=VideoState.DELETED)

    with just_before('UPDATE "media_video"', delete):
        answer = api(cast.employee).post(url_of(school, attempt), {"takes": [str(take)]})
    assert (answer.status_code, code_of(answer)) == (409, "take_unusable")
    assert not Submission.objects.exists()
