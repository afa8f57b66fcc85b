"""Reads which share of feedback had its loop closed in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from coaching.models import Purpose, Turnaround
from coaching.queries.figures.asked import PERIODS, Asked
from training.domain.suppression import FEWEST

CLOSED_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Closing:
    """Says which share of feedback was read, got the other take that it asks for, and both, within
    CLOSED_WITHIN; of feedback that is at least as old. The shares have two decimals and are None
    where they speak of fewer than FEWEST people, or of none."""

    is_shown: bool
    read: float | None = None
    retaken: float | None = None
    closed: float | None = None


def closing(all_rows: QuerySet[Turnaround], asked: Asked, until: datetime) -> Closing:
    """Return how the loop closed. Whoever reads the figures of two choices can subtract them, so
    none are shown unless what they leave out of the longest period speaks of nobody or of FEWEST
    people too."""
    since = until - timedelta(days=asked.days)
    inside = asked.of_turnarounds() & Q(released_at__gte=since)
    rows = all_rows.filter(
        purpose=Purpose.FIRST,
        released_at__gte=until - timedelta(days=max(PERIODS)),
        released_at__lt=until - CLOSED_WITHIN,
    )
    soon = F("released_at") + CLOSED_WITHIN
    read = Q(attempt__feedback_read_at__lte=soon)
    asks = Q(attempt__retake__isnull=False)
    done = Q(attempt__retake__done_at__lte=soon)
    people = "attempt__membership"
    found = rows.annotate(is_inside=inside).aggregate(
        people=Count(people, filter=Q(is_inside=True), distinct=True),
        others=Count(people, filter=Q(is_inside=False), distinct=True),
        all=Count("pk", filter=Q(is_inside=True)),
        read=Count("pk", filter=Q(is_inside=True) & read),
        asked=Count("pk", filter=Q(is_inside=True) & asks),
        asked_people=Count(people, filter=Q(is_inside=True) & asks, distinct=True),
        done=Count("pk", filter=Q(is_inside=True) & done),
        closed=Count("pk", filter=Q(is_inside=True) & read & (~asks | done)),
    )
    if found["people"] < FEWEST or 0 < found["others"] < FEWEST:
        return Closing(is_shown=False)
    asked_people = found["asked_people"]
    return Closing(
        is_shown=True,
        read=round(found["read"] / found["all"], 2),
        retaken=round(found["done"] / found["asked"], 2) if asked_people >= FEWEST else None,
        # Beside what was read, it tells how many of those who were asked did not.
        closed=None if 0 < asked_people < FEWEST else round(found["closed"] / found["all"], 2),
    )
