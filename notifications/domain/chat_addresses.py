"""Checks the operator's address of a chat tool or SMS gateway, and writes a member's own. Pure."""

import re
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

SERVICES = ("jsons", "rockets", "slack")
"""The schemes of apprise that may be used: all by https, and each can reach one person. Its others
reach whole groups, this machine (dbus, syslog) or files; that of Mattermost reaches channels alone,
so that Mattermost goes by jsons."""

EMAIL = "{email}"
USER = re.compile(r"\{user@([\w.-]+)\}")
"""The place of a member's user name, with the domain of the mail addresses in which that is the
part before the @. In those of another domain the same name may be somebody else's."""

PROBE = "kalm-probe.7f3a"
"""A name like a member's, with which an operator's address is tried at start-up."""


def fault_of(template: str, *, services: tuple[str, ...] = SERVICES) -> str:
    """Return what is wrong with an operator's address, in a few words; empty where nothing is. It
    repeats no part of the address, which holds secrets."""
    try:
        scheme = urlsplit(template).scheme
    except ValueError:
        return "be an address"
    if scheme not in services:
        return f"begin with {', '.join(f'{one}://' for one in services)}"
    rest = USER.sub("", template).replace(EMAIL, "")
    if rest == template or "{" in rest:
        return "hold {email} or {user@YOUR-MAIL-DOMAIN}, so that a message reaches one person"
    if len(_domains(template)) > 1:
        return "name one mail domain, since a member has one address"
    return ""


def probe_of(template: str) -> str:
    """Return an address like a member's, of the domain that the operator's address names."""
    return f"{PROBE}@{next(iter(_domains(template)), 'chat-probe.example')}"


def is_named(template: str, email: str) -> bool:
    """Tell whether the operator's address says how members of this mail address's domain are
    called."""
    return _domains(template) <= {email.rpartition("@")[2].casefold()}


def address_of(template: str, email: str) -> str:
    """Return the address of the member with this mail address, whose domain it names."""
    user = quote(_user_of(email), safe="")
    return USER.sub(lambda _: user, template).replace(EMAIL, quote(email, safe=""))


def reaches_only(service: Any, template: str, email: str) -> bool:
    """Tell whether what apprise made of a member's address reaches that member, and nobody else.
    apprise drops a target that it does not understand, and then writes to a whole channel."""
    if not re.fullmatch(r"[\w.+'@-]+", email):  # other characters mean something in an address
        return False
    if service.secure_protocol == "slack":
        return bool(service.mode == "bot" and service.channels == [email])
    if service.secure_protocol == "rockets":
        return bool(service.users == [_user_of(email)] and len(service) == 1)
    if service.secure_protocol == "jsons":
        return _is_said_wherever_asked(service, template, email)
    return False


def _is_said_wherever_asked(service: Any, template: str, email: str) -> bool:
    """Tell whether a request to a gateway names the member at each place where the template does:
    in the path, in the query (`-key`) and in the body (`:key`). None may be anywhere else."""
    asked, made = urlsplit(template), urlsplit(address_of(template, email))
    said = {"path": service.fullpath}
    said |= {f"-{key}": value for key, value in service.params.items()}
    said |= {f":{key}": value for key, value in service.payload_extras.items()}
    places = [("path", asked.path, unquote(made.path))]
    keys = zip(parse_qsl(asked.query), parse_qsl(made.query), strict=True)
    places += [(key, value, written) for (key, value), (_key, written) in keys]
    of_member = [place for place in places if _holds_member(place[1])]
    elsewhere = [asked.netloc, asked.fragment, *(key for key, _value, _written in places)]
    if not of_member or any(map(_holds_member, elsewhere)):
        return False
    return all(said.get(key) == written for key, _value, written in of_member)


def _holds_member(part: str) -> bool:
    return EMAIL in part or bool(USER.search(part))


def _domains(template: str) -> set[str]:
    return {one.casefold() for one in USER.findall(template)}


def _user_of(email: str) -> str:
    return email.rpartition("@")[0]
