"""GET journeys, GET theory/{step}, PUT .../reading: what to read on one's own way."""

from typing import Any

import pytest

from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.training.world import School, fresh, let_days_pass, let_due
from training import services
from training.models import Enrolment, Step, StepCompletion

pytestmark = pytest.mark.slow


@pytest.fixture
def theory(school: School, enrolment: Enrolment) -> Step:
    """Put a text between the first exercise and the second."""
    Step.objects.filter(programme=school.programme, order__gt=1).update(order=None)
    text = school.programme.steps.create(
        order=2,
        kind="theory",
        title={"nl": "Waarom boos", "en": "Why angry"},
        text={"nl": "Boosheid is **angst**.\n\n<script>x</script>", "en": "Fear."},
    )
    for order, step in enumerate(school.steps[1:], start=3):
        Step.objects.filter(pk=step.pk).update(order=order)
    services.plan(enrolments=[enrolment.id])
    return text


def states(api: Api, school: School, cast: Cast) -> list[Any]:
    (journey,) = api(cast.employee).get(f"{school.base}/journeys").json()
    return [(one["kind"], one["state"]) for one in journey["steps"]]


def test_it_is_nudged_read_on_the_phone_and_done(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, theory: Step, run_dispatched: Any
) -> None:
    school.submitted(cast.employee, 0)
    assert fresh(enrolment).next_step_id == theory.id
    let_due(enrolment)
    assert services.hand_over(nudges=services.claim_due()) == 1
    message = Message.objects.get(about=theory.id)
    assert message.kind == "theory_ready"
    client, base = api(cast.employee), school.base
    today = client.get(f"{base}/today").json()
    assert (today["card"], today["theory"]["step"]) == (None, str(theory.id))
    assert today["theory"]["title"] == "Waarom boos"
    shown = client.get(f"{base}/theory/{theory.id}").json()
    assert "<strong>angst</strong>" in shown["html"]
    assert "<script" not in shown["html"]
    assert shown["done_at"] is None
    url = f"{base}/theory/{theory.id}/reading"
    first, again = client.put(url), client.put(url)
    assert first.status_code == again.status_code == 200
    assert first.json()["done_at"] == again.json()["done_at"] is not None
    message.refresh_from_db()
    assert message.read_at is not None
    services.plan_waiting(enrolments=[enrolment.id])
    assert fresh(enrolment).next_step_id == school.steps[1].id
    assert StepCompletion.objects.count() == 1


def test_a_journey_says_what_is_done_next_and_to_come(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, theory: Step
) -> None:
    assert states(api, school, cast) == [
        ("exercise", "next"),
        ("theory", "to_come"),
        ("exercise", "to_come"),
        ("exercise", "to_come"),
    ]
    school.submitted(cast.employee, 0)
    services.read_theory(member=cast.employee, step=theory.id)
    assert [state for _kind, state in states(api, school, cast)] == [
        *("done", "done", "next", "to_come")
    ]
    figures = api(cast.employee).get(f"{school.base}/enrolments").json()["results"][0]
    assert (figures["steps_done"], figures["steps_total"]) == (2, 4)
    assert api(cast.manager).get(f"{school.base}/journeys").json() == []


def test_finishing_needs_the_text_too(
    cast: Cast, school: School, enrolment: Enrolment, theory: Step
) -> None:
    for step in range(3):
        school.submitted(cast.employee, step)
        let_days_pass(enrolment)
    assert (fresh(enrolment).state, enrolment.next_step_id) == ("active", theory.id)
    services.read_theory(member=cast.employee, step=theory.id)
    services.plan_waiting(enrolments=[enrolment.id])
    assert fresh(enrolment).state == "finished"
    assert enrolment.finished_at is not None


def test_only_who_is_in_the_programme_reads_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment, theory: Step
) -> None:
    url = f"{school.base}/theory/{theory.id}"
    for other in (cast.teammate, cast.manager):
        assert code_of(api(other).get(url)) == "not_found"
        assert code_of(api(other).put(f"{url}/reading")) == "not_found"
    exercise = f"{school.base}/theory/{school.steps[0].id}"
    assert code_of(api(cast.employee).get(exercise)) == "not_found"
    Step.objects.filter(pk=theory.pk).update(order=None)
    assert code_of(api(cast.employee).put(f"{url}/reading")) == "step_removed"
