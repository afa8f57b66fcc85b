"""Decides right before sending whether a delivery may still go, and puts it into words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings

from accounts.services import make_password_key
from core import client_paths
from notifications import queries, tokens
from notifications.channels import Outcome, Rendered, Snooze, Target
from notifications.domain import kinds
from notifications.domain.kinds import Kind
from notifications.errors import UnknownKind
from notifications.models import (
    Channel,
    Delivery,
    DeliveryState,
    Device,
    Message,
    RefusedAddress,
)
from notifications.queries import OwnTexts, Wishes
from notifications.services.addresses import find_refusals
from notifications.services.moving import move, postpone

log = structlog.get_logger(__name__)

OF_USE_FOR = timedelta(days=1)
"""How long a push service keeps what has no `not_after`, for a phone that is off."""


@dataclass(frozen=True)
class Circumstances:
    """Circumstances say what is known of a batch's readers and addresses when it is sent."""

    wishes: Wishes
    refused: Mapping[str, RefusedAddress]
    devices: Mapping[str, Device]
    texts: OwnTexts

    def refusal_of(self, delivery: Delivery) -> RefusedAddress | None:
        return self.refused.get(queries.address_of(delivery))

    def device_of(self, delivery: Delivery) -> Device | None:
        """Return the reader's device that a push goes to; None where it is gone, or somebody else's
        by now: two people may share a browser."""
        found = self.devices.get(delivery.address)
        return found if found and found.person_id == delivery.message.reader.pk else None


def look_up(channel: Channel, batch: Sequence[Delivery]) -> Circumstances:
    """Return the circumstances of a batch, in a few statements however large it is."""
    by_push = channel == Channel.PUSH
    addresses = set() if by_push else {queries.address_of(one) for one in batch}
    return Circumstances(
        wishes=queries.wishes_of([one.message.recipient_id for one in batch]),
        refused=find_refusals(channel=channel, addresses=addresses),
        devices=_devices([one.address for one in batch]) if by_push else {},
        # A push says the same for all.
        texts=_texts([] if by_push else batch),
    )


def _texts(batch: Sequence[Delivery]) -> OwnTexts:
    members = [one.message.recipient for one in batch]
    texts = queries.own_texts_of({one.organisation_id for one in members if one})
    for id in texts.invalid:
        log.warning("own_wordings_invalid", own_wordings=str(id))
    return texts


def prepare(delivery: Delivery, known: Circumstances) -> Rendered | None:
    """Return the delivery in words; None where it may not go now or at all, and was moved."""
    wishes, channel = known.wishes, delivery.channel
    reader, kind = delivery.message.recipient_id, delivery.message.kind
    refused = known.refusal_of(delivery)
    reason = queries.reason_not_to_send(
        delivery,
        is_stopped=bool(refused and refused.stopped_at),
        is_wanted=wishes.wants(reader, kind, channel),
    )
    device = known.device_of(delivery)
    if not reason and channel == Channel.PUSH and device is None:
        reason = "device_gone"
    if reason:
        move(delivery, DeliveryState.WAITING, Outcome(DeliveryState.SKIPPED, reason))
        return None
    if quiet_until := wishes.waits_until(reader, kind):
        postpone(delivery, quiet_until)
        return None
    try:
        return _rendered(delivery, known)
    except UnknownKind:
        # One row that nobody can put into words must not hold up the rest of its batch.
        move(delivery, DeliveryState.WAITING, Outcome(DeliveryState.FAILED, "no_words"))
        return None


def _devices(ids: Collection[str]) -> dict[str, Device]:
    rows = Device.objects.filter(pk__in=[UUID(one) for one in ids], disabled_reason="")
    return {str(row.pk): row for row in rows}


def _rendered(delivery: Delivery, known: Circumstances) -> Rendered:
    message, device = delivery.message, known.device_of(delivery)
    person, kind = message.reader, kinds.kind_of(message.kind)
    key = make_password_key(person=person) if "{key}" in kind.path else ""
    address = delivery.address if device else queries.address_of(delivery)
    invite = kind.calendar
    wording = known.texts.wording_of(kind, message, person.language)
    words = kinds.render(kind, message.context, person.language, wording=wording)
    return Rendered(
        id=delivery.pk,
        address=address,
        text=words,
        url=settings.PUBLIC_URL + queries.link_of(message, key=key),
        topic=message.pk.hex,
        ttl=_ttl(delivery),
        target=Target(device.endpoint, device.p256dh, device.auth) if device else None,
        snooze=_snooze(message, kind),
        unsubscribe_key=_unsubscribe_key(delivery, kind),
        settings_url=_settings_url(message, kind),
        calendar=invite and invite(message.context, address, person.language),
    )


def _ttl(delivery: Delivery) -> int:
    """Return for how many seconds the message is of use, at least a minute."""
    now: Any = getattr(delivery, "now", None)
    left = delivery.not_after - now if delivery.not_after and now else OF_USE_FOR
    return int(min(max(left, timedelta(minutes=1)), OF_USE_FOR).total_seconds())


def _snooze(message: Message, kind: Kind) -> Snooze | None:
    member = message.recipient
    return Snooze(member.organisation.slug, member.pk) if member and kind.can_wait else None


def _unsubscribe_key(delivery: Delivery, kind: Kind) -> str:
    member = delivery.message.recipient_id
    if member is None or delivery.channel not in kind.switchable:
        return ""
    return tokens.make(tokens.Subject(member, kind.name, delivery.channel))


def _settings_url(message: Message, kind: Kind) -> str:
    """Return where a member chooses which messages come; none for mail about signing in."""
    if message.recipient is None or not kind.switchable:
        return ""
    slug = message.recipient.organisation.slug
    return settings.PUBLIC_URL + client_paths.MESSAGE_SETTINGS.format(organisation=slug)
