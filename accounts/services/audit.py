"""Writing down who did what. The database refuses every later change to it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from accounts.models import AuditEvent, Membership, Organisation


def record_audit(
    *,
    organisation: Organisation,
    actor: Membership | None,
    verb: str,
    subject: Model,
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """`verb` such as playback_granted; `actor` None for the system or an operator; `subject` has
    a UUID key; `detail` holds ids and codes, never names, texts or addresses. Joins the caller's
    transaction, so that an event stands exactly when what it tells of does."""
    return AuditEvent.objects.create(
        organisation=organisation,
        actor=actor,
        verb=verb,
        object_type=subject._meta.label_lower,
        object_id=subject.pk,
        detail=dict(detail or {}),
    )
