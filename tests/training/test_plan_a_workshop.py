"""Managers plan, change and cancel live sessions; whoever registered is told once."""

import pytest

from accounts.models import AuditEvent
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.training.live import body_of, end_now, planned, state_of, told, url_of
from training.models import Workshop
from training.services import workshops

pytestmark = pytest.mark.slow


def test_it_is_planned_by_the_clock_of_its_place(cast: Cast, api: Api) -> None:
    id = new_id()
    body = body_of(time_zone="America/New_York", trainer=str(cast.coach.id), trainer_name="")
    answers = [api(cast.manager).put(url_of(id), body) for _each in range(2)]
    assert [one.status_code for one in answers] == [201, 200]
    made = answers[1].json()
    assert (made["starts_at"], made["starts_local"]) == ("2098-03-04T14:30:00Z", "2098-03-04T09:30")
    assert (made["trainer"], made["trainer_name"]) == (str(cast.coach.id), "Carla")
    assert AuditEvent.objects.filter(verb="workshop_planned", object_id=id).count() == 1
    in_dutch = api(cast.employee).get(url_of(id)).json()
    assert (in_dutch["title"], made["title"]) == ("Rustig blijven", "Staying calm")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"starts_local": "2020-03-04T09:30", "ends_local": "2020-03-04T12:30"}, "in_the_past"),
        ({"ends_local": "2098-03-04T09:30"}, "invalid"),
        ({"ends_local": "2098-03-14T09:30"}, "invalid"),
        ({"titles": {"nl": ""}}, "invalid"),
        ({"seats": 0}, "invalid"),
        ({"time_zone": "Mars/Olympus"}, "invalid"),
        ({"trainer": str(new_id()), "trainer_name": ""}, "unknown_member"),
    ],
)
def test_what_can_not_be_is_refused(
    cast: Cast, api: Api, changed: dict[str, object], code: str
) -> None:
    answer = api(cast.manager).put(url_of(new_id()), body_of(**changed))
    assert (answer.status_code, code_of(answer).removeprefix("workshop_")) == (400, code)
    assert not Workshop.objects.exists()


def test_of_two_editors_the_second_looks_again(cast: Cast, api: Api) -> None:
    id, mo, anna = new_id(), api(cast.manager), api(cast.admin)
    tag = mo.put(url_of(id), body_of()).headers["ETag"]
    assert code_of(mo.put(url_of(id), body_of(seats=3))) == "if_match_required"
    assert mo.put(url_of(id), body_of(seats=3), HTTP_IF_MATCH=tag).status_code == 200
    late = anna.put(url_of(id), body_of(place="Elsewhere"), HTTP_IF_MATCH=tag)
    assert (late.status_code, code_of(late)) == (412, "workshop_changed")
    # That somebody registers meanwhile is no change of what is edited.
    tag = anna.get(url_of(id)).headers["ETag"]
    workshops.register(member=cast.employee, workshop=id)
    again = anna.put(url_of(id), body_of(place="Elsewhere"), HTTP_IF_MATCH=tag)
    assert again.status_code == 200


def test_another_time_or_place_tells_everyone_once_and_another_title_nobody(
    cast: Cast, api: Api
) -> None:
    id, mo = new_id(), api(cast.manager)
    tag = mo.put(url_of(id), body_of(seats=1)).headers["ETag"]
    for member in (cast.employee, cast.teammate):
        workshops.register(member=member, workshop=id)
    moved = body_of(seats=1, place="Elsewhere", ends_local="2098-03-04T13:00")
    for _each in range(2):
        tag = mo.put(url_of(id), moved, HTTP_IF_MATCH=tag).headers["ETag"]
    assert Workshop.objects.get().sequence == 1
    mo.put(url_of(id), moved | {"titles": {"en": "New"}}, HTTP_IF_MATCH=tag)
    assert told(cast.employee) == ["registered", "changed"]
    assert told(cast.teammate) == ["changed"]


def test_more_seats_move_the_list_up_and_fewer_than_taken_are_refused(cast: Cast, api: Api) -> None:
    id, mo = new_id(), api(cast.manager)
    tag = mo.put(url_of(id), body_of(seats=1)).headers["ETag"]
    for member in (cast.employee, cast.teammate):
        workshops.register(member=member, workshop=id)
    tag = mo.put(url_of(id), body_of(seats=2), HTTP_IF_MATCH=tag).headers["ETag"]
    assert told(cast.teammate) == ["moved_up"]
    fewer = mo.put(url_of(id), body_of(seats=1), HTTP_IF_MATCH=tag)
    assert (fewer.status_code, code_of(fewer)) == (409, "seats_taken")
    assert Workshop.objects.get().seats == 2


def test_cancelling_tells_everyone_once(cast: Cast, api: Api) -> None:
    row = planned(cast.haven, seats=1)
    for member in (cast.employee, cast.teammate):
        workshops.register(member=member, workshop=row.id)
    workshops.withdraw(member=cast.employee, workshop=row.id)
    for _each in range(2):
        answer = api(cast.admin).put(url_of(row, "/cancellation"))
        assert answer.json()["state"] == "cancelled"
    assert told(cast.employee) == ["registered", "withdrawn"]
    assert told(cast.teammate) == ["moved_up", "cancelled"]
    assert state_of(row, cast.teammate) == "registered"  # as it was
    row.refresh_from_db()
    assert row.sequence == 1


def test_what_is_over_stays_as_it_was(cast: Cast, api: Api) -> None:
    row = planned(cast.haven)
    tag = api(cast.admin).get(url_of(row)).headers["ETag"]
    end_now(row)
    tag = api(cast.admin).get(url_of(row)).headers["ETag"]
    changed = api(cast.admin).put(url_of(row), body_of(), HTTP_IF_MATCH=tag)
    assert code_of(changed) == "workshop_over"
    assert code_of(api(cast.admin).put(url_of(row, "/cancellation"))) == "workshop_over"
    workshops.sweep_workshops()
    row.refresh_from_db()
    assert row.state == "held"
    for query, ids in (("", []), ("?when=past", [str(row.id)])):
        found = api(cast.admin).get(f"/api/v1/haven/workshops{query}").json()["results"]
        assert [one["id"] for one in found] == ids
