"""Computes when the next nudge is due. Pure: no ORM, no clock.

A rhythm is in local time: "every 2 to 4 days between 9:00 and 11:00 on weekdays, where this person
lives". Days are counted on the local calendar, and only the result becomes an instant
(core/local_time.py).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID
from zoneinfo import ZoneInfo

from core.local_time import instant, local_date
from notifications.domain.quiet_hours import QuietHours
from training.domain.moments import Beliefs, draw_hours

PATIENCE = timedelta(hours=2)
"""How late a nudge may still go out. Later (an outage) it is dropped as stale and waits for the
next opening, so that nothing meant for 09:30 arrives at night."""

MOST_A_WEEK = 7
"""Nudges that a person gets in seven days at most, of all programmes together."""

WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_WORTH_IT = timedelta(minutes=10)


@dataclass(frozen=True)
class Days:
    """A range of local days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Rhythm:
    """A rhythm says when nudges may come: `days_between` to `days_at_most` local days apart, at a
    local time from `nudge_from` to `nudge_until`, on `weekdays` (ISO numbers, 1 is Monday), and on
    no day of `pauses`. `gap` is the least time to any other nudge of the same person."""

    days_between: int
    days_at_most: int
    nudge_from: time
    nudge_until: time
    weekdays: frozenset[int]
    pauses: tuple[Days, ...] = ()
    gap: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if not 1 <= self.days_between <= self.days_at_most or self.nudge_from > self.nudge_until:
            raise ValueError("A rhythm needs 1 <= days_between <= days_at_most and from <= until.")
        if not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise ValueError("A rhythm needs weekdays from 1 to 7.")


Other = tuple[datetime, timedelta]
"""Another nudge of a person: its instant, and the gap of its programme."""


@dataclass(frozen=True)
class Calendar:
    """A calendar says when a member wants no nudges: on the days of their `leaves`, before the
    instant until which they `snoozed`, and in their `quiet` hours."""

    leaves: Collection[Days] = ()
    snoozed: datetime | None = None
    quiet: QuietHours | None = None

    def is_away(self, day: date) -> bool:
        return any(day in leave for leave in self.leaves)


ALWAYS = Calendar()


def seed_of(enrolment: UUID, slot: int) -> int:
    """Return 64 bits that depend on nothing but the enrolment and the slot, and are as good as
    random over many enrolments."""
    text = enrolment.bytes + slot.to_bytes(8)
    return int.from_bytes(blake2b(text, digest_size=8).digest())


def next_nudge(
    rhythm: Rhythm,
    zone: ZoneInfo,
    now: datetime,
    last: datetime | None,
    *,
    seed: int,
    calendar: Calendar = ALWAYS,
    others: Collection[Other] = (),
    beliefs: Beliefs | None = None,
) -> datetime:
    """Return the opening after `now` at which the next nudge is due, in UTC.

    `last` is the person's latest nudge or practice, whichever was later: the day is one of those
    from `days_between` to `days_at_most` days after it, or the first allowed one after these where
    none of them is to be had. Without `last` it is the first allowed day. `seed` decides among the
    days and within the hours, so that people of one programme come apart, and the same question has
    the same answer. `others` are the person's other nudges; from each of them it keeps the gap that
    both programmes ask for. `beliefs` let the hour be one that suits the person (domain.moments),
    of those that the day has left; None leaves it to the seed. Instants are aware.
    """
    after = now if calendar.snoozed is None else max(now, calendar.snoozed)
    last_day = None if last is None else local_date(last, zone)
    for day in _days(rhythm, local_date(after, zone), last_day, seed):
        if calendar.is_away(day):
            continue
        opening = _opening(rhythm, day, zone, seed, calendar.quiet, beliefs, after)
        if opening is None or opening <= after:
            continue
        if keeps_apart(opening, rhythm.gap, others):
            return opening
    raise AssertionError("days never end")


def keeps_apart(opening: datetime, gap: timedelta, others: Collection[Other]) -> bool:
    """Tell whether a nudge then keeps the gap to each of the person's other nudges that both
    programmes ask for, and leaves the person with MOST_A_WEEK in any seven days."""
    is_near = any(abs(opening - at) < min(gap, theirs) for at, theirs in others)
    return not is_near and is_rare_enough(opening, [at for at, _gap in others])


def is_rare_enough(opening: datetime, others: Collection[datetime]) -> bool:
    """Tell whether one more nudge then leaves the person with MOST_A_WEEK in any seven days."""
    if len(others) < MOST_A_WEEK:
        return True
    near = sorted([*(one for one in others if abs(opening - one) < WEEK), opening])
    last = len(near) - MOST_A_WEEK
    return all(near[at + MOST_A_WEEK] - near[at] >= WEEK for at in range(last))


def is_stale(due_at: datetime, now: datetime) -> bool:
    """Tell whether a nudge that was due at `due_at` is too late to be sent at all."""
    return now - due_at > PATIENCE


def _days(rhythm: Rhythm, today: date, last: date | None, seed: int) -> Iterator[date]:
    """Yield the days to try from today on, best first, without end."""
    after = today
    if last is not None:
        least, most = (
            (last + days * _DAY).toordinal() for days in (rhythm.days_between, rhythm.days_at_most)
        )
        chosen = least + seed % (most - least + 1)
        for ordinal in (*range(chosen, most + 1), *range(least, chosen)):
            if ordinal >= today.toordinal():
                yield date.fromordinal(ordinal)
        after = max(today, date.fromordinal(most + 1))
    while True:
        yield after
        after += _DAY


@dataclass(frozen=True)
class _Hours:
    """The hours of a day: from when until when, how many seconds local clocks count between the
    two, and whether as many go by."""

    opens: datetime
    closes: datetime
    seconds: int
    is_even: bool


def _opening(
    rhythm: Rhythm,
    day: date,
    zone: ZoneInfo,
    seed: int,
    quiet: QuietHours | None,
    beliefs: Beliefs | None,
    after: datetime,
) -> datetime | None:
    """Return the day's opening for this seed; None on a day without one.

    With beliefs it is the best one after `after`, so that what was learned since does not drop the
    day: each hour has one instant, whenever it is asked for. Where none is left it is None.

    An opening in the person's quiet hours moves to what is left of the programme's hours. Where
    nothing is, it stays, so that the message is there to be found: no mail and no push comes in
    quiet hours.
    """
    if day.isoweekday() not in rhythm.weekdays or any(day in pause for pause in rhythm.pauses):
        return None
    hours = _hours(day, rhythm.nudge_from, rhythm.nudge_until, zone)
    if hours is None:
        return None
    if beliefs is not None:
        by_hour = _by_hour(list(_waking(hours, quiet)), zone)
        if by_hour:
            best = (
                _among(by_hour[hour], seed >> 16) for hour in draw_hours(by_hour, beliefs, seed)
            )
            return next((at for at in best if at is not None and at > after), None)
    opening = _within(day, rhythm.nudge_from, hours, zone, seed >> 16)
    if quiet is not None and quiet.end_of(opening) is not None:
        return _among(list(_waking(hours, quiet)), seed >> 16) or opening
    return opening


Span = tuple[datetime, datetime]
"""A first and a last instant."""


def _waking(hours: _Hours, quiet: QuietHours | None) -> Iterator[Span]:
    """Yield what of the hours is not quiet, in order."""
    if quiet is None:
        yield hours.opens, hours.closes
        return
    at = hours.opens
    while at <= hours.closes:
        end = quiet.end_of(at)
        if end is not None:
            at = end
            continue
        begin = quiet.begin_after(at)
        yield at, min(hours.closes, begin - _SECOND)
        at = begin


def _by_hour(spans: Sequence[Span], zone: ZoneInfo) -> dict[int, list[Span]]:
    """Cut the spans at each full hour of the zone, and return them by that hour. An hour of which a
    few minutes are left is left out where there are others, or all who like it would get theirs at
    once."""
    found: dict[int, list[Span]] = {}
    for first, last in spans:
        at = first
        while at <= last:
            local = at.astimezone(zone)
            left = timedelta(minutes=59 - local.minute, seconds=59 - local.second)
            found.setdefault(local.hour, []).append((at, min(last, at + left)))
            at += left + _SECOND
    wide = {hour: of for hour, of in found.items() if of[-1][1] - of[0][0] >= _WORTH_IT}
    return wide or found


def _among(spans: Sequence[Span], seed: int) -> datetime | None:
    """Return the instant of one of the seconds of the spans; None for no span."""
    lengths = [int((last - first) / _SECOND) + 1 for first, last in spans]
    place = seed % sum(lengths) if spans else 0
    for (first, _last), length in zip(spans, lengths, strict=True):
        if place < length:
            return first + place * _SECOND
        place -= length
    return None


def _within(day: date, start: time, hours: _Hours, zone: ZoneInfo, seed: int) -> datetime:
    """Return the instant of one of the local seconds of these hours."""
    shift = timedelta(seconds=seed % (hours.seconds + 1))
    if hours.is_even:
        return hours.opens + shift
    at = datetime.combine(day, start) + shift  # the clocks change between the two
    return instant(day, at.time(), zone)


@lru_cache(maxsize=10_000)
def _hours(day: date, start: time, end: time, zone: ZoneInfo) -> _Hours | None:
    """Return the hours of the day; None where the zone skipped it, as Apia did on 30 December 2011.
    Kept, since thousands of people share a day, a programme and a zone."""
    opens, closes = instant(day, start, zone), instant(day, end, zone)
    if local_date(opens, zone) != day:
        return None
    counted = datetime.combine(day, end) - datetime.combine(day, start)
    return _Hours(opens, closes, int(counted.total_seconds()), closes - opens == counted)
