"""Sends deliveries: mail one by one, and what may be repeated a batch at a time.

A worker claims a mail just before it sends it, so that a crash leaves at most that one in doubt.
Nothing here runs inside a transaction: sending is slow.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import TypeVar
from uuid import UUID

from core.batches import each
from notifications import queries
from notifications.channels import Connection, Outcome, Rendered
from notifications.channels.table import CHANNELS
from notifications.domain.replies import Fault
from notifications.models import Channel, Delivery, DeliveryState
from notifications.services.addresses import forget_refusals, record_refusal
from notifications.services.devices import disable, remove_gone
from notifications.services.moving import (
    claim,
    claim_together,
    record,
    record_sent_together,
    set_aside,
)
from notifications.services.outages import may_try, record_failure, record_success
from notifications.services.preparing import Circumstances, look_up, prepare

R = TypeVar("R")


def deliver(*, ids: Collection[UUID]) -> int:
    """Send those of the deliveries that are due, and return how many were sent. Safe to repeat, and
    to run in several workers at once. An unforeseen failure of one stops none of the others."""
    batch = list(queries.to_send(list(ids)))
    sent = 0
    for channel, definition in CHANNELS.items():
        of_channel = [one for one in batch if one.channel == channel]
        if of_channel and definition.connect:
            sent += _send_one_by_one(channel, of_channel)
        elif of_channel and definition.send_batch:
            sent += _send_together(channel, of_channel)
    return sent


def _send_one_by_one(channel: Channel, batch: list[Delivery]) -> int:
    """Send a batch over one connection, until the channel fails."""
    connect = CHANNELS[channel].connect
    if connect is None or not may_try(channel=channel):
        return 0
    known = look_up(channel, batch)
    sent = 0
    with connect() as connection:
        send = partial(_send, connection=connection, known=known)
        for one in batch:
            outcome = _guarded(one, send)
            if outcome is None:
                continue
            if outcome.state == DeliveryState.SENT:
                sent += 1
                _record_proof(channel, one, known, is_first=sent == 1)
            elif outcome.fault in {Fault.CHANNEL, Fault.US}:
                record_failure(channel=channel, outcome=outcome)
            if outcome.fault == Fault.CHANNEL:
                break
    return sent


def _send_together(channel: Channel, batch: list[Delivery]) -> int:
    """Send a batch at once, unless the channel rests. What a crash leaves as sending is sent again
    by the sweep."""
    send_batch = CHANNELS[channel].send_batch
    assert send_batch is not None  # noqa: S101  # by deliver
    if not may_try(channel=channel):
        return 0
    known = look_up(channel, batch)
    ready: dict[UUID, Rendered] = {
        one.pk: message
        for one in batch
        if (message := _guarded(one, partial(prepare, known=known))) is not None
    }
    claimed = claim_together(ready)
    outcomes = send_batch([message for id, message in ready.items() if id in claimed])
    sent = [id for id, outcome in outcomes.items() if outcome.state == DeliveryState.SENT]
    record_sent_together(sent)
    if sent:
        record_success(channel=channel)
    elif down := next((one for one in outcomes.values() if one.fault == Fault.CHANNEL), None):
        record_failure(channel=channel, outcome=down)
    for one in batch:
        outcome = outcomes.get(one.pk)
        if outcome is None or outcome.state == DeliveryState.SENT:
            continue
        record(one, outcome)
        target = ready[one.pk].target
        if target and outcome.fault == Fault.GONE:
            remove_gone(device=UUID(one.address), endpoint=target.endpoint)
        elif target and outcome.fault == Fault.ADDRESS:
            disable(device=UUID(one.address), endpoint=target.endpoint, reason=outcome.reason)
    return len(sent)


def _guarded(delivery: Delivery, work: Callable[[Delivery], R | None]) -> R | None:
    """Work on one delivery; None where it failed in an unforeseen way and was set aside."""
    [result] = each(
        [delivery], work, event="delivery_set_aside", id_of=_id_of, set_aside=set_aside
    ) or [None]
    return result


def _id_of(delivery: Delivery) -> UUID:
    return delivery.pk


def _record_proof(channel: Channel, one: Delivery, known: Circumstances, *, is_first: bool) -> None:
    """Record what a sent message proves: the channel works, and so does its address."""
    if is_first:
        record_success(channel=channel)
    refused = known.refusal_of(one)
    if refused and not refused.is_reported:
        forget_refusals(channel=channel, addresses=[queries.address_of(one)])


def _send(delivery: Delivery, connection: Connection, known: Circumstances) -> Outcome | None:
    """Send one delivery; None where nothing was tried."""
    message = prepare(delivery, known)
    if message is None or not claim(delivery, message.address):
        return None
    outcome = connection.send(message)
    record(delivery, outcome)
    if outcome.fault == Fault.ADDRESS:
        record_refusal(delivery=delivery, address=message.address, reason=outcome.reason)
    return outcome
