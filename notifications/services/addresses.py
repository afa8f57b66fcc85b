"""Holds the verbs on addresses of which a server says that there is no such mailbox."""

from collections.abc import Collection
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.models import Person
from accounts.queries import active_admins_of, memberships_of
from accounts.services import Operator, last_audited_at, record_audit
from notifications.domain.kinds import Kind
from notifications.domain.mail_events import Report
from notifications.domain.outgoing import Outgoing
from notifications.messages import ADDRESS_STOPPED, MAIL_STOPPED, MAIL_UNWANTED
from notifications.models import Channel, Delivery, DeliveryState, RefusedAddress
from notifications.services.sending import send_many

REFUSALS = 3
"""So many refused messages stop an address: one may be a mistake of the server."""

ALLOWED = "address_allowed"

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
        _stop(refused, delivery.message.reader, MAIL_STOPPED)


@transaction.atomic
def stop_by_report(*, person: Person, delivery: Delivery, report: Report) -> None:
    """Stop mail to the person's address because a mail service reported a final bounce of
    `delivery`, or a complaint; repeatable."""
    row = RefusedAddress(
        channel=Channel.MAIL,
        address=person.email,
        first_delivery=delivery.pk,
        reason=report.value,
        is_reported=True,
    )
    rows = RefusedAddress.objects.filter(channel=row.channel, address=row.address)
    RefusedAddress.objects.bulk_create([row], ignore_conflicts=True)
    rows.exclude(is_reported=True, reason__in=[Report.COMPLAINT, report]).update(
        is_reported=True, reason=report.value, refused_at=Now()
    )
    kind = MAIL_UNWANTED if report == Report.COMPLAINT else MAIL_STOPPED
    _stop(rows.get(), person, kind)


def forget_refusals(*, channel: Channel, addresses: Collection[str]) -> None:
    """Allow mail to these addresses again, because one mail arrived or somebody asked for it."""
    RefusedAddress.objects.filter(channel=channel, address__in=addresses).delete()


@transaction.atomic
def allow_addresses(*, ids: Collection[int], operator: Person) -> int:
    """Allow mail to refused addresses again, and return how many there were; audited."""
    rows = RefusedAddress.objects.filter(pk__in=ids).select_for_update().order_by("pk")
    for row in rows:
        person = Person.objects.filter(email=row.address).first()
        if person:
            record_audit(
                organisation=None,
                actor=Operator(person=operator),
                verb=ALLOWED,
                subject=person,
                detail={"was": row.reason},
            )
    return RefusedAddress.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]


def address_allowed_at(person: Person) -> datetime | None:
    """Return when an operator last allowed mail to the person's address again; None where none
    did."""
    return last_audited_at(organisation=None, verb=ALLOWED, subject=person)


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
def _stop(refused: RefusedAddress, person: Person, kind: Kind) -> None:
    """Stop mail to the address, once, and tell its person in the app, by a message of `kind`. The
    admins of their organisations are told, too, where it does not arrive: they can correct it. That
    somebody called it spam is told to nobody else."""
    stopped = RefusedAddress.objects.filter(pk=refused.pk, stopped_at__isnull=True)
    if not stopped.update(stopped_at=Now()):
        return
    members = list(memberships_of(person))
    send_many(
        messages=[
            Outgoing(
                kind=kind,
                recipient_id=membership.pk,
                dedupe_key=f"{kind.name}:{refused.pk}:{membership.pk}",
                about=membership.pk,
            )
            for membership in members
        ]
        + [
            Outgoing(
                kind=ADDRESS_STOPPED,
                recipient_id=admin.pk,
                context={"name": membership.shown_name},
                dedupe_key=f"address_stopped:{refused.pk}:{membership.pk}:{admin.pk}",
                about=membership.pk,
            )
            for membership in members
            if kind is MAIL_STOPPED
            for admin in active_admins_of(membership.organisation_id)
        ]
    )
    log.warning("address_stopped", person=str(person.pk), reason=refused.reason)
