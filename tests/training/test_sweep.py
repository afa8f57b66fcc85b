from datetime import timedelta

import pytest
from django.db.models import F

from accounts.models import Role
from tests.cast import Cast, person_in
from tests.dispatched import Answer
from tests.training.world import School, let_due
from training import services
from training.models import Enrolment, Nudge
from training.services.nudges import REDISPATCH_AFTER

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_rule_2_losing_every_key_in_valkey_loses_no_nudge(
    enrolment: Enrolment, run_dispatched: Answer
) -> None:
    from celery import current_app

    let_due(enrolment)
    services.claim_due()
    with current_app.connection_for_write() as connection:
        connection.default_channel.client.flushdb()  # type: ignore[attr-defined]  # of kombu's Redis transport
    assert run_dispatched() == []
    Nudge.objects.update(created_at=F("created_at") - REDISPATCH_AFTER)
    services.sweep()
    assert "training.hand_over" in run_dispatched()
    assert Nudge.objects.get().message is not None
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is not None


@pytest.mark.django_db(transaction=True)
def test_it_dispatches_nothing_for_what_is_on_its_way_or_handled(
    enrolment: Enrolment, run_dispatched: Answer
) -> None:
    let_due(enrolment)
    claimed = services.claim_due()
    assert run_dispatched() == ["training.hand_over"]
    services.sweep()
    assert "training.hand_over" not in run_dispatched()
    assert Nudge.objects.filter(pk__in=claimed, handled_at__isnull=False).count() == 1
    Nudge.objects.update(created_at=F("created_at") - timedelta(days=1))
    services.sweep()
    assert "training.hand_over" not in run_dispatched()


def test_it_plans_those_who_were_enrolled_without_a_plan(cast: Cast, school: School) -> None:
    rows = [
        Enrolment.objects.create(
            programme=school.programme,
            membership=person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE),
        )
        for n in range(3)
    ]
    services.sweep()
    for row in rows:
        row.refresh_from_db()
        assert row.next_step == school.steps[0]
        assert row.next_nudge_at is not None


def test_it_does_not_plan_ahead_of_a_nudge_that_waits(enrolment: Enrolment) -> None:
    let_due(enrolment)
    services.claim_due()
    services.sweep()
    enrolment.refresh_from_db()
    assert enrolment.next_nudge_at is None


def test_it_leaves_the_paused_and_the_finished_alone(cast: Cast, school: School) -> None:
    paused, finished = school.enrol(cast.employee), school.enrol(cast.teammate)
    services.pause(enrolment=paused.id)
    for step in range(3):
        school.submitted(cast.teammate, step)
    services.sweep()
    for row in (paused, finished):
        row.refresh_from_db()
        assert row.next_nudge_at is None
