"""Mail addresses: one spelling, and one place where they are kept."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import IntegrityError

from accounts import services
from accounts.models import Person
from tests.accounts.conftest import Browser
from tests.cast import PASSWORD, Api, Cast


def test_the_database_refuses_capitals(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="person_email_lowercase"):
        Person.objects.filter(pk=cast.employee.person_id).update(email="Emma@haven.example")


def test_a_new_address_ends_the_old_one(cast: Cast, browser: Browser) -> None:
    """allauth has a table of addresses of its own, which a reset fills."""
    person = cast.employee.person
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    services.change_email(person=person, email="Emma@New.example")
    assert not EmailAddress.objects.exists()
    assert browser.sign_in("emma@haven.example", PASSWORD).status_code == 400
    assert browser.sign_in("emma@new.example", PASSWORD).status_code == 200


@pytest.mark.parametrize("typed", ["noor@b\u00fccher.example", "NOOR@xn--bcher-kva.example"])
def test_an_internationalised_domain_is_one_however_it_is_typed(
    typed: str, cast: Cast, browser: Browser
) -> None:
    person = services.add_person(email="Noor@B\u00dcCHER.example", name="Noor")
    person.set_password(PASSWORD)
    person.save()
    assert services.add_person(email=typed, name="Noor") == person
    assert browser.sign_in(typed, PASSWORD).status_code == 200


@pytest.mark.parametrize("typed", ["\u0131ris@haven.example", "\u0130ris@haven.example"])
def test_an_address_that_no_mail_reaches_is_refused(typed: str, cast: Cast, api: Api) -> None:
    body = {"email": typed, "name": "Iris", "roles": ["employee"]}
    answer = api(cast.admin).post("/api/v1/haven/people", body)
    assert [(one["attr"], one["code"]) for one in answer.json()["errors"]] == [("email", "invalid")]


def test_a_password_is_the_same_from_every_keyboard(cast: Cast, browser: Browser) -> None:
    person = cast.employee.person
    person.set_password("een-wachtwoord-m\u00e9t-accent")
    person.save()
    typed = "een-wachtwoord-me\u0301t-accent"
    assert browser.sign_in(person.email, typed).status_code == 200


def test_a_password_hashed_as_it_was_typed_still_opens(cast: Cast, browser: Browser) -> None:
    typed = "een-wachtwoord-me\u0301t-accent"
    person = cast.employee.person
    person.password = Argon2PasswordHasher().encode(typed, "some-salt-of-old")
    person.save()
    assert browser.sign_in(person.email, typed).status_code == 200
