"""Many people act on one live session at the same instant, each on a connection of its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, Role
from core.errors import Refusal
from core.etags import ANY, Precondition
from core.ids import new_id
from notifications.models import Message
from tests.at_once import at_once
from tests.cast import Cast, person_in
from tests.meanwhile import elsewhere, just_before
from tests.training.live import begin_now, planned
from training.models import Attendance, Workshop, WorkshopKind
from training.services import workshops

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_fifty_who_register_at_once_never_overbook(cast: Cast) -> None:
    row = planned(cast.haven, seats=20)
    people = [person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE) for n in range(50)]
    at_once(*[lambda m=one: workshops.register(member=m, workshop=row.id) for one in people])
    states = list(Attendance.objects.order_by("number").values_list("state", "number"))
    assert [state for state, _number in states] == ["registered"] * 20 + ["waiting"] * 30
    assert len({number for _state, number in states}) == 50
    row.refresh_from_db()
    assert row.seats_taken == 20

    # Ten leave while the rest of the list watches: ten of the first in it move up, told once each.
    seated = [one for one in people if _state(one) == "registered"][:10]
    at_once(*[lambda m=one: workshops.withdraw(member=m, workshop=row.id) for one in seated])
    assert Attendance.objects.filter(state="registered").count() == 20
    assert Message.objects.filter(kind="workshop_moved_up").count() == 10
    first_left = Attendance.objects.filter(state="waiting").order_by("number").first()
    assert first_left is not None
    assert first_left.number == 31


def test_a_workshop_that_is_planned_twice_at_once_is_one(cast: Cast) -> None:
    starts = timezone.now() + timedelta(days=7)
    plan = workshops.WorkshopPlan(
        title={"nl": "Grenzen"},
        description={},
        kind=WorkshopKind.WORKSHOP,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        time_zone="Europe/Amsterdam",
        place="Zaal 2",
        seats=8,
    )
    id, seen = new_id(), Precondition(if_none_match=ANY)

    def save() -> bool:
        _row, is_new = workshops.save(actor=cast.manager, workshop=id, plan=plan, seen=seen)
        return is_new

    with just_before('INSERT INTO "training_workshop"', elsewhere(save)):
        assert save() is False


def test_the_same_person_twice_at_once_is_one_attendance(cast: Cast) -> None:
    row = planned(cast.haven)
    at_once(*[lambda: workshops.register(member=cast.employee, workshop=row.id)] * 4)
    assert Attendance.objects.get().state == "registered"
    assert Message.objects.filter(kind="workshop_registered").count() == 1
    assert Workshop.objects.get().seats_taken == 1


def test_of_many_who_walk_in_at_once_as_many_get_in_as_there_are_seats(cast: Cast) -> None:
    row = planned(cast.haven, seats=3)
    begin_now(row)
    people = [person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE) for n in range(8)]
    code = workshops.show_code(actor=cast.manager, workshop=row.id).code

    def walk_in(member: Membership) -> str:
        try:
            workshops.check_in(member=member, workshop=row.id, code=code)
        except Refusal as refusal:
            return refusal.code
        return "in"

    told = at_once(*[lambda m=one: walk_in(m) for one in people])
    assert sorted(told) == ["in"] * 3 + ["workshop_full"] * 5


def test_cancelled_twice_at_once_tells_once(cast: Cast) -> None:
    row = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=row.id)
    at_once(*[lambda: workshops.cancel(actor=cast.admin, workshop=row.id)] * 3)
    assert Message.objects.filter(kind="workshop_cancelled").count() == 1


def _state(member: Membership) -> str:
    return str(Attendance.objects.get(membership=member).state)
