"""Holds the conditional updates that move a delivery after it was made.

    waiting -> sending -> sent | failed | unknown, or back to waiting for another try
    waiting -> skipped

Whoever updates no row has lost the race and goes on.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from notifications.channels import Outcome
from notifications.domain import backoff
from notifications.domain.replies import Fault
from notifications.models import Delivery, DeliveryState
from notifications.services.sending import QUIET

ASIDE = timedelta(minutes=10)
"""How long a message waits at which the server named a fault of ours."""

CLAIM = """
UPDATE notifications_delivery
SET state = 'sending', claimed_at = now(), tries = tries + 1
WHERE id = ANY(%s) AND state = 'waiting'
RETURNING id
"""
log = structlog.get_logger(__name__)


def claim(delivery: Delivery, address: str) -> bool:
    """Claim one delivery for the caller, right before it is sent."""
    claimed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        state=DeliveryState.SENDING, address=address, claimed_at=Now(), tries=F("tries") + 1
    )
    return bool(claimed)


def claim_together(ids: Collection[UUID]) -> set[UUID]:
    """Claim those of the deliveries that wait, in one statement, and return their ids."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [list(ids)])
        return {row[0] for row in cursor.fetchall()}


def record(delivery: Delivery, outcome: Outcome) -> None:
    """Record how the attempt at a claimed delivery went."""
    tries = delivery.tries + 1
    if outcome.state != DeliveryState.WAITING:
        move(delivery, DeliveryState.SENDING, outcome)
    elif outcome.fault in {Fault.CHANNEL, Fault.US}:
        # Not the message's fault, so not one of its tries.
        wait = ASIDE if outcome.fault == Fault.US else timedelta()
        _put_back(delivery, outcome, tries=delivery.tries, wait=wait)
    elif tries >= backoff.MAX_TRIES:
        move(delivery, DeliveryState.SENDING, Outcome(DeliveryState.FAILED, outcome.reason))
    else:
        usual = backoff.wait_after(tries, str(delivery.pk))
        _put_back(delivery, outcome, tries=tries, wait=max(usual, outcome.wait or usual))


def record_sent_together(ids: Collection[UUID]) -> None:
    """Record that these claimed deliveries were sent, in one statement."""
    Delivery.objects.filter(pk__in=ids, state=DeliveryState.SENDING).update(
        state=DeliveryState.SENT, reason="", finished_at=Now()
    )
    log.info("deliveries_sent", count=len(ids))


def postpone(delivery: Delivery, until: datetime) -> None:
    """Let a delivery wait for the end of its reader's quiet hours; that is none of its tries."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        due_at=until, reason=QUIET
    )


def set_aside(delivery: Delivery) -> None:
    """Mark a delivery as failed where it was not claimed yet, and as unknown where it was being
    sent."""
    for old, new in (
        (DeliveryState.WAITING, DeliveryState.FAILED),
        (DeliveryState.SENDING, DeliveryState.UNKNOWN),
    ):
        if Delivery.objects.filter(pk=delivery.pk, state=old).exists():
            move(delivery, old, Outcome(new, "failed"))
            return


def move(delivery: Delivery, old: DeliveryState, outcome: Outcome) -> None:
    """Move a delivery from one state to that of the outcome."""
    Delivery.objects.filter(pk=delivery.pk, state=old).update(
        state=outcome.state,
        reason=outcome.reason,
        provider_id=outcome.provider_id,
        finished_at=Now(),
    )
    log.info("delivery", id=str(delivery.pk), state=outcome.state.value, reason=outcome.reason)


def _put_back(delivery: Delivery, outcome: Outcome, *, tries: int, wait: timedelta) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(
        state=DeliveryState.WAITING, tries=tries, due_at=Now() + wait, reason=outcome.reason
    )
