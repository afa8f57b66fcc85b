"""The queue's rows exist exactly while a submission waits, whoever writes."""

from datetime import timedelta

import pytest

from coaching.models import WaitingSubmission
from coaching.services.withdrawal import withdraw
from tests.cast import Api, Cast
from tests.coaching.world import World, fix, mark_whole, take
from training.models import Submission

pytestmark = pytest.mark.slow


def test_a_submission_waits_from_the_moment_it_is_written(cast: Cast, world: World) -> None:
    submission = world.submitted(cast.employee).submission
    row = WaitingSubmission.objects.get()
    assert (row.submission, row.organisation, row.membership) == (
        submission,
        cast.haven,
        cast.employee,
    )
    assert row.language == cast.employee.person.language
    assert row.submitted_at == submission.submitted_at
    assert row.promised_at == submission.submitted_at + timedelta(hours=48)


def test_it_waits_no_more_once_feedback_is_released(cast: Cast, world: World, api: Api) -> None:
    world.submitted(cast.employee)
    lease = take(api(cast.coach), world)
    mark_whole(world, lease)
    assert WaitingSubmission.objects.exists()
    fix(lease)
    assert not WaitingSubmission.objects.exists()


def test_it_waits_no_more_once_it_is_withdrawn(cast: Cast, world: World) -> None:
    attempt = world.submitted(cast.employee)
    withdraw(employee=cast.employee, attempt=attempt.id)
    assert not WaitingSubmission.objects.exists()
    assert not Submission.objects.exists()


def test_what_was_promised_stays_promised(cast: Cast, world: World, api: Api) -> None:
    older = world.submitted(cast.employee, ago=timedelta(hours=5))
    world.programme.review_promise_hours = 4
    world.programme.save()
    newer = world.submitted(cast.teammate, ago=timedelta(hours=1))
    page = api(cast.coach).get(f"{world.base}/queue").json()
    # The newer one is due in three hours, the older one still in forty-three.
    assert [row["attempt"] for row in page["results"]] == [str(newer.id), str(older.id)]
    assert take(api(cast.coach), world)["attempt"] == str(newer.id)
