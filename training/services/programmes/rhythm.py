"""Holds the verbs that change when nudges come: a programme's rhythm, and which exercises can be
started."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Membership
from core import etags
from core.errors import IfMatchRequired
from core.etags import Precondition
from scenarios.models import Scenario
from training.domain.schedule import Days
from training.errors import ProgrammeChanged, RangeReversed
from training.models import Enrolment, EnrolmentState, Nudge, Programme
from training.services.enrolments import withhold
from training.services.planning import plan_afterwards
from training.services.programmes.locking import lock_own, record, replan


@dataclass(frozen=True)
class RhythmChange:
    """A rhythm change says which parts of a rhythm are to be different; None leaves a part as it
    is. `days_between` is 1 or more, `weekdays` are ISO numbers, `nudge_from` and `nudge_until` are
    between 07:00 and 20:00. `pause_weeks` replaces all of them."""

    days_between: int | None = None
    days_at_most: int | None = None
    nudge_from: time | None = None
    nudge_until: time | None = None
    weekdays: list[int] | None = None
    pause_weeks: list[Days] | None = None
    gap_hours: int | None = None

    def columns(self) -> dict[str, Any]:
        """Return the columns that are to change, as they are stored."""
        new = {name: value for name, value in vars(self).items() if value is not None}
        if self.weekdays is not None:
            new["weekdays"] = sorted(set(self.weekdays))
        if self.pause_weeks is not None:
            pauses = sorted({(one.first, one.last) for one in self.pause_weeks})
            new["pause_weeks"] = [DateRange(one, last + _DAY) for one, last in pauses]
        return new


RANGES = (("days_between", "days_at_most"), ("nudge_from", "nudge_until"))
_DAY = timedelta(days=1)


def rhythm_version(programme: Programme) -> str:
    """Return a name for the state of the programme's rhythm, all its parts together."""
    parts = {name: getattr(programme, name) for name in RhythmChange.__dataclass_fields__}
    pauses = [(one.first, one.last) for one in programme.pauses]
    return etags.version_of({**parts, "pause_weeks": pauses})


@transaction.atomic
def change_rhythm(
    *, actor: Membership, programme: UUID, change: RhythmChange, seen: Precondition
) -> Programme:
    """Change when the programme's nudges come, and move those that are planned to the new openings
    soon afterwards. Repeating changes nothing.

    IfMatchRequired for a change that names no state, ProgrammeChanged where somebody else changed
    the rhythm meanwhile: pauses are replaced whole, so that theirs would be gone. NotFound for
    another organisation's programme; RangeReversed where the least would be more than the most, or
    the first hour after the last.
    """
    row = lock_own(actor, programme)
    new = {name: value for name, value in change.columns().items() if getattr(row, name) != value}
    if not new:
        return row
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(rhythm_version(row)):
        raise ProgrammeChanged
    for name, value in new.items():
        setattr(row, name, value)
    _refuse_reversed(row)
    row.save(update_fields=list(new))
    replan(row, EnrolmentState.ACTIVE)
    record(actor, "rhythm_changed", row, **{name: str(value) for name, value in new.items()})
    return row


@transaction.atomic
def replan_scenario(*, scenario: Scenario) -> None:
    """Let be planned anew, soon afterwards, where a scenario is a step that was published, retired
    or restored: whose next step it was goes on to the one after it, and who had finished without it
    has it before them again. Mail about what was retired does not leave."""
    programmes = Programme.objects.filter(steps__scenario=scenario)
    plan_afterwards(Enrolment.objects.filter(programme__in=programmes))
    if scenario.retired_at is not None:
        withhold(Nudge.objects.filter(step__scenario=scenario), reason="retired")


def _refuse_reversed(row: Programme) -> None:
    wrong = [most for least, most in RANGES if getattr(row, least) > getattr(row, most)]
    if wrong:
        errors: list[dict[str, str | None]] = [
            {"code": RangeReversed.code, "detail": str(RangeReversed.message), "attr": attr}
            for attr in wrong
        ]
        raise RangeReversed(errors=errors)
