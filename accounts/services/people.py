"""Lets an operator add and change people, whichever organisations they are in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from accounts import signals
from accounts.domain.addresses import normal_address
from accounts.errors import AddressTaken
from accounts.models import Language, Organisation, Person
from accounts.services.audit import Operator, record_audit
from accounts.services.correcting import move_person
from accounts.services.members import keep_an_admin, lock_admins
from accounts.services.own import rename

BY = "Kalm"
"""The name of those who run Kalm, in word to a person of what they changed."""


@dataclass(frozen=True)
class PersonChange:
    """Names what is to be different; None leaves a part as it is."""

    email: str | None = None
    name: str | None = None
    language: Language | None = None
    is_active: bool | None = None
    is_staff: bool | None = None
    is_superuser: bool | None = None


@transaction.atomic
def create_person(
    *, operator: Operator, email: str, name: str, language: Language, password: str | None
) -> Person:
    """Make a person who is in no organisation yet; without a password they ask for a link through
    "forgotten password". AddressTaken where somebody signs in with the address already."""
    try:
        with transaction.atomic():
            person = Person.objects.create_user(
                normal_address(email), password, name=name.strip(), language=language
            )
    except IntegrityError as clash:
        raise AddressTaken from clash
    _audit(operator, "person_added", person, {})
    return person


@transaction.atomic
def change_person(*, operator: Operator, person: Person, change: PersonChange) -> Person:
    """Make several changes at once, all or none. A person who is renamed is told in each
    organisation. AddressTaken for somebody else's address; LastAdmin where an organisation would be
    left without an active admin."""
    parts = _parts(person, change)
    if not parts:
        return person
    members = list(person.memberships.filter(is_active=True).order_by("organisation_id"))
    admins = [(member, lock_admins(member)) for member in members]
    if change.email is not None and "email" in parts:
        _change_email(person, change.email)
    if change.name is not None and "name" in parts:
        rename(person=person, name=change.name)
        for member in members:
            signals.name_corrected.send(Person, membership=member, by=BY)
    for name in parts - {"email", "name"}:
        setattr(person, name, getattr(change, name))
    person.save(update_fields=sorted(parts))
    for member, was_admin in admins:
        keep_an_admin(member, was_admin)
    rights = {name: getattr(person, name) for name in sorted(parts) if name.startswith("is_")}
    _audit(operator, "person_changed", person, {"parts": sorted(parts)} | rights)
    return person


def _parts(person: Person, change: PersonChange) -> set[str]:
    """Return the names of what the change makes different."""
    wanted = {name: value for name, value in vars(change).items() if value is not None}
    return {name for name, value in wanted.items() if getattr(person, name) != value}


def _change_email(person: Person, email: str) -> None:
    """Move the person as a correction by an admin does: a link goes to the new address, word of it
    to the old one."""
    old_address, _had_password = move_person(person, email)
    signals.address_moved.send(Person, person=person, old_address=old_address)
    signals.password_link_wanted.send(Person, person=person)


def _audit(operator: Operator, verb: str, person: Person, detail: Mapping[str, Any]) -> None:
    """Record one event for each organisation that the person is in, also those that let them go."""
    found = Organisation.objects.filter(memberships__person=person).order_by("pk")
    organisations: list[Organisation | None] = [*found]
    for organisation in organisations or [None]:
        record_audit(
            organisation=organisation, actor=operator, verb=verb, subject=person, detail=detail
        )
