"""Registers the kinds of message that training sends; each is about a step or a workshop."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import client_paths
from core.texts import pick
from notifications.domain.kinds import Calendar, Kind, Wording
from training.domain.calendars import Entry, Method, write_invitation

WHY = frozenset({"why"})
"""The sentence that says why a nudge comes now, which nudges of an older version do not have."""

NUDGE = Kind(
    name="nudge",
    label=_("an exercise is ready"),
    subject=_("Your next exercise is ready"),
    line=_("A few quiet minutes? “%(title)s” is ready for you. %(why)s"),
    others=(
        Wording(
            subject=_("Time for a short exercise"),
            line=_("“%(title)s” is there for you, whenever it suits you. %(why)s"),
        ),
        Wording(
            subject=_("An exercise for you"),
            line=_("A short moment for yourself: practise “%(title)s”. %(why)s"),
        ),
    ),
    action=_("Start the exercise"),
    path=client_paths.EXERCISE,
    may_lack=WHY,
    can_wait=True,
    is_editable=True,
)

THEORY_READY = Kind(
    name="theory_ready",
    label=_("something to read is ready"),
    subject=_("Your next step is ready"),
    line=_("A few quiet minutes? “%(title)s” is ready to read. %(why)s"),
    action=_("Read it"),
    path=client_paths.THEORY,
    may_lack=WHY,
    can_wait=True,
    is_editable=True,
)

LAST_NUDGE = Kind(
    name="last_nudge",
    label=_("the last message about an exercise"),
    subject=_("This is our last message for now"),
    line=_(
        "“%(title)s” stays open for you. We stop sending messages about it; once you practise "
        "again, they come again."
    ),
    action=_("See what is ready"),
    path=client_paths.HOME,
    is_editable=True,
)

TAKE_FAILED = Kind(
    name="take_failed",
    label=_("a recording can't be used"),
    subject=_("Please record again"),
    line=_("We can't play your recording for “%(title)s”. Please record it once more."),
    action=_("Record again"),
    path=client_paths.EXERCISE,
)

TAKE_DELETED = Kind(
    name="take_deleted",
    label=_("a recording was deleted before a coach had answered"),
    subject=_("Your recording was deleted, as promised"),
    line=_(
        "No coach had answered your recording for “%(title)s” yet. We are sorry. You can record "
        "it again."
    ),
    action=_("Record again"),
    path=client_paths.EXERCISE,
)


def invite(context: Mapping[str, Any], address: str, language: str) -> Calendar | None:
    """Return the calendar part of a mail about a workshop, where it has one."""
    told = context.get("calendar")
    if not told:
        return None
    changed, starts, ends = (
        datetime.fromisoformat(told[name]) for name in ("changed_at", "starts_at", "ends_at")
    )
    entry = Entry(
        uid=told["uid"],
        sequence=told["sequence"],
        changed_at=changed,
        starts_at=starts,
        ends_at=ends,
        summary=pick(context["title"], language),
        place=context["place"],
        text=pick(told["text"], language),
        is_cancelled=told["method"] == Method.CANCEL,
    )
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    method = Method(told["method"])
    text = write_invitation(entry, method=method, organiser=organiser, attendee=address)
    return Calendar(method=method, text=text)


_about_a_workshop = partial(
    Kind,
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=frozenset({"title", "when", "place"}),
    is_editable=True,
)

WORKSHOP_REGISTERED = _about_a_workshop(
    name="workshop_registered",
    label=_("you are registered for a live session"),
    subject=_("You are registered for a live session"),
    line=_("You have a seat at “%(title)s”: %(when)s, %(place)s."),
    calendar=invite,
)

WORKSHOP_WAITING = _about_a_workshop(
    name="workshop_waiting",
    label=_("you are on a waiting list"),
    subject=_("You are on the waiting list of a live session"),
    line=_(
        "“%(title)s” is full: %(when)s, %(place)s. You are on the waiting list, and we tell you "
        "when there is a seat."
    ),
)

WORKSHOP_MOVED_UP = _about_a_workshop(
    name="workshop_moved_up",
    label=_("you got a seat from the waiting list"),
    subject=_("There is a seat for you at a live session"),
    line=_("A seat came free for you at “%(title)s”: %(when)s, %(place)s."),
    calendar=invite,
)

WORKSHOP_CHANGED = _about_a_workshop(
    name="workshop_changed",
    label=_("a live session was changed"),
    subject=_("A live session was changed"),
    line=_("“%(title)s” has another time or place: %(when)s, %(place)s."),
    calendar=invite,
)

WORKSHOP_CANCELLED = _about_a_workshop(
    name="workshop_cancelled",
    label=_("a live session was cancelled"),
    subject=_("A live session was cancelled"),
    line=_("“%(title)s” does not take place: %(when)s, %(place)s."),
    calendar=invite,
)

WORKSHOP_WITHDRAWN = _about_a_workshop(
    name="workshop_withdrawn",
    label=_("you are no longer registered for a live session"),
    subject=_("You are no longer registered for a live session"),
    line=_("You are no longer registered for “%(title)s”: %(when)s, %(place)s."),
    calendar=invite,
)

WORKSHOP_REMINDER = _about_a_workshop(
    name="workshop_reminder",
    label=_("a live session is tomorrow"),
    subject=_("Tomorrow you have a live session"),
    line=_("Tomorrow you have “%(title)s”: %(when)s, %(place)s."),
)

WORKSHOPS = (
    WORKSHOP_CANCELLED,
    WORKSHOP_CHANGED,
    WORKSHOP_MOVED_UP,
    WORKSHOP_REGISTERED,
    WORKSHOP_REMINDER,
    WORKSHOP_WAITING,
    WORKSHOP_WITHDRAWN,
)

KINDS = (NUDGE, LAST_NUDGE, TAKE_DELETED, TAKE_FAILED, THEORY_READY, *WORKSHOPS)
