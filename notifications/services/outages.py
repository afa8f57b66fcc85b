"""Holds the verbs on outages of a channel: everything in its outbox waits, except for a probe now
and then.

One row for each channel that is down. Whoever moves `next_try_at` on owns the next probe; the first
message that gets through ends the outage and dispatches the sweep for all that waited.
"""

from datetime import timedelta

import structlog
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from core.dispatch import dispatch
from notifications.channels import Outcome
from notifications.domain import backoff
from notifications.domain.replies import Fault
from notifications.models import Channel, Outage

PROBE_TAKES = timedelta(minutes=2)
"""How long another worker leaves the channel to the one that probes it."""

log = structlog.get_logger(__name__)


def may_try(*, channel: Channel) -> bool:
    """Tell whether the caller may send through the channel now: it is up, or this call claimed the
    probe."""
    if not Outage.objects.filter(channel=channel).exists():
        return True
    due = Outage.objects.filter(channel=channel, next_try_at__lte=Now())
    return bool(due.update(next_try_at=Now() + PROBE_TAKES))


def record_failure(*, channel: Channel, outcome: Outcome) -> None:
    """Record that the channel failed for a reason that lies with us or the server. Where the fault
    was met at one message, others may still get through, so that the channel does not rest."""
    rows = Outage.objects.filter(channel=channel)
    known = rows.values_list("failures", "reason").first()
    failures = known[0] + 1 if known else 1
    rests = outcome.fault == Fault.CHANNEL
    rest = backoff.probe_after(failures) if rests else timedelta()
    if known:
        rows.update(
            failures=F("failures") + 1,
            reason=outcome.reason,
            failed_at=Now(),
            next_try_at=Now() + rest,
        )
    else:
        row = Outage(channel=channel, reason=outcome.reason, next_try_at=timezone.now() + rest)
        Outage.objects.bulk_create([row], ignore_conflicts=True)
    if not known or known[1] != outcome.reason:
        log.error("channel_down", channel=channel, reason=outcome.reason, said=outcome.said[:200])


def record_success(*, channel: Channel) -> None:
    """Record that a message got through: an outage ends, and all that waits may be sent."""
    found = Outage.objects.filter(channel=channel).values_list("since", flat=True).first()
    if found and Outage.objects.filter(channel=channel).delete()[0]:
        log.info("channel_up", channel=channel, since=found.isoformat())
        dispatch("notifications.sweep")
