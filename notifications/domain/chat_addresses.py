"""Checks the operator's address of a chat tool or SMS gateway, and writes a member's own. Pure."""

import re
from typing import Any
from urllib.parse import quote, urlsplit

SERVICES = ("jsons", "rockets", "slack")
"""The schemes of apprise that may be used: all by https, and each can reach one person. Its others
reach whole groups, this machine (dbus, syslog) or files; that of Mattermost reaches channels alone,
so that Mattermost goes by jsons."""

EMAIL, USER = "{email}", "{user}"
PROBE = "kalm-probe.7f3a@chat-probe.example"
"""An address like a member's, by which an operator's address is tried at start-up."""


def fault_of(template: str, *, services: tuple[str, ...] = SERVICES) -> str:
    """Return what is wrong with an operator's address, in a few words; empty where nothing is. It
    repeats no part of the address, which holds secrets."""
    try:
        scheme = urlsplit(template).scheme
    except ValueError:
        return "be an address"
    if scheme not in services:
        return f"begin with {', '.join(f'{one}://' for one in services)}"
    if EMAIL not in template and USER not in template:
        return "hold {email} or {user}, so that a message reaches one person"
    return ""


def address_of(template: str, email: str) -> str:
    """Return the address of the member with this mail address; {user} is what stands before its
    @."""
    user = _user_of(email)
    return template.replace(EMAIL, quote(email, safe="")).replace(USER, quote(user, safe=""))


def reaches_only(service: Any, email: str) -> bool:
    """Tell whether what apprise made of a member's address reaches that member, and nobody else.
    apprise drops a target that it does not understand, and then writes to a whole channel."""
    if not re.fullmatch(r"[\w.+'@-]+", email):  # other characters mean something in an address
        return False
    user = _user_of(email)
    if service.secure_protocol == "slack":
        return bool(service.mode == "bot" and service.channels == [email])
    if service.secure_protocol == "rockets":
        return bool(service.users == [user] and len(service) == 1)
    if service.secure_protocol == "jsons":
        named = [service.fullpath, *service.params.values(), *service.payload_extras.values()]
        return any(user in text for text in named)
    return False


def _user_of(email: str) -> str:
    return email.partition("@")[0]
