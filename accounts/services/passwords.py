"""Choosing a password: links to do so, and word of it."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str

from accounts import signals
from accounts.models import Person


def request_password_link(*, person_id: str | None) -> bool:
    """Whether a link will be mailed: not to nobody, nor to somebody who was switched off."""
    person = person_id and Person.objects.filter(pk=person_id, is_active=True).first()
    if not person:
        return False
    signals.password_link_wanted.send(Person, person=person)
    return True


def announce_password_change(*, person: Person) -> None:
    """The person hears that their password is another one now."""
    signals.password_changed.send(Person, person=person)


def password_key(*, person: Person) -> str:
    """A secret with which the person chooses a password, for a link. It works once, and for as
    long as settings.PASSWORD_RESET_TIMEOUT says. Keep it in no row, task or log."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return f"{user_pk_to_url_str(person)}-{token}"
