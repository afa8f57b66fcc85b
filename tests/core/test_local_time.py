"""core.local_time converts local time at gaps and folds of the clock, and finds days of the local
calendar."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.local_time import instant, local_date


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", "2027-03-28", time(2, 30), "2027-03-28T01:30"),  # shown as 03:30
        ("Australia/Lord_Howe", "2026-10-04", time(2, 15), "2026-10-03T15:45"),  # 30 minutes
        ("America/New_York", "2027-03-14", time(2), "2027-03-14T07:00"),
        ("Antarctica/Troll", "2027-03-28", time(1, 30), "2027-03-28T01:30"),  # two hours
        ("Pacific/Apia", "2011-12-30", time(9, 30), "2011-12-30T19:30"),  # a day that never was
    ],
)
def test_a_local_time_in_a_gap_moves_forward(zone: str, day: str, at: time, expected: str) -> None:
    there = ZoneInfo(zone)
    moved = instant(date.fromisoformat(day), at, there)
    assert moved == utc(expected)
    assert moved.astimezone(there).replace(tzinfo=None) > datetime.combine(
        date.fromisoformat(day), at
    )


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Amsterdam", "2026-10-25", time(2, 30), "2026-10-25T00:30"),  # 02:30 summer time
        ("Australia/Lord_Howe", "2027-04-04", time(1, 45), "2027-04-03T14:45"),
        ("America/New_York", "2026-11-01", time(1, 30), "2026-11-01T05:30"),
    ],
)
def test_a_local_time_that_comes_twice_counts_the_first_time(
    zone: str, day: str, at: time, expected: str
) -> None:
    assert instant(date.fromisoformat(day), at, ZoneInfo(zone)) == utc(expected)


def test_late_in_the_evening_it_is_another_day_further_east() -> None:
    moment = utc("2027-02-03T20:30")
    assert local_date(moment, ZoneInfo("Europe/Amsterdam")) == date(2027, 2, 3)
    assert local_date(moment, ZoneInfo("Asia/Tokyo")) == date(2027, 2, 4)
