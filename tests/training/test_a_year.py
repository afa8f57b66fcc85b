"""A year of virtual time for 10,000 people breaks no rule of when nudges come, on plain values."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from core.local_time import instant
from notifications.domain.quiet_hours import QuietHours
from training.domain.backing_off import LAST, backed_off
from training.domain.moments import Seen, believe
from training.domain.schedule import (
    MOST_A_WEEK,
    Calendar,
    Days,
    Other,
    Rhythm,
    next_nudge,
    seed_of,
)

pytestmark = pytest.mark.slow
PEOPLE, START = 10_000, datetime(2027, 1, 4, 6, tzinfo=UTC)
END, DAY, WEEK = START + timedelta(days=365), timedelta(days=1), timedelta(days=7)
WORKDAYS, DAILY = frozenset(range(1, 6)), frozenset(range(1, 8))
SUMMER, CHRISTMAS = (
    Days(date(2027, 7, 19), date(2027, 8, 8)),
    Days(date(2027, 12, 20), END.date()),
)
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Amsterdam",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Australia/Eucla",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Beirut",
    )
]
RHYTHMS = [
    Rhythm(2, 4, time(9), time(11), WORKDAYS, (SUMMER, CHRISTMAS), timedelta(hours=12)),
    Rhythm(1, 1, time(7), time(20), DAILY, (), timedelta(hours=12)),
    Rhythm(3, 3, time(9, 30), time(9, 30), WORKDAYS, (CHRISTMAS,), timedelta(0)),
    Rhythm(7, 10, time(16), time(20), frozenset({2, 6}), (), timedelta(hours=48)),
]


@dataclass
class Course:
    """One programme of a person, with what happened in it."""

    id: UUID
    rhythm: Rhythm
    slot: int = 1
    ignored: int = 0
    last: datetime | None = None
    put_off: bool = False
    nudges: list[datetime] = field(default_factory=list)


def year_of(number: int) -> Iterator[str]:
    """Live through the year of one person, and yield each rule that was broken."""
    random = Random(number)  # the same people each time
    zone, diligence = random.choice(ZONES), random.random()
    leaves = [
        Days(day, day + random.randrange(1, 20) * DAY)
        for day in (START.date() + random.randrange(365) * DAY for _leave in range(3))
    ]
    quiet = (
        QuietHours(random.choice([time(21), time(18)]), time(9, 45), zone)
        if random.random() < 0.3
        else None
    )
    calendar = Calendar(leaves=leaves, quiet=quiet)
    courses = [
        Course(UUID(int=random.getrandbits(128)), rhythm)
        for rhythm in random.sample(RHYTHMS, 2 if random.random() < 0.2 else 1)
    ]
    beliefs = believe(seen(random), zone) if random.random() < 0.3 else None
    planned: list[tuple[datetime, int]] = []
    drowsy = random.random() * 0.4
    recent: list[Other] = []

    def snooze(at: int, due: datetime) -> None:
        """Put the nudge off that just came, and with it whatever is planned before the end."""
        nonlocal calendar
        day = due.astimezone(zone).date() + random.randrange(1, 21) * DAY
        calendar = replace(calendar, snoozed=instant(day, time(), zone))
        courses[at].put_off, courses[at].ignored = True, courses[at].ignored - 1
        others = [other for _due, other in planned]
        planned.clear()
        for other in others:
            plan(other, due)

    def plan(at: int, now: datetime) -> None:
        course = courses[at]
        rhythm = backed_off(course.rhythm, course.ignored)
        if rhythm is None:
            return
        ahead = [(due, courses[other].rhythm.gap) for due, other in planned if other != at]
        others = [*recent[-MOST_A_WEEK * 2 :], *ahead]
        due = next_nudge(
            rhythm,
            zone,
            now,
            None if course.put_off else course.last,
            seed=seed_of(course.id, course.slot),
            calendar=calendar,
            others=others,
            beliefs=beliefs,
        )
        heapq.heappush(planned, (due, at))

    for at in range(len(courses)):
        plan(at, START)
    while planned and planned[0][0] < END:
        due, at = heapq.heappop(planned)
        course = courses[at]
        yield from broken(course, due, zone, calendar, recent[-20:])
        course.nudges.append(due)
        recent.append((due, course.rhythm.gap))
        course.slot, course.last, course.ignored = course.slot + 1, due, course.ignored + 1
        course.put_off, practised_at = False, due
        if random.random() < diligence:
            course.last = practised_at = due + timedelta(hours=random.randrange(30))
            course.ignored = 0
        elif random.random() < drowsy:
            snooze(at, due)
        plan(at, practised_at)
    if any(course.ignored > LAST for course in courses):
        yield "11: more than the last one"


def seen(random: Random) -> list[Seen]:
    """Return practice at any hour of the day and night, of somebody whose hours are learned."""
    return [
        Seen(START - timedelta(hours=random.randrange(2000)), random.random() < 0.5)
        for _each in range(20)
    ]


def broken(
    course: Course, due: datetime, zone: ZoneInfo, calendar: Calendar, recent: list[Other]
) -> Iterator[str]:
    local, rhythm = due.astimezone(zone), course.rhythm
    if course.nudges and due <= course.nudges[-1]:
        yield "1: not after the one before"
    if not rhythm.nudge_from <= local.time() <= rhythm.nudge_until:
        yield f"4: at {local}"
    if local.isoweekday() not in rhythm.weekdays or any(local.date() in p for p in rhythm.pauses):
        yield f"4: on {local.date()}"
    if calendar.quiet and rhythm.nudge_until >= time(9, 45) and calendar.quiet.end_of(due):
        may_stay = rhythm.nudge_until < calendar.quiet.ends
        if not may_stay and rhythm.nudge_from != rhythm.nudge_until:
            yield f"4: in quiet hours at {local}"
    if (
        not course.put_off
        and course.last
        and local.date() - course.last.astimezone(zone).date() < (rhythm.days_between * DAY)
    ):
        yield f"6: too soon after {course.last}"
    if any(due - at < min(rhythm.gap, gap) for at, gap in recent):
        yield f"6: within the gap at {local}"
    if sum(due - at < WEEK for at, _gap in recent) >= MOST_A_WEEK:
        yield f"6: too many a week at {local}"
    if calendar.snoozed and due < calendar.snoozed:
        yield f"8: before the end of a snooze at {local}"
    if calendar.is_away(local.date()):
        yield f"8: on leave at {local}"
    if course.ignored >= LAST:
        yield "11: after the last one"


def test_a_year_of_ten_thousand_people_breaks_no_rule() -> None:
    found = {number: list(year_of(number)) for number in range(PEOPLE)}
    assert {number: rules for number, rules in found.items() if rules} == {}
