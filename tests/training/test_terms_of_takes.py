"""A take is kept for the days that its owner is promised; they count from submitting, once it is
submitted."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Organisation
from core.ids import new_id
from media import services as media
from media.models import Video, VideoState
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.training.world import School, begin, recording, take_body
from training import services
from training.models import Attempt, AttemptState, Submission

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]

DAY = timedelta(days=1)


def make_old(attempt: Attempt, days: int) -> Video:
    """Make the attempt's take so many days old, with 180 days promised."""
    video = attempt.takes.get().video
    video.kept_from = timezone.now() - days * DAY
    video.delete_after = video.kept_from + 180 * DAY
    video.save()
    return video


def submit(api: Api, cast: Cast, school: School, attempt: Attempt) -> int:
    takes = [str(take) for take in attempt.takes.values_list("id", flat=True)]
    url = f"{school.base}/attempts/{attempt.id}/submission"
    return int(api(cast.employee).post(url, {"takes": takes}).status_code)


def practised(api: Api, cast: Cast, school: School) -> Attempt:
    client = api(cast.employee)
    attempt = begin(client, school).json()
    scene = next(one for one in attempt["exercise"]["scenes"] if one["kind"] == "respond")
    body = take_body(scene["id"], recording(cast.employee).pk)
    url = f"{school.base}/attempts/{attempt['id']}/takes/{new_id()}"
    assert client.put(url, body).status_code == 201
    return Attempt.objects.get(pk=attempt["id"])


def test_sending_begins_the_term_anew(api: Api, cast: Cast, school: School) -> None:
    attempt = practised(api, cast, school)
    video = make_old(attempt, 179)
    assert submit(api, cast, school, attempt) in (200, 201)
    video.refresh_from_db()
    assert video.delete_after is not None
    assert timedelta(0) <= timezone.now() - video.kept_from < timedelta(minutes=5)
    assert video.delete_after - video.kept_from == 180 * DAY
    shown = api(cast.employee).get(f"{school.base}/attempts/{attempt.id}").json()
    told = datetime.fromisoformat(shown["takes"][0]["video"]["delete_after"])
    assert told == video.delete_after


def test_sending_promises_what_the_organisation_says_now(
    api: Api, cast: Cast, school: School
) -> None:
    Organisation.objects.filter(pk=cast.haven.pk).update(video_retention_days=30)
    attempt = practised(api, cast, school)
    assert submit(api, cast, school, attempt) in (200, 201)
    video = attempt.takes.get().video
    assert video.delete_after == video.kept_from + 30 * DAY


def test_a_take_that_was_never_sent_goes_too_and_its_attempt_says_so(
    api: Api, cast: Cast, school: School
) -> None:
    attempt = practised(api, cast, school)
    make_old(attempt, 181)
    assert media.enforce_retention(now=timezone.now()) == 1
    shown = api(cast.employee).get(f"{school.base}/attempts/{attempt.id}").json()
    assert [one["video"]["state"] for one in shown["takes"]] == ["deleted"]


def test_a_take_that_was_deleted_cannot_be_sent(api: Api, cast: Cast, school: School) -> None:
    attempt = practised(api, cast, school)
    make_old(attempt, 181)
    media.enforce_retention(now=timezone.now())
    url = f"{school.base}/attempts/{attempt.id}/submission"
    answer = api(cast.employee).post(url, {"takes": [str(attempt.takes.get().id)]})
    assert (answer.status_code, code_of(answer)) == (409, "take_unusable")


def test_what_no_coach_answered_comes_back_with_a_word_when_it_is_deleted(
    api: Api, cast: Cast, school: School
) -> None:
    attempt = practised(api, cast, school)
    submit(api, cast, school, attempt)
    media.enforce_retention(now=timezone.now() + 181 * DAY)
    assert (services.reopen_unusable(), services.reopen_unusable()) == (1, 0)
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.OPEN
    assert not Submission.objects.exists()
    assert attempt.takes.get().video.state == VideoState.DELETED
    message = Message.objects.get(recipient=cast.employee)
    assert (message.kind, message.about) == ("take_deleted", attempt.step_id)
