"""Reads the further takes that coaches asked for and that were not made yet."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership
from training.models import Retake


@dataclass(frozen=True)
class AskedRetake:
    """Shows its member a retake: the attempt whose feedback asks for it, who asked, and what they
    said to do otherwise."""

    attempt: UUID
    coach_name: str
    remark: str


def open_retakes(enrolments: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return by enrolment the steps of which a coach asked for another take, the oldest request
    first; a step once."""
    rows = Retake.objects.filter(enrolment__among=enrolments, done_at__isnull=True)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for enrolment, step in rows.order_by("asked_at", "pk").values_list("enrolment", "step"):
        if step not in found[enrolment]:
            found[enrolment].append(step)
    return found


def asked_retake(member: Membership, step: UUID) -> AskedRetake | None:
    """Return the latest open retake of one of the member's exercises; None for none."""
    rows = Retake.objects.filter(
        enrolment__membership=member, step=step, done_at__isnull=True
    ).select_related("asked_by__person")
    row = rows.order_by("-asked_at", "-pk").first()
    return AskedRetake(row.attempt_id, row.asked_by.shown_name, row.remark) if row else None
