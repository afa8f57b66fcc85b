"""Submitting and releasing do not wait for the plan: it follows, by a task or by the sweep."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import pytest
from django.conf import settings
from redis import Redis

from accounts.models import Membership, Role
from media.models import Video
from notifications import services as notifications
from scenarios.services import restore_scenario, retire_scenario
from tests.cast import Api, Cast, person_in
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


# --- A change for everybody in a programme ------------------------------------------------


def lose_every_task() -> None:
    Redis.from_url(settings.REDIS_URL).flushdb()


@pytest.mark.django_db(transaction=True)
def test_a_rhythm_plans_its_programme_in_batches_once_it_is_saved(
    cast: Cast,
    api: Api,
    school: School,
    enrolment: Enrolment,
    unknown_zone: Enrolment,
    run_dispatched: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "BATCH", 2)
    rows = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(3)]
    services.plan(enrolments=[unknown_zone.id])
    url = f"{school.base}/programmes/{school.programme.id}"
    body = {"nudge_from": "16:45:00", "nudge_until": "16:45:00"}
    changed = api(cast.manager).patch(url, body, headers={"If-Match": "*"})
    assert changed.status_code == 200, changed.content
    marks = Enrolment.objects.values_list("state", "next_nudge_at", "set_aside", "retry_at")
    assert set(marks) == {("active", None, "", None)}
    assert run_dispatched().count("training.plan") == 3
    for row in (enrolment, *rows):
        planned = fresh(row).next_nudge_at
        assert planned is not None
        assert planned.astimezone(row.membership.zone).time() == time(16, 45)
    assert fresh(unknown_zone).set_aside == "time_zone_unknown"


def finished_without_the_last_step(cast: Cast, school: School, enrolment: Enrolment) -> None:
    """Let Emma finish the programme while its last exercise is retired."""
    retire_scenario(author=cast.author, scenario=school.versions[2].scenario_id)
    for step in range(2):
        school.submitted(cast.employee, step)
    assert fresh(enrolment).state == "finished"


@pytest.mark.django_db(transaction=True)
def test_who_finished_is_so_until_the_new_plan_also_where_its_task_is_lost(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    finished_without_the_last_step(cast, school, enrolment)
    restore_scenario(author=cast.author, scenario=school.versions[2].scenario_id)
    assert (fresh(enrolment).state, enrolment.next_step) == ("finished", None)
    lose_every_task()
    services.sweep()
    assert (fresh(enrolment).state, enrolment.next_step) == ("active", school.steps[2])
    assert enrolment.next_nudge_at is not None
    assert enrolment.retry_at is None
    assert services.plan_waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_for_a_programme_reaches_members_who_cannot_practise_now(
    cast: Cast, school: School, enrolment: Enrolment, run_dispatched: Answer
) -> None:
    other = school.enrol(cast.teammate)
    finished_without_the_last_step(cast, school, enrolment)
    Membership.objects.filter(roles__contains=["employee"]).update(is_active=False)
    restore_scenario(author=cast.author, scenario=school.versions[2].scenario_id)
    Enrolment.objects.filter(pk=other.pk).update(next_step=school.steps[1])
    assert "training.plan" in run_dispatched()
    for row, step in ((enrolment, school.steps[2]), (other, school.steps[0])):
        assert (fresh(row).state, row.next_step, row.next_nudge_at) == ("active", step, None)
