"""Reads what the dashboard of coaching shows: how long feedback took beside what was promised, who
does how much, and whether the loop of feedback closes.

Admins and lead coaches read of all coaches, others of themselves, in a
constant number of statements.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, DateField, F, Q, QuerySet
from django.db.models.functions import Now, TruncDate, TruncWeek

from accounts.models import Membership, Role
from accounts.queries import SHOWN_NAME, acting_as
from coaching.models import SOMEBODY_WAITS, Purpose, Turnaround, WaitingSubmission
from coaching.queries.coaches import oversees
from coaching.queries.figures.asked import Asked
from coaching.queries.figures.closing import Closing, closing
from coaching.queries.percentiles import Percentile
from coaching.queries.queue import QUEUED, open_leases, waiting_for
from core.local_time import local_date
from training.queries.progress import database_now

COUNTED = 1_000
"""The dashboard counts waiting submissions up to this number: it costs the same at any size."""

UTC = ZoneInfo("UTC")
AS_FIRST = Q(purpose__in=QUEUED)
"""A second review is not told from a first one, so a coach's own figures count both."""


@dataclass(frozen=True)
class Took:
    """Says how many times feedback was given, how often in time, and how long half and nine tenths
    of it took at most; these are None of none."""

    released: int = 0
    in_time: int = 0
    median: timedelta | None = None
    p90: timedelta | None = None

    @property
    def median_ms(self) -> int | None:
        return _ms(self.median)

    @property
    def p90_ms(self) -> int | None:
        return _ms(self.p90)


def _ms(duration: timedelta | None) -> int | None:
    return None if duration is None else duration // timedelta(milliseconds=1)


@dataclass(frozen=True)
class Week:
    """Represents one week: from its Monday, or from the first day of the period."""

    starts_on: date
    took: Took


@dataclass(frozen=True)
class Day:
    """Counts what a coach released on a local day of the reader."""

    day: date
    done: int


@dataclass(frozen=True)
class CoachLoad:
    """Represents one coach: what is open on their desk and kept for them now, and how many reviews
    of any purpose they released, by day; days without one are left out."""

    coach: UUID
    name: str
    took: Took
    open: int
    kept: int
    days: list[Day] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.days)


@dataclass(frozen=True)
class Figures:
    """Represents the dashboard; `waiting` and `late` stop at COUNTED."""

    since: datetime
    until: datetime
    waiting: int
    late: int
    took: Took
    weeks: list[Week]
    coaches: list[CoachLoad]
    loop: Closing


def figures_for(viewer: Membership, asked: Asked) -> Figures:
    """Return the figures that an admin, or a coach, may see."""
    until = database_now()
    since = until - timedelta(days=asked.days)
    zone = viewer.zone or UTC
    everyone = oversees(viewer)
    all_rows = _turnarounds(viewer, everyone=everyone)
    rows = all_rows.filter(released_at__gte=since, released_at__lt=until)
    rows = rows.filter(asked.of_turnarounds())
    feedback = rows.filter(purpose=Purpose.FIRST) if everyone else rows.filter(AS_FIRST)
    waiting = _waiting(viewer, asked, everyone=everyone)
    return Figures(
        since=since,
        until=until,
        waiting=waiting[:COUNTED].count(),
        late=waiting.filter(promised_at__lt=Now())[:COUNTED].count(),
        took=_took(feedback.aggregate(**TOOK)),
        weeks=_weeks(feedback, since, until, zone),
        coaches=_loads(viewer, asked, rows, zone, everyone=everyone),
        loop=closing(all_rows, asked, until),
    )


def _turnarounds(viewer: Membership, *, everyone: bool) -> QuerySet[Turnaround]:
    if everyone:
        return Turnaround.objects.filter(organisation=viewer.organisation_id)
    return Turnaround.objects.filter(coach=viewer)


def _waiting(viewer: Membership, asked: Asked, *, everyone: bool) -> QuerySet[WaitingSubmission]:
    rows = (
        WaitingSubmission.objects.filter(SOMEBODY_WAITS, organisation=viewer.organisation_id)
        if everyone
        else waiting_for(viewer)
    )
    programme = asked.programmes("submission__attempt__enrolment__programme")
    return rows.filter(programme, asked.members("membership"))


TOOK: Mapping[str, Any] = {
    "released": Count("pk"),
    "in_time": Count("pk", filter=Q(released_at__lte=F("promised_at"))),
    "median": Percentile(F("released_at") - F("submitted_at"), share=0.5),
    "p90": Percentile(F("released_at") - F("submitted_at"), share=0.9),
}


def _took(row: Mapping[str, Any]) -> Took:
    return Took(**{name: row[name] for name in TOOK})


def _weeks(
    feedback: QuerySet[Turnaround], since: datetime, until: datetime, zone: ZoneInfo
) -> list[Week]:
    """Return every week of the period, also those without feedback."""
    week = TruncWeek("released_at", tzinfo=zone, output_field=DateField())
    rows = feedback.order_by().annotate(week=week).values("week").annotate(**TOOK)
    found = {row["week"]: _took(row) for row in rows}
    first, last = local_date(since, zone), local_date(until, zone)
    return [Week(max(monday, first), found.get(monday, Took())) for monday in _mondays(first, last)]


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += timedelta(days=7)


def _loads(
    viewer: Membership, asked: Asked, rows: QuerySet[Turnaround], zone: ZoneInfo, *, everyone: bool
) -> list[CoachLoad]:
    """Return a line for each active coach, and for who released something while they were one."""
    feedback = rows.order_by().filter(AS_FIRST)
    took = {row["coach"]: _took(row) for row in feedback.values("coach").annotate(**TOOK)}
    day = TruncDate("released_at", tzinfo=zone)
    counted = rows.order_by().exclude(purpose=Purpose.CALIBRATION).annotate(day=day)
    days: dict[UUID, list[Day]] = defaultdict(list)
    for row in counted.values("coach", "day").annotate(done=Count("pk")).order_by("day"):
        days[row["coach"]].append(Day(row["day"], row["done"]))
    begun, kept = _open(viewer, asked), _kept(viewer, asked)
    coaches = Membership.objects.filter(
        acting_as(Role.COACH) | Q(pk__in=[*days]), organisation=viewer.organisation_id
    )
    if not everyone:
        coaches = coaches.filter(pk=viewer.pk)
    named = coaches.annotate(sort_name=SHOWN_NAME).select_related("person")
    return [
        CoachLoad(
            coach=one.pk,
            name=one.shown_name,
            took=took.get(one.pk, Took()),
            open=begun.get(one.pk, 0),
            kept=kept.get(one.pk, 0),
            days=days[one.pk],
        )
        for one in named.order_by("sort_name", "pk")
    ]


def _open(viewer: Membership, asked: Asked) -> dict[UUID, int]:
    attempt = "review__submission__attempt"
    rows = open_leases().filter(
        asked.programmes(f"{attempt}__enrolment__programme"),
        asked.members(f"{attempt}__membership"),
        coach__organisation=viewer.organisation_id,
    )
    return dict(rows.order_by().values_list("coach").annotate(count=Count("pk")))


def _kept(viewer: Membership, asked: Asked) -> dict[UUID, int]:
    rows = WaitingSubmission.objects.filter(
        asked.programmes("submission__attempt__enrolment__programme"),
        asked.members("membership"),
        organisation=viewer.organisation_id,
        assigned_to__isnull=False,
        assigned_until__gt=Now(),
    )
    return dict(rows.order_by().values_list("assigned_to").annotate(count=Count("pk")))
