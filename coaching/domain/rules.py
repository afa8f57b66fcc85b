"""Defines an organisation's rules of coaching. Pure: no ORM, no clock."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from core.etags import version_of

SOONEST, LATEST = timedelta(hours=1), timedelta(hours=12)
"""Between these, before the promise, coaches are told that a review is due soon: a quarter of what
was promised. Triggers on the queue's table say the same."""

AT_ONCE, HELD, LEAD_FIRST = "at_once", "held", "lead_first"
"""When feedback goes: as its coach finishes it, once its coach releases it, or once a lead coach
looked at it."""

NEAR_POINTS = 10

LATER = {"releasing": AT_ONCE, "near_points": NEAR_POINTS}
"""Rules that came after the others, with their defaults. A change that leaves one out leaves it as
it is."""


@dataclass(frozen=True)
class Rules:
    """Describes an organisation's rules of coaching.

    `leaders_review` lets a coach review people whose team they lead. A coach has at most
    `most_open` reviews at a time, and takes at most `most_a_day`; None bounds nothing. A new
    programme promises feedback within `promise_hours`. Of the feedback that is released,
    `second_percent` is scored by a second coach too. Where both differ by `adjudicate_from` levels
    or more on a criterion, a third coach decides; None asks nobody. With `licence_required` only a
    coach takes reviews whose calibration reached a kappa of `licence_percent` (in hundredths), for
    `licence_months`. `releasing` says when feedback goes; None, in a change, leaves it as it is.
    Within `near_points` percentage points of a programme's pass mark no coach decides alone; None,
    in a change, leaves that as it is too.
    """

    leaders_review: bool = False
    most_open: int | None = None
    most_a_day: int | None = None
    promise_hours: int = 48
    second_percent: int = 5
    adjudicate_from: int | None = 2
    licence_required: bool = False
    licence_percent: int = 60
    licence_months: int = 12
    releasing: str | None = AT_ONCE
    near_points: int | None = NEAR_POINTS

    @property
    def version(self) -> str:
        """Return a name for the state of all rules together. What came later is left out where it
        has its default, so that the name is what it was before."""
        values = asdict(self)
        for name, default in LATER.items():
            if values[name] == default:
                del values[name]
        return version_of(values)
