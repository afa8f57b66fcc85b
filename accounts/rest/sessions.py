"""Finds sessions, by a browser's cookie or an app's token, for entry points beside Django."""

from collections.abc import Mapping

from allauth.core.internal.sessionkit import get_session_user
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import parse_cookie

from accounts.models import Person


def session_keys_in(headers: Mapping[str, str]) -> list[str]:
    """Return the keys of the sessions that a request brings along, in a browser's cookie or an
    app's token, which is the key itself. Header names are in lower case."""
    cookies = parse_cookie(headers.get("cookie", ""))
    found = (cookies.get(settings.SESSION_COOKIE_NAME), headers.get("x-session-token"))
    return [key for key in found if key]


def person_behind(session_key: str) -> Person | None:
    """Return the person whose session this is; None where it ended, by signing out, by its age, by
    a change of password, or because the person was switched off."""
    found = get_session_user(SessionStore(session_key))
    return found if isinstance(found, Person) else None
