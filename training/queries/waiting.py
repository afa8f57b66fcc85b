"""Reads the nudges of a hand-over as plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import Role
from core.zones import zone_named
from training.models import Nudge

Texts = Mapping[str, str]


@dataclass(slots=True)
class Waiting:
    """A waiting nudge, with what its hand-over depends on. It is no row of Django's, of which each
    nudge took nine. `message_id` and `skip_reason` are what becomes of it."""

    id: UUID
    enrolment_id: UUID
    step_id: UUID
    due_at: datetime
    created_at: datetime
    person_id: UUID | None
    skip_reason: str
    membership_id: UUID
    time_zone: str
    roles: Collection[str]
    member_is_active: bool
    person_is_active: bool
    organisation_is_active: bool
    state: str
    next_step_id: UUID | None
    next_reason: str
    technique: Texts | None
    kind: str
    order: int | None
    title: Texts
    scenario_id: UUID | None
    retired_at: datetime | None
    programme: Texts
    archived_at: datetime | None
    message_id: UUID | None = None

    @property
    def is_active(self) -> bool:
        return self.member_is_active and self.person_is_active and self.organisation_is_active

    @property
    def is_employee(self) -> bool:
        return Role.EMPLOYEE in self.roles

    @property
    def zone(self) -> ZoneInfo:
        """Return the member's zone, or UTC where this host does not know it."""
        return zone_named(self.time_zone) or ZoneInfo("UTC")


COLUMNS = (
    "id",
    "enrolment_id",
    "step_id",
    "due_at",
    "created_at",
    "person_id",
    "skip_reason",
    "enrolment__membership_id",
    "enrolment__membership__time_zone",
    "enrolment__membership__roles",
    "enrolment__membership__is_active",
    "enrolment__membership__person__is_active",
    "enrolment__membership__organisation__is_active",
    "enrolment__state",
    "enrolment__next_step_id",
    "enrolment__next_reason",
    "enrolment__next_technique__name",
    "step__kind",
    "step__order",
    "step__title",
    "step__scenario_id",
    "step__scenario__retired_at",
    "step__programme__name",
    "step__programme__archived_at",
)


def waiting_nudges(nudges: Collection[UUID]) -> list[Waiting]:
    """Return these nudges in the order of their ids, in one statement."""
    rows = Nudge.objects.filter(pk__among=nudges).order_by("pk")
    return [Waiting(*row) for row in rows.values_list(*COLUMNS)]
