"""The operator's pages at /admin/."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts import services
from accounts.models import AuditEvent, Organisation, Person
from tests.cast import PASSWORD, Cast
from tests.meanwhile import just_before

PAGES = [
    f"/admin/{page}/"
    for page in (
        "accounts/person",
        "accounts/organisation",
        "accounts/team",
        "accounts/membership",
        "accounts/auditevent",
        "notifications/message",
        "notifications/delivery",
    )
]


@pytest.fixture
def operator(cast: Cast) -> Client:
    client = Client()
    client.force_login(Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root"))
    return client


@pytest.mark.parametrize("page", PAGES)
def test_an_operator_sees_each_list(page: str, operator: Client) -> None:
    assert operator.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES[:4])
def test_an_operator_can_add(page: str, operator: Client) -> None:
    assert operator.get(f"{page}add/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_an_organisations_admin_is_no_operator(page: str, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.admin.person)
    assert client.get(page).status_code == 302


def test_an_operator_adds_a_person_who_can_sign_in(operator: Client) -> None:
    form = {
        "email": "Noor@Haven.example",
        "name": "Noor",
        "language": "nl",
        "usable_password": "true",
        "password1": "een-lang-genoeg-woord",
        "password2": "een-lang-genoeg-woord",
    }
    answer = operator.post("/admin/accounts/person/add/", form)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    noor = Person.objects.get(email="noor@haven.example")
    assert noor.check_password("een-lang-genoeg-woord")


def test_an_operator_switches_a_person_off_and_keeps_their_password(
    operator: Client, cast: Cast
) -> None:
    person = cast.employee.person
    form = {"email": person.email, "name": person.name, "language": "nl"}
    answer = operator.post(f"/admin/accounts/person/{person.pk}/change/", form)
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.is_active, person.check_password(PASSWORD)) == (False, True)


def test_an_operator_corrects_an_address(operator: Client, cast: Cast) -> None:
    person = cast.employee.person
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    form = {"email": "Emma@New.example", "name": "Emma", "language": "nl", "is_active": "on"}
    answer = operator.post(f"/admin/accounts/person/{person.pk}/change/", form)
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.email == "emma@new.example"
    assert not EmailAddress.objects.exists()


def test_an_operator_cannot_touch_the_audit_log(operator: Client, cast: Cast) -> None:
    services.deactivate(actor=cast.admin, membership=cast.employee)
    page = f"/admin/accounts/auditevent/{AuditEvent.objects.get().pk}"
    assert operator.get(f"{page}/change/").status_code == 200
    assert operator.post(f"{page}/change/", {"verb": "nothing"}).status_code == 403
    assert operator.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    assert operator.get("/admin/accounts/auditevent/add/").status_code == 403


def test_an_operator_switches_people_off_and_deletes_nobody(operator: Client, cast: Cast) -> None:
    """A deleted member's recordings would lose their rows and keep their files, for ever."""
    member = cast.employee
    for page in (
        f"person/{member.person_id}",
        f"membership/{member.pk}",
        f"organisation/{member.organisation_id}",
    ):
        answer = operator.post(f"/admin/accounts/{page}/delete/", {"post": "yes"})
        assert answer.status_code == 403


def _sign_in(email: str, password: str) -> Any:
    return Client().post("/admin/login/", {"username": email, "password": password})


def test_an_operator_signs_in(operator: Client, fresh_limits: None) -> None:
    assert _sign_in("root@kalm.example", PASSWORD).status_code == 302


def test_the_password_of_an_organisations_admin_opens_nothing_here(
    cast: Cast, fresh_limits: None
) -> None:
    assert _sign_in(cast.admin.person.email, PASSWORD).status_code == 200


def test_an_address_that_another_organisation_took_meanwhile_is_refused(
    operator: Client, cast: Cast
) -> None:
    """Between the form's look at the slugs and the write."""
    page = f"/admin/accounts/organisation/{cast.haven.pk}/change/"
    form = {"slug": "veer", "name": "Veer", "video_retention_days": "90", "is_active": "on"}

    def take() -> None:
        Organisation.objects.filter(pk=cast.burcht.pk).update(slug="veer")

    with just_before('UPDATE "accounts_organisation"', take):
        answer = operator.post(page, form)
    assert answer.status_code == 200
    assert "already an organisation" in answer.content.decode()
    cast.haven.refresh_from_db()
    assert (cast.haven.slug, cast.haven.name) == ("haven", "Haven")
    assert not AuditEvent.objects.filter(verb="organisation_changed").exists()
