"""Checks saved phrases and names their versions. Pure: no ORM, no clock.

A phrase is a plain text with variables such as {name}; the client puts in what they stand for when
a coach uses the phrase, so that the comment itself has none.
"""

import re
from dataclasses import asdict, dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.etags import version_of

TEXT_MAX = 1000  # characters
MOST_OWN = 100
MOST_SHARED = 200
VARIABLES = ("name", "exercise", "criterion", "technique", "level")

VARIABLE = re.compile(r"\{([a-z_]+)\}")
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class PhraseText:
    """Describes what a phrase says, and for which kind of comment. A shared one is its
    organisation's; any other is the coach's own."""

    kind: str
    text: str
    shared: bool

    @property
    def version(self) -> str:
        return version_of(asdict(self))


@dataclass(frozen=True)
class Fault:
    """Describes why a text is no phrase: a stable code, and what it means to a coach."""

    code: str
    detail: Promise | str


def faults_of(text: str) -> list[Fault]:
    """Return why the text can't be a phrase: variables that there are not, and braces around
    nothing."""
    unknown = [name for name in dict.fromkeys(VARIABLE.findall(text)) if name not in VARIABLES]
    said = _("There is no variable %(name)s here.")
    found = [Fault("variable_unknown", str(said) % {"name": f"{{{name}}}"}) for name in unknown]
    if BRACE.search(VARIABLE.sub("", text)):
        found.append(Fault("brace_alone", _("Use braces around a variable only.")))
    return found
