"""Provides what the tests of live sessions use."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Membership, Organisation
from notifications.models import Message
from tests.scenarios.content import both
from training.models import Attendance, Workshop

Json = dict[str, Any]
AMSTERDAM = "Europe/Amsterdam"


def planned(organisation: Organisation, *, days: float = 7, **fields: Any) -> Workshop:
    """Store a workshop of three hours that begins in so many days."""
    starts = timezone.now() + timedelta(days=days)
    usual: dict[str, Any] = {
        "title": both("Staying calm"),
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=3),
        "time_zone": AMSTERDAM,
        "place": "Utrecht",
        "seats": 2,
    }
    return Workshop.objects.create(organisation=organisation, **{**usual, **fields})


def body_of(**changed: Any) -> Json:
    """Return the body that plans a workshop in 2098."""
    return {
        "titles": {"nl": "Rustig blijven", "en": "Staying calm"},
        "descriptions": {"nl": "Drie uur samen oefenen."},
        "kind": "workshop",
        "starts_local": "2098-03-04T09:30",
        "ends_local": "2098-03-04T12:30",
        "time_zone": AMSTERDAM,
        "place": "Utrecht, Stationsplein 1",
        "seats": 2,
        "trainer_name": "Kim",
        **changed,
    }


def url_of(workshop: Workshop | UUID, rest: str = "") -> str:
    id = workshop.id if isinstance(workshop, Workshop) else workshop
    return f"/api/v1/haven/workshops/{id}{rest}"


def begin_now(workshop: Workshop) -> None:
    """Let the workshop be under way, as time would."""
    now = datetime.now(UTC)
    Workshop.objects.filter(pk=workshop.pk).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=2)
    )
    workshop.refresh_from_db()


def end_now(workshop: Workshop) -> None:
    """Let the workshop be over for an hour."""
    now = datetime.now(UTC)
    Workshop.objects.filter(pk=workshop.pk).update(
        starts_at=now - timedelta(hours=4), ends_at=now - timedelta(hours=1)
    )
    workshop.refresh_from_db()


def state_of(workshop: Workshop, member: Membership) -> str | None:
    rows = Attendance.objects.filter(workshop=workshop, membership=member)
    return rows.values_list("state", flat=True).first()


def told(member: Membership) -> list[str]:
    """Return the kinds of the messages about workshops that the member got, oldest first."""
    rows = Message.objects.filter(recipient=member, kind__startswith="workshop_")
    return [
        kind.removeprefix("workshop_")
        for kind in rows.order_by("id").values_list("kind", flat=True)
    ]
