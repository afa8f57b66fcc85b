"""Holds the verbs by which a member is left alone for a while: leave and snooze. Each moves the due
nudges in its own transaction, and what has not left yet stays."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import Membership
from core.errors import NotFound
from core.local_time import instant, local_date
from core.queries import one_of
from training.domain.schedule import Days
from training.errors import TooManyLeaves, UntilUnreachable
from training.models import Enrolment, EnrolmentState, Leave, Nudge, Snooze
from training.queries.calendar import away_now, zone_of
from training.queries.progress import database_now
from training.services.enrolments import withhold
from training.services.planning import plan

MOST_LEAVES = 30
"""Leaves of a member that are not over."""
LONGEST_SNOOZE = timedelta(days=366)
_DAY = timedelta(days=1)


class SnoozeChoice(StrEnum):
    """A snooze that has a name: until tomorrow, or until Monday, where the member lives."""

    TOMORROW = "tomorrow"
    NEXT_WEEK = "next_week"


@transaction.atomic
def take_leave(*, member: Membership, leave: UUID, days: Days) -> tuple[Leave, bool]:
    """Send the member no nudges on these days; the id is made by the phone. Repeating it changes
    nothing, and other days move the leave; the second value tells whether it is new.

    NotFound for an id that is somebody else's, TooManyLeaves beyond thirty.
    """
    # Two tabs of one member follow each other, and none of them can pass the limit.
    Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
    new = {"first_day": days.first, "last_day": days.last}
    own = Leave.objects.filter(membership=member)
    found = own.filter(pk=leave).first()
    if found is None:
        today = local_date(database_now(), zone_of(member))
        if own.filter(last_day__gte=today).count() >= MOST_LEAVES:
            raise TooManyLeaves
        try:
            with transaction.atomic():
                row = Leave.objects.create(id=leave, membership=member, **new)
        except IntegrityError as taken:  # somebody else's
            raise NotFound from taken
        _move(member)
        return row, True
    if (found.first_day, found.last_day) != (days.first, days.last):
        own.filter(pk=leave).update(**new)
        found.first_day, found.last_day = days.first, days.last
        _move(member)
    return found, False


@transaction.atomic
def end_leave(*, member: Membership, leave: UUID) -> None:
    """Delete the member's leave; NotFound for any other. One nudge comes at the next opening, never
    the backlog."""
    one_of(Leave.objects.filter(membership=member), leave).delete()
    _move(member)


@transaction.atomic
def snooze(*, member: Membership, until: date | SnoozeChoice, or_later: bool = False) -> datetime:
    """Send the member no nudges before the day, and return the instant at which it begins. The one
    that was put off comes at the first opening from then on.

    Repeating changes nothing; another day replaces the one before, except that `or_later` keeps a
    later one. UntilUnreachable for a day that is not to come, or that is more than a year away.
    """
    # A notification and a page of one member follow each other.
    Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
    now, zone = database_now(), zone_of(member)
    today = local_date(now, zone)
    if until == SnoozeChoice.TOMORROW:
        day = today + _DAY
    elif until == SnoozeChoice.NEXT_WEEK:
        day = today + (8 - today.isoweekday()) * _DAY
    else:
        day = date.fromisoformat(str(until))
    if not today < day <= today + LONGEST_SNOOZE:
        raise UntilUnreachable
    ends = instant(day, time(0), zone)
    before = Snooze.objects.filter(membership=member).values_list("until", flat=True).first()
    if or_later and before and before > ends:
        return before
    if before != ends:
        Snooze.objects.bulk_create(
            [Snooze(membership=member, until=ends)],
            update_conflicts=True,
            unique_fields=["membership"],
            update_fields=["until"],
        )
        _move(member)
    return ends


@transaction.atomic
def end_snooze(*, member: Membership) -> None:
    """Let nudges come again. Repeating changes nothing."""
    deleted, _rows = Snooze.objects.filter(membership=member).delete()
    if deleted:
        _move(member)


def _move(member: Membership) -> None:
    nudges = Nudge.objects.filter(enrolment__membership=member)
    own = Enrolment.objects.filter(membership=member, state=EnrolmentState.ACTIVE)
    ids = list(own.order_by("pk").select_for_update(no_key=True).values_list("id", flat=True))
    reason = away_now({member.pk: zone_of(member)}, database_now()).get(member.pk)
    if reason:
        # Those that were handed over: one that waits is skipped there, where its row is locked.
        recent = nudges.filter(created_at__gt=Now() - 2 * _DAY, handled_at__isnull=False)
        recent.update(put_off=True)
    plan(enrolments=ids)
    if reason:
        withhold(nudges, reason=reason)
