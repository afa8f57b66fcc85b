"""Defines the kinds of message that coaching sends; each is about an attempt."""

from django.utils.translation import gettext_lazy as _

from core import client_paths
from notifications.domain.kinds import Kind, Wording

FEEDBACK_READY = Kind(
    name="feedback_ready",
    label=_("feedback is ready"),
    subject=_("Your coach has answered"),
    line=_("Your coach has watched “%(title)s”. Read the feedback and try again."),
    others=(
        Wording(
            subject=_("There is feedback for you"),
            line=_("There is feedback on “%(title)s”: what went well, and what you could try."),
        ),
    ),
    action=_("Read the feedback"),
    path=client_paths.FEEDBACK,
    is_editable=True,
)

KINDS = (FEEDBACK_READY,)
