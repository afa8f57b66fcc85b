"""Computes when a programme begins and ends for one member. Pure: no ORM, no clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.local_time import instant, local_date


@dataclass(frozen=True)
class Term:
    """Holds the first instant of a programme and the first one after it, in UTC; `ends` is None
    where the programme has no length."""

    begins: datetime
    ends: datetime | None


def term_of(
    enrolled_at: datetime, starts_on: date | None, weeks: int | None, zone: ZoneInfo
) -> Term:
    """Return the term of a member who lives in `zone`: it begins at their enrolment, and not before
    midnight of `starts_on`; it ends at midnight, so many weeks after the day on which it began."""
    begins = enrolled_at
    if starts_on is not None:
        begins = max(begins, instant(starts_on, time(), zone))
    if weeks is None:
        return Term(begins, None)
    last = local_date(begins, zone) + timedelta(weeks=weeks)
    return Term(begins, instant(last, time(), zone))
