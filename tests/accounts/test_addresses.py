"""Mail addresses: one spelling, and one place where they are kept."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from accounts import services
from accounts.models import Person
from tests.accounts.conftest import BROWSER, Browser
from tests.cast import PASSWORD, Api, Cast, code_of


def test_the_database_refuses_capitals(cast: Cast) -> None:
    """Write the row with SQL, past the model."""
    change = "UPDATE accounts_person SET email = 'Emma@haven.example' WHERE name = 'Emma'"
    with (
        pytest.raises(IntegrityError, match="person_email_lowercase"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_every_way_to_write_an_address_stores_the_one_spelling(cast: Cast) -> None:
    typed, stored = " Noor@B\u00dcCHER.example", "noor@xn--bcher-kva.example"
    person = cast.employee.person
    person.email = typed
    person.save()
    assert person.email == stored
    people = Person.objects.filter(pk=person.pk)
    people.update(email="emma@haven.example")
    people.update(email=typed)
    assert people.get(email=typed).email == stored
    person.delete()
    assert Person.objects.create_user(typed, name="Noor").email == stored
    Person.objects.filter(email=stored).delete()
    [made] = Person.objects.bulk_create([Person(email=typed, name="Noor")])
    assert Person.objects.get(pk=made.pk).email == stored


@pytest.mark.parametrize("wrong", ["emma", "\u0131ris@haven.example", ""])
def test_an_operators_form_takes_no_address_that_the_api_refuses(wrong: str, cast: Cast) -> None:
    with pytest.raises(ValidationError, match="email"):
        Person(email=wrong, name="Iris").full_clean(exclude=["password"])


@pytest.mark.parametrize("typed", [" Emma\u00a0 Bakker\u200b", "Emma\nBakker"])
def test_a_name_is_stored_as_the_api_stores_it_whoever_writes_it(typed: str, cast: Cast) -> None:
    person = cast.employee.person
    person.name = typed
    person.save()
    assert Person.objects.get(pk=person.pk).name == person.name == "Emma Bakker"
    cast.haven.name = typed
    cast.haven.save()
    assert cast.haven.name == "Emma Bakker"
    assert services.add_person(email="noor@haven.example", name=typed).name == "Emma Bakker"


def test_a_name_that_shows_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        services.rename(person=cast.employee.person, name="\u2800\u200b")


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
    person.refresh_from_db()
    assert Argon2PasswordHasher().verify("een-wachtwoord-m\u00e9t-accent", person.password)
    assert browser.send("GET", "/api/v1/me").status_code == 200


def test_a_hash_of_the_normal_form_stays(cast: Cast, browser: Browser) -> None:
    person = cast.employee.person
    person.set_password("een-wachtwoord-m\u00e9t-accent")
    person.save()
    before = person.password
    browser.sign_in(person.email, "een-wachtwoord-me\u0301t-accent")
    person.refresh_from_db()
    assert person.password == before


@pytest.mark.parametrize(
    "unseen", ["\u200b" * 12, "\u3164" * 12, "a" + "\u200b" * 12, "a" + " " * 12, "\u2800" * 12]
)
def test_a_password_that_shows_too_little_is_refused(
    unseen: str, cast: Cast, browser: Browser
) -> None:
    browser.sign_in(cast.employee.person.email, PASSWORD)
    body = {"current_password": PASSWORD, "new_password": unseen}
    answer = browser.send("POST", f"{BROWSER}/account/password/change", body)
    assert (answer.status_code, code_of(answer)) == (400, "password_too_short")


def test_a_common_password_in_wide_letters_is_common(cast: Cast, browser: Browser) -> None:
    browser.sign_in(cast.employee.person.email, PASSWORD)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in "1234567890")
    body = {"current_password": PASSWORD, "new_password": wide}
    answer = browser.send("POST", f"{BROWSER}/account/password/change", body)
    assert (answer.status_code, code_of(answer)) == (400, "password_too_common")
