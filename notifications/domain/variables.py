"""Names the variables of messages: what each stands for, and an example of nobody real."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Variable:
    """A variable of a kind's line has a meaning and a sample, both as texts for the reader."""

    meaning: Promise
    sample: Promise


VARIABLES: dict[str, Variable] = {
    "title": Variable(
        _("the name of the exercise, the text or the live session"), _("A customer at the counter")
    ),
    "why": Variable(
        _("one sentence that says why it comes now"),
        _("It is your next step in “Calm at the counter”."),
    ),
    "when": Variable(_("day and time"), _("Thursday 12 March at 9:30")),
    "place": Variable(_("where it is"), _("Training centre, Harbour Street 1")),
}
