"""Converts local time of a zone to UTC instants, and back. Pure: no ORM, no clock.

Adding 24 hours in UTC is wrong twice a year: count days on the local calendar, and make an instant
of the result.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Between these days Kalm plans: years of weeks, and the offset of any zone, can be added to each
of them without leaving what Python can count."""


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day on which the aware `moment` falls in the zone."""
    return moment.astimezone(zone).date()


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the local time as a UTC instant.

    Where the clocks jump forward over it, the instant moves forward with them; where they go back
    and it comes twice, the first one counts (PEP 495, fold=0).
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
