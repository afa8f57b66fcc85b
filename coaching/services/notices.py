"""Tells coaches what waits: a notice before a promise is broken, and a digest in the morning."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership, Role
from accounts.queries import acting_as, active_admins_of
from coaching.messages import FEEDBACK_HELD, PROMISES_AT_RISK, QUEUE_DIGEST, REVIEWS_DUE_SOON
from coaching.models import SOMEBODY_WAITS, WaitingSubmission
from coaching.queries.eligibility import waiting_counts
from coaching.queries.held import counting, unheld
from coaching.queries.holds import releasers
from coaching.queries.queue import COUNTED, QUEUED, open_leases
from core.batches import each
from core.local_time import instant, local_date
from core.zones import zone_named
from notifications.models import Message
from notifications.services import Outgoing, send_many
from training.queries.progress import database_now

ORGANISATIONS, BATCH = 500, 10_000
AHEAD = timedelta(hours=4)
"""One message tells of all submissions that are due soon within this time. They come one by one all
day, and a message for each would be one every few minutes."""

MORNING, NOON = time(8), time(12)
FRIDAY = 5


def warn_of_late() -> int:
    """Tell coaches, and the admins, once of each submission that is due soon and that nobody is on.
    Of what is finished and not released, who can release it is told instead of all. Returns how
    many submissions that were. One organisation that fails stops no other."""
    due = _to_warn().filter(warn_at__lte=Now())
    waiting = due.values_list("organisation", flat=True).distinct()
    counts = each(list(waiting[:ORGANISATIONS]), _warn, event="late_reviews_not_told")
    return sum(counts)


@transaction.atomic
def _warn(organisation: UUID) -> int:
    """Tell one organisation's; what is told and that it was told stand together."""
    now = database_now()
    rows = _to_warn().filter(organisation=organisation, warn_at__lte=now + AHEAD)
    ids = rows.order_by("warn_at", "pk").values_list("pk", flat=True)
    found = list(ids.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    if not rows.filter(pk__in=found[:1], warn_at__lte=now).exists():
        return 0
    due = WaitingSubmission.objects.filter(pk__in=found)
    told = waiting_counts(unheld(due), COUNTED).filter(organisation=organisation)
    soonest = min(found)
    # The first review of what a second one is awaited of may have been told of by the same name.
    is_again = due.filter(pk=soonest, is_awaited=True).exists()
    first = f"{soonest}:again" if is_again else str(soonest)
    messages = [
        Outgoing(
            kind=REVIEWS_DUE_SOON,
            recipient_id=coach.pk,
            dedupe_key=f"reviews_due_soon:{coach.pk}:{first}",
            context={"count": _shown(coach)},
            about=organisation,
        )
        for coach in told
    ]
    held = counting().filter(review__submission__in=found)
    messages += [
        Outgoing(
            kind=FEEDBACK_HELD,
            recipient_id=coach,
            dedupe_key=f"feedback_held:{coach}:{first}:{now.isoformat()}",
            context={"count": count},
        )
        for coach, count in releasers(held).items()
    ]
    messages += [
        Outgoing(
            kind=PROMISES_AT_RISK,
            recipient_id=admin.pk,
            dedupe_key=f"promises_at_risk:{admin.pk}:{first}",
            context={"count": len(found)},
            about=organisation,
        )
        for admin in active_admins_of(organisation)
    ]
    send_many(messages=messages)
    due.update(warn_at=None)
    return len(found)


def _to_warn() -> QuerySet[WaitingSubmission]:
    """Return what was not told of and nobody is on."""
    leased = open_leases().filter(
        review__submission=OuterRef("submission"), review__purpose__in=QUEUED
    )
    return WaitingSubmission.objects.filter(~Exists(leased), warn_at__isnull=False)


def send_digests() -> int:
    """Tell each coach in their own morning, on a working day, what waits that they may review; who
    has nothing to review is not told. Returns how many were. Repeating tells nobody twice."""
    now = database_now()
    zones = Membership.objects.filter(acting_as(Role.COACH)).values_list("time_zone", flat=True)
    mornings = [(zone, noon) for zone in zones.distinct() if (noon := _noon(zone, now))]
    return sum(each(mornings, lambda pair: _digest(*pair), event="queue_digest_not_sent"))


def _noon(zone: str, now: datetime) -> datetime | None:
    """Return when the morning ends in a zone where it is one, of a working day; else None."""
    named = zone_named(zone)
    if named is None:
        return None
    local = now.astimezone(named)
    if local.isoweekday() > FRIDAY or not MORNING <= local.time() < NOON:
        return None
    return instant(local_date(now, named), NOON, named)


@transaction.atomic
def _digest(zone: str, noon: datetime) -> int:
    """Tell the coaches of a zone who were not told on this day."""
    coaches = Membership.objects.filter(acting_as(Role.COACH), time_zone=zone)
    keys = {
        f"queue_digest:{coach}:{noon.date()}": coach
        for coach in coaches.values_list("pk", flat=True)
    }
    told = Message.objects.filter(dedupe_key__in=list(keys)).values_list("dedupe_key", flat=True)
    untold = {coach: key for key, coach in keys.items() if key not in set(told)}
    waiting = waiting_counts(
        unheld(WaitingSubmission.objects.filter(SOMEBODY_WAITS)), COUNTED
    ).filter(pk__in=list(untold))
    messages = [
        Outgoing(
            kind=QUEUE_DIGEST,
            recipient_id=coach.pk,
            dedupe_key=untold[coach.pk],
            context={"count": _shown(coach)},
            about=coach.organisation_id,
            not_after=noon,
        )
        for coach in waiting
    ]
    send_many(messages=messages)
    return len(messages)


def _shown(coach: Any) -> str:
    """Return how many wait, as people read it: counting ends at COUNTED."""
    return str(coach.waiting) if coach.waiting < COUNTED else f"{COUNTED}+"
