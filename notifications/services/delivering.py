"""Holds the verbs that move a delivery after it was made.

    waiting -> sending -> sent | failed | unknown, or back to waiting for another try
    waiting -> skipped

A worker claims one row at a time, just before it sends it, so that a crash leaves at most that
one in doubt. Whoever updates no row has lost the race and goes on. Nothing here runs inside a
transaction: sending is slow.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from accounts.services import make_password_key
from core import client_paths
from core.batches import each
from notifications import queries, tokens
from notifications.channels import Connection, Outcome, Rendered
from notifications.channels.table import CHANNELS
from notifications.domain import backoff, kinds
from notifications.domain.kinds import Kind
from notifications.domain.replies import Fault
from notifications.errors import UnknownKind
from notifications.models import Channel, Delivery, DeliveryState, Message
from notifications.queries import Wishes
from notifications.services.addresses import find_refusals, forget_refusals, record_refusal
from notifications.services.outages import may_try, record_failure, record_success
from notifications.services.sending import QUIET

ASIDE = timedelta(minutes=10)
"""How long a message waits at which the server named a fault of ours."""

log = structlog.get_logger(__name__)


def deliver(*, ids: Collection[UUID]) -> int:
    """Send those of the deliveries that are due, and return how many were sent. Safe to repeat, and
    to run in several workers at once. An unforeseen failure of one stops none of the others."""
    batch = list(queries.to_send(list(ids)))
    return sum(
        _send_through(channel, [one for one in batch if one.channel == channel])
        for channel in CHANNELS
    )


def _send_through(channel: Channel, batch: list[Delivery]) -> int:
    """Send a batch over one connection, until the channel fails."""
    connect = CHANNELS[channel].connect
    if not batch or connect is None or not may_try(channel=channel):
        return 0
    refused = find_refusals(channel=channel, addresses=_addresses(batch))
    wishes = queries.wishes_of([one.message.recipient_id for one in batch])
    sent = 0
    with connect() as connection:
        for one in batch:
            stopped = refused.get(queries.address_of(one))
            send = partial(
                _send,
                connection=connection,
                wishes=wishes,
                is_stopped=bool(stopped and stopped.stopped_at),
            )
            outcome = _send_one(one, send)
            if outcome is None:
                continue
            if outcome.state == DeliveryState.SENT:
                sent += 1
                _record_sent(channel, one, is_first=sent == 1, was_refused=stopped is not None)
            elif outcome.fault in {Fault.CHANNEL, Fault.US}:
                record_failure(channel=channel, outcome=outcome)
            if outcome.fault == Fault.CHANNEL:
                break
    return sent


def _send_one(delivery: Delivery, send: Callable[[Delivery], Outcome | None]) -> Outcome | None:
    """Send one delivery and return its outcome; None where it failed in an unforeseen way and was
    set aside."""
    [outcome] = each(
        [delivery], send, event="delivery_set_aside", id_of=_id_of, set_aside=_set_aside
    ) or [None]
    return outcome


def _id_of(delivery: Delivery) -> UUID:
    return delivery.pk


def _addresses(batch: Iterable[Delivery]) -> set[str]:
    return {queries.address_of(one) for one in batch}


def _record_sent(channel: Channel, one: Delivery, *, is_first: bool, was_refused: bool) -> None:
    """Record what a sent message proves: the channel works, and so does its address."""
    if is_first:
        record_success(channel=channel)
    if was_refused:
        forget_refusals(channel=channel, addresses=[queries.address_of(one)])


def _send(
    delivery: Delivery, connection: Connection, *, wishes: Wishes, is_stopped: bool
) -> Outcome | None:
    """Send one delivery; None where nothing was tried."""
    reader, kind = delivery.message.recipient_id, delivery.message.kind
    is_wanted = wishes.wants(reader, kind, delivery.channel)
    reason = queries.reason_not_to_send(delivery, is_stopped=is_stopped, is_wanted=is_wanted)
    if reason:
        _move(delivery, DeliveryState.WAITING, Outcome(DeliveryState.SKIPPED, reason))
        return None
    if quiet_until := wishes.waits_until(reader, kind):
        _postpone(delivery, quiet_until)
        return None
    try:
        message = _rendered(delivery)
    except UnknownKind:
        # One row that nobody can put into words must not hold up the rest of its batch.
        _move(delivery, DeliveryState.WAITING, Outcome(DeliveryState.FAILED, "no_words"))
        return None
    if not _claim(delivery, message.address):
        return None
    outcome = connection.send(message)
    _record(delivery, outcome)
    if outcome.fault == Fault.ADDRESS:
        record_refusal(delivery=delivery, address=message.address, reason=outcome.reason)
    return outcome


def _postpone(delivery: Delivery, until: datetime) -> None:
    """Let a delivery wait for the end of its reader's quiet hours; that is none of its tries."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        due_at=until, reason=QUIET
    )


def _set_aside(delivery: Delivery) -> None:
    """Mark a delivery as failed where it was not claimed yet, and as unknown where it was being
    sent."""
    for old, new in (
        (DeliveryState.WAITING, DeliveryState.FAILED),
        (DeliveryState.SENDING, DeliveryState.UNKNOWN),
    ):
        if Delivery.objects.filter(pk=delivery.pk, state=old).exists():
            _move(delivery, old, Outcome(new, "failed"))
            return


def _rendered(delivery: Delivery) -> Rendered:
    message = delivery.message
    person, kind = message.reader, kinds.kind_of(message.kind)
    key = make_password_key(person=person) if "{key}" in kind.path else ""
    address = queries.address_of(delivery)
    invite = kind.calendar
    return Rendered(
        id=delivery.pk,
        address=address,
        text=kinds.render(
            kind, message.context, person.language, wording=kind.wording_of(message.pk)
        ),
        url=settings.PUBLIC_URL + queries.link_of(message, key=key),
        unsubscribe_key=_unsubscribe_key(delivery, kind),
        settings_url=_settings_url(message),
        calendar=invite and invite(message.context, address, person.language),
    )


def _unsubscribe_key(delivery: Delivery, kind: Kind) -> str:
    member = delivery.message.recipient_id
    if member is None or delivery.channel not in kind.switchable:
        return ""
    return tokens.make(tokens.Subject(member, kind.name, delivery.channel))


def _settings_url(message: Message) -> str:
    """Return where a member chooses which messages come; none for mail about signing in."""
    if message.recipient is None or not kinds.kind_of(message.kind).switchable:
        return ""
    slug = message.recipient.organisation.slug
    return settings.PUBLIC_URL + client_paths.MESSAGE_SETTINGS.format(organisation=slug)


def _claim(delivery: Delivery, address: str) -> bool:
    claimed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        state=DeliveryState.SENDING, address=address, claimed_at=Now(), tries=F("tries") + 1
    )
    return bool(claimed)


def _record(delivery: Delivery, outcome: Outcome) -> None:
    tries = delivery.tries + 1
    if outcome.state != DeliveryState.WAITING:
        _move(delivery, DeliveryState.SENDING, outcome)
    elif outcome.fault in {Fault.CHANNEL, Fault.US}:
        # Not the message's fault, so not one of its tries.
        wait = ASIDE if outcome.fault == Fault.US else timedelta()
        _put_back(delivery, outcome, tries=delivery.tries, wait=wait)
    elif tries >= backoff.MAX_TRIES:
        _move(delivery, DeliveryState.SENDING, Outcome(DeliveryState.FAILED, outcome.reason))
    else:
        wait = backoff.wait_after(tries, str(delivery.pk))
        _put_back(delivery, outcome, tries=tries, wait=wait)


def _put_back(delivery: Delivery, outcome: Outcome, *, tries: int, wait: timedelta) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(
        state=DeliveryState.WAITING, tries=tries, due_at=Now() + wait, reason=outcome.reason
    )


def _move(delivery: Delivery, old: DeliveryState, outcome: Outcome) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=old).update(
        state=outcome.state,
        reason=outcome.reason,
        provider_id=outcome.provider_id,
        finished_at=Now(),
    )
    log.info("delivery", id=str(delivery.pk), state=outcome.state.value, reason=outcome.reason)
