"""Reads workshops and who attends them, and decides who may see which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Now

from accounts.models import Membership, Role
from accounts.queries import OVERSEERS, SHOWN_NAME, people_led_by
from core.etags import version_of
from training.domain.workshops import Span, overlapping
from training.models import Attendance, AttendanceState, Workshop, WorkshopState

COMING = (AttendanceState.REGISTERED, AttendanceState.WAITING)
"""States of those who mean to come."""

EDITED = (
    "title",
    "description",
    "kind",
    "starts_at",
    "ends_at",
    "time_zone",
    "place",
    "seats",
    "trainer_id",
    "trainer_name",
    "state",
)
"""The columns that the ETag of a workshop names: all that its makers write."""


@dataclass(frozen=True)
class Shown:
    """A workshop as one member sees it: their own attendance, and the ids of other workshops that
    they mean to attend at the same time. `runs` says whether they mark who is there, `may_change`
    whether they plan it otherwise."""

    workshop: Workshop
    own: Attendance | None
    overlaps: list[UUID]
    runs: bool
    may_change: bool
    now: datetime

    @property
    def state(self) -> str:
        """Return `held` from the end on; a worker writes so within a minute."""
        row = self.workshop
        is_over = row.state == WorkshopState.PLANNED and row.ends_at <= self.now
        return WorkshopState.HELD if is_over else row.state


def workshops_visible_to(member: Membership) -> QuerySet[Workshop]:
    """Return all workshops of the organisation for managers and admins; for others those to come,
    those that they ever registered for, and those that they give."""
    rows = Workshop.objects.filter(organisation=member.organisation_id)
    if OVERSEERS & member.role_set:
        return rows
    own = Attendance.objects.filter(workshop=OuterRef("pk"), membership=member)
    to_come = Q(state=WorkshopState.PLANNED, ends_at__gt=Now())
    return rows.filter(to_come | Q(trainer=member) | Exists(own))


def workshops_run_by(member: Membership) -> QuerySet[Workshop]:
    """Return the workshops whose people the member may see and mark as present: all of them for
    managers and admins, for others those that they give. Of a workshop that a manager neither gives
    nor planned, they reach the people of their teams alone (`reached_by`)."""
    rows = Workshop.objects.filter(organisation=member.organisation_id)
    return rows if OVERSEERS & member.role_set else rows.filter(trainer=member)


def trainers_for(member: Membership) -> QuerySet[Membership]:
    """Return whom the member may choose as a trainer, with `sort_name`: whoever has another role
    than that of employee, and the people whom the member oversees."""
    ids = people_led_by(member).values("pk")
    others = Q(roles__overlap=[role for role in Role if role != Role.EMPLOYEE])
    rows = Membership.objects.filter(
        others | Q(pk__in=ids),
        organisation=member.organisation_id,
        is_active=True,
        person__is_active=True,
    )
    return rows.annotate(sort_name=SHOWN_NAME).select_related("person")


def with_details(rows: QuerySet[Workshop], member: Membership) -> QuerySet[Workshop]:
    """Prefetch what an answer about workshops shows, in a constant number of queries."""
    waiting = _counted(Attendance.objects.filter(state=AttendanceState.WAITING), "workshop", "pk")
    own = with_place(Attendance.objects.filter(membership=member))
    return (
        rows.select_related("trainer__person")
        .annotate(waiting_total=waiting)
        .prefetch_related(Prefetch("attendances", own, to_attr="own"))
    )


def with_place(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """Annotate each attendance with its `place` in the waiting list, 1 for the first."""
    before = Attendance.objects.filter(
        state=AttendanceState.WAITING, number__lte=OuterRef("number")
    )
    return rows.annotate(place=_counted(before, "workshop", "workshop"))


def may_change_workshop(member: Membership, workshop: Workshop) -> bool:
    """Tell whether the member plans the workshop otherwise: admins do so of all, a manager of those
    that they planned or give."""
    is_own = member.pk in (workshop.planned_by_id, workshop.trainer_id)
    return Role.ADMIN in member.role_set or (is_own and Role.MANAGER in member.role_set)


def reached_by(member: Membership, workshop: Workshop) -> QuerySet[Membership]:
    """Return those whose attendance the member sees and changes, of a workshop that they run:
    everyone for its trainer and who may change it, else the people of their teams."""
    if workshop.trainer_id == member.pk or may_change_workshop(member, workshop):
        return Membership.objects.filter(organisation=workshop.organisation_id)
    return people_led_by(member)


def people_of(workshop: Workshop, *, reader: Membership) -> QuerySet[Attendance]:
    """Return everyone whom the reader reaches and who ever registered, in the order in which they
    did."""
    reached = reached_by(reader, workshop)
    rows = Attendance.objects.filter(workshop=workshop, membership__in=reached)
    return with_place(rows).select_related("membership__person").order_by("number", "id")


def shown_to(member: Membership, rows: Sequence[Workshop], now: datetime) -> list[Shown]:
    """Return the workshops, read by `with_details`, as the member sees them."""
    others = list(_own_spans(member, now))
    sees_all = bool(OVERSEERS & member.role_set)
    return [
        Shown(
            workshop=row,
            own=next(iter(getattr(row, "own", [])), None),
            overlaps=overlapping(span_of(row), (one for one in others if one[0] != row.id)),
            runs=sees_all or row.trainer_id == member.id,
            may_change=may_change_workshop(member, row),
            now=now,
        )
        for row in rows
    ]


def span_of(workshop: Workshop) -> Span:
    return Span(workshop.starts_at, workshop.ends_at)


def version_of_workshop(workshop: Workshop) -> str:
    """Return the name of the state that makers see and change."""
    return version_of([getattr(workshop, name) for name in EDITED])


def _own_spans(member: Membership, now: datetime) -> Iterable[tuple[UUID, Span]]:
    """Return the time of each workshop that the member means to attend."""
    rows = Workshop.objects.filter(
        attendances__membership=member,
        attendances__state__in=COMING,
        state=WorkshopState.PLANNED,
        ends_at__gt=now,
    )
    return (
        (id, Span(start, end)) for id, start, end in rows.values_list("id", "starts_at", "ends_at")
    )


def _counted(rows: QuerySet[Attendance], inner: str, outer: str) -> Coalesce:
    """Return the subquery that counts the rows whose `inner` is the `outer` of the row outside."""
    grouped = rows.filter(**{inner: OuterRef(outer)}).order_by().values(inner)
    total = grouped.annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)
