"""In a programme with a pass mark, an exercise that a coach judges is done once it was passed."""

from typing import Any

import pytest

from accounts.models import Membership
from tests.cast import Api, Cast, code_of
from tests.training.test_programme_settings import save
from tests.training.world import School, fresh
from training import services
from training.models import Attempt, Enrolment, Outcome, Programme, Step

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


@pytest.fixture
def school(school: School) -> School:
    """A programme of one exercise, with a pass mark."""
    Programme.objects.filter(pk=school.programme.pk).update(pass_percent=60)
    Step.objects.exclude(pk=school.steps[0].pk).update(order=None)
    return school


def judged(school: School, member: Membership, passed: bool | None, step: int = 0) -> Attempt:
    """An attempt with feedback, and what coaching says of it."""
    attempt = school.scored(member, step)
    services.open_outcome(submission=attempt.submission.id, passed=passed)
    services.plan_waiting(enrolments=[attempt.enrolment_id])
    return attempt


def journey(api: Api, school: School, member: Membership) -> tuple[Any, Any, Any]:
    """Return state, outcome and instant of the first step."""
    [one] = api(member).get(f"{school.base}/journeys").json()
    assert one["pass_percent"] == 60
    step = one["steps"][0]
    return step["state"], step["outcome"], step["done_at"] is not None


def certificate(api: Api, school: School, enrolment: Enrolment, member: Membership) -> Any:
    return api(member).put(f"{school.base}/enrolments/{enrolment.id}/certificate")


def test_an_exercise_comes_again_until_it_was_passed(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    emma = cast.employee
    school.submitted(emma)
    assert journey(api, school, emma) == ("to_come", "awaited", False)
    assert (fresh(enrolment).state, enrolment.set_aside) == ("active", "awaited")
    assert enrolment.retry_at is not None
    attempt = Attempt.objects.get()
    services.mark_scored(submission=attempt.submission.id, results=[])
    services.open_outcome(submission=attempt.submission.id, passed=False)
    services.plan_waiting(enrolments=[enrolment.id])
    assert journey(api, school, emma) == ("next", "not_yet", False)
    assert (fresh(enrolment).next_step, enrolment.next_reason) == (school.steps[0], "not_passed")
    card = api(emma).get(f"{school.base}/today").json()["card"]
    assert (card["why"], card["step"]) == ("not_passed", str(school.steps[0].id))
    assert "telt weer mee" in card["reason"]
    answer = certificate(api, school, enrolment, emma)
    assert code_of(answer) == "not_finished"

    judged(school, emma, passed=True)
    assert journey(api, school, emma) == ("done", "passed", True)
    assert (fresh(enrolment).state, enrolment.finished_at is not None) == ("finished", True)
    assert certificate(api, school, enrolment, emma).status_code == 201


def test_the_best_attempt_counts_and_what_is_undecided_is_awaited(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    emma = cast.employee
    first = judged(school, emma, passed=None)
    assert journey(api, school, emma) == ("to_come", "awaited", False)
    judged(school, emma, passed=False)
    assert journey(api, school, emma) == ("to_come", "awaited", False)
    assert services.decide_outcome(submission=first.submission.id, passed=True)
    assert not services.decide_outcome(submission=first.submission.id, passed=False)
    services.plan_waiting(enrolments=[enrolment.id])
    assert journey(api, school, emma) == ("done", "passed", True)
    assert fresh(enrolment).state == "finished"
    assert set(Outcome.objects.values_list("state", flat=True)) == {"passed", "not_yet"}


def test_what_no_mark_measures_is_done_by_doing_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    Step.objects.filter(pk=school.steps[0].pk).update(review="never")
    attempt = school.attempt(cast.employee)
    school.take(attempt)
    services.finish(member=cast.employee, attempt=attempt.id)
    services.plan_waiting(enrolments=[enrolment.id])
    assert journey(api, school, cast.employee) == ("done", None, True)
    assert fresh(enrolment).state == "finished"


def test_a_mark_measures_what_is_sent_in_from_then_on(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    Programme.objects.update(pass_percent=None)
    school.submitted(cast.employee)
    assert fresh(enrolment).state == "finished"
    url = f"{school.base}/programmes/{school.programme.id}/settings"
    tag = api(cast.admin).get(url)["ETag"]
    answer = save(api, school, cast.admin, school.programme.id, tag, pass_percent=60)
    assert answer.json()["pass_percent"] == 60
    services.plan_waiting()
    assert (fresh(enrolment).state, enrolment.finished_at is not None) == ("finished", True)
    # Who does not know pass marks leaves it as it is; null takes it away.
    kept = save(api, school, cast.admin, school.programme.id, answer["ETag"], weeks=3)
    assert kept.json()["pass_percent"] == 60
    for body in ({"pass_percent": 0}, {"pass_percent": 101}):
        refused = save(api, school, cast.admin, school.programme.id, kept["ETag"], **body)
        assert code_of(refused) == "invalid"
    gone = save(api, school, cast.admin, school.programme.id, kept["ETag"], pass_percent=None)
    assert gone.json()["pass_percent"] is None


def test_without_the_mark_what_was_not_passed_is_done(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    judged(school, cast.employee, passed=False)
    assert fresh(enrolment).state == "active"
    Programme.objects.update(pass_percent=None)
    services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).state == "finished"
