"""Says in one line how long an exercise takes, and why it comes now."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.texts import LANGUAGES, pick
from scenarios.exercise import ExerciseSummary
from scenarios.models import Technique
from training.domain.choosing import Reason
from training.models import AttemptState

Texts = Mapping[str, str]


class Why(StrEnum):
    """Names why a card is shown: a reason of domain.choosing, or what was done of the exercise
    before."""

    REQUESTED = Reason.REQUESTED
    DUE = Reason.DUE
    NEW = Reason.NEW
    AGAIN = Reason.AGAIN
    NOT_PASSED = Reason.NOT_PASSED
    GO_ON = "go_on"
    WITH_COACH = "with_coach"
    DONE_BEFORE = "done_before"


def why_again(state: str | None) -> Why:
    """Return why a link leads to an exercise that is not the next one, by the state of the latest
    attempt that was ended."""
    if state == AttemptState.SUBMITTED:
        return Why.WITH_COACH
    return Why.NEW if state is None else Why.DONE_BEFORE


def name_of(technique: UUID | None, language: str) -> str:
    """Return the technique's name in the language; empty for none."""
    row = Technique.objects.filter(pk=technique).first() if technique else None
    return pick(row.name, language) if row else ""


def sentence(why: Why, exercise: ExerciseSummary, technique: str = "") -> str:
    """Return the line of a card, in the language that is active. `technique` is what is due."""
    words = {"count": exercise.minutes, "technique": within(technique)}
    if why == Why.DUE and technique:
        line = ngettext(
            "%(count)d minute, because %(technique)s is due.",
            "%(count)d minutes, because %(technique)s is due.",
            exercise.minutes,
        )
        return line % words
    how_long = ngettext("%(count)d minute.", "%(count)d minutes.", exercise.minutes) % words
    return f"{how_long} {_why(why, exercise)}"


def why_now(reason: str, programme: Texts, technique: Texts) -> Texts:
    """Return in each language the sentence of a nudge that says why it comes now, by a reason of
    domain.choosing; nothing for any other. `programme` is the name of the programme, `technique`
    that of what is due, or nothing."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = _why_now(
                reason, pick(programme, language), within(pick(technique, language))
            )
    return said


def _why_now(reason: str, programme: str, technique: str) -> str:
    match reason:
        case Reason.REQUESTED:
            return _("Your coach asked for another take.")
        case Reason.DUE if technique:
            return _("It comes now to freshen up %(technique)s.") % {"technique": technique}
        case Reason.DUE:
            return _("It comes now to freshen this up.")
        case Reason.NEW:
            return _("It is your next step in “%(programme)s”.") % {"programme": programme}
        case Reason.AGAIN:
            return _("Once more at this level, then a step further.")
        case Reason.NOT_PASSED:
            return _("Practise this one again: it counts again.")
    return ""


def within(name: str) -> str:
    """Return a name as it stands within a sentence: without its capital, unless it is all in
    capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _why(why: Why, exercise: ExerciseSummary) -> str:
    lines = {
        Why.REQUESTED: _("Your coach asked for another take."),
        Why.GO_ON: _("Continue where you left off."),
        Why.WITH_COACH: _("Your last reply is with your coach."),
        Why.DONE_BEFORE: _("You did this one before. Once more makes it stick."),
        Why.AGAIN: _("Once more at this level, then a step further."),
        Why.NOT_PASSED: _("Practise this one again: it counts again."),
        Why.DUE: _("Time to freshen this up."),
    }
    if why in lines:
        return lines[why]
    if not exercise.techniques:
        return _("Your next step.")
    return _("Your next step: %(technique)s.") % {"technique": exercise.techniques[0]}
