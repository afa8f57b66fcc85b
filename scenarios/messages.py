"""Registers the kinds of message that authoring sends; each is about a scenario version."""

from django.utils.translation import gettext_lazy as _

from core import client_paths
from notifications.domain.kinds import Kind

READING_ASKED = Kind(
    name="reading_asked",
    label=_("a colleague asks you to read an exercise"),
    subject=_("Will you read an exercise?"),
    line=_("%(by)s asks you to read “%(title)s” before it is published."),
    action=_("Read the exercise"),
    path=client_paths.SCENARIO,
    words=frozenset({"title", "by"}),
    roles=frozenset({"author", "coach", "admin"}),
)

READING_DONE = Kind(
    name="reading_done",
    label=_("a colleague has read your exercise"),
    subject=_("Your exercise has been read"),
    line=_("%(by)s has read “%(title)s”."),
    action=_("See the remarks"),
    path=client_paths.SCENARIO,
    words=frozenset({"title", "by"}),
    roles=frozenset({"author"}),
)

KINDS = (READING_ASKED, READING_DONE)
