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

KINDS = (NUDGE, TAKE_FAILED)
