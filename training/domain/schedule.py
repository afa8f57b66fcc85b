"""Computes when the next nudge is due. Pure: no ORM, no clock.

A rhythm is in local time: "every 3 days at 09:30 on weekdays, where this person lives". Days are
counted on the local calendar, and only the result becomes an instant (core/local_time.py).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.local_time import instant, local_date

PATIENCE = timedelta(hours=2)
"""How late a nudge may still go out. Later (an outage) it is dropped as stale and waits for the
next opening, so that nothing meant for 09:30 arrives at night."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """A rhythm says when nudges may come. `days_between` counts local days, 1 or more; `weekdays`
    are ISO numbers, 1 is Monday."""

    days_between: int
    at: time
    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if self.days_between < 1 or not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise ValueError("A rhythm needs days_between >= 1 and weekdays from 1 to 7.")


def next_nudge(rhythm: Rhythm, zone: ZoneInfo, now: datetime, last: datetime | None) -> datetime:
    """Return the first opening after `now` that is at least `days_between` local days after `last`.

    `last` is the person's latest nudge or practice, whichever was later; None when there was
    neither, and then the very next opening will do. Instants are aware; the answer is in UTC.
    """
    day = local_date(now, zone)
    if last is not None:
        day = max(day, local_date(last, zone) + rhythm.days_between * _DAY)
    while True:
        opening = instant(day, rhythm.at, zone)
        if day.isoweekday() in rhythm.weekdays and opening > now:
            return opening
        day += _DAY


def is_stale(due_at: datetime, now: datetime) -> bool:
    """Tell whether a nudge that was due at `due_at` is too late to be sent at all."""
    return now - due_at > PATIENCE
