"""Results, regrades and self-checks make memories of a member's skills."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from scenarios.models import Criterion, Technique
from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.training.world import School, make_school, published
from training import services
from training.domain import memory
from training.errors import NotSubmitted
from training.models import Attempt, SelfCheck, SkillMemory, SkillReview, Step, StepReview
from training.services import TechniqueResult

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def techniques() -> list[Technique]:
    return list(Technique.objects.order_by("order")[:2])


def results(*levels: int, of: int = 4) -> list[TechniqueResult]:
    """Return a result for each of the first techniques."""
    pairs = zip(techniques(), levels, strict=False)
    return [TechniqueResult(technique=one.id, level=level, of=of) for one, level in pairs]


def score(attempt: Attempt, *levels: int) -> None:
    services.mark_scored(submission=attempt.submission.id, results=results(*levels))


def ratings() -> list[tuple[str, int, int]]:
    rows = SkillReview.objects.order_by("technique__order", "at", "revision")
    return list(rows.values_list("source", "revision", "rating"))


def test_feedback_is_a_review_of_each_technique_at_the_moment_of_the_practice(
    cast: Cast, school: School
) -> None:
    attempt = school.submitted(cast.employee)
    for _twice in range(2):
        score(attempt, 3, 1)
    assert ratings() == [("feedback", 1, 3), ("feedback", 1, 1)]
    kept = SkillMemory.objects.order_by("technique__order")
    assert [one.membership for one in kept] == [cast.employee] * 2
    assert {one.last_review for one in kept} == {attempt.submission.submitted_at}
    assert kept[0].due is not None
    assert kept[1].due is not None
    assert kept[0].due > kept[1].due
    assert kept[0].parameters == memory.PARAMETERS


def test_several_criteria_of_one_technique_are_one_review(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    both = [*results(1), *results(3)]
    services.mark_scored(submission=attempt.submission.id, results=both)
    assert ratings() == [("feedback", 1, 2)]


def test_a_regrade_corrects_the_memory_and_keeps_what_was_said_before(
    cast: Cast, school: School
) -> None:
    attempt = school.submitted(cast.employee)
    score(attempt, 1, 3)
    low = SkillMemory.objects.get(technique=techniques()[0])
    for _twice in range(2):
        services.mark_regraded(submission=attempt.submission.id, results=results(4, 3))
    assert ratings() == [("feedback", 1, 1), ("regrade", 2, 4), ("feedback", 1, 3)]
    corrected = SkillMemory.objects.get(technique=techniques()[0])
    easy = memory.remember([memory.Practised(attempt.submission.submitted_at, 1.0)])
    assert low.due is not None
    assert easy is not None
    assert (corrected.stability, corrected.due) == (easy.stability, easy.due)
    assert attempt.submission.results.order_by("level").values_list("level", flat=True)[0] == 1


def test_a_regrade_comes_after_feedback_only(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    with pytest.raises(NotSubmitted):
        services.mark_regraded(submission=attempt.submission.id, results=results(4))
    assert not SkillReview.objects.exists()


def test_feedback_that_comes_out_of_order_makes_the_same_memory(cast: Cast, school: School) -> None:
    school.enrol(cast.teammate)
    for member, order in ((cast.employee, (0, 1)), (cast.teammate, (1, 0))):
        attempts = [school.submitted(member, step) for step in (0, 1)]
        levels = {0: 4, 1: 1}
        for place in order:
            score(attempts[place], levels[place])
    one, other = SkillMemory.objects.order_by("membership__person__name")
    assert (one.stability, one.difficulty) == (other.stability, other.difficulty)


def test_a_self_check_counts_where_no_coach_looks(cast: Cast, school: School) -> None:
    """The last take that has a self-check counts, where there are several."""
    Step.objects.filter(programme=school.programme).update(review=StepReview.NEVER)
    published(school, {"kind": "respond", "self_check": True})
    attempt = school.attempt(cast.employee)
    first, last = school.take(attempt), school.take(attempt)
    checked(attempt, first, did=False)
    criterion = checked(attempt, last, did=True)
    services.finish(member=cast.employee, attempt=attempt.id)
    assert ratings() == [("self_check", 1, 3)]
    attempt.refresh_from_db()
    assert SkillMemory.objects.get().last_review == attempt.finished_at
    # Told otherwise afterwards, and again the same.
    for _twice in range(2):
        services.check_self(
            member=cast.employee, attempt=attempt.id, take=last, did={criterion.id: False}
        )
    assert ratings() == [("self_check", 1, 3), ("self_check", 2, 1)]


def test_a_self_check_that_is_sent_in_waits_for_the_coach(cast: Cast, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    checked(attempt, take, did=True)
    services.submit(member=cast.employee, attempt=attempt.id, takes=[take], with_self_check=True)
    assert not SkillReview.objects.exists()


def test_who_was_never_judged_has_no_memory(cast: Cast, school: School) -> None:
    score(school.submitted(cast.employee))
    attempt = school.attempt(cast.employee, 1)
    Step.objects.update(review=StepReview.NEVER)
    school.take(attempt)
    services.finish(member=cast.employee, attempt=attempt.id)
    assert not SkillMemory.objects.exists()
    assert services.compute_memories() == 0


def test_another_version_of_the_computation_computes_all_anew(
    cast: Cast, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    score(school.submitted(cast.employee), 3, 1)
    rows = SkillMemory.objects.order_by("pk")
    before = list(rows.values("stability", "difficulty", "last_review", "due"))
    nothing = {"stability": None, "difficulty": None, "last_review": None, "due": None}
    rows.update(parameters=0, **nothing)
    assert services.compute_memories(limit=1) == 1
    assert services.compute_memories() == 1
    assert list(rows.values("stability", "difficulty", "last_review", "due")) == before
    assert services.compute_memories() == 0
    monkeypatch.setattr("training.services.memory.PARAMETERS", memory.PARAMETERS + 1)
    assert services.compute_memories() == 2
    assert set(rows.values_list("parameters", flat=True)) == {memory.PARAMETERS + 1}


def test_the_database_keeps_reviews(cast: Cast, school: School) -> None:
    score(school.submitted(cast.employee), 3)
    for change in (
        lambda: SkillReview.objects.update(rating=4),
        lambda: SkillReview.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="skill_memory_whole"), transaction.atomic():
        SkillMemory.objects.update(stability=None)


def checked(attempt: Attempt, take: UUID, *, did: bool) -> Criterion:
    """Check a take by the rubric's one criterion."""
    version = attempt.scenario_version.rubric_version
    assert version is not None
    criterion = version.criteria.get()
    SelfCheck.objects.create(take_id=take, criterion=criterion, did=did)
    return criterion


# --- At the same instant ------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture
    def cast(self, transactional_db: None) -> Cast:
        return make_cast()

    @pytest.fixture
    def school(self, cast: Cast) -> School:
        return make_school(cast.haven, cast.author, cast.admin)

    def test_feedback_on_two_attempts_loses_no_review(self, cast: Cast, school: School) -> None:
        attempts = [school.submitted(cast.employee, step) for step in (0, 1, 2)]
        at_once(*[lambda one=one: score(one, 2, 3) for one in attempts])
        for row in SkillMemory.objects.all():
            expected = memory.remember(
                memory.Practised(at, 1 / 3 if row.technique == techniques()[0] else 2 / 3)
                for at in SkillReview.objects.filter(technique=row.technique).values_list(
                    "at", flat=True
                )
            )
            assert expected is not None
            assert row.stability == pytest.approx(expected.stability)
        assert SkillReview.objects.count() == 6

    def test_a_release_twice_and_two_regrades_are_three_revisions_at_most(
        self, cast: Cast, school: School
    ) -> None:
        attempt = school.submitted(cast.employee)
        at_once(lambda: score(attempt, 2), lambda: score(attempt, 2))
        assert ratings() == [("feedback", 1, 2)]
        of = attempt.submission.id
        at_once(
            lambda: services.mark_regraded(submission=of, results=results(4)),
            lambda: services.mark_regraded(submission=of, results=results(4)),
        )
        assert ratings() == [("feedback", 1, 2), ("regrade", 2, 4)]
        last = SkillMemory.objects.get()
        assert last.stability == pytest.approx(8.2956)
