"""Reads messages and deliveries, and decides once what a membership may see of them."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from core import client_paths
from core.queries import one_of
from notifications.domain import kinds
from notifications.models import Channel, Delivery, DeliveryState, Message, Outage


def visible_to(membership: Membership) -> QuerySet[Message]:
    """Return the member's own messages whose kind is registered and meant for their present roles;
    nobody reads another's."""
    roles = frozenset(membership.roles)
    told = [name for name, kind in kinds.registered().items() if kind.is_for(roles)]
    return Message.objects.filter(
        recipient=membership, deliveries__channel=Channel.IN_APP, kind__in=told
    ).select_related("recipient__organisation")


def unread_count(membership: Membership) -> int:
    """Return how many of the member's messages are unread."""
    return visible_to(membership).filter(read_at__isnull=True).count()


def link_of(message: Message, *, key: str = "") -> str:
    """Return the client's path for a message; `key` is the secret of a mail that holds one.

    A row of an older version that does not say what it is about leads to the member's first screen.
    """
    path = kinds.kind_of(message.kind).path
    if "{id}" in path and message.about is None:
        path = client_paths.HOME
    slug = message.recipient.organisation.slug if message.recipient else ""
    return path.format(organisation=slug, id=message.about, key=key)


def address_of(delivery: Delivery) -> str:
    """Return where a delivery goes now: to its fixed address, or the reader's present one."""
    return delivery.fixed_address or delivery.message.reader.email


def message_of(*, membership: Membership, message_id: UUID) -> Message:
    """Return one message of the member's own; NotFound for any other."""
    return one_of(visible_to(membership), message_id)


def due() -> Q:
    """Return the condition for deliveries that wait and whose time has come by the database's
    clock."""
    return Q(state=DeliveryState.WAITING, due_at__lte=Now())


def may_be_tried() -> QuerySet[Delivery]:
    """Return the due deliveries whose channel is up or is to be probed now."""
    resting = Outage.objects.filter(channel=OuterRef("channel"), next_try_at__gt=Now())
    return Delivery.objects.filter(due(), ~Exists(resting))


def may_be_sent_again() -> QuerySet[Delivery]:
    """Return the deliveries that failed or may not have arrived, and are not too late by their own
    `not_after`."""
    return Delivery.objects.filter(
        Q(not_after__isnull=True) | Q(not_after__gt=Now()),
        state__in=[DeliveryState.FAILED, DeliveryState.UNKNOWN],
        message__recipient__isnull=False,
    )


def outages() -> QuerySet[Outage]:
    """Return the channels that are down by what happened in the last day; older failures are
    ignored."""
    return Outage.objects.filter(failed_at__gt=Now() - timedelta(days=1)).order_by("channel")


def to_send(ids: list[UUID]) -> QuerySet[Delivery]:
    """Return the due deliveries among `ids` with all that sending needs, in one query; `is_late` is
    by the database's clock."""
    return (
        Delivery.objects.filter(due(), pk__in=ids)
        .annotate(is_late=Q(not_after__lt=Now()), now=Now())
        .select_related(
            "message__recipient__person", "message__recipient__organisation", "message__person"
        )
        .order_by("id")
    )


def reason_not_to_send(
    delivery: Delivery, *, is_stopped: bool, is_wanted: bool = True
) -> str | None:
    """Return why a delivery should not be sent after all, as a code; None when it should.

    `is_wanted` says that the member did not switch this kind off for the channel. `is_stopped` says
    that mail to the address was stopped. Mail about signing in is tried even so: its reader asked
    for it, and if it arrives the address is in use again.
    """
    if getattr(delivery, "is_late", False):
        return "too_late"
    if not delivery.message.reader.is_active:
        return "person_inactive"
    recipient = delivery.message.recipient
    if recipient is None:
        return None
    if not recipient.is_active:
        return "membership_inactive"
    if not recipient.organisation.is_active:
        return "organisation_inactive"
    if not is_wanted:
        return "not_wanted"
    return "address_stopped" if is_stopped else None
