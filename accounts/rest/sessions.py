"""Sessions, for entry points that stand beside Django: a browser's cookie or an app's token."""

from collections.abc import Mapping

from allauth.core.internal.sessionkit import get_session_user
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import parse_cookie

from accounts.models import Person


def session_keys_in(headers: Mapping[str, str]) -> list[str]:
    """Keys of the sessions that a request brings along, by lower-case header names: of a browser's
    cookie, of an app's token. An app's token is the key of its session."""
    cookies = parse_cookie(headers.get("cookie", ""))
    found = (cookies.get(settings.SESSION_COOKIE_NAME), headers.get("x-session-token"))
    return [key for key in found if key]


def person_behind(session_key: str) -> Person | None:
    """Whose session this is; None where it ended: signed out, expired, or the person switched off
    or their password changed since."""
    found = get_session_user(SessionStore(session_key))
    return found if isinstance(found, Person) else None
