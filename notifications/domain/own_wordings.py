"""Checks an organisation's own wordings of a kind of message. Pure: no ORM, no clock.

They are plain texts with variables such as {title}: no code, and nothing that a template language
would read. A subject has no variables, since it stands on a locked screen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.normalisation import is_visible
from notifications.domain.kinds import Kind, Wording

MOST_WORDINGS = 8
LONGEST_SUBJECT = 78
"""Characters of a subject; longer ones are cut where mails are listed (RFC 5322, 2.1.1)."""
LONGEST_LINE = 300

VARIABLE = re.compile(r"\{([a-z_]+)\}")
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class OwnWording:
    """An own wording is a subject and a line, the line with variables such as {title}."""

    subject: str
    line: str


@dataclass(frozen=True)
class Fault:
    """A fault is why a wording can't be sent: which `part` of it, and a stable `code`. `name` is
    the variable that it speaks of."""

    part: str
    code: str
    name: str = ""

    @property
    def detail(self) -> str:
        """Return the fault in words, in the language that is active."""
        most = LONGEST_SUBJECT if self.part == "subject" else LONGEST_LINE
        return str(DETAILS[self.code]) % {"name": f"{{{self.name}}}", "most": most}


DETAILS: dict[str, Promise] = {
    "blank": _("Write something here."),
    "max_length": _("Use at most %(most)d characters."),
    "control_character": _("There is a character in it that nobody can see."),
    "brace_alone": _("Use braces around a variable only."),
    "variable_in_subject": _("A subject can't have %(name)s: it is read on a locked screen."),
    "variable_missing": _("%(name)s is missing."),
    "variable_unknown": _("There is no variable %(name)s here."),
}


def variables_of(kind: Kind) -> tuple[str, ...]:
    """Return the variables that a line of this kind has to have, in alphabetical order."""
    return tuple(sorted(kind.words | kind.may_lack))


def faults_of(kind: Kind, wording: OwnWording) -> list[Fault]:
    """Return why the wording can't be sent as this kind; nothing where it can."""
    subject, line = wording.subject, wording.line
    named = VARIABLE.findall(subject)
    found = [
        *_faults_of_any("subject", subject, LONGEST_SUBJECT),
        *(Fault("subject", "variable_in_subject", name) for name in dict.fromkeys(named)),
        *_faults_of_any("line", line, LONGEST_LINE),
    ]
    if not any(one.code == "blank" and one.part == "line" for one in found):
        used, known = dict.fromkeys(VARIABLE.findall(line)), variables_of(kind)
        found += [Fault("line", "variable_missing", one) for one in known if one not in used]
        found += [Fault("line", "variable_unknown", one) for one in used if one not in known]
    return found


def _faults_of_any(part: str, text: str, longest: int) -> Iterator[Fault]:
    if not is_visible(text):
        yield Fault(part, "blank")
    if len(text) > longest:
        yield Fault(part, "max_length")
    if any(unicodedata.category(one) == "Cc" for one in text):
        yield Fault(part, "control_character")
    if BRACE.search(VARIABLE.sub("", text)):
        yield Fault(part, "brace_alone")


def to_wording(own: OwnWording) -> Wording:
    """Return a wording that was checked as `kinds.render` takes it."""
    return Wording(subject=_to_format(own.subject), line=_to_format(own.line))


def _to_format(text: str) -> str:
    return VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))


def of_kalm(kind: Kind, language: str) -> tuple[OwnWording, ...]:
    """Return the wordings that come with Kalm, in one language and with variables in braces."""
    names = {name: f"{{{name}}}" for name in variables_of(kind)}
    with translation.override(language):
        return tuple(
            OwnWording(str(one.subject) % names, " ".join((str(one.line) % names).split()))
            for one in kind.wordings
        )


def read(stored: Any) -> list[OwnWording]:
    """Return the wordings of a stored value; what is no wording becomes an empty one, which can't
    be sent."""
    rows: Iterable[Any] = stored if isinstance(stored, list) else [stored]
    return [OwnWording(_text(row, "subject"), _text(row, "line")) for row in rows]


def _text(row: Any, part: str) -> str:
    text = row.get(part) if isinstance(row, dict) else ""
    return text if isinstance(text, str) else ""
