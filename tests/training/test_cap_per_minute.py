"""An organisation gets so many nudges in a minute (rule 12); what is over that waits, and no other
organisation waits for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation, Role
from tests.at_once import at_once
from tests.cast import Cast, person_in
from tests.training.world import School, let_due
from training import services
from training.models import Enrolment, Nudge, NudgeAllowance, Programme

pytestmark = pytest.mark.slow


def enrol_many(cast: Cast, school: School, people: int) -> list[Enrolment]:
    rows = [school.enrol(person_in(cast.haven, f"E {n}", Role.EMPLOYEE)) for n in range(people)]
    let_due(*rows)
    return rows


def let_the_minute_pass() -> None:
    NudgeAllowance.objects.update(minute=F("minute") - timedelta(minutes=1))


def keep_to_one_minute() -> None:
    """Count what follows in one minute, though the clock may pass to the next."""
    NudgeAllowance.objects.update(minute=timezone.now() + timedelta(minutes=5), used=0)


def elsewhere(cast: Cast, school: School) -> Enrolment:
    """Return a due enrolment of another organisation, due after all others."""
    member = person_in(cast.burcht, "Far", Role.EMPLOYEE)
    course = Programme.objects.create(organisation=cast.burcht, code="c", name={"nl": "C"})
    step = course.steps.create(order=1, scenario=school.steps[0].scenario)
    return Enrolment.objects.create(
        programme=course, membership=member, next_step=step, next_nudge_at=timezone.now()
    )


def test_rule_12_what_is_over_the_cap_waits_for_the_next_minute(
    cast: Cast, school: School, settings: Any
) -> None:
    settings.NUDGES_PER_MINUTE = 4
    due = {row.id: row.next_nudge_at for row in enrol_many(cast, school, 9)}
    keep_to_one_minute()
    assert [services.tick(limit=3) for _tick in range(2)] == [4, 0]
    waiting = Enrolment.objects.filter(next_nudge_at__lt=timezone.now())
    assert waiting.count() == 5
    assert not Nudge.objects.exclude(skip_reason="").exists()
    for left in (4, 1):
        let_the_minute_pass()
        NudgeAllowance.objects.update(used=0)
        assert services.tick(limit=3) == left
    assert Nudge.objects.values("enrolment").distinct().count() == len(due) == 9


def test_rule_12_an_organisation_does_not_wait_for_another_one(
    cast: Cast, school: School, settings: Any
) -> None:
    settings.NUDGES_PER_MINUTE = 2
    enrol_many(cast, school, 6)
    far = elsewhere(cast, school)
    keep_to_one_minute()
    assert services.tick(limit=2) == 3
    assert Nudge.objects.filter(enrolment=far).exists()


def test_rules_12_and_13_what_is_dropped_as_stale_uses_up_no_allowance(
    cast: Cast, school: School, settings: Any
) -> None:
    settings.NUDGES_PER_MINUTE = 2
    rows = enrol_many(cast, school, 6)
    let_due(*rows[:4], ago=timedelta(hours=3))
    keep_to_one_minute()
    claimed = services.claim_due()
    assert len(claimed) == 6
    assert services.hand_over(nudges=claimed) == 2
    assert NudgeAllowance.objects.get(organisation=cast.haven).used == 2


def test_every_organisation_has_an_allowance(cast: Cast) -> None:
    made = Organisation.objects.create(name="New", slug="new")
    organisations = set(Organisation.objects.values_list("id", flat=True))
    assert made.id in organisations
    assert set(NudgeAllowance.objects.values_list("organisation_id", flat=True)) == organisations


@pytest.mark.django_db(transaction=True)
def test_rule_12_four_ticks_at_once_keep_to_the_cap(
    cast: Cast, school: School, settings: Any
) -> None:
    settings.NUDGES_PER_MINUTE = 10
    enrol_many(cast, school, 25)
    keep_to_one_minute()
    made = at_once(*[lambda: services.tick(limit=3)] * 4)
    assert sum(made) <= 10
    assert sum(made) + services.tick(limit=3) == Nudge.objects.count() == 10
