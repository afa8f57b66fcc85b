"""Reads how much a coach has open, and what they finished on a local day of theirs."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from accounts.models import Membership
from coaching.models import Hold, Review
from coaching.queries.queue import open_leases
from core.local_time import instant, local_date
from training.queries.progress import database_now

UTC = ZoneInfo("UTC")


def start_of_day(coach: Membership, now: datetime) -> datetime:
    """Return when the coach's present local day began."""
    zone = coach.zone or UTC
    return instant(local_date(now, zone), time.min, zone)


def open_count(coach: Membership) -> int:
    return open_leases().filter(coach=coach).count()


def released_today(coach: Membership) -> QuerySet[Review]:
    """Return what the coach released on their present local day, the newest first."""
    begun = start_of_day(coach, database_now())
    rows = Review.objects.filter(released_by=coach, released_at__gte=begun)
    return rows.order_by("-released_at", "-id")


def done_today(coach: Membership) -> int:
    """Return how many reviews the coach finished on their present local day, released or held. What
    was finished on an earlier day, and released on this one, was that day's."""
    begun = start_of_day(coach, database_now())
    released = Review.objects.filter(
        Q(finished_at__isnull=True) | Q(finished_at__gte=begun),
        released_by=coach,
        released_at__gte=begun,
    )
    return released.count() + Hold.objects.filter(finished_by=coach, finished_at__gte=begun).count()
