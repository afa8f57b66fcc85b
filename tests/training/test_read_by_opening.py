"""Opening an exercise marks the messages about it as read, whichever way it is opened."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from rest_framework.test import APIClient

from core.ids import new_id
from media.models import Video
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.training.world import School, begin, let_due, recording, take_body
from training import services
from training.models import Attempt, Enrolment

pytestmark = pytest.mark.slow


def _nudge(enrolment: Enrolment) -> None:
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1


def _put_away(attempt: Attempt) -> None:
    """Let a day pass in an open attempt: no nudge comes to somebody who is at the exercise."""
    day = timedelta(days=1)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=F("started_at") - day)
    attempt.takes.update(created_at=F("created_at") - day)


def _unread(client: APIClient, school: School) -> Any:
    return client.get(f"{school.base}/messages/unread").json()


def test_a_nudge_is_read_by_beginning_its_exercise(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    _nudge(enrolment)
    client = api(cast.employee)
    assert _unread(client, school) == {"count": 1}
    assert begin(client, school).status_code == 201
    assert _unread(client, school) == {"count": 0}
    (message,) = client.get(f"{school.base}/messages").json()["results"]
    assert message["read_at"] is not None


def test_a_nudge_is_read_by_opening_the_page_behind_its_link(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    _nudge(enrolment)
    client = api(cast.employee)
    opening = f"{school.base}/steps/{school.steps[0].id}/opening"
    answer = client.put(opening)
    assert (answer.status_code, answer.json()["step"]) == (200, str(school.steps[0].id))
    first = Message.objects.get().read_at
    assert first is not None
    assert client.put(opening).status_code == 200
    assert Message.objects.get().read_at == first
    assert _unread(client, school) == {"count": 0}


@pytest.mark.usefixtures("enrolment")
def test_opening_an_exercise_that_one_is_not_in_is_not_found(
    cast: Cast, api: Api, school: School
) -> None:
    for member, step in ((cast.teammate, school.steps[0].id), (cast.employee, new_id())):
        answer = api(member).put(f"{school.base}/steps/{step}/opening")
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_nudge_that_comes_during_the_exercise_is_read_by_the_next_take(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee)
    _put_away(attempt)
    _nudge(enrolment)
    client = api(cast.employee)
    assert _unread(client, school) == {"count": 1}
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    answer = client.put(f"{school.base}/attempts/{attempt.id}/takes/{new_id()}", body)
    assert answer.status_code == 201
    assert _unread(client, school) == {"count": 0}


def test_a_nudge_that_comes_after_the_last_take_is_read_by_submitting(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    _put_away(attempt)
    _nudge(enrolment)
    client = api(cast.employee)
    answer = client.post(f"{school.base}/attempts/{attempt.id}/submission", {"takes": [str(take)]})
    assert answer.status_code == 200
    assert _unread(client, school) == {"count": 0}


@pytest.mark.usefixtures("enrolment")
def test_word_of_an_unplayable_recording_is_read_by_recording_again(
    cast: Cast, api: Api, school: School
) -> None:
    attempt = school.submitted(cast.employee)
    Video.objects.filter(take__attempt=attempt).update(state="failed", reason="damaged")
    assert services.reopen_unusable() == 1
    client = api(cast.employee)
    assert _unread(client, school) == {"count": 1}
    body = take_body(school.scene("respond").id, recording(cast.employee).id)
    client.put(f"{school.base}/attempts/{attempt.id}/takes/{new_id()}", body)
    assert _unread(client, school) == {"count": 0}


def test_a_colleagues_messages_and_those_about_other_exercises_stay(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    _nudge(enrolment)
    _nudge(school.enrol(cast.teammate))
    begin(api(cast.employee), school, step=1)
    assert _unread(api(cast.employee), school) == {"count": 1}
    begin(api(cast.employee), school)
    assert _unread(api(cast.employee), school) == {"count": 0}
    assert _unread(api(cast.teammate), school) == {"count": 1}
