"""Submitting and releasing do not wait for the plan: it follows, by a task or by the sweep."""

from collections.abc import Sequence
from typing import Any

import pytest

from accounts.models import Membership
from media.models import Video
from notifications import services as notifications
from tests.cast import Api, Cast
from tests.dispatched import Answer
from tests.training.world import School, fresh
from training import services
from training.models import Enrolment, Submission
from training.services import planning

pytestmark = pytest.mark.slow


def test_a_member_in_an_unknown_zone_can_submit_and_get_feedback(
    cast: Cast, api: Api, school: School, unknown_zone: Enrolment
) -> None:
    attempt = school.attempt(unknown_zone.membership)
    take = school.take(attempt)
    answer = api(unknown_zone.membership).post(
        f"{school.base}/attempts/{attempt.id}/submission", {"takes": [str(take)]}
    )
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    services.mark_scored(submission=Submission.objects.get(attempt=attempt.id).id, results=[])
    services.sweep()
    assert (fresh(unknown_zone).next_step, unknown_zone.set_aside) == (
        school.steps[1],
        "time_zone_unknown",
    )


def break_planning(_rows: Sequence[Enrolment]) -> None:
    raise MemoryError  # what even isolating rows does not catch


@pytest.mark.django_db(transaction=True)
def test_submitting_costs_nothing_when_planning_fails_and_is_planned_later(
    cast: Cast,
    api: Api,
    school: School,
    enrolment: Enrolment,
    run_dispatched: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    with monkeypatch.context() as patch:
        patch.setattr(planning, "write_plans", break_planning)
        url = f"{school.base}/attempts/{attempt.id}/submission"
        assert api(cast.employee).post(url, {"takes": [str(take)]}).status_code == 200
        with pytest.raises(MemoryError):
            run_dispatched()
    services.sweep()
    assert fresh(enrolment).next_step == school.steps[1]
    assert enrolment.next_nudge_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_submission_is_planned_by_the_task_that_it_dispatches(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, run_dispatched: Answer
) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    url = f"{school.base}/attempts/{attempt.id}/submission"
    assert api(cast.employee).post(url, {"takes": [str(take)]}).status_code == 200
    assert "training.plan" in run_dispatched()
    assert fresh(enrolment).next_step == school.steps[1]


def test_the_task_leaves_what_was_planned_meanwhile(school: School, enrolment: Enrolment) -> None:
    """The demonstration brings a nudge forward while the task still waits in its queue."""
    services.bring_forward(enrolment=enrolment.id)
    due = fresh(enrolment).next_nudge_at
    assert services.plan_waiting(enrolments=[enrolment.id]) == 0
    assert fresh(enrolment).next_nudge_at == due


def test_one_recording_that_cannot_be_given_back_stops_no_other(
    cast: Cast, school: School, enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, others = school.submitted(cast.employee), school.enrol(cast.teammate)
    theirs = school.submitted(cast.teammate)
    Video.objects.filter(take__attempt__in=[mine, theirs]).update(state="failed", reason="damaged")
    tell = notifications.send

    def send(*, recipient: Membership, **more: Any) -> Any:
        if recipient == cast.employee:
            raise ArithmeticError("no such message")
        return tell(recipient=recipient, **more)

    monkeypatch.setattr("training.services.submissions.send", send)
    assert services.reopen_unusable() == 1
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, theirs.state) == ("submitted", "open")
    services.sweep()
    assert fresh(others).next_step == school.steps[0]
