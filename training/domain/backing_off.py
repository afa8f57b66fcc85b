"""Says how nudges that are ignored come less often, and when they end. Pure: no ORM, no clock.

A nudge is ignored when nothing was begun or handed in after it. Of a rhythm of every 3 days the
nudges come after 3, 3, 6, 9 and 12 days; the sixth is the last, and says so. Any practice brings
the rhythm back.
"""

from dataclasses import replace

from training.domain.schedule import Rhythm

FACTORS = (1, 1, 2, 3, 4, 4)
"""By how much the days of the rhythm grow after so many nudges that were ignored in a row."""

LAST = len(FACTORS)
"""Which nudge in a row is the last one."""

MOST_DAYS = 60
"""Days between two nudges that backing off does not pass, for a rhythm that is slow already."""


def backed_off(rhythm: Rhythm, ignored: int) -> Rhythm | None:
    """Return the rhythm for a member who ignored so many nudges in a row; None once the last one
    was sent."""
    if ignored >= LAST:
        return None
    factor = FACTORS[ignored]
    if factor == 1:
        return rhythm
    least = max(rhythm.days_between, min(rhythm.days_between * factor, MOST_DAYS))
    most = max(rhythm.days_at_most, min(rhythm.days_at_most * factor, MOST_DAYS))
    return replace(rhythm, days_between=least, days_at_most=max(least, most))


def is_last(in_a_row: int) -> bool:
    """Tell whether a nudge is the last one, of which so many in a row were sent, itself counted."""
    return in_a_row >= LAST
