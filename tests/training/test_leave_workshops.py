"""A member who can't practise any more leaves the live sessions ahead; who waits moves up."""

from collections.abc import Callable

import pytest

from accounts import services as people
from accounts.models import Membership, Role
from accounts.services import Operator, PersonChange
from tests.at_once import at_once
from tests.cast import Api, Cast, person_in
from tests.training.live import end_now, planned, state_of, told
from tests.training.test_leave_role import be_deactivated, lose_the_role
from training.models import Workshop
from training.services import workshops

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Leave = Callable[[Api, Cast], object]


def the_operator_ends_the_person(api: Api, cast: Cast) -> object:
    person = cast.employee.person
    return people.change_person(
        operator=Operator(person_in(cast.haven, "Olga", Role.ADMIN).person),
        person=person,
        change=PersonChange(is_active=False),
    )


@pytest.mark.parametrize("leave", [lose_the_role, be_deactivated, the_operator_ends_the_person])
def test_the_seat_goes_to_the_first_who_waits(cast: Cast, api: Api, leave: Leave) -> None:
    ahead, over = planned(cast.haven, seats=1), planned(cast.haven, seats=1)
    for row in (ahead, over):
        for member in (cast.employee, cast.teammate):
            workshops.register(member=member, workshop=row.id)
    end_now(over)
    leave(api, cast)
    assert (state_of(ahead, cast.employee), state_of(ahead, cast.teammate)) == (
        "withdrawn",
        "registered",
    )
    assert (state_of(over, cast.employee), state_of(over, cast.teammate)) == (
        "registered",
        "waiting",
    )
    assert told(cast.teammate) == ["moved_up"]
    ahead.refresh_from_db()
    assert ahead.seats_taken == 1


def test_a_further_role_keeps_the_seat(cast: Cast, api: Api) -> None:
    row = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=row.id)
    people.change_roles(
        actor=cast.admin, membership=cast.employee, roles=[Role.EMPLOYEE, Role.COACH]
    )
    assert state_of(row, cast.employee) == "registered"


def test_a_free_seat_passes_by_who_is_inactive(cast: Cast) -> None:
    """Also where that was written past the verbs, so that they still wait."""
    row = planned(cast.haven, seats=1)
    third = person_in(cast.haven, "Third", Role.EMPLOYEE)
    for member in (cast.employee, cast.teammate, third):
        workshops.register(member=member, workshop=row.id)
    Membership.objects.filter(pk=cast.teammate.pk).update(is_active=False)
    workshops.withdraw(member=cast.employee, workshop=row.id)
    assert (state_of(row, cast.teammate), state_of(row, third)) == ("waiting", "registered")


def test_members_who_leave_at_once_while_others_register_block_nobody(cast: Cast) -> None:
    rows = [planned(cast.haven, seats=4) for _each in range(3)]
    leaving = [person_in(cast.haven, f"Leaving {n}", Role.EMPLOYEE) for n in range(4)]
    coming = [person_in(cast.haven, f"Coming {n}", Role.EMPLOYEE) for n in range(4)]
    for row in rows:
        for member in leaving:
            workshops.register(member=member, workshop=row.id)

    def register(member: Membership) -> None:
        for row in reversed(rows):
            workshops.register_other(actor=cast.admin, workshop=row.id, membership=member.id)

    at_once(
        *[lambda m=one: people.deactivate(actor=cast.admin, membership=m) for one in leaving],
        *[lambda m=one: register(m) for one in coming],
    )
    for row in Workshop.objects.all():
        assert {state_of(row, one) for one in leaving} == {"withdrawn"}
        assert {state_of(row, one) for one in coming} == {"registered"}
        assert row.seats_taken == 4
