"""Writes calendars and invitations in iCalendar (RFC 5545, 5546). Pure: no ORM, no clock.

All times are written in UTC, so that no calendar needs a definition of our time zones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from icalendar import Calendar, Event, vCalAddress

REFRESHED = timedelta(hours=1)
"""How often calendars are asked to read a feed again (RFC 7986, 5.7)."""

PRODUCT = "-//Kalm//Kalm//NL"


class Method(StrEnum):
    """Says what a mail with an entry does to the reader's calendar (RFC 5546, 1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Entry:
    """An entry of a calendar. `uid` names it for as long as it exists, `sequence` rises with each
    change, `changed_at` is when the last one was; instants are aware. A `free` entry leaves its
    time free."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_free: bool = False


def write_calendar(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return a calendar for a feed or a file; the same entries give the same bytes."""
    calendar = _calendar(Method.PUBLISH)
    calendar.add("x-wr-calname", name)
    calendar.refresh_interval = REFRESHED
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def write_invitation(entry: Entry, *, method: Method, organiser: str, attendee: str) -> str:
    """Return what a mail carries, so that a calendar takes the entry over, changes it, or removes
    it. `organiser` and `attendee` are mail addresses."""
    calendar, event = _calendar(method), _event(entry)
    event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    to = vCalAddress(f"mailto:{attendee}")
    for name, value in (("PARTSTAT", "ACCEPTED"), ("RSVP", "FALSE"), ("ROLE", "REQ-PARTICIPANT")):
        to.params[name] = value
    event.add("attendee", to)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _calendar(method: Method) -> Any:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", str(method))
    return calendar


def _event(entry: Entry) -> Any:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", entry.summary)
    for name, value in (
        ("location", entry.place),
        ("description", entry.text),
        ("url", entry.url),
    ):
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_free else "OPAQUE")
    event.add("class", "PRIVATE")
    return event
