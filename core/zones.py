"""Finds and checks time zones by their IANA names. Pure: no ORM, no clock."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def known_zones() -> frozenset[str]:
    """Return the names of places; the tz database's internals (posixrules and the like) are left
    out."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def validate_zone(name: str) -> None:
    """Refuse a name that is not in the tz database, with code unknown_time_zone."""
    if name not in known_zones():
        raise ValidationError(
            _("Unknown time zone. Use an IANA name such as Europe/Amsterdam."),
            code="unknown_time_zone",
        )


def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone with this IANA name; None where this host's tz database has none such.

    A stored name was known when it was saved: another host, or another release of the tz database,
    may not have it.
    """
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # not there; not a name; a folder of names
        return None
