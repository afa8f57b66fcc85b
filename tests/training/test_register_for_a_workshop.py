"""Seats, the waiting list and what people are told of them."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from notifications.models import Delivery
from tests.cast import Api, Cast, code_of, person_in
from tests.training.live import begin_now, end_now, planned, state_of, told, url_of
from training.models import Attendance, Workshop
from training.services import workshops

pytestmark = pytest.mark.slow


def test_a_seat_then_the_waiting_list_then_a_seat_that_came_free(cast: Cast, api: Api) -> None:
    row = planned(cast.haven, seats=1)
    third = person_in(cast.haven, "Third", Role.EMPLOYEE)
    people = (cast.employee, cast.teammate, third)
    answers = [api(member).put(url_of(row, "/registration")) for member in people]
    assert [one.status_code for one in answers] == [200] * 3
    last = answers[-1].json()
    assert last["registration"] == {"state": "waiting", "place": 2}
    assert (last["seats_left"], last["waiting_total"]) == (0, 2)

    left = api(cast.employee).delete(url_of(row, "/registration"))
    assert left.json()["registration"] == {"state": "withdrawn", "place": None}
    assert state_of(row, cast.teammate) == "registered"
    shown = api(third).get(url_of(row)).json()
    assert shown["registration"] == {"state": "waiting", "place": 1}
    assert told(cast.employee) == ["registered", "withdrawn"]
    assert told(cast.teammate) == ["moved_up"]
    assert told(third) == []


def test_twice_is_once_and_to_come_back_is_the_end_of_the_list(cast: Cast, api: Api) -> None:
    row = planned(cast.haven, seats=1)
    for _each in range(2):
        workshops.register(member=cast.employee, workshop=row.id)
    assert told(cast.employee) == ["registered"]
    workshops.register(member=cast.teammate, workshop=row.id)
    for _each in range(2):
        workshops.withdraw(member=cast.employee, workshop=row.id)
    workshops.register(member=cast.employee, workshop=row.id)
    assert (state_of(row, cast.employee), state_of(row, cast.teammate)) == ("waiting", "registered")
    workshops.withdraw(member=cast.teammate, workshop=row.id)
    assert told(cast.employee) == ["registered", "withdrawn", "moved_up"]
    row.refresh_from_db()
    assert (row.seats_taken, Attendance.objects.count()) == (1, 2)


def test_what_has_begun_is_over_or_was_cancelled_refuses(cast: Cast, api: Api) -> None:
    begun, over, off = (planned(cast.haven) for _each in range(3))
    for row in (begun, over, off):
        workshops.register(member=cast.employee, workshop=row.id)
    begin_now(begun)
    end_now(over)
    workshops.cancel(actor=cast.admin, workshop=off.id)
    for row, code in ((begun, "started"), (over, "over"), (off, "cancelled")):
        answer = api(cast.employee).delete(url_of(row, "/registration"))
        assert (answer.status_code, code_of(answer)) == (409, f"workshop_{code}")
    # Whoever had nothing to do with them does not find what is no longer to come.
    for row, status in ((begun, 409), (over, 404), (off, 404)):
        assert api(cast.teammate).put(url_of(row, "/registration")).status_code == status


def test_two_at_the_same_time_are_named_and_not_refused(cast: Cast, api: Api) -> None:
    first = planned(cast.haven)
    later = first.starts_at + timedelta(hours=1)
    same = planned(cast.haven, starts_at=later, ends_at=first.ends_at)
    after = planned(cast.haven, starts_at=first.ends_at, ends_at=first.ends_at + timedelta(hours=1))
    workshops.register(member=cast.employee, workshop=first.id)
    answer = api(cast.employee).put(url_of(same, "/registration"))
    assert answer.json()["overlaps"] == [str(first.id)]
    assert answer.json()["registration"]["state"] == "registered"
    assert api(cast.employee).get(url_of(after)).json()["overlaps"] == []
    assert api(cast.teammate).get(url_of(same)).json()["overlaps"] == []


def test_managers_register_and_withdraw_others(cast: Cast, api: Api) -> None:
    row, manager = planned(cast.haven, seats=1), api(cast.manager)

    def put(member: object, state: str) -> object:
        answer = manager.put(url_of(row, f"/attendances/{member}"), {"state": state})
        return answer.json().get("state") or code_of(answer)

    assert put(cast.employee.id, "registered") == "registered"
    assert put(cast.teammate.id, "registered") == "waiting"
    assert put(cast.manager.id, "registered") == "not_an_employee"
    assert put(cast.coach.id, "registered") == "unknown_member"
    assert put(cast.stranger.id, "registered") == "unknown_member"
    assert put(cast.employee.id, "withdrawn") == "withdrawn"
    assert told(cast.teammate) == ["waiting", "moved_up"]
    names = [one["person_name"] for one in manager.get(url_of(row, "/attendances")).json()]
    assert names == ["Emma", "Tom"]


def test_a_reminder_that_has_not_left_is_taken_back(cast: Cast) -> None:
    row = planned(cast.haven)
    workshops.register(member=cast.employee, workshop=row.id)
    Workshop.objects.update(remind_at=row.created_at)
    assert workshops.sweep_workshops() == 1
    mails = Delivery.objects.filter(message__kind="workshop_reminder", channel="mail")
    assert mails.get().state == "waiting"
    workshops.withdraw(member=cast.employee, workshop=row.id)
    assert (mails.get().state, mails.get().reason) == ("skipped", "not_coming")


def test_a_list_costs_the_same_however_long(
    cast: Cast, api: Api, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(3):
        workshops.register(member=cast.employee, workshop=planned(cast.haven).id)
    client = api(cast.employee)
    with django_assert_num_queries(7):
        client.get("/api/v1/haven/workshops")
    for _each in range(6):
        workshops.register(member=cast.employee, workshop=planned(cast.haven).id)
    with django_assert_num_queries(7):
        assert len(client.get("/api/v1/haven/workshops").json()["results"]) == 9
