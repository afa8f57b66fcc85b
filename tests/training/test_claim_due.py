"""Claiming follows rules 1, 2 and 14 of nudges, as far as one connection can show; see
test_at_once.py."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role
from tests.cast import Cast, person_in
from tests.dispatched import Answer
from tests.training.world import School, let_due
from training import services
from training.models import Enrolment, Nudge

pytestmark = pytest.mark.slow


def test_it_writes_the_nudge_and_takes_the_due_time_away(
    school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    enrolment.refresh_from_db()
    claimed = services.claim_due()
    nudge = Nudge.objects.get(pk__in=claimed)
    assert (nudge.enrolment, nudge.step, nudge.slot) == (enrolment, school.steps[0], 1)
    assert (nudge.due_at, nudge.time_zone) == (enrolment.next_nudge_at, "Europe/Amsterdam")
    assert nudge.handled_at is None
    enrolment.refresh_from_db()
    assert (enrolment.next_nudge_at, enrolment.next_slot) == (None, 2)


def test_its_ids_sort_by_time_like_all_others(enrolment: Enrolment) -> None:
    let_due(enrolment)
    before = timezone.now()
    (nudge,) = services.claim_due()
    assert nudge.version == 7
    assert nudge.variant == "specified in RFC 4122"
    made = (nudge.int >> 80) / 1000
    assert abs(made - before.timestamp()) < 60


def test_rule_1_running_it_twice_claims_nothing_twice(enrolment: Enrolment) -> None:
    let_due(enrolment)
    assert len(services.claim_due()) == 1
    assert services.claim_due() == []
    assert Nudge.objects.count() == 1


def test_rule_1_the_database_refuses_a_second_nudge_for_a_slot(enrolment: Enrolment) -> None:
    let_due(enrolment)
    services.claim_due()
    nudge = Nudge.objects.get()
    with pytest.raises(IntegrityError, match="nudge_once"), transaction.atomic():
        Nudge.objects.create(
            enrolment=enrolment,
            step=nudge.step,
            slot=nudge.slot,
            due_at=nudge.due_at,
            time_zone="UTC",
        )


def test_rule_1_a_slot_that_was_used_is_passed_over_without_stopping_the_others(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    services.hand_over(nudges=services.claim_due())
    Enrolment.objects.filter(pk=enrolment.pk).update(next_slot=1)
    other = school.enrol(cast.teammate)
    let_due(enrolment, other)
    (nudge,) = services.claim_due()
    assert Nudge.objects.get(pk=nudge).enrolment == other


def test_rule_2_nothing_is_claimed_when_the_transaction_fails(enrolment: Enrolment) -> None:
    let_due(enrolment)
    with transaction.atomic():
        assert len(services.claim_due()) == 1
        transaction.set_rollback(True)
    assert not Nudge.objects.exists()
    assert len(services.claim_due()) == 1


@pytest.mark.django_db(transaction=True)
def test_rule_2_the_task_is_dispatched_after_the_commit(
    enrolment: Enrolment, run_dispatched: Answer
) -> None:
    let_due(enrolment)
    with transaction.atomic():
        services.claim_due()
        assert run_dispatched() == []
    assert run_dispatched() == ["training.hand_over"]
    assert Nudge.objects.get().message is not None


def test_rule_14_the_databases_clock_decides(
    enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = timezone.now() + timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: wrong)
    assert services.claim_due() == []
    let_due(enrolment)
    monkeypatch.setattr(timezone, "now", lambda: wrong - timedelta(days=800))
    assert len(services.claim_due()) == 1


def test_a_tick_claims_batch_after_batch_until_nothing_is_due(cast: Cast, school: School) -> None:
    rows = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(7)]
    let_due(*rows)
    assert services.tick(limit=2) == 7
    assert services.tick(limit=2) == 0


def test_a_tick_is_bounded(cast: Cast, school: School) -> None:
    rows = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(5)]
    let_due(*rows)
    assert services.tick(limit=2, most=2) == 4
    assert services.tick(limit=2, most=2) == 1


def test_what_is_due_longest_goes_first(cast: Cast, school: School, enrolment: Enrolment) -> None:
    later = school.enrol(cast.teammate)
    let_due(later, ago=timedelta(minutes=1))
    let_due(enrolment, ago=timedelta(minutes=2))
    (nudge,) = services.claim_due(limit=1)
    assert Nudge.objects.get(pk=nudge).enrolment == enrolment
