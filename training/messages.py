"""Registers the kinds of message that training sends; each is about a step or a workshop."""

from django.utils.translation import gettext_lazy as _

from core import client_paths
from notifications.domain.kinds import Kind

NUDGE = Kind(
    name="nudge",
    label=_("an exercise is ready"),
    subject=_("Your next exercise is ready"),
    line=_("A few quiet minutes? “%(title)s” is ready for you."),
    action=_("Start the exercise"),
    path=client_paths.EXERCISE,
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

AT_A_WORKSHOP = frozenset({"title", "when", "place"})

WORKSHOP_REGISTERED = Kind(
    name="workshop_registered",
    label=_("you are registered for a live session"),
    subject=_("You are registered for a live session"),
    line=_("You have a seat at “%(title)s”: %(when)s, %(place)s."),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
)

WORKSHOP_WAITING = Kind(
    name="workshop_waiting",
    label=_("you are on a waiting list"),
    subject=_("You are on the waiting list of a live session"),
    line=_(
        "“%(title)s” is full: %(when)s, %(place)s. You are on the waiting list, and we tell you "
        "when there is a seat."
    ),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
)

WORKSHOP_MOVED_UP = Kind(
    name="workshop_moved_up",
    label=_("you got a seat from the waiting list"),
    subject=_("There is a seat for you at a live session"),
    line=_("A seat came free for you at “%(title)s”: %(when)s, %(place)s."),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
)

WORKSHOP_CHANGED = Kind(
    name="workshop_changed",
    label=_("a live session was changed"),
    subject=_("A live session was changed"),
    line=_("“%(title)s” has another time or place: %(when)s, %(place)s."),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
)

WORKSHOP_CANCELLED = Kind(
    name="workshop_cancelled",
    label=_("a live session was cancelled"),
    subject=_("A live session was cancelled"),
    line=_("“%(title)s” does not take place: %(when)s, %(place)s."),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
)

WORKSHOP_WITHDRAWN = Kind(
    name="workshop_withdrawn",
    label=_("you are no longer registered for a live session"),
    subject=_("You are no longer registered for a live session"),
    line=_("You are no longer registered for “%(title)s”: %(when)s, %(place)s."),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
)

WORKSHOP_REMINDER = Kind(
    name="workshop_reminder",
    label=_("a live session is tomorrow"),
    subject=_("Tomorrow you have a live session"),
    line=_("Tomorrow you have “%(title)s”: %(when)s, %(place)s."),
    action=_("To the live session"),
    path=client_paths.WORKSHOP,
    words=AT_A_WORKSHOP,
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

KINDS = (NUDGE, TAKE_DELETED, TAKE_FAILED, *WORKSHOPS)
