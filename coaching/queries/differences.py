"""Reads where the first and the second review of a submission differ."""

from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from coaching.models import Purpose, Score
from scenarios.models import Criterion


def criteria_that_differ(submission: UUID, rubric_version: UUID) -> QuerySet[Criterion]:
    """Return the criteria on which both reviews gave another level, in the rubric's order."""
    given = Score.objects.filter(review__submission=submission, criterion=OuterRef("pk"))
    criteria = Criterion.objects.filter(version=rubric_version).alias(
        first=Subquery(given.filter(review__purpose=Purpose.FIRST).values("level")[:1]),
        second=Subquery(given.filter(review__purpose=Purpose.SECOND).values("level")[:1]),
    )
    return criteria.exclude(first=F("second")).order_by("order")


def widest_difference(submission: UUID) -> int:
    """Return by how many levels both reviews differ most, on any one criterion."""
    of_both = Score.objects.filter(review__submission=submission)
    given = of_both.values_list("criterion", "level__value")
    first, second = (
        dict(given.filter(review__purpose=purpose)) for purpose in (Purpose.FIRST, Purpose.SECOND)
    )
    return max((abs(first[one] - second[one]) for one in first.keys() & second.keys()), default=0)
