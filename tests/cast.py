"""Provides the fixed cast: the people that every test knows, and signed-in clients for them.

Haven is the organisation at work; Stan belongs to Burcht alone and must never see anything of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Language, Membership, Organisation, Person, Role, Team

PASSWORD = "een-kalm-wachtwoord"
# Hashing with Argon2 takes about 40 ms; the same hash serves the whole cast.
_hashed: dict[str, str] = {}


@dataclass
class Cast:
    """The memberships by first name, and the two organisations."""

    haven: Organisation
    burcht: Organisation
    employee: Membership  # Emma, who practises
    teammate: Membership  # Tom, a colleague in her team
    coach: Membership  # Carla
    second_coach: Membership  # Chris
    author: Membership  # Aicha
    manager: Membership  # Mo
    admin: Membership  # Anna
    stranger: Membership  # Stan, every role, in Burcht

    def by_role(self) -> dict[str, Membership]:
        """Return everyone by the name of their part."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Membership)}


def person_in(
    organisation: Organisation, name: str, *roles: Role, language: str = Language.ENGLISH
) -> Membership:
    """Add a new person with a membership; the address is name@slug.example."""
    from django.contrib.auth.hashers import make_password

    email = f"{name.lower().replace(' ', '.')}@{organisation.slug}.example"
    if PASSWORD not in _hashed:
        _hashed[PASSWORD] = make_password(PASSWORD)
    hashed = _hashed[PASSWORD]
    person = Person.objects.create(email=email, name=name, language=language, password=hashed)
    return Membership.objects.create(person=person, organisation=organisation, roles=list(roles))


def make_cast() -> Cast:
    """Write the whole cast into the database."""
    haven = Organisation.objects.create(slug="haven", name="Haven")
    burcht = Organisation.objects.create(slug="burcht", name="Burcht")
    cast = Cast(
        haven=haven,
        burcht=burcht,
        employee=person_in(haven, "Emma", Role.EMPLOYEE, language=Language.DUTCH),
        teammate=person_in(haven, "Tom", Role.EMPLOYEE),
        coach=person_in(haven, "Carla", Role.COACH),
        second_coach=person_in(haven, "Chris", Role.COACH),
        author=person_in(haven, "Aicha", Role.AUTHOR),
        manager=person_in(haven, "Mo", Role.MANAGER),
        admin=person_in(haven, "Anna", Role.ADMIN),
        stranger=person_in(burcht, "Stan", *Role),
    )
    desk = Team.objects.create(organisation=haven, name="Desk")
    for member in (cast.employee, cast.teammate, cast.manager):
        member.teams.add(desk)
    return cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


Api = Callable[[Membership | None], APIClient]


def signed_in(membership: Membership, **options: Any) -> APIClient:
    """Return a browser's session of this member, which says with each request who it is for."""
    client = APIClient(**options)
    client.force_login(membership.person, backend="django.contrib.auth.backends.ModelBackend")
    act_for(client, membership)
    return client


def act_for(client: APIClient, membership: Membership | None) -> None:
    """Make the client's requests say from now on that they are for this member; None: for
    nobody.
    """
    named = {}
    if membership:
        named["HTTP_KALM_MEMBERSHIP"] = str(membership.pk)
        named["HTTP_KALM_PERSON"] = str(membership.person_id)
    client.credentials(**named)


@pytest.fixture
def api() -> Api:
    """Return an HTTP client: `api(cast.employee)` is signed in as Emma; `api(None)` is nobody."""

    def client_of(membership: Membership | None) -> APIClient:
        return APIClient() if membership is None else signed_in(membership)

    return client_of


def code_of(response: Any) -> str:
    """Return the machine code of a problem answer; fail on any other answer."""
    assert response["Content-Type"] == "application/problem+json", response.content
    return str(response.json()["code"])
