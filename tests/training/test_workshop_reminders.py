"""Reminders come the day before, by the clock of the place, once for each person."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from notifications.models import Message
from tests.cast import Cast
from tests.training.live import planned, told
from training.domain.workshops import reminder_for
from training.models import Workshop
from training.services import workshops

DUE, TOO_LATE = Now() - timedelta(hours=1), Now() - timedelta(hours=15)


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        # The clocks go forward in the night before the session, and back in the one of the next.
        ("Europe/Amsterdam", "2027-03-28T09:00+02:00", "2027-03-27T09:30+01:00"),
        ("Europe/Amsterdam", "2027-10-31T09:00+01:00", "2027-10-30T09:30+02:00"),
        # In UTC both are the same day; at the place the session is past midnight.
        ("Asia/Kathmandu", "2027-05-02T00:15+05:45", "2027-05-01T09:30+05:45"),
        # Apia left out 30 December 2011.
        ("Pacific/Apia", "2011-12-31T10:00+14:00", "2011-12-30T09:30-10:00"),
    ],
)
def test_a_reminder_comes_at_half_past_nine_the_day_before(
    zone: str, starts: str, expected: str
) -> None:
    at = reminder_for(
        datetime.fromisoformat(starts), ZoneInfo(zone), datetime(2000, 1, 1, tzinfo=UTC)
    )
    assert at == datetime.fromisoformat(expected)


def test_none_comes_where_its_time_has_passed() -> None:
    starts = datetime(2027, 3, 2, 9, tzinfo=UTC)
    assert reminder_for(starts, ZoneInfo("UTC"), starts - timedelta(hours=3)) is None


@pytest.mark.slow
def test_it_goes_to_who_is_registered_once(cast: Cast) -> None:
    row = planned(cast.haven, days=1, seats=1, remind_at=Now())
    other = planned(cast.haven, days=1, remind_at=Now() + timedelta(hours=1))
    for member in (cast.employee, cast.teammate):
        workshops.register(member=member, workshop=row.id)
    workshops.register(member=cast.teammate, workshop=other.id)
    assert [workshops.sweep_workshops() for _each in range(2)] == [1, 0]
    assert told(cast.employee) == ["registered", "reminder"]
    assert told(cast.teammate) == ["registered"]
    Workshop.objects.filter(pk=row.pk).update(remind_at=Now())  # as after a crash
    workshops.sweep_workshops()
    assert Message.objects.filter(kind="workshop_reminder").count() == 1


@pytest.mark.slow
def test_none_goes_out_after_the_day_before_or_the_start_or_to_who_withdrew(cast: Cast) -> None:
    late = planned(cast.haven, remind_at=DUE)
    left = planned(cast.haven, days=1, remind_at=DUE)
    # After an outage: "tomorrow" would be wrong by now.
    today = planned(cast.haven, days=0.2, remind_at=TOO_LATE)
    for row in (late, left, today):
        workshops.register(member=cast.employee, workshop=row.id)
    workshops.withdraw(member=cast.employee, workshop=left.id)
    Workshop.objects.filter(pk=late.pk).update(starts_at=Now() - timedelta(minutes=1))
    assert workshops.sweep_workshops() == 3
    assert not Message.objects.filter(kind="workshop_reminder").exists()


@pytest.mark.slow
def test_many_cost_the_same_number_of_statements(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def due(count: int) -> None:
        for _each in range(count):
            row = planned(cast.haven, days=1, remind_at=DUE)
            workshops.register(member=cast.employee, workshop=row.id)

    for count in (1, 5):
        due(count)
        with django_assert_max_num_queries(20):
            assert workshops.sweep_workshops() == count


@pytest.mark.slow
def test_one_that_can_not_be_put_into_words_stops_no_other(cast: Cast) -> None:
    good, bad = (planned(cast.haven, days=1, remind_at=DUE) for _each in range(2))
    for row in (good, bad):
        workshops.register(member=cast.employee, workshop=row.id)
    # Past what a clock of the place can say, as a row that another program wrote could be.
    end = datetime(9999, 12, 31, 23, 45, tzinfo=UTC)
    Workshop.objects.filter(pk=bad.pk).update(starts_at=end - timedelta(minutes=15), ends_at=end)
    workshops.sweep_workshops()
    told_of = Message.objects.filter(kind="workshop_reminder").values_list("about", flat=True)
    assert list(told_of) == [good.id]
