"""/api/v1/{organisation}/people and below."""

import pytest

from accounts.models import AuditEvent, Membership, Person, Team
from tests.cast import Api, Cast, code_of

PEOPLE = "/api/v1/haven/people"
NEW = {"email": "Noor@Haven.example", "name": "Noor", "roles": ["employee", "coach", "coach"]}


def test_admins_see_everyone_by_name_and_managers_whom_they_lead(cast: Cast, api: Api) -> None:
    found = {one: api(one).get(PEOPLE).json()["results"] for one in (cast.admin, cast.manager)}
    everyone, led = ([person["name"] for person in rows] for rows in found.values())
    assert everyone == ["Aicha", "Anna", "Carla", "Chris", "Emma", "Mo", "Tom"]
    assert led == ["Emma", "Mo", "Tom"]
    emma, mo, _tom = found[cast.manager]
    assert (emma["teams"][0]["name"], emma["leads"], mo["leads"][0]["name"]) == ("Desk", [], "Desk")


def test_a_manager_sees_no_team_of_others_that_they_do_not_lead(cast: Cast, api: Api) -> None:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    for member in (cast.teammate, cast.manager):
        member.teams.add(night)
    cast.teammate.leads.add(night)
    _emma, mo, tom = api(cast.manager).get(PEOPLE).json()["results"]
    assert ([one["name"] for one in tom["teams"]], tom["leads"]) == (["Desk"], [])
    assert "Night" in {one["name"] for one in mo["teams"]}
    tom = api(cast.admin).get(f"{PEOPLE}/{cast.teammate.id}").json()
    assert {one["name"] for one in tom["teams"]} == {"Desk", "Night"}
    assert [one["name"] for one in tom["leads"]] == ["Night"]


def test_the_list_goes_on_where_the_page_ended(cast: Cast, api: Api) -> None:
    client = api(cast.admin)
    first = client.get(PEOPLE, {"page_size": 4}).json()
    second = client.get(first["next"]).json()
    assert [one["name"] for one in second["results"]] == ["Emma", "Mo", "Tom"]
    assert second["next"] is None


@pytest.mark.parametrize("part", ["employee", "coach", "author"])
def test_others_do_not_see_the_list(part: str, cast: Cast, api: Api) -> None:
    answer = api(cast.by_role()[part]).get(PEOPLE)
    assert (answer.status_code, code_of(answer)) == (403, "role_required")


def test_an_admin_adds_a_person(cast: Cast, api: Api) -> None:
    desk = Team.objects.get(name="Desk")
    answer = api(cast.admin).post(PEOPLE, NEW | {"teams": [str(desk.id)]})
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["email"], body["roles"]) == ("noor@haven.example", ["employee", "coach"])
    assert [team["name"] for team in body["teams"]] == ["Desk"]
    assert not Person.objects.get(email="noor@haven.example").has_usable_password()
    assert AuditEvent.objects.get(verb="membership_added").actor_id == cast.admin.id


def test_a_person_of_another_organisation_keeps_their_name(cast: Cast, api: Api) -> None:
    new = {"email": "stan@burcht.example", "name": "Somebody", "roles": ["coach"]}
    assert api(cast.admin).post(PEOPLE, new).json()["name"] == "Somebody"
    cast.stranger.person.refresh_from_db()
    assert cast.stranger.person.name == "Stan"
    assert Membership.objects.filter(person=cast.stranger.person).count() == 2


def test_it_refuses_someone_who_is_here_already(cast: Cast, api: Api) -> None:
    answer = api(cast.admin).post(PEOPLE, NEW | {"email": "EMMA@haven.example"})
    assert (answer.status_code, code_of(answer)) == (409, "already_member")


def test_nothing_is_left_of_a_refused_addition(cast: Cast, api: Api) -> None:
    foreign = Team.objects.create(organisation=cast.burcht, name="Night shift")
    answer = api(cast.admin).post(PEOPLE, NEW | {"teams": [str(foreign.id)]})
    assert (answer.status_code, code_of(answer)) == (400, "unknown_team")
    assert not Person.objects.filter(email="noor@haven.example").exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "attr", "code"),
    [
        ({"email": "noor"}, "email", "invalid"),
        ({"roles": []}, "roles", "empty"),
        ({"roles": ["king"]}, "roles.0", "invalid_choice"),
        ({"time_zone": "Nowhere"}, "time_zone", "unknown_time_zone"),
        ({"name": ""}, "name", "blank"),
    ],
)
def test_it_names_the_field_at_fault(
    wrong: dict[str, object], attr: str, code: str, cast: Cast, api: Api
) -> None:
    answer = api(cast.admin).post(PEOPLE, NEW | wrong)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [(attr, code)]


def test_a_manager_cannot_add_people(cast: Cast, api: Api) -> None:
    answer = api(cast.manager).post(PEOPLE, NEW)
    assert (answer.status_code, code_of(answer)) == (403, "role_required")


def test_an_admin_changes_roles_and_teams_and_zone_at_once(cast: Cast, api: Api) -> None:
    change = {"roles": ["coach", "employee"], "teams": [], "time_zone": "Europe/Lisbon"}
    answer = api(cast.admin).patch(f"{PEOPLE}/{cast.employee.id}", change)
    assert answer.status_code == 200, answer.content
    assert answer.json()["roles"] == ["employee", "coach"]
    assert (answer.json()["teams"], answer.json()["time_zone"]) == ([], "Europe/Lisbon")
    event = AuditEvent.objects.get(verb="roles_changed")
    assert event.detail == {"was": ["employee"], "roles": ["employee", "coach"]}


def test_an_admin_lets_someone_go_and_takes_them_back(cast: Cast, api: Api) -> None:
    path = f"{PEOPLE}/{cast.employee.id}"
    client = api(cast.admin)
    assert client.patch(path, {"is_active": False}).json()["is_active"] is False
    assert api(cast.employee).get("/api/v1/haven/membership").status_code == 404
    assert client.patch(path, {"is_active": True}).json()["is_active"] is True
    assert api(cast.employee).get("/api/v1/haven/membership").status_code == 200


@pytest.mark.parametrize("change", [{"roles": ["employee"]}, {"is_active": False}])
def test_the_last_admin_stays_admin(change: dict[str, object], cast: Cast, api: Api) -> None:
    answer = api(cast.admin).patch(f"{PEOPLE}/{cast.admin.id}", change)
    assert (answer.status_code, code_of(answer)) == (409, "last_admin")
    cast.admin.refresh_from_db()
    assert (cast.admin.roles, cast.admin.is_active) == (["admin"], True)


def test_an_admin_may_go_when_there_is_another(cast: Cast, api: Api) -> None:
    client = api(cast.admin)
    client.patch(f"{PEOPLE}/{cast.manager.id}", {"roles": ["manager", "admin"]})
    answer = client.patch(f"{PEOPLE}/{cast.admin.id}", {"roles": []})
    assert (answer.status_code, answer.json()["roles"]) == (200, [])


def test_a_person_of_another_organisation_is_not_found(cast: Cast, api: Api) -> None:
    path = f"{PEOPLE}/{cast.stranger.id}"
    for answer in (api(cast.admin).get(path), api(cast.admin).patch(path, {"roles": []})):
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_manager_cannot_open_one_person(cast: Cast, api: Api) -> None:
    answer = api(cast.manager).get(f"{PEOPLE}/{cast.employee.id}")
    assert (answer.status_code, code_of(answer)) == (403, "role_required")
