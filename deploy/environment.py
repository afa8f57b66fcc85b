"""Reads environment variables, and fails with one clear sentence."""

import os
import re
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from notifications.domain import chat_addresses


def text(name: str, default: str | None = None) -> str:
    """Return the variable as text; without a default it must be set and not empty."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment.")
    return value


def optional(name: str) -> str | None:
    """Return the variable as text, or None where it is unset or empty."""
    return os.environ.get(name, "").strip() or None


def flag(name: str, *, default: bool) -> bool:
    """Return a yes or no: 1, true, yes, on against 0, false, no, off."""
    value = text(name, "on" if default else "off").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be on or off, not {value!r}.")


def integer(name: str, default: int, *, least: int = 0) -> int:
    """Return a whole number of at least `least`."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if number < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {number}.")
    return number


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    """Return one of `options`."""
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not {value!r}.")
    return value


def matching(name: str, pattern: str, default: str) -> str:
    """Return a text of the form that `pattern` describes and `default` shows."""
    value = text(name, default)
    if not re.fullmatch(pattern, value):
        raise ImproperlyConfigured(f"{name} must look like {default}, not {value!r}.")
    return value


def sender(name: str, default: str | None = None) -> str:
    """Return a mail address, perhaps with a name before it, that a mail server can be told."""
    value = text(name, default)
    local, _at, domain = parseaddr(value)[1].rpartition("@")
    try:
        is_usable = bool(local and domain.encode("idna")) and local.isascii()
    except UnicodeError:
        is_usable = False
    if not is_usable:
        raise ImproperlyConfigured(
            f"{name} must hold a mail address such as Kalm <kalm@example.com>, not {value!r}."
        )
    return value


def contact(name: str, default: str) -> str:
    """Return where somebody is reached, as push services want it: a mailto: or https: address."""
    value = text(name, default)
    domain = r"[\w-]+(\.[\w-]+)+"
    if not re.fullmatch(rf"mailto:[^@\s]+@(localhost|{domain})|https://{domain}", value):
        raise ImproperlyConfigured(
            f"{name} must look like mailto:ops@example.com or https://example.com, not {value!r}."
        )
    return value


def credentials(name: str) -> str:
    """Return a name and a long password, as user:password, which must be set. No refusal repeats
    it."""
    value = text(name)
    if not re.fullmatch(r"[\w.-]+:[\w.~-]{20,}", value):
        raise ImproperlyConfigured(
            f"{name} must look like user:password, with at least 20 letters, digits or -._~ in the "
            "password."
        )
    return value


def chat_url(name: str, services: tuple[str, ...]) -> str:
    """Return the address of a chat tool or SMS gateway, as apprise takes it; empty where there is
    none. It holds secrets, so no refusal repeats it."""
    value = optional(name) or ""
    if not value:
        return ""
    if fault := chat_addresses.fault_of(value, services=services):
        raise ImproperlyConfigured(f"{name} must {fault}.")
    try:
        from apprise import Apprise
    except ImportError:
        raise ImproperlyConfigured(f"{name} needs requirements-chat.txt.") from None
    probe = chat_addresses.probe_of(value)
    service = Apprise.instantiate(chat_addresses.address_of(value, probe))
    if service is None:
        raise ImproperlyConfigured(f"{name} must be an address that apprise understands.")
    if not chat_addresses.reaches_only(service, value, probe):
        raise ImproperlyConfigured(f"{name} must reach one person, and no channel.")
    return value


def vapid_key(name: str, default: str) -> str:
    """Return the private key for push notifications; empty where there is none. No refusal repeats
    it."""
    value = text(name, default)
    if value and not re.fullmatch(r"[A-Za-z0-9_-]{43}=?", value):
        raise ImproperlyConfigured(f"{name} must be what manage.py make_vapid_key prints.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list; empty entries are dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def origins(name: str) -> list[str]:
    """Return a comma-separated list of origins as browsers name them: https://app.example.com."""
    found = words(name)
    for origin in found:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*://([a-z0-9.-]+|\[[0-9a-f:]+])(:[0-9]+)?", origin):
            raise ImproperlyConfigured(
                f"{name} must list origins such as https://app.example.com, not {origin!r}."
            )
    return found


def some(name: str, options: tuple[str, ...], default: str) -> list[str]:
    """Return a comma-separated list of some of `options`, perhaps of none."""
    found = words(name, default)
    if unknown := sorted(set(found) - set(options)):
        raise ImproperlyConfigured(f"{name} may hold {', '.join(options)}, not {unknown[0]!r}.")
    return found


def broker(url: str) -> str:
    """Return the URL of Valkey or Redis. It may contain a password, so no refusal repeats it."""
    if _port(url) is None or urlsplit(url).scheme not in {"redis", "rediss"}:
        raise ImproperlyConfigured("REDIS_URL must look like redis://:password@host:6379/0.")
    return url


def database(url: str) -> dict[str, object]:
    """Return Django's database settings from a postgresql:// URL. No other database is
    supported.
    """
    parts = urlsplit(url)
    known = parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/")
    if not known or _port(url) is None:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": _port(url),
        "OPTIONS": dict(
            pair.split("=", 1) for pair in parts.query.split("&") if pair.count("=") == 1
        ),
    }


def _port(url: str) -> str | None:
    """Return the port in the URL, empty where it names none; None where it is no port."""
    try:
        return str(urlsplit(url).port or "")
    except ValueError:
        return None
