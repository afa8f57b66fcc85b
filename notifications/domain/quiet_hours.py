"""Computes when a member's quiet hours end. Pure: no ORM, no clock.

Quiet hours are local time: "from 22:00 to 07:00, where this person lives". They begin on each
day of the local calendar, and only the result becomes an instant.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.local_time import instant, local_date
from notifications.errors import QuietHoursTooLong

LONGEST = timedelta(hours=22)
"""Quiet hours leave two hours of each day, or nothing would ever arrive."""

_DAY = timedelta(days=1)
_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  # local time of no zone


@dataclass(frozen=True)
class QuietHours:
    """Quiet hours begin each day at the local time `begins`, and end at `ends`, on the next day
    where that is the earlier time."""

    begins: time
    ends: time
    zone: ZoneInfo

    def end_of(self, moment: datetime) -> datetime | None:
        """Return the end of the quiet hours in which the aware `moment` falls, in UTC; None where
        it falls in none. The end itself is quiet no more."""
        today = local_date(moment, self.zone)
        for day in (today - _DAY, today):
            last = day if self.begins < self.ends else day + _DAY
            begin = instant(day, self.begins, self.zone)
            end = _last_instant(datetime.combine(last, self.ends, tzinfo=self.zone))
            if begin <= moment < end:
                return end
        return None

    def begin_after(self, moment: datetime) -> datetime:
        """Return the first beginning of quiet hours after the aware `moment`, in UTC."""
        today = local_date(moment, self.zone)
        begins = (instant(today + days * _DAY, self.begins, self.zone) for days in range(3))
        return next(begin for begin in begins if begin > moment)


def check(begins: time, ends: time) -> None:
    """Raise QuietHoursTooLong where hardly any time of the day would be left; the same time twice
    is a whole day."""
    length = datetime.combine(_ANY_DAY, ends) - datetime.combine(_ANY_DAY, begins)
    if not timedelta() < length % _DAY <= LONGEST:
        raise QuietHoursTooLong


def _last_instant(local: datetime) -> datetime:
    """Return the local time as an instant in UTC: the later one where the clocks go back over it
    and it comes twice; where they jump over it, the instant moves forward with them."""
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
