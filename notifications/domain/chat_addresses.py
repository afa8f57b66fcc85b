"""Checks the operator's address of a chat tool or SMS gateway, and writes a member's own. Pure."""

from urllib.parse import quote, urlsplit

SERVICES = ("jsons", "mmosts", "rockets", "slack")
"""The schemes of apprise that may be used: all by https, and each can reach one person. Its others
reach whole groups, this machine (dbus, syslog) or files."""

EMAIL, USER = "{email}", "{user}"


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
    user = email.partition("@")[0]
    return template.replace(EMAIL, quote(email, safe="")).replace(USER, quote(user, safe=""))
