"""What coaching calls."""

import pytest

from tests.cast import Api, Cast
from tests.training.world import School
from training import services
from training.errors import NotSubmitted

pytestmark = pytest.mark.usefixtures("enrolment")


def test_it_moves_a_submitted_attempt_on_once(cast: Cast, school: School) -> None:
    attempt = school.submitted(cast.employee)
    services.mark_scored(attempt=attempt)
    assert attempt.state == "scored"
    first = attempt.scored_at
    services.mark_scored(attempt=attempt)
    assert attempt.scored_at == first


def test_it_refuses_an_attempt_that_was_not_submitted(cast: Cast, school: School) -> None:
    with pytest.raises(NotSubmitted):
        services.mark_scored(attempt=school.attempt(cast.employee))


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
