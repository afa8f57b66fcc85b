"""Writes messages and their deliveries as rows of the caller's own transaction. Workers are told
when it commits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Membership
from core.dispatch import dispatch_in_batches
from notifications import queries
from notifications.channels.table import CHANNELS
from notifications.domain import kinds
from notifications.domain.kinds import Kind
from notifications.models import Channel, Delivery, DeliveryState, Message
from notifications.queries import Wishes

# Mails that one task carries; at some 400 a second this is well under the visibility timeout.
BATCH = 100
QUIET = "quiet_hours"
"""The reason of a delivery that waits for the end of its reader's quiet hours."""


@dataclass(frozen=True)
class Outgoing:
    """An outgoing message is one to be written: to a member, or about signing in to a person.

    Two with the same `dedupe_key` are the same message, of which the first stays. `about` is the id
    of what it speaks of, for its link and for `mark_read_about`. What has not left by `not_after`
    (an outage) does not leave; in the app it is there all the same. `address` is where it goes
    instead of to the address that the reader has when it leaves.
    """

    kind: Kind
    dedupe_key: str
    recipient_id: UUID | None = None
    person_id: UUID | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    about: UUID | None = None
    not_after: datetime | None = None
    address: str = ""


def send(
    *,
    recipient: Membership,
    kind: Kind,
    context: Mapping[str, Any],
    dedupe_key: str,
    about: UUID | None = None,
) -> Message:
    """Write the message with this `dedupe_key`, or return the one that an earlier call wrote."""
    one = Outgoing(
        kind=kind,
        dedupe_key=dedupe_key,
        recipient_id=recipient.pk,
        context=context,
        about=about,
    )
    return send_many(messages=[one])[dedupe_key]


@transaction.atomic
def send_many(*, messages: Iterable[Outgoing]) -> dict[str, Message]:
    """Write many messages, and return them by dedupe_key, in six statements however many there
    are. Nothing is delivered through a channel that the member switched off, and mail waits for the
    end of the member's quiet hours."""
    wanted = {one.dedupe_key: one for one in messages}
    for one in wanted.values():
        kinds.check(one.kind, one.context, about=one.about)
    made = {key: _message(one) for key, one in wanted.items()}
    Message.objects.bulk_create(made.values(), ignore_conflicts=True, batch_size=1000)
    kept = {m.dedupe_key: m for m in Message.objects.filter(dedupe_key__in=list(wanted))}
    new = [wanted[key] for key, message in kept.items() if message.pk == made[key].pk]
    _deliver_by(kept, new)
    return kept


@transaction.atomic
def withdraw(*, dedupe_keys: Collection[str], reason: str) -> int:
    """Withdraw the deliveries that have not left yet, and return how many; `reason` is a code such
    as already_done. The messages stay readable in the app."""
    return Delivery.objects.filter(
        message__dedupe_key__in=dedupe_keys, state=DeliveryState.WAITING
    ).update(state=DeliveryState.SKIPPED, reason=reason, finished_at=Now())


def _message(one: Outgoing) -> Message:
    return Message(
        recipient_id=one.recipient_id,
        person_id=one.person_id,
        kind=one.kind.name,
        context=dict(one.context),
        about=one.about,
        dedupe_key=one.dedupe_key,
    )


def _deliver_by(messages: Mapping[str, Message], new: Sequence[Outgoing]) -> None:
    readers = [one.recipient_id for one in new]
    wishes, devices = queries.wishes_of(readers), queries.devices_of(readers)
    now = timezone.now()
    deliveries = [
        _delivery(one, messages[one.dedupe_key], channel, address, wishes, now)
        for one in new
        for channel in map(Channel, sorted(one.kind.channels))
        if wishes.wants(one.recipient_id, one.kind.name, channel)
        for address in _addresses(one, channel, devices)
    ]
    Delivery.objects.bulk_create(deliveries, batch_size=1000)
    waiting = [
        one.pk for one in deliveries if one.state == DeliveryState.WAITING and not one.reason
    ]
    dispatch_in_batches("notifications.deliver", waiting, size=BATCH)


def _addresses(
    one: Outgoing, channel: Channel, devices: Mapping[UUID, Sequence[UUID]]
) -> list[str]:
    """Return the fixed addresses to send to; an empty one is found when it is sent."""
    if channel != Channel.PUSH:
        return [one.address]
    return [str(id) for id in devices.get(one.recipient_id, ())] if one.recipient_id else []


def _delivery(
    one: Outgoing,
    message: Message,
    channel: Channel,
    address: str,
    wishes: Wishes,
    now: datetime,
) -> Delivery:
    state = CHANNELS[channel].first_state
    is_waiting = state == DeliveryState.WAITING
    quiet_until = wishes.waits_until(one.recipient_id, one.kind.name) if is_waiting else None
    return Delivery(
        message=message,
        channel=channel,
        not_after=one.not_after,
        # A message has several pushes, each of its own address from the start.
        address=address if channel == Channel.PUSH else "",
        fixed_address=address,
        state=state,
        due_at=quiet_until or now,
        reason=QUIET if quiet_until else "",
        finished_at=None if is_waiting else now,
    )
