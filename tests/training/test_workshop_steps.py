"""A workshop step of a programme is done by who was present at a live session of its kind; until
then nobody is nudged for it, and the programme stays open."""

import pytest

from accounts.models import Membership
from tests.cast import Api, Cast
from tests.training.live import begin_now, planned
from tests.training.world import School, fresh
from training import services
from training.models import AttendanceState, Enrolment, Step
from training.queries.live_steps import attended_steps
from training.services import workshops

pytestmark = pytest.mark.slow


def add_workshop(school: School, order: int, kind: str = "") -> Step:
    """Put a workshop step at a place in the programme."""
    return Step.objects.create(
        programme=school.programme, order=order, kind="workshop", workshop_kind=kind
    )


def be_there(cast: Cast, member: Membership, kind: str = "workshop") -> None:
    row = planned(cast.haven, kind=kind)
    begin_now(row)
    workshops.mark(
        actor=cast.manager,
        workshop=row.id,
        membership=member.id,
        state=AttendanceState.ATTENDED,
    )


def test_it_keeps_the_programme_open_without_a_nudge_until_somebody_was_there(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    add_workshop(school, 9)
    for step in range(3):
        school.submitted(cast.employee, step)
    services.plan(enrolments=[enrolment.id])
    row = fresh(enrolment)
    assert (row.state, row.next_step, row.next_nudge_at) == ("active", None, None)
    # The sweep leaves it alone: only a live session goes on from here.
    assert row.set_aside == "live_session"
    assert services.plan_waiting() == 0
    be_there(cast, cast.employee)
    assert fresh(enrolment).state == "finished"


def test_of_two_that_ask_the_same_each_takes_one(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    any_kind, physical = add_workshop(school, 8), add_workshop(school, 9, "physical")
    be_there(cast, cast.employee, "physical")
    be_there(cast, cast.teammate)
    assert set(attended_steps([enrolment.id])) == {(enrolment.id, physical.id)}
    be_there(cast, cast.employee, "workshop")
    assert set(attended_steps([enrolment.id])) == {
        (enrolment.id, physical.id),
        (enrolment.id, any_kind.id),
    }


def test_who_was_marked_by_mistake_has_it_before_them_again(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    step, row = add_workshop(school, 9), planned(cast.haven)
    begin_now(row)
    for state in ("attended", "absent"):
        workshops.mark(
            actor=cast.manager,
            workshop=row.id,
            membership=cast.employee.id,
            state=AttendanceState(state),
        )
    assert (enrolment.id, step.id) not in attended_steps([enrolment.id])


def test_today_asks_to_register_once_nothing_else_comes_before_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    emma, url = api(cast.employee), f"{school.base}/next-session"
    Step.objects.filter(pk=school.steps[2].pk).update(order=10)
    step = add_workshop(school, 3)
    assert emma.get(url).json() == {"session": None}
    for at in range(2):
        school.submitted(cast.employee, at)
    shown = emma.get(url).json()["session"]
    assert (shown["step"], shown["registered_for"]) == (str(step.id), None)
    # The exercise behind it is offered beside it: practice waits for no live session.
    today = emma.get(f"{school.base}/today").json()
    assert today["card"]["step"] == str(school.steps[2].id)
    coming = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=coming.id)
    assert emma.get(url).json()["session"]["registered_for"] == str(coming.id)
    be_there(cast, cast.employee)
    assert emma.get(url).json() == {"session": None}
