"""A released regrade corrects what is remembered of the employee's techniques."""

import pytest

from tests.cast import Api, Cast
from tests.coaching.regrading import newer_rubric, regraded, with_feedback
from tests.coaching.world import World
from training.models import Result, SkillMemory, SkillReview

pytestmark = pytest.mark.slow


def test_a_regrade_counts_from_its_release(cast: Cast, world: World, api: Api) -> None:
    attempt, _lease = with_feedback(api, world, cast.coach, cast.employee)
    technique = world.criteria[0].technique
    said = SkillReview.objects.get(technique=technique)
    assert (said.source, said.rating, said.at) == ("feedback", 3, attempt.submission.submitted_at)
    before = SkillMemory.objects.get(technique=technique)
    version = newer_rubric(world, criteria=2)
    regraded(api, world, cast.coach, attempt, version)
    reviews = SkillReview.objects.filter(technique=technique).order_by("revision")
    assert list(reviews.values_list("source", "rating")) == [("feedback", 3), ("regrade", 4)]
    after = SkillMemory.objects.get(technique=technique)
    assert after.last_review == before.last_review
    assert before.due is not None
    assert after.due is not None
    assert before.due < after.due
    assert set(Result.objects.values_list("level", flat=True)) == {2}
