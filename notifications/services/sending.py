"""Writes messages and their deliveries as rows of the caller's own transaction. Workers are told
when it commits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from notifications import queries
from notifications.channels.table import CHANNELS
from notifications.domain import kinds
from notifications.domain.kinds import Kind
from notifications.domain.outgoing import NewDelivery, Outgoing
from notifications.models import Channel, Delivery, DeliveryState, Message
from notifications.queries import Wishes
from notifications.services import outbox
from notifications.services.dispatching import dispatch_deliveries

QUIET = "quiet_hours"
"""The reason of a delivery that waits for the end of its reader's quiet hours."""


def send(
    *,
    recipient: Membership,
    kind: Kind,
    context: Mapping[str, Any],
    dedupe_key: str,
    about: UUID | None = None,
) -> UUID:
    """Write the message with this `dedupe_key`, unless an earlier call wrote it, and return its
    id."""
    one = Outgoing(
        kind=kind,
        dedupe_key=dedupe_key,
        recipient_id=recipient.pk,
        context=context,
        about=about,
    )
    return send_many(messages=[one])[dedupe_key]


@transaction.atomic
def send_many(*, messages: Iterable[Outgoing]) -> dict[str, UUID]:
    """Write many messages, and return their ids by dedupe_key, in six statements however many there
    are. Nothing is delivered through a channel that is off, or that the member switched off; mail
    waits for the end of the member's quiet hours."""
    wanted = {one.dedupe_key: one for one in messages}
    for one in wanted.values():
        kinds.check(one.kind, one.context, about=one.about)
    new = outbox.write_messages(wanted.values())
    _deliver_by([(id, wanted[key]) for key, id in new.items()])
    return new | _written_before(wanted.keys() - new.keys())


@transaction.atomic
def withdraw(*, dedupe_keys: Collection[str], reason: str) -> int:
    """Withdraw the deliveries that have not left yet, and return how many; `reason` is a code such
    as already_done. The messages stay readable in the app."""
    return Delivery.objects.filter(
        message__dedupe_key__in=dedupe_keys, state=DeliveryState.WAITING
    ).update(state=DeliveryState.SKIPPED, reason=reason, finished_at=Now())


def _written_before(keys: Collection[str]) -> dict[str, UUID]:
    if not keys:
        return {}
    return dict(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", "id"))


def _deliver_by(new: Sequence[tuple[UUID, Outgoing]]) -> None:
    readers = [one.recipient_id for _id, one in new]
    wishes, devices = queries.wishes_of(readers), queries.devices_of(readers)
    now = timezone.now()
    on = {channel.value for channel, definition in CHANNELS.items() if definition.is_on()}
    deliveries = [
        _delivery(id, one, channel, address, wishes, now)
        for id, one in new
        for channel in map(Channel, sorted(one.kind.channels & on))
        if wishes.wants(one.recipient_id, one.kind.name, channel)
        for address in _addresses(one, channel, devices)
    ]
    outbox.write_deliveries(deliveries)
    dispatch_deliveries(
        (one.channel, one.id)
        for one in deliveries
        if one.state == DeliveryState.WAITING and not one.reason
    )


def _addresses(
    one: Outgoing, channel: Channel, devices: Mapping[UUID, Sequence[UUID]]
) -> list[str]:
    """Return the fixed addresses to send to; an empty one is found when it is sent."""
    if channel != Channel.PUSH:
        return [one.address]
    return [str(id) for id in devices.get(one.recipient_id, ())] if one.recipient_id else []


def _delivery(
    message: UUID,
    one: Outgoing,
    channel: Channel,
    address: str,
    wishes: Wishes,
    now: datetime,
) -> NewDelivery:
    state = CHANNELS[channel].first_state
    is_waiting = state == DeliveryState.WAITING
    quiet_until = wishes.waits_until(one.recipient_id, one.kind.name) if is_waiting else None
    return NewDelivery(
        id=new_id(),
        message=message,
        channel=channel,
        not_after=one.not_after,
        # A message has several pushes, each of its own address from the start.
        address=address if channel == Channel.PUSH else "",
        fixed_address=address,
        state=state,
        queued_at=now,
        due_at=quiet_until or now,
        reason=QUIET if quiet_until else "",
        finished_at=None if is_waiting else now,
    )
