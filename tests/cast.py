"""Provides the fixed cast: the people that every test knows, and signed-in clients for them.

Haven is the organisation at work; Stan belongs to Burcht alone and must never see anything of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import get_random_string
from rest_framework.test import APIClient

from accounts.models import Language, Membership, Organisation, Person, Role, Team
from coaching.models import CoachingRules

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
    manager: Membership  # Mo, who leads their team
    admin: Membership  # Anna
    stranger: Membership  # Stan, every role, in Burcht

    def by_role(self) -> dict[str, Membership]:
        """Return everyone by the name of their part."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Membership)}


def person_in(
    organisation: Organisation, name: str, *roles: Role, language: str = Language.ENGLISH
) -> Membership:
    """Add a new person with a membership; the address is name@slug.example."""
    member = _unsaved(organisation, name, *roles, language=language)
    member.person.save(force_insert=True)
    member.save(force_insert=True)
    return member


def _unsaved(
    organisation: Organisation, name: str, *roles: Role, language: str = Language.ENGLISH
) -> Membership:
    from django.contrib.auth.hashers import make_password

    email = f"{name.lower().replace(' ', '.')}@{organisation.slug}.example"
    if PASSWORD not in _hashed:
        _hashed[PASSWORD] = make_password(PASSWORD)
    person = Person(email=email, name=name, language=language, password=_hashed[PASSWORD])
    return Membership(person=person, organisation=organisation, roles=list(roles))


def make_cast() -> Cast:
    """Write the whole cast into the database."""
    haven = Organisation(slug="haven", name="Haven")
    burcht = Organisation(slug="burcht", name="Burcht")
    cast = Cast(
        haven=haven,
        burcht=burcht,
        employee=_unsaved(haven, "Emma", Role.EMPLOYEE, language=Language.DUTCH),
        teammate=_unsaved(haven, "Tom", Role.EMPLOYEE),
        coach=_unsaved(haven, "Carla", Role.COACH),
        second_coach=_unsaved(haven, "Chris", Role.COACH),
        author=_unsaved(haven, "Aicha", Role.AUTHOR),
        manager=_unsaved(haven, "Mo", Role.MANAGER),
        admin=_unsaved(haven, "Anna", Role.ADMIN),
        stranger=_unsaved(burcht, "Stan", *Role),
    )
    members = cast.by_role().values()
    # One statement for each kind: thousands of tests begin here.
    Organisation.objects.bulk_create([haven, burcht])
    Person.objects.bulk_create([member.person for member in members])
    Membership.objects.bulk_create(members)
    # Which feedback is scored twice is drawn by ids, which are new in each run.
    CoachingRules.objects.bulk_create(
        CoachingRules(organisation=one, second_percent=0) for one in (haven, burcht)
    )
    desk = Team.objects.create(organisation=haven, name="Desk")
    at_desk: Any = Membership.teams.through
    at_desk.objects.bulk_create(
        at_desk(team=desk, membership=member)
        for member in (cast.employee, cast.teammate, cast.manager)
    )
    Membership.leads.through.objects.create(team=desk, membership=cast.manager)
    return cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


Api = Callable[[Membership | None], APIClient]


def signed_in(membership: Membership, **options: Any) -> APIClient:
    """Return a browser's session of this member, which says with each request who it is for."""
    client = APIClient(**options)
    client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(membership.person)
    act_for(client, membership)
    return client


def _session_of(person: Person) -> str:
    """Write the session that a sign-in leads to in one statement, and return its key. `force_login`
    takes many, most of them to end the session that was there before."""
    signed_in_as = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    store, key = SessionStore(), get_random_string(32, VALID_KEY_CHARS)
    Session(
        session_key=key,
        session_data=store.encode(signed_in_as),
        expire_date=store.get_expiry_date(),
    ).save(force_insert=True)
    return key


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
