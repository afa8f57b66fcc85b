"""Holds the verbs on addresses of which a server says that there is no such mailbox."""

from collections.abc import Collection

import structlog
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.queries import active_admins_of, memberships_of
from notifications.domain.outgoing import Outgoing
from notifications.messages import ADDRESS_STOPPED
from notifications.models import Channel, Delivery, DeliveryState, RefusedAddress
from notifications.services.sending import send_many

REFUSALS = 3
"""So many refused messages stop an address: one may be a mistake of the server."""

log = structlog.get_logger(__name__)


def record_refusal(*, delivery: Delivery, address: str, reason: str) -> None:
    """Count a refusal of the address, and stop mail to it at REFUSALS. An address is stopped only
    when the server accepted other mail meanwhile: a server that refuses every address has a fault
    of its own."""
    rows = RefusedAddress.objects.filter(channel=delivery.channel, address=address)
    counted = rows.update(refusals=F("refusals") + 1, reason=reason, refused_at=Now())
    if not counted:
        row = RefusedAddress(
            channel=delivery.channel, address=address, first_delivery=delivery.pk, reason=reason
        )
        RefusedAddress.objects.bulk_create([row], ignore_conflicts=True)
    refused = rows.filter(stopped_at__isnull=True, refusals__gte=REFUSALS).first()
    if refused and _others_were_taken(refused):
        _stop(refused, delivery)


def forget_refusals(*, channel: Channel, addresses: Collection[str]) -> None:
    """Allow mail to these addresses again, because one mail arrived or somebody asked for it."""
    RefusedAddress.objects.filter(channel=channel, address__in=addresses).delete()


def find_refusals(*, channel: Channel, addresses: Collection[str]) -> dict[str, RefusedAddress]:
    """Return the rows of those of the addresses that were refused, by address."""
    rows = RefusedAddress.objects.filter(channel=channel, address__in=addresses)
    return {row.address: row for row in rows}


def _others_were_taken(refused: RefusedAddress) -> bool:
    taken = Delivery.objects.filter(
        pk__gt=refused.first_delivery, channel=refused.channel, state=DeliveryState.SENT
    )
    return taken.exclude(address=refused.address).exists()


@transaction.atomic
def _stop(refused: RefusedAddress, delivery: Delivery) -> None:
    """Stop mail to the address, once, and tell the admins of the organisations that its person is
    in."""
    stopped = RefusedAddress.objects.filter(pk=refused.pk, stopped_at__isnull=True)
    if not stopped.update(stopped_at=Now()):
        return
    person = delivery.message.reader
    send_many(
        messages=[
            Outgoing(
                kind=ADDRESS_STOPPED,
                recipient_id=admin.pk,
                context={"name": membership.shown_name},
                dedupe_key=f"address_stopped:{refused.pk}:{membership.pk}:{admin.pk}",
                about=membership.pk,
            )
            for membership in memberships_of(person)
            for admin in active_admins_of(membership.organisation_id)
        ]
    )
    log.warning("address_stopped", person=str(person.pk), reason=refused.reason)
