"""Migrating makes reviews of skills from the results and self-checks of before; the sweep computes
their memories.

The rows are written by the verbs of today, whose own reviews are dropped with their tables.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from scenarios.models import Technique
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.training.world import make_school
from training import services
from training.models import SelfCheck, SkillMemory, SkillReview, Step, StepReview
from training.services import TechniqueResult

BEFORE = [("training", "0013_self_checks")]
REVIEW = ("attempt", "technique", "membership", "revision", "source", "rating", "at")
MEMORY = ("membership", "technique", "stability", "difficulty", "due")


@dataclass
class Rows:
    """Keep the rows that today's verbs made of the same results."""

    cast: Cast
    reviews: list[Any]
    memories: list[Any]


def write() -> Rows:
    """Write two scored attempts of Emma, one of Tom, and one that Tom finished without a coach."""
    cast = make_cast()
    school = make_school(cast.haven, cast.author, cast.admin)
    one, two = Technique.objects.order_by("order")[:2]
    for member, levels in ((cast.employee, (1, 2, 4, 3)), (cast.teammate, (3, 1))):
        school.enrol(member)
        for step in range(len(levels) // 2):
            attempt = school.submitted(member, step)
            low, high = levels[2 * step : 2 * step + 2]
            results = [
                TechniqueResult(technique=one.id, level=low, of=4),
                TechniqueResult(technique=one.id, level=high, of=4),
                TechniqueResult(technique=two.id, level=min(high, 2), of=2),
            ]
            services.mark_scored(submission=attempt.submission.id, results=results)
    Step.objects.update(review=StepReview.NEVER)
    attempt = school.attempt(cast.teammate, 2)
    version = attempt.scenario_version.rubric_version
    assert version is not None
    for did in (False, True):
        take = school.take(attempt)
        for criterion in version.criteria.all():
            SelfCheck.objects.create(take_id=take, criterion=criterion, did=did)
    services.finish(member=cast.teammate, attempt=attempt.id)
    return Rows(cast, _reviews(), _memories())


def _reviews() -> list[Any]:
    return list(SkillReview.objects.order_by("attempt", "technique").values_list(*REVIEW))


def _memories() -> list[Any]:
    rows = SkillMemory.objects.order_by("membership", "technique").values_list(*MEMORY)
    return [(*key, round(stability or 0, 6), due) for *key, stability, _hard, due in rows]


@pytest.mark.parametrize("batch", [10_000, 1])
def test_reviews_and_memories_are_those_that_the_verbs_make(
    before: Before[Rows], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(before.rows.reviews) == 7
    monkeypatch.setattr(
        import_module("training.migrations.0015_fill_skill_reviews"), "BATCH", batch
    )
    migrate()
    assert _reviews() == before.rows.reviews
    assert set(SkillMemory.objects.values_list("parameters", flat=True)) == {0}
    assert services.compute_memories() == len(before.rows.memories)
    assert _memories() == before.rows.memories


def test_a_filling_that_was_cut_off_goes_on_where_it_stopped(before: Before[Rows]) -> None:
    migrate([("training", "0015_fill_skill_reviews")])
    with connection.cursor() as cursor:  # as if only some had been written
        cursor.execute("TRUNCATE training_skillmemory")
    filling = import_module("training.migrations.0015_fill_skill_reviews")
    with connection.schema_editor(atomic=False) as editor:
        filling.fill(None, editor)
    assert _reviews() == before.rows.reviews
    assert SkillMemory.objects.count() == len(before.rows.memories)
