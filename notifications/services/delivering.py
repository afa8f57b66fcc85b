"""Every move of a delivery after its birth:

    waiting -> sending -> sent | failed | unknown, or back to waiting for another try
    waiting -> skipped

A worker claims one row at a time, just before it sends it, so that a crash leaves at most that
one in doubt. Whoever updates no row has lost the race and goes on. Nothing here runs inside a
transaction: sending is slow.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from core.dispatch import dispatch_in_batches
from notifications import queries
from notifications.channels import Line, Outcome, Parcel, Sender, mail
from notifications.domain import backoff, kinds
from notifications.errors import UnknownKind
from notifications.models import Channel, Delivery, DeliveryState
from notifications.services.sending import BATCH

SENDERS: dict[str, Sender] = {Channel.MAIL: mail}
# A mail takes milliseconds, and its connection gives up after settings.EMAIL_TIMEOUT seconds.
STALE = timedelta(minutes=10)
SWEEP_LIMIT = 2000
log = structlog.get_logger(__name__)


def deliver(*, ids: Collection[UUID]) -> int:
    """Sends those of the deliveries that are due; how many it sent. Safe to repeat, and to run
    in several workers at once."""
    batch = list(queries.to_send(list(ids)))
    sent = 0
    for channel, sender in SENDERS.items():
        if mine := [one for one in batch if one.channel == channel]:
            with sender.connect() as line:
                sent += sum(_carry(one, line) for one in mine)
    return sent


def sweep() -> tuple[int, int]:
    """Rings again for what waits and gives up on what a crash left half done; (rung, given up).

    Rings expire before many more sweeps have passed, so that a long outage piles up nothing.
    """
    given_up = Delivery.objects.filter(
        state=DeliveryState.SENDING, claimed_at__lt=Now() - STALE
    ).update(state=DeliveryState.UNKNOWN, reason="worker_lost", finished_at=Now())
    waiting = Delivery.objects.filter(queries.due()).order_by("due_at")
    ids = list(waiting.values_list("pk", flat=True)[:SWEEP_LIMIT])
    dispatch_in_batches("notifications.deliver", ids, size=BATCH, expires=60)
    if given_up:
        log.warning("deliveries_given_up", count=given_up)
    return len(ids), given_up


def _carry(delivery: Delivery, line: Line) -> bool:
    if reason := queries.why_not(delivery):
        _move(delivery, DeliveryState.WAITING, Outcome(DeliveryState.SKIPPED, reason))
        return False
    try:
        parcel = _parcel(delivery)
    except UnknownKind:
        # One row that nobody can put into words must not hold up the rest of its batch.
        _move(delivery, DeliveryState.WAITING, Outcome(DeliveryState.FAILED, "no_words"))
        return False
    if not _claim(delivery):
        return False
    outcome = line.send(parcel)
    _record(delivery, outcome)
    return outcome.state == DeliveryState.SENT


def _parcel(delivery: Delivery) -> Parcel:
    message = delivery.message
    person = message.recipient.person
    return Parcel(
        id=delivery.pk,
        address=person.email,
        text=kinds.render(message.kind, message.context, person.language),
        url=settings.PUBLIC_URL + message.link,
    )


def _claim(delivery: Delivery) -> bool:
    claimed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        state=DeliveryState.SENDING, claimed_at=Now(), tries=F("tries") + 1
    )
    return bool(claimed)


def _record(delivery: Delivery, outcome: Outcome) -> None:
    tries = delivery.tries + 1
    if outcome.state != DeliveryState.WAITING:
        _move(delivery, DeliveryState.SENDING, outcome)
    elif tries >= backoff.MAX_TRIES:
        _move(delivery, DeliveryState.SENDING, Outcome(DeliveryState.FAILED, outcome.reason))
    else:
        wait = backoff.wait_after(tries, str(delivery.pk))
        Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(
            state=DeliveryState.WAITING, due_at=Now() + wait, reason=outcome.reason
        )


def _move(delivery: Delivery, old: DeliveryState, outcome: Outcome) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=old).update(
        state=outcome.state,
        reason=outcome.reason,
        provider_id=outcome.provider_id,
        finished_at=Now(),
    )
    log.info("delivery", id=str(delivery.pk), state=outcome.state.value, reason=outcome.reason)
