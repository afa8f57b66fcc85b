"""Lets people choose a password by a link, and mails word of it."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import identify_hasher, make_password

from accounts import signals
from accounts.models import Person
from core.hashing import NormalisedArgon2


def request_password_link(*, person_id: str | None) -> bool:
    """Have a link mailed, except to nobody or to somebody who was switched off; whether one is."""
    person = person_id and Person.objects.filter(pk=person_id, is_active=True).first()
    if not person:
        return False
    signals.password_link_wanted.send(Person, person=person)
    return True


def renew_hash(*, person: Person, password: str) -> bool:
    """Hash the right password anew where its hash is of what was typed, from before passwords were
    normalised; whether it did. Sessions of that hash end, so sign in after this."""
    hasher = identify_hasher(person.password)
    if not isinstance(hasher, NormalisedArgon2):
        return False
    if not hasher.was_hashed_as_typed(password, person.password):
        return False
    return replace_password(person=person, password=password)


def replace_password(*, person: Person, password: str) -> bool:
    """Set another password in place of the one that `person` has in memory; False, and nothing is
    set, where the stored password or address is another one by now."""
    new = make_password(password)
    unchanged = Person.objects.filter(pk=person.pk, password=person.password, email=person.email)
    if not unchanged.update(password=new):
        return False
    person.password = new
    return True


def announce_password_change(*, person: Person) -> None:
    """Tell the person that their password is another one now."""
    signals.password_changed.send(Person, person=person)


def make_password_key(*, person: Person) -> str:
    """Return a secret with which the person chooses a password, for a link. It works once, for as
    long as settings.PASSWORD_RESET_TIMEOUT says. Keep it in no row, task or log."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return f"{user_pk_to_url_str(person)}-{token}"
