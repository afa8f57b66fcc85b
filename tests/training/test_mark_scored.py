"""mark_scored keeps the results that coaching hands over."""

import pytest
from django.db import IntegrityError, transaction

from media.models import Video
from scenarios.models import Technique
from tests.cast import Api, Cast
from tests.training.world import School
from training import services
from training.errors import NotSubmitted
from training.models import Result

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def test_it_moves_a_submitted_attempt_on_once(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    technique = Technique.objects.earliest("order")
    result = services.TechniqueResult(technique=technique.id, level=2, of=3)
    for _ in range(2):
        services.mark_scored(submission=attempt.submission.id, results=[result])
    attempt.refresh_from_db()
    assert attempt.state == "scored"
    kept = Result.objects.get()
    assert (kept.submission, kept.technique, kept.level, kept.of) == (
        attempt.submission,
        technique,
        2,
        3,
    )
    assert kept.given_at == attempt.submission.scored_at


def test_it_refuses_what_was_given_back(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    submission = attempt.submission.id
    Video.objects.filter(take__attempt=attempt).update(state="failed", reason="damaged")
    services.reopen_unusable()
    with pytest.raises(NotSubmitted):
        services.mark_scored(submission=submission, results=[])


def test_the_database_keeps_results(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    technique = Technique.objects.earliest("order").id
    results = [services.TechniqueResult(technique=technique, level=2, of=3)]
    services.mark_scored(submission=attempt.submission.id, results=results)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Result.objects.update(level=3)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Result.objects.all().delete()
    with pytest.raises(IntegrityError, match="result_level_within"), transaction.atomic():
        Result.objects.create(submission=attempt.submission, technique_id=technique, level=4, of=3)


def test_reading_the_feedback_keeps_its_first_instant(cast: Cast, api: Api, school: School) -> None:
    attempt = school.scored(cast.employee)
    services.mark_feedback_read(attempt=attempt)
    attempt.refresh_from_db()
    first = attempt.feedback_read_at
    assert first is not None
    services.mark_feedback_read(attempt=attempt)
    attempt.refresh_from_db()
    assert attempt.feedback_read_at == first


def test_nothing_is_read_before_there_is_feedback(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    services.mark_feedback_read(attempt=attempt)
    attempt.refresh_from_db()
    assert attempt.feedback_read_at is None
