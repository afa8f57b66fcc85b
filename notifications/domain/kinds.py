"""What Kalm says, by kind: one subject and one line each. Pure: no ORM, no clock.

The words of a kind are a plain text, or {"nl": ..., "en": ...} from which the reader's language
is picked. No kind takes more of a person than its line needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices  # noqa: TID251 (labels for an enum; no query)
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.texts import pick
from notifications.errors import UnknownKind


class Kind(TextChoices):
    NUDGE = "nudge", _("an exercise is ready")
    FEEDBACK_READY = "feedback_ready", _("feedback is ready")
    TAKE_FAILED = "take_failed", _("a recording can't be used")
    ADDRESS_STOPPED = "address_stopped", _("mail does not arrive")


@dataclass(frozen=True)
class Template:
    """`words` must be in the context of every message of this kind; `action` names the link."""

    subject: Promise | str
    line: Promise | str
    action: Promise | str
    words: frozenset[str] = frozenset({"title"})


@dataclass(frozen=True)
class Text:
    """A message in one language, each part a single line."""

    language: str
    subject: str
    line: str
    action: str


TEMPLATES: dict[str, Template] = {
    Kind.NUDGE: Template(
        subject=_("Your next exercise is ready"),
        line=_("A few quiet minutes? “%(title)s” is ready for you."),
        action=_("Start the exercise"),
    ),
    Kind.FEEDBACK_READY: Template(
        subject=_("Your coach has answered"),
        line=_("Your coach has watched “%(title)s”. Read the feedback and try again."),
        action=_("Read the feedback"),
    ),
    Kind.TAKE_FAILED: Template(
        subject=_("Please record again"),
        line=_("We can't play your recording for “%(title)s”. Please record it once more."),
        action=_("Record again"),
    ),
    Kind.ADDRESS_STOPPED: Template(
        subject=_("Mail does not arrive"),
        line=_("Mail to %(name)s does not arrive: there is no such mailbox. Check the address."),
        action=_("To the people of your organisation"),
        words=frozenset({"name"}),
    ),
}


def check(kind: str, context: Mapping[str, Any]) -> None:
    """Raises UnknownKind while the mistake is still in its maker's hands, not in a worker's."""
    if kind not in TEMPLATES:
        raise UnknownKind(f"No template for messages of kind {kind!r}.")
    if missing := TEMPLATES[kind].words - context.keys():
        raise UnknownKind(f"Messages of kind {kind!r} need {', '.join(sorted(missing))}.")


def render(kind: str, context: Mapping[str, Any], language: str) -> Text:
    """The message as its reader sees it. Line breaks in words become spaces, so that nothing can
    add a header to a mail. UnknownKind for a row of another version of Kalm that this one has no
    words for."""
    words = {name: _word(value, language) for name, value in context.items()}
    try:
        template = TEMPLATES[kind]
        with translation.override(language):
            return Text(
                language=language,
                subject=_one_line(str(template.subject) % words),
                line=_one_line(str(template.line) % words),
                action=_one_line(str(template.action) % words),
            )
    except KeyError as missing:
        raise UnknownKind(kind) from missing


def _word(value: object, language: str) -> str:
    return pick(value, language) if isinstance(value, Mapping) else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
