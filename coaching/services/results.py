"""Makes the levels that were given plain values for training."""

from django.db.models import Max, QuerySet

from coaching.models import Score
from training.services import TechniqueResult


def results_of(scores: QuerySet[Score]) -> list[TechniqueResult]:
    """Return one result for each score, in the order of the criteria."""
    given = scores.select_related("criterion", "level").annotate(of=Max("criterion__levels__value"))
    return [
        TechniqueResult(technique=one.criterion.technique_id, level=one.level.value, of=one.of)
        for one in given.order_by("criterion__order")
    ]
