"""A submitted recording that proves unplayable goes back to its owner."""

import pytest

from media.models import Video, VideoState
from notifications.models import Message
from tests.cast import Cast
from tests.meanwhile import just_before
from tests.training.world import School
from training import services
from training.models import Attempt, Enrolment, Submission

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def fail(attempt: Attempt) -> None:
    videos = Video.objects.filter(take__in=attempt.submission.takes.all())
    videos.update(state="failed", reason="damaged")


def test_it_reopens_the_attempt_and_tells_its_owner_once(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    attempt = school.submitted(cast.employee)
    fail(attempt)
    assert (services.reopen_unusable(), services.reopen_unusable()) == (1, 0)
    attempt.refresh_from_db()
    assert attempt.state == "open"
    assert not Submission.objects.exists()
    assert attempt.takes.count() == 1
    message = Message.objects.get(recipient=cast.employee)
    assert message.kind == "take_failed"
    assert message.about == attempt.step_id
    services.sweep()
    enrolment.refresh_from_db()
    assert enrolment.next_step == school.steps[0]


def test_it_withdraws_when_another_attempt_is_open_by_now(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    newer = school.attempt(cast.employee)
    fail(attempt)
    assert services.reopen_unusable() == 1
    attempt.refresh_from_db()
    newer.refresh_from_db()
    assert (attempt.state, newer.state) == ("withdrawn", "open")


def test_it_leaves_playable_recordings_alone(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    Video.objects.filter(take__attempt=attempt).update(state=VideoState.PROCESSING)
    assert services.reopen_unusable() == 0
    attempt.refresh_from_db()
    assert attempt.state == "submitted"


def test_what_its_owner_takes_back_meanwhile_is_left_to_them(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    fail(attempt)

    def take_back() -> None:
        services.return_takes(services.lock_attempt(cast.employee, attempt.id))

    with just_before("FOR NO KEY UPDATE", take_back):
        assert services.reopen_unusable() == 0
    assert not Submission.objects.exists()
    assert not Message.objects.filter(recipient=cast.employee).exists()
