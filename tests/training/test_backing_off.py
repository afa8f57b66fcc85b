"""Nudges that are ignored come less often, and end with one honest message (rule 11)."""

from datetime import datetime, time, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from notifications.models import Message
from tests.cast import Api, Cast
from tests.training.world import School, begin, fresh, let_days_pass, let_due, let_retry
from training import services
from training.domain.backing_off import FACTORS, LAST, MOST_DAYS, backed_off, is_last
from training.domain.schedule import Rhythm
from training.models import Attempt, Enrolment, Nudge, Programme

WEEK = frozenset(range(1, 8))


def rhythm(least: int, most: int) -> Rhythm:
    return Rhythm(least, most, time(9, 30), time(9, 30), WEEK)


def test_rule_11_the_days_grow_with_each_nudge_that_is_ignored_and_end() -> None:
    found = [backed_off(rhythm(2, 4), ignored) for ignored in range(LAST + 1)]
    days = [one and (one.days_between, one.days_at_most) for one in found]
    assert days == [(2, 4), (2, 4), (4, 8), (6, 12), (8, 16), (8, 16), None]
    assert [is_last(count) for count in (1, LAST - 1, LAST)] == [False, False, True]
    assert len(FACTORS) == LAST


def test_rule_11_a_slow_rhythm_never_gets_slower_than_two_months() -> None:
    for least, most in ((30, 50), (90, 200)):
        found = backed_off(rhythm(least, most), 4)
        assert found is not None
        assert found.days_between == max(least, MOST_DAYS)
        assert found.days_at_most == max(most, MOST_DAYS)


def ignore(row: Enrolment) -> datetime | None:
    """Send the planned nudge, and return when the next one is planned."""
    let_due(row)
    assert services.hand_over(nudges=services.claim_due()) == 1
    return fresh(row).next_nudge_at


@pytest.mark.slow
def test_rule_11_who_ignores_all_gets_six_the_last_of_which_says_so(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    school.programme.weekdays = list(WEEK)
    school.programme.save()
    days = []
    for _nudge in range(LAST - 1):
        due = ignore(enrolment)
        assert due is not None
        days.append((due - timezone.now()).days + 1)
        Nudge.objects.update(created_at=F("created_at") - timedelta(days=30))
        Nudge.objects.update(due_at=F("due_at") - timedelta(days=30))
    assert days == sorted(days)
    assert days[-1] in (11, 12, 13)
    assert ignore(enrolment) is None
    kinds = Message.objects.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == ["nudge"] * (LAST - 1) + ["last_nudge"]
    assert (fresh(enrolment).state, enrolment.set_aside) == ("active", "backed_off")
    let_retry()
    services.sweep()
    assert fresh(enrolment).next_nudge_at is None
    (newest, *_older) = api(cast.employee).get(f"{school.base}/messages").json()["results"]
    assert newest["link"] == "/haven"


@pytest.mark.slow
def test_rule_11_whoever_ignores_all_is_left_alone_until_the_programme_ends(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    Programme.objects.update(finish_rule="at_end", weeks=200)
    for _nudge in range(LAST):
        ignore(enrolment)
        let_days_pass(enrolment, 30)
    assert (fresh(enrolment).state, enrolment.set_aside) == ("active", "backed_off")
    assert services.plan_waiting() == 0
    Programme.objects.update(weeks=1)
    Enrolment.objects.update(created_at=timezone.now() - timedelta(days=9))
    let_retry()
    services.sweep()
    assert (fresh(enrolment).state, enrolment.set_aside) == ("finished", "")


@pytest.mark.slow
@pytest.mark.parametrize("practice", ["begin", "submit"])
def test_rule_11_any_practice_restores_the_rhythm(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, practice: str
) -> None:
    for _nudge in range(LAST):
        ignore(enrolment)
        Nudge.objects.update(created_at=F("created_at") - timedelta(days=30))
        Nudge.objects.update(due_at=F("due_at") - timedelta(days=30))
    assert fresh(enrolment).set_aside == "backed_off"
    if practice == "begin":
        assert begin(api(cast.employee), school).status_code == 201
        services.sweep()
    else:
        school.submitted(cast.employee)
    due = fresh(enrolment).next_nudge_at
    assert due is not None
    assert due - timezone.now() < timedelta(days=7)
    Attempt.objects.update(started_at=F("started_at") - timedelta(hours=2))  # not at it any more
    assert ignore(enrolment) is not None
    assert Message.objects.filter(kind="last_nudge").count() == 1
