"""GET and PATCH /api/v1/{organisation}/membership."""

from accounts import services
from accounts.models import AuditEvent
from tests.cast import Api, Cast, code_of

PATH = "/api/v1/haven/membership"


def test_it_says_what_the_caller_is_here(cast: Cast, api: Api) -> None:
    answer = api(cast.manager).get(PATH).json()
    assert (answer["id"], answer["roles"]) == (str(cast.manager.id), ["manager"])


def test_it_sets_where_the_caller_lives_and_writes_that_down(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch(PATH, {"time_zone": "America/Paramaribo"})
    assert (answer.status_code, answer.json()["time_zone"]) == (200, "America/Paramaribo")
    cast.employee.refresh_from_db()
    assert cast.employee.time_zone == "America/Paramaribo"
    event = AuditEvent.objects.get(verb="time_zone_set")
    assert (event.actor_id, event.object_id) == (cast.employee.id, cast.employee.id)


def test_an_unknown_time_zone_has_its_own_code(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch(PATH, {"time_zone": "Mars/Olympus"})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    [error] = answer.json()["errors"]
    assert (error["code"], error["attr"]) == ("unknown_time_zone", "time_zone")
    cast.employee.refresh_from_db()
    assert cast.employee.time_zone == "Europe/Amsterdam"


def test_an_employee_cannot_give_themselves_a_role(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch(PATH, {"roles": ["admin"]})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert answer.json()["errors"][0]["code"] == "unknown_field"
    assert api(cast.employee).get(PATH).json()["roles"] == ["employee"]


def test_a_stranger_finds_no_organisation(cast: Cast, api: Api) -> None:
    answer = api(cast.stranger).get(PATH)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_member_who_was_let_go_finds_none_either(cast: Cast, api: Api) -> None:
    services.deactivate(actor=cast.admin, membership=cast.employee)
    answer = api(cast.employee).get(PATH)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_an_organisation_that_ended_is_closed_for_its_members(cast: Cast, api: Api) -> None:
    cast.haven.is_active = False
    cast.haven.save()
    answer = api(cast.admin).get(PATH)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
