"""Mail about sign-in itself. It does not go through notifications, which stand a storey higher:
it belongs to a person, not to a member, and is sent at once or asked for again."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Person


def reset_link(person: Person) -> EmailMessage:
    """A link to choose a password with, in the person's language. It works once, and for as long
    as settings.PASSWORD_RESET_TIMEOUT says."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    key = f"{user_pk_to_url_str(person)}-{token}"
    url = settings.HEADLESS_FRONTEND_URLS["account_reset_password_from_key"].format(key=key)
    with translation.override(person.language):
        subject = _("Choose a password for Kalm")
        text = _("Open this link to choose your password. It works once.")
        otherwise = _("You did not ask for this? Then you need not do anything.")
    return EmailMessage(subject, f"{text}\n\n{url}\n\n{otherwise}\n\nKalm\n", to=[person.email])


def password_changed(person: Person) -> EmailMessage:
    """Word of a changed password, for whoever did not change it."""
    url = settings.HEADLESS_FRONTEND_URLS["account_reset_password"]
    with translation.override(person.language):
        subject = _("Your password for Kalm was changed")
        text = _("Was that you? Then all is well. If not, choose a new password now:")
    return EmailMessage(subject, f"{text}\n\n{url}\n\nKalm\n", to=[person.email])
