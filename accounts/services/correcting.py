"""Corrects, for an admin, how a person is called and where mail reaches them."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts import signals
from accounts.domain.addresses import normal_address
from accounts.errors import AddressNotUsable, AddressTaken, OwnAddress
from accounts.models import Membership, Person
from accounts.services.audit import record_audit
from accounts.services.members import change_membership, deactivate, lock_admins
from accounts.services.own import change_email, rename
from core.normalisation import normal_line


@transaction.atomic
def change_member(
    *,
    actor: Membership,
    membership: Membership,
    name: str | None = None,
    email: str | None = None,
    **changes: Any,
) -> Membership:
    """Make the changes of `change_membership` and `correct_person` at once, all or none. Whoever is
    let go by them gets no mail about the rest."""
    # In the order in which rows are locked: organisation, person, and what training plans.
    lock_admins(membership)
    if changes.get("is_active") is False:
        Person.objects.select_for_update(no_key=True).get(pk=membership.person_id)
        deactivate(actor=actor, membership=membership)
    correct_person(actor=actor, membership=membership, name=name, email=email)
    return change_membership(actor=actor, membership=membership, **changes)


@transaction.atomic
def correct_person(
    *,
    actor: Membership,
    membership: Membership,
    name: str | None = None,
    email: str | None = None,
) -> Membership:
    """Correct the person's name and mail address; None, or what it is already, changes nothing.

    An operator, and whoever is or was in another organisation too, keeps their own name: this
    organisation alone calls them otherwise. Correcting their address is refused with
    AddressNotUsable, and so is an address that somebody outside this organisation signs in with, so
    that neither can be told from the other; AddressTaken where a colleague signs in with it.
    OwnAddress where admins correct their own, for a mistake would keep them out.

    Whoever gets another address is signed out everywhere and has no password any more: a stranger
    may have chosen it by a mail to the mistyped address. A link to choose one goes to the new
    address, and word of the change to the old one.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=membership.person_id)
    membership.person = person
    renamed = name is not None and normal_line(name) != membership.shown_name
    moved = email is not None and normal_address(email) != person.email
    if not (renamed or moved):
        return membership
    is_ours = _is_ours_alone(person, membership)
    if moved and not is_ours:
        raise AddressNotUsable
    if moved and membership.pk == actor.pk:
        raise OwnAddress
    if renamed and is_ours:
        rename(person=person, name=str(name))
        membership.name = ""
        signals.name_corrected.send(
            Membership, membership=membership, by=membership.organisation.name
        )
    elif renamed:
        membership.name = str(name)
        membership.save(update_fields=["name"])
    if moved:
        _move(membership, str(email))
    record_audit(
        organisation=membership.organisation,
        actor=actor,
        verb="person_corrected",
        subject=membership,
        detail={
            "parts": [part for part, is_new in (("name", renamed), ("email", moved)) if is_new]
        },
    )
    return membership


def _is_ours_alone(person: Person, membership: Membership) -> bool:
    elsewhere = person.memberships.exclude(organisation=membership.organisation_id)
    return not (person.is_staff or person.is_superuser or elsewhere.exists())


def _move(membership: Membership, email: str) -> None:
    try:
        old_address, had_password = move_person(membership.person, email)
    except AddressTaken as clash:
        colleagues = Person.objects.filter(memberships__organisation=membership.organisation_id)
        if colleagues.filter(email=normal_address(email)).exists():
            raise
        raise AddressNotUsable from clash
    signals.address_corrected.send(
        Membership, membership=membership, old_address=old_address, had_password=had_password
    )


def move_person(person: Person, email: str) -> tuple[str, bool]:
    """Let the person sign in with another address alone, without the password that somebody at the
    old one may have chosen, which ends every session. Return the old address and whether there was
    a password. AddressTaken where somebody else signs in with the address."""
    old_address, had_password = person.email, person.has_usable_password()
    try:
        with transaction.atomic():
            change_email(person=person, email=email)
    except IntegrityError as clash:
        raise AddressTaken from clash
    person.set_unusable_password()
    person.save(update_fields=["password"])
    return old_address, had_password
