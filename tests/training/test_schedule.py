"""next_nudge and is_stale follow the rules of nudges, on plain values."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from training.domain.schedule import PATIENCE, Rhythm, is_stale, next_nudge

BERLIN = ZoneInfo("Europe/Berlin")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAILY = frozenset(range(1, 8))
WORKDAYS = frozenset(range(1, 6))


def rhythm(days: int = 3, at: time = time(9, 30), weekdays: frozenset[int] = WORKDAYS) -> Rhythm:
    return Rhythm(days_between=days, at=at, weekdays=weekdays)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(zone: ZoneInfo, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_it_takes_the_next_opening_when_nothing_came_before() -> None:
    early, late = local(BERLIN, "2027-02-03T08:00"), local(BERLIN, "2027-02-03T09:30")
    assert next_nudge(rhythm(), BERLIN, early, None) == local(BERLIN, "2027-02-03T09:30")
    assert next_nudge(rhythm(), BERLIN, late, None) == local(BERLIN, "2027-02-04T09:30")


def test_it_counts_days_on_the_local_calendar_and_not_72_hours() -> None:
    last = local(BERLIN, "2027-02-01T21:45")
    assert next_nudge(rhythm(), BERLIN, last, last) == local(BERLIN, "2027-02-04T09:30")


def test_it_stays_at_the_same_local_time_over_the_berlin_spring_of_2027() -> None:
    # Rule 5: naive arithmetic turned 09:00 on 26 March into 10:00 on 29 March.
    nine = rhythm(at=time(9), weekdays=DAILY)
    last = utc("2027-03-26T08:00")
    due = next_nudge(nine, BERLIN, last, last)
    assert due == utc("2027-03-29T07:00")
    assert due.astimezone(BERLIN).time() == time(9)


def test_it_stays_at_the_same_local_time_over_the_amsterdam_autumn_of_2026() -> None:
    nine = rhythm(at=time(9), weekdays=DAILY)
    last = utc("2026-10-23T07:00")
    due = next_nudge(nine, AMSTERDAM, last, last)
    assert due == utc("2026-10-26T08:00")
    assert due.astimezone(AMSTERDAM).time() == time(9)


def test_it_waits_for_an_allowed_weekday() -> None:
    thursday = local(AMSTERDAM, "2026-09-03T09:30")
    assert next_nudge(rhythm(), AMSTERDAM, thursday, thursday) == local(
        AMSTERDAM, "2026-09-07T09:30"
    )
    only_saturday = rhythm(days=1, weekdays=frozenset({6}))
    saturday = local(AMSTERDAM, "2026-09-05T09:30")
    assert next_nudge(only_saturday, AMSTERDAM, saturday, saturday) == local(
        AMSTERDAM, "2026-09-12T09:30"
    )


def test_it_goes_by_the_day_where_the_person_lives() -> None:
    # Sunday 23:00 in UTC is Monday in Auckland.
    auckland = ZoneInfo("Pacific/Auckland")
    now = utc("2026-09-06T20:00")
    assert next_nudge(rhythm(), auckland, now, None) == local(auckland, "2026-09-07T09:30")


def test_it_jumps_into_the_future_after_an_outage_and_owes_nothing() -> None:
    now, long_ago = local(BERLIN, "2027-02-03T12:00"), local(BERLIN, "2026-06-01T09:30")
    assert next_nudge(rhythm(), BERLIN, now, long_ago) == local(BERLIN, "2027-02-04T09:30")


@pytest.mark.parametrize(
    "zone",
    ["Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "UTC"],
)
@pytest.mark.parametrize("weekdays", [DAILY, WORKDAYS, frozenset({2}), frozenset({6, 7})])
def test_every_nudge_of_two_years_is_on_time_on_an_allowed_day_and_far_enough_apart(
    zone: str, weekdays: frozenset[int]
) -> None:
    there, steady = ZoneInfo(zone), rhythm(days=3, weekdays=weekdays)
    last = utc("2026-01-01T00:00")
    while last < utc("2028-01-01T00:00"):
        due = next_nudge(steady, there, last + timedelta(seconds=5), last)
        seen = due.astimezone(there)
        assert seen.time() == time(9, 30)
        assert seen.isoweekday() in weekdays
        apart = (seen.date() - last.astimezone(there).date()).days
        assert 3 <= apart <= 3 + 6
        last = due


def test_it_is_stale_once_patience_has_run_out() -> None:
    due = utc("2026-09-01T07:30")
    assert not is_stale(due, due + PATIENCE)
    assert is_stale(due, due + PATIENCE + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("days", "weekdays"),
    [(0, WORKDAYS), (3, frozenset()), (3, frozenset({0})), (3, frozenset({8}))],
)
def test_a_rhythm_without_an_opening_is_refused(days: int, weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        rhythm(days=days, weekdays=weekdays)
