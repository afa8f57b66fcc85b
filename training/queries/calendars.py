"""Reads what stands in calendars: a member's live sessions, and planned practice if they wish."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.texts import pick
from training.domain.calendars import Entry
from training.models import (
    SEATED,
    Attendance,
    CalendarFeed,
    Enrolment,
    EnrolmentState,
    Workshop,
    WorkshopState,
)

KEPT = timedelta(days=90)
"""How long a session that is over stays in the feed."""

PRACTICE = timedelta(minutes=10)
"""How long a moment of practice is in a calendar."""


def hash_secret(secret: str) -> str:
    """Return what is stored of a feed's secret. It is random and long, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_with(secret: str) -> CalendarFeed | None:
    """Return the feed with this secret, of a member who is active; None for any other."""
    return (
        CalendarFeed.objects.select_related("membership__person", "membership__organisation")
        .filter(
            secret_hash=hash_secret(secret),
            membership__is_active=True,
            membership__person__is_active=True,
            membership__organisation__is_active=True,
        )
        .first()
    )


def entries_of(feed: CalendarFeed) -> list[Entry]:
    """Return what the feed has, in the member's language. It names no exercise."""
    member = feed.membership
    with translation.override(member.person.language):
        found = list(_sessions(member))
        return [*found, *_practice(member)] if feed.with_practice else found


def entry_of(workshop: Workshop, language: str, attendance: Attendance | None = None) -> Entry:
    """Return the workshop as an entry of a calendar."""
    changed = [workshop.updated_at, *([attendance.changed_at] if attendance else [])]
    return Entry(
        uid=str(workshop.id),
        sequence=sequence_of(workshop, attendance),
        changed_at=max(changed),
        starts_at=workshop.starts_at,
        ends_at=workshop.ends_at,
        summary=pick(workshop.title, language),
        place=workshop.place,
        text=pick(workshop.description, language),
        is_cancelled=workshop.state == WorkshopState.CANCELLED,
    )


def sequence_of(workshop: Workshop, attendance: Attendance | None = None) -> int:
    """Return a number that rises with each change of the workshop and of the attendance, so that
    calendars take over the latest one."""
    return workshop.sequence + (attendance.changes if attendance else 0)


def _sessions(member: Membership) -> Iterator[Entry]:
    rows = Attendance.objects.filter(
        membership=member, state__in=SEATED, workshop__ends_at__gt=Now() - KEPT
    )
    for row in rows.select_related("workshop").order_by("workshop__starts_at", "id"):
        yield entry_of(row.workshop, member.person.language, row)


def _practice(member: Membership) -> Iterator[Entry]:
    rows = Enrolment.objects.filter(
        membership=member, state=EnrolmentState.ACTIVE, next_nudge_at__isnull=False
    )
    for row in rows.order_by("next_nudge_at", "id"):
        assert row.next_nudge_at is not None  # noqa: S101  # narrows the type
        yield Entry(
            uid=f"practice-{row.id}",
            sequence=row.next_slot,
            changed_at=row.created_at,
            starts_at=row.next_nudge_at,
            ends_at=row.next_nudge_at + PRACTICE,
            summary=_("A few quiet minutes"),
            is_free=True,
        )
