from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Role
from tests.cast import Api, Cast, person_in
from tests.training.world import School, let_days_pass, let_due
from training import services
from training.domain.schedule import next_nudge, seed_of
from training.models import Attempt, Enrolment, Step, Submission, SubmissionTake, Take
from training.services.plans import read_rhythm

pytestmark = pytest.mark.slow


def fresh(enrolment: Enrolment) -> Enrolment:
    enrolment.refresh_from_db()
    return enrolment


def test_repeating_it_changes_nothing(school: School, enrolment: Enrolment) -> None:
    before = (enrolment.next_step_id, enrolment.next_nudge_at, enrolment.state)
    services.plan(enrolments=[enrolment.id, enrolment.id])
    after = fresh(enrolment)
    assert (after.next_step_id, after.next_nudge_at, after.state) == before


def test_practice_today_is_followed_by_days_of_silence(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    attempt = school.submitted(cast.employee)
    attempt.refresh_from_db()
    zone, rhythm = ZoneInfo(cast.employee.time_zone), read_rhythm(school.programme)
    planned = fresh(enrolment).next_nudge_at
    assert planned == next_nudge(
        rhythm, zone, timezone.now(), attempt.submission.submitted_at, seed=seed_of(enrolment.id, 1)
    )
    apart = (
        planned.astimezone(zone).date() - attempt.submission.submitted_at.astimezone(zone).date()
    )
    assert apart >= timedelta(days=3)


def test_an_ignored_nudge_is_followed_by_the_same_step(
    school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    assert fresh(enrolment).next_step == school.steps[0]
    let_days_pass(enrolment)
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).next_step == school.steps[0]


def test_steps_may_be_done_in_any_order(cast: Cast, school: School, enrolment: Enrolment) -> None:
    school.submitted(cast.employee, 0)
    school.submitted(cast.employee, 2)
    assert fresh(enrolment).next_step == school.steps[1]


def test_an_unpublished_step_is_passed_over_and_keeps_the_programme_open(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    from scenarios.services import create_scenario

    draft = create_scenario(author=cast.author, code="draft")
    Step.objects.create(programme=school.programme, order=9, scenario=draft)
    for step in range(3):
        school.submitted(cast.employee, step)
    row = fresh(enrolment)
    assert (row.state, row.next_step, row.next_nudge_at) == ("active", None, None)


def test_a_workshop_is_no_exercise(cast: Cast, school: School, enrolment: Enrolment) -> None:
    Step.objects.create(programme=school.programme, order=0, kind="workshop")
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).next_step == school.steps[0]


def test_it_plans_many_at_the_cost_of_one(cast: Cast, school: School, enrolment: Enrolment) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(ids: list[UUID]) -> int:
        with CaptureQueriesContext(connection) as seen:
            services.plan(enrolments=ids)
        return len(seen)

    many = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)).id for n in range(6)]
    assert cost([enrolment.id]) == cost(list(many))


def test_pausing_and_resuming_sends_no_backlog(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment, ago=timedelta(days=40))
    services.pause(enrolment=enrolment.id)
    assert fresh(enrolment).next_nudge_at is None
    assert services.claim_due() == []
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).state == "paused"
    services.resume(enrolment=enrolment.id)
    planned = fresh(enrolment).next_nudge_at
    assert planned is not None
    assert planned > timezone.now()


def test_an_old_submission_does_not_delay_the_next_nudge(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee)
    take = Take.objects.get(pk=school.take(attempt))
    long_ago = timezone.now() - timedelta(days=30)
    submission = Submission.objects.create(attempt=attempt, submitted_at=long_ago)
    SubmissionTake.objects.create(submission=submission, scene=take.scene, take=take)
    Attempt.objects.filter(pk=attempt.pk).update(state="submitted")
    services.plan(enrolments=[enrolment.id])
    planned = fresh(enrolment).next_nudge_at
    assert planned is not None
    assert planned - timezone.now() < timedelta(days=4)


def test_a_forward_nudge_is_due_at_once(enrolment: Enrolment) -> None:
    assert services.bring_forward(enrolment=enrolment.id)
    (nudge,) = services.claim_due()
    assert services.hand_over(nudges=[nudge]) == 1
    assert not Enrolment.objects.filter(next_nudge_at__lt=F("created_at")).exists()


def test_rule_5_who_moves_is_nudged_by_the_clock_of_the_new_place(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    """Never at night where the employee lives: 09:30 in Amsterdam is 00:30 in Los Angeles."""
    there = {"time_zone": "America/Los_Angeles"}
    assert api(cast.employee).patch(f"{school.base}/membership", there).status_code == 200
    planned = fresh(enrolment).next_nudge_at
    assert planned is not None
    local = planned.astimezone(ZoneInfo("America/Los_Angeles"))
    assert local.time() == school.programme.nudge_from
    assert planned > timezone.now()


def test_moving_plans_nothing_for_who_paused(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    services.pause(enrolment=enrolment.id)
    api(cast.employee).patch(f"{school.base}/membership", {"time_zone": "Asia/Tokyo"})
    assert fresh(enrolment).next_nudge_at is None
