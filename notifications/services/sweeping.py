"""Dispatches waiting deliveries again, and ends those that waited too long."""

from datetime import timedelta

import structlog
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now, NullIf

from notifications import queries
from notifications.channels.table import CHANNELS
from notifications.domain.backoff import MAX_TRIES
from notifications.models import Delivery, DeliveryState
from notifications.services.devices import prune_devices
from notifications.services.dispatching import dispatch_deliveries

# A mail takes milliseconds, and its connection gives up after settings.EMAIL_TIMEOUT seconds.
STALE = timedelta(minutes=10)
REPEATABLE = [name for name, channel in CHANNELS.items() if channel.send_batch]
# What may be repeated is sent again once its batch has had twice the time that it takes at most: a
# busy host is slower, and whoever has a push already would get it again.
SOON = 2 * max(CHANNELS[name].longest for name in REPEATABLE)
GIVE_UP_AFTER = timedelta(days=5)
"""How long a message without a `not_after` waits, as mail servers themselves do."""

SWEEP_LIMIT = 2000
log = structlog.get_logger(__name__)


def sweep() -> tuple[int, int]:
    """Dispatch waiting deliveries again, mark those that a crash interrupted, end those that
    waited too long, and prune devices; return (dispatched, interrupted by a crash).

    Tasks expire before many more sweeps have passed, so that a long outage piles up nothing.
    """
    sending = Delivery.objects.filter(state=DeliveryState.SENDING)
    mail = ~Q(channel__in=REPEATABLE) & Q(claimed_at__lt=Now() - STALE)
    repeatable = Q(channel__in=REPEATABLE, claimed_at__lt=Now() - SOON)
    sending.filter(repeatable, tries__lt=MAX_TRIES).update(
        state=DeliveryState.WAITING, reason="worker_lost", due_at=Now()
    )
    # Also what ends the worker each time that it is sent, and would for ever.
    had_last_try = repeatable & Q(tries__gte=MAX_TRIES)
    given_up = sending.filter(mail | had_last_try).update(
        state=DeliveryState.UNKNOWN, reason="worker_lost", finished_at=Now()
    )
    prune_devices()
    too_late = _end_what_waited_too_long()
    waiting = queries.may_be_tried().order_by("due_at")
    found = list(waiting.values_list("channel", "pk")[:SWEEP_LIMIT])
    dispatch_deliveries(found, expires=60)
    if given_up or too_late:
        log.warning("deliveries_given_up", worker_lost=given_up, too_late=too_late)
    return len(found), given_up


def _end_what_waited_too_long() -> int:
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    skipped = waiting.filter(not_after__lt=Now()).update(
        state=DeliveryState.SKIPPED, reason="too_late", finished_at=Now()
    )
    failed = waiting.filter(not_after__isnull=True, queued_at__lt=Now() - GIVE_UP_AFTER).update(
        state=DeliveryState.FAILED,
        # What it waited for, where that is known.
        reason=Coalesce(NullIf(F("reason"), Value("")), Value("too_late")),
        finished_at=Now(),
    )
    return skipped + failed
