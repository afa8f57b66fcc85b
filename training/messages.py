"""Registers the kinds of message that training sends; each is about a step."""

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

KINDS = (NUDGE, TAKE_DELETED, TAKE_FAILED)
