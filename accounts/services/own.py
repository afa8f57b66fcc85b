"""Defines the verbs by which people change their own data."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.domain.addresses import normal_address
from accounts.models import Language, Membership, Person
from accounts.services.audit import Actor, record_audit
from core.zones import validate_zone


@transaction.atomic
def rename(*, person: Person, name: str) -> Person:
    """Rename the person everywhere, also where an organisation called them otherwise.
    ValidationError for a name that shows nothing."""
    person.name = Person._meta.get_field("name").clean(name, person)
    person.save(update_fields=["name"])
    person.memberships.exclude(name="").update(name="")
    return person


@transaction.atomic
def change_email(*, person: Person, email: str) -> Person:
    """Let the person sign in with this address from now on. allauth remembers addresses in a table
    of its own; nobody may sign in with the old one."""
    person.email = normal_address(email)
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    return person


def set_language(*, person: Person, language: Language) -> Person:
    """Set the language of everything that Kalm says to this person, on screen and by mail."""
    person.language = language
    person.save(update_fields=["language"])
    return person


@transaction.atomic
def set_time_zone(*, membership: Membership, time_zone: str, actor: Actor) -> Membership:
    """Set where the member lives, an IANA name; ValidationError unknown_time_zone for any other.
    For the member and for admins."""
    validate_zone(time_zone)
    was, membership.time_zone = membership.time_zone, time_zone
    membership.save(update_fields=["time_zone"])
    if was != time_zone:
        record_audit(
            organisation=membership.organisation,
            actor=actor,
            verb="time_zone_set",
            subject=membership,
            detail={"was": was, "is": time_zone},
        )
    return membership
