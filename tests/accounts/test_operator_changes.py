"""The operator's pages change rows through the verbs, with their rules and audit events."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts import services
from accounts.models import AuditEvent, Membership, Organisation, Person, Team
from tests.cast import PASSWORD, Api, Cast, signed_in
from tests.dispatched import Answer

MEMBERS = "/admin/accounts/membership/"


@pytest.fixture
def root(cast: Cast) -> Person:
    return Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")


@pytest.fixture
def operator(root: Person) -> Client:
    client = Client()
    client.force_login(root)
    return client


def _form(member: Membership, **other: Any) -> dict[str, Any]:
    return {
        "roles": member.roles,
        "teams": [str(team.pk) for team in member.teams.all()],
        "time_zone": member.time_zone,
        "is_active": "on",
    } | other


def _by_operator(root: Person) -> list[str]:
    """The verbs that the audit log has of this operator, oldest first."""
    events = AuditEvent.objects.filter(detail__operator=str(root.pk), actor=None)
    return list(events.order_by("id").values_list("verb", flat=True))


def test_a_membership_never_becomes_another_persons(
    operator: Client, cast: Cast, root: Person
) -> None:
    """A membership given to another person would give that person the member's takes."""
    form = _form(cast.employee, person=str(root.pk), organisation=str(cast.burcht.pk))
    assert operator.post(f"{MEMBERS}{cast.employee.pk}/change/", form).status_code == 302
    stored = Membership.objects.get(pk=cast.employee.pk)
    assert stored.person_id == cast.employee.person_id
    assert stored.organisation_id == cast.haven.pk


def test_changing_a_membership_is_audited(operator: Client, cast: Cast, root: Person) -> None:
    form = _form(cast.employee, roles=["employee", "coach"], time_zone="Europe/Lisbon", teams=[])
    assert operator.post(f"{MEMBERS}{cast.employee.pk}/change/", form).status_code == 302
    cast.employee.refresh_from_db()
    assert cast.employee.roles == ["employee", "coach"]
    assert cast.employee.time_zone == "Europe/Lisbon"
    assert not cast.employee.teams.exists()
    assert sorted(_by_operator(root)) == ["roles_changed", "teams_set", "time_zone_set"]


def test_saving_a_page_without_a_change_is_none(operator: Client, cast: Cast, root: Person) -> None:
    form = _form(cast.employee)
    assert operator.post(f"{MEMBERS}{cast.employee.pk}/change/", form).status_code == 302
    assert _by_operator(root) == []


@pytest.mark.parametrize("change", [{"roles": ["coach"]}, {"is_active": ""}], ids=str)
def test_the_last_admin_stays(
    change: dict[str, Any], operator: Client, cast: Cast, root: Person
) -> None:
    answer = operator.post(f"{MEMBERS}{cast.admin.pk}/change/", _form(cast.admin, **change))
    assert answer.status_code == 200
    assert "needs at least one admin" in answer.content.decode()
    cast.admin.refresh_from_db()
    assert (cast.admin.roles, cast.admin.is_active) == (["admin"], True)
    assert _by_operator(root) == []


def test_the_last_admin_is_not_switched_off_as_a_person(
    operator: Client, cast: Cast, root: Person
) -> None:
    person = cast.admin.person
    form = {"email": person.email, "name": "Other", "language": "nl"}
    answer = operator.post(f"/admin/accounts/person/{person.pk}/change/", form)
    assert answer.status_code == 200
    assert "needs at least one admin" in answer.content.decode()
    person.refresh_from_db()
    assert (person.is_active, person.name) == (True, "Anna")
    assert _by_operator(root) == []


def test_a_team_of_another_organisation_is_refused(operator: Client, cast: Cast) -> None:
    foreign = Team.objects.create(organisation=cast.burcht, name="Foreign")
    form = _form(cast.employee, teams=[str(foreign.pk)])
    answer = operator.post(f"{MEMBERS}{cast.employee.pk}/change/", form)
    assert answer.status_code == 200
    assert "That team is not in your organisation." in answer.content.decode()
    assert cast.employee.teams.get().name == "Desk"


@pytest.mark.django_db(transaction=True)
def test_a_member_whom_an_operator_adds_is_invited(
    operator: Client, cast: Cast, root: Person, run_dispatched: Answer
) -> None:
    noor = Person.objects.create_user("noor@haven.example", name="Noor")
    form = {
        "person": str(noor.pk),
        "organisation": str(cast.haven.pk),
        "roles": ["employee"],
        "time_zone": "Europe/Amsterdam",
    }
    answer = operator.post(f"{MEMBERS}add/", form)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    while run_dispatched():
        pass
    assert [letter.to for letter in mail.outbox] == [["noor@haven.example"]]
    assert _by_operator(root) == ["membership_added", "invited"]
    assert noor.memberships.get().roles == ["employee"]


def test_somebody_is_added_to_an_organisation_once(operator: Client, cast: Cast) -> None:
    form = {
        "person": str(cast.employee.person_id),
        "organisation": str(cast.haven.pk),
        "roles": ["coach"],
        "time_zone": "Europe/Amsterdam",
    }
    assert operator.post(f"{MEMBERS}add/", form).status_code == 200
    assert cast.employee.person.memberships.get().roles == ["employee"]


def test_an_organisation_comes_with_its_first_admin(
    operator: Client, cast: Cast, root: Person
) -> None:
    form = {
        "slug": "veer",
        "name": "Veer",
        "admin_email": "Noor@Veer.example",
        "admin_name": "Noor",
        "language": "nl",
        "time_zone": "Europe/Amsterdam",
    }
    answer = operator.post("/admin/accounts/organisation/add/", form)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    admin = Membership.objects.get(organisation__slug="veer")
    assert (admin.person.email, admin.roles) == ("noor@veer.example", ["admin"])
    assert _by_operator(root) == ["organisation_created", "membership_added", "invited"]
    again = operator.post("/admin/accounts/organisation/add/", form)
    assert again.status_code == 200
    assert Organisation.objects.filter(slug="veer").count() == 1


def test_a_changed_organisation_is_audited(operator: Client, cast: Cast, root: Person) -> None:
    form = {"slug": "haven", "name": "Haven", "video_retention_days": "90", "is_active": "on"}
    page = f"/admin/accounts/organisation/{cast.haven.pk}/change/"
    for _ in range(2):  # the second changes nothing
        assert operator.post(page, form).status_code == 302
    event = AuditEvent.objects.get(verb="organisation_changed")
    assert event.organisation == cast.haven
    assert event.detail == {
        "parts": ["video_retention_days"],
        "video_retention_days": 90,
        "operator": str(root.pk),
    }
    assert operator.post(page, form | {"video_retention_days": "0"}).status_code == 200
    cast.haven.refresh_from_db()
    assert cast.haven.video_retention_days == 90


def test_teams_are_added_renamed_and_removed_by_verbs(
    operator: Client, cast: Cast, root: Person
) -> None:
    form = {"organisation": str(cast.haven.pk), "name": "Night"}
    assert operator.post("/admin/accounts/team/add/", form).status_code == 302
    team = Team.objects.get(name="Night")
    page = f"/admin/accounts/team/{team.pk}/"
    clash = operator.post(f"{page}change/", {"name": "DESK"})
    assert clash.status_code == 200
    moved = {"name": "Late", "organisation": str(cast.burcht.pk)}
    assert operator.post(f"{page}change/", moved).status_code == 302
    team.refresh_from_db()
    assert (team.name, team.organisation) == ("Late", cast.haven)
    gone = {"action": "delete_selected", "_selected_action": str(team.pk), "post": "yes"}
    assert operator.post("/admin/accounts/team/", gone).status_code == 302
    assert not Team.objects.filter(pk=team.pk).exists()
    assert _by_operator(root) == ["team_added", "team_renamed", "team_removed"]


def test_a_changed_person_is_audited_in_each_organisation(
    operator: Client, cast: Cast, root: Person
) -> None:
    person = cast.employee.person
    services.add_membership(actor=None, organisation=cast.burcht, person=person, roles=[])
    form = {"email": "emma@new.example", "name": "Emma", "language": "nl", "is_active": "on"}
    page = f"/admin/accounts/person/{person.pk}/change/"
    assert operator.post(page, form | {"is_staff": "on"}).status_code == 302
    events = AuditEvent.objects.filter(verb="person_changed", object_id=person.pk)
    assert {event.organisation for event in events} == {cast.haven, cast.burcht}
    for event in events:
        assert event.detail["parts"] == ["email", "is_staff"]
        assert event.detail["is_staff"] is True
        assert "emma" not in str(event.detail)


def test_a_person_in_no_organisation_is_audited_too(
    operator: Client, cast: Cast, root: Person
) -> None:
    form = {
        "email": "Noor@B\u00dcCHER.example",
        "name": " Noor\u200b ",
        "language": "nl",
        "usable_password": "false",
    }
    answer = operator.post("/admin/accounts/person/add/", form)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    noor = Person.objects.get(email="noor@xn--bcher-kva.example")
    assert (noor.name, noor.has_usable_password()) == ("Noor", False)
    event = AuditEvent.objects.get(verb="person_added")
    assert (event.organisation, event.object_id) == (None, noor.pk)
    assert operator.post("/admin/accounts/person/add/", form).status_code == 200
    assert operator.get(f"/admin/accounts/auditevent/{event.pk}/change/").status_code == 200


def test_a_name_that_shows_nothing_is_none(operator: Client, cast: Cast) -> None:
    person = cast.employee.person
    form = {"email": person.email, "name": "\u200b\u3164", "language": "nl", "is_active": "on"}
    answer = operator.post(f"/admin/accounts/person/{person.pk}/change/", form)
    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.name == "Emma"


def test_a_person_whom_an_operator_renames_is_called_so_everywhere_and_told(
    operator: Client, cast: Cast, api: Api
) -> None:
    person = cast.employee.person
    Membership.objects.filter(pk=cast.employee.pk).update(name="Emmy")
    form = {"email": person.email, "name": "Emma Bakker", "language": "nl", "is_active": "on"}
    page = f"/admin/accounts/person/{person.pk}/change/"
    for _ in range(2):
        assert operator.post(page, form).status_code == 302
    path = f"/api/v1/haven/people/{cast.employee.pk}"
    assert api(cast.admin).get(path).json()["name"] == "Emma Bakker"
    [message] = api(cast.employee).get("/api/v1/haven/messages").json()["results"]
    assert message["text"].startswith("Kalm heeft je naam gewijzigd in Emma Bakker.")


def test_rights_are_given_to_people_and_not_to_groups(operator: Client) -> None:
    assert operator.get("/admin/auth/group/").status_code == 404


def test_an_operator_without_a_membership_reaches_nothing_through_the_api(
    cast: Cast, root: Person
) -> None:
    client = signed_in(cast.employee)
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    client.credentials(HTTP_KALM_PERSON=str(root.pk))
    assert client.get("/api/v1/haven/attempts").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_address_that_an_operator_changes_ends_what_the_old_one_could_do(
    operator: Client, cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    person = cast.employee.person
    signed_in = api(cast.employee)
    form = {"email": "emma@new.example", "name": "Emma", "language": "nl", "is_active": "on"}
    page = f"/admin/accounts/person/{person.pk}/change/"
    assert operator.post(page, form).status_code == 302
    assert signed_in.get("/api/v1/me").status_code == 401
    person.refresh_from_db()
    assert not person.has_usable_password()
    while run_dispatched():
        pass
    assert {letter.to[0] for letter in mail.outbox} == {"emma@haven.example", "emma@new.example"}


def test_the_operators_page_changes_no_password(operator: Client) -> None:
    for answer in (
        operator.get("/admin/password_change/"),
        operator.post("/admin/password_change/", {"new_password1": "x", "new_password2": "x"}),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/forgotten")
