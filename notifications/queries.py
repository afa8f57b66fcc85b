"""Reads. What a membership may see is decided here once per resource."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from core.queries import one_of
from notifications.domain.kinds import TEMPLATES
from notifications.models import Channel, Delivery, DeliveryState, Message


def visible_to(membership: Membership) -> QuerySet[Message]:
    """A member's own messages, of the kinds that there are words for; nobody reads another's."""
    return Message.objects.filter(
        recipient=membership, deliveries__channel=Channel.IN_APP, kind__in=TEMPLATES
    )


def message_of(*, membership: Membership, message_id: UUID) -> Message:
    """One message of the member's own; NotFound for any other."""
    return one_of(visible_to(membership), message_id)


def due() -> Q:
    """Waiting, and its time has come by the database's clock."""
    return Q(state=DeliveryState.WAITING, due_at__lte=Now())


def to_send(ids: list[UUID]) -> QuerySet[Delivery]:
    """The due ones among `ids` with all that sending needs, in one query; `is_late` is by the
    database's clock."""
    return (
        Delivery.objects.filter(due(), pk__in=ids)
        .annotate(is_late=Q(not_after__lt=Now()))
        .select_related("message__recipient__person", "message__recipient__organisation")
        .order_by("id")
    )


def why_not(delivery: Delivery) -> str | None:
    """Why this should not be sent after all, as a code; None when it should."""
    recipient = delivery.message.recipient
    if getattr(delivery, "is_late", False):
        return "too_late"
    if not recipient.person.is_active:
        return "person_inactive"
    if not recipient.is_active:
        return "membership_inactive"
    return None if recipient.organisation.is_active else "organisation_inactive"
