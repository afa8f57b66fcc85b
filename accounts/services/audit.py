"""Records who did what, in events that the database refuses to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from accounts.models import AuditEvent, Membership, Organisation, Person


@dataclass(frozen=True)
class Operator:
    """Names a person at the operator's pages, who acts there as no member of an organisation."""

    person: Person


Actor = Membership | Operator | None
"""An actor is a member, an operator, or None for the system and for commands at a terminal."""


def record_audit(
    *,
    organisation: Organisation | None,
    actor: Actor,
    verb: str,
    subject: Model,
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Record one event, in the caller's transaction: it stands exactly when what it tells of does.

    `verb` is a code such as playback_granted; `organisation` is None for what belongs to none, such
    as a person without memberships; `subject` has a UUID key; `detail` holds ids and codes, never
    names, texts or addresses, and names the operator where one acts.
    """
    told = dict(detail or {})
    if isinstance(actor, Operator):
        told["operator"] = str(actor.person.pk)
    return AuditEvent.objects.create(
        organisation=organisation,
        actor=actor if isinstance(actor, Membership) else None,
        verb=verb,
        object_type=subject._meta.label_lower,
        object_id=subject.pk,
        detail=told,
    )


def last_audited_at(
    *, organisation: Organisation | None, verb: str, subject: Model
) -> datetime | None:
    """Return when this was last done to the subject; None where it never was."""
    found = AuditEvent.objects.filter(organisation=organisation, object_id=subject.pk, verb=verb)
    return found.order_by("-id").values_list("at", flat=True).first()
