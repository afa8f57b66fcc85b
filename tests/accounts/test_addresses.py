"""Mail addresses: one spelling, and one place where they are kept."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError

from accounts import services
from accounts.models import Person
from tests.accounts.conftest import Browser
from tests.cast import PASSWORD, Cast


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
