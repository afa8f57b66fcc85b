"""/api/v1/{organisation}/teams and below."""

import pytest

from accounts.models import AuditEvent, Team
from tests.cast import Api, Cast, code_of

TEAMS = "/api/v1/haven/teams"


@pytest.mark.parametrize(
    ("part", "seen"), [("manager", ["Desk"]), ("admin", ["Back office", "Desk"])]
)
def test_admins_see_the_teams_and_managers_those_that_they_lead(
    part: str, seen: list[str], cast: Cast, api: Api
) -> None:
    Team.objects.create(organisation=cast.burcht, name="Night shift")
    Team.objects.create(organisation=cast.haven, name="Back office")
    names = [team["name"] for team in api(cast.by_role()[part]).get(TEAMS).json()["results"]]
    assert names == seen


def test_an_employee_does_not_see_the_list(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).get(TEAMS)
    assert (answer.status_code, code_of(answer)) == (403, "role_required")


def test_an_admin_adds_a_team(cast: Cast, api: Api) -> None:
    answer = api(cast.admin).post(TEAMS, {"name": " Night shift "})
    assert (answer.status_code, answer.json()["name"]) == (201, "Night shift")
    assert (
        AuditEvent.objects.get(verb="team_added").object_id
        == Team.objects.get(name="Night shift").pk
    )


def test_a_manager_cannot_add_a_team(cast: Cast, api: Api) -> None:
    answer = api(cast.manager).post(TEAMS, {"name": "Night shift"})
    assert (answer.status_code, code_of(answer)) == (403, "role_required")


def test_two_teams_cannot_have_one_name_whatever_the_capitals(cast: Cast, api: Api) -> None:
    answer = api(cast.admin).post(TEAMS, {"name": "DESK"})
    assert (answer.status_code, code_of(answer)) == (409, "team_name_taken")
    assert Team.objects.count() == 1


@pytest.mark.parametrize("same", ["\uff24esk", "De\u200dsk", "Desk\ufe0f", " desk\u00a0"])
def test_two_teams_cannot_have_names_that_look_the_same(same: str, cast: Cast, api: Api) -> None:
    answer = api(cast.admin).post(TEAMS, {"name": same})
    assert (answer.status_code, code_of(answer)) == (409, "team_name_taken")
    other = Team.objects.create(organisation=cast.haven, name="Balie")
    answer = api(cast.admin).patch(f"{TEAMS}/{other.pk}", {"name": same})
    assert (answer.status_code, code_of(answer)) == (409, "team_name_taken")


def test_a_name_of_letters_that_stand_for_many_fits_the_index(cast: Cast, api: Api) -> None:
    names = ["\ufdfa" * 200, "\ufdfa" * 199 + "x", "\U0001f600" * 200]
    for name in names:
        assert api(cast.admin).post(TEAMS, {"name": name}).status_code == 201
    assert code_of(api(cast.admin).post(TEAMS, {"name": names[0]})) == "team_name_taken"


def test_a_team_changes_the_capitals_of_its_own_name(cast: Cast, api: Api) -> None:
    desk = Team.objects.get(name="Desk")
    answer = api(cast.admin).patch(f"{TEAMS}/{desk.id}", {"name": "DESK"})
    assert (answer.status_code, answer.json()["name"]) == (200, "DESK")


def test_an_admin_renames_a_team(cast: Cast, api: Api) -> None:
    desk = Team.objects.get(name="Desk")
    answer = api(cast.admin).patch(f"{TEAMS}/{desk.id}", {"name": "Front desk"})
    assert (answer.status_code, answer.json()) == (200, {"id": str(desk.id), "name": "Front desk"})


def test_a_team_of_another_organisation_is_not_found(cast: Cast, api: Api) -> None:
    foreign = Team.objects.create(organisation=cast.burcht, name="Night shift")
    answer = api(cast.admin).patch(f"{TEAMS}/{foreign.id}", {"name": "Ours"})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
