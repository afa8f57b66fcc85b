"""domain.quiet_hours: rule 4 of docs/nudges.md, in the zone where the reader lives."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from notifications.domain.quiet_hours import QuietHours, check
from notifications.errors import QuietHoursTooLong


def _end(begins: str, ends: str, zone: str, moment: str) -> str | None:
    """Return the end of the quiet hours at a moment in UTC, as text in UTC."""
    hours = QuietHours(time.fromisoformat(begins), time.fromisoformat(ends), ZoneInfo(zone))
    end = hours.end_of(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    return None if end is None else f"{end:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2027-01-10 20:59", None),  # 21:59 in Amsterdam
        ("2027-01-10 21:00", "2027-01-11 06:00"),
        ("2027-01-11 00:30", "2027-01-11 06:00"),
        ("2027-01-11 05:59", "2027-01-11 06:00"),
        ("2027-01-11 06:00", None),
        ("2027-01-11 12:00", None),
    ],
)
def test_rule_4_they_may_pass_midnight(moment: str, end: str | None) -> None:
    assert _end("22:00", "07:00", "Europe/Amsterdam", moment) == end


@pytest.mark.parametrize(
    ("moment", "end"),
    [("2027-07-01 06:59", None), ("2027-07-01 07:00", "2027-07-01 15:00")],
)
def test_rule_4_they_may_be_within_one_day(moment: str, end: str | None) -> None:
    assert _end("09:00", "17:00", "Europe/Amsterdam", moment) == end


@pytest.mark.parametrize(
    ("begins", "ends", "moment", "end"),
    [
        # 28 March 2027: 02:00 becomes 03:00. The morning comes an hour earlier in UTC.
        ("22:00", "07:00", "2027-03-28 04:59", "2027-03-28 05:00"),
        # They end in the hour that is skipped: the end moves forward with the clocks.
        ("22:00", "02:30", "2027-03-28 01:29", "2027-03-28 01:30"),
        # They begin and end in it: that night has none.
        ("02:15", "02:45", "2027-03-28 01:10", None),
        # 31 October 2027: 03:00 becomes 02:00. The morning comes an hour later in UTC.
        ("22:00", "07:00", "2027-10-31 05:59", "2027-10-31 06:00"),
        # They end at a time that comes twice: the second one counts.
        ("22:00", "02:30", "2027-10-31 01:29", "2027-10-31 01:30"),
        # They begin at one: the first counts, and once begun they last.
        ("02:30", "07:00", "2027-10-31 00:30", "2027-10-31 06:00"),
        ("02:30", "07:00", "2027-10-31 01:15", "2027-10-31 06:00"),
    ],
)
def test_rule_5_they_are_local_time_when_the_clocks_change(
    begins: str, ends: str, moment: str, end: str | None
) -> None:
    assert _end(begins, ends, "Europe/Amsterdam", moment) == end


@pytest.mark.parametrize(
    ("zone", "moment", "end"),
    [
        ("Asia/Kathmandu", "2027-01-10 16:15", "2027-01-11 01:15"),  # +05:45
        ("Australia/Lord_Howe", "2027-04-03 12:00", "2027-04-03 20:30"),  # clocks change 30 min
        ("America/Sao_Paulo", "2018-11-04 02:30", "2018-11-04 09:00"),  # a day without midnight
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 17:00"),  # the 30th was skipped
    ],
)
def test_rule_5_they_fit_every_zone(zone: str, moment: str, end: str) -> None:
    assert _end("22:00", "07:00", zone, moment) == end


@pytest.mark.parametrize(("begins", "ends"), [("22:00", "22:00"), ("08:00", "07:00")])
def test_they_leave_two_hours_of_the_day(begins: str, ends: str) -> None:
    with pytest.raises(QuietHoursTooLong):
        check(time.fromisoformat(begins), time.fromisoformat(ends))
    check(time(9), time(7))
