"""Reads which exercises of a programme with a pass mark were passed."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from training.models import Attempt, AttemptState, OutcomeState

PRACTISED = (AttemptState.SUBMITTED, AttemptState.SCORED, AttemptState.FINISHED)


class StepOutcome(StrEnum):
    """Names how an exercise stands with its member: the best of their attempts counts. `done` is
    one that no mark measured: no coach was to look, or it was sent in before there was one."""

    NOT_YET = "not_yet"
    AWAITED = "awaited"
    DONE = "done"
    PASSED = "passed"


OPEN = (StepOutcome.NOT_YET, StepOutcome.AWAITED)
"""With these an exercise is not done."""

_ORDER = list(StepOutcome)


def step_outcomes(enrolments: Collection[UUID]) -> dict[UUID, dict[UUID, StepOutcome]]:
    """Return by enrolment how the practised steps stand, of enrolments in programmes that have a
    pass mark now, in one statement."""
    rows = Attempt.objects.filter(
        enrolment__among=enrolments,
        enrolment__programme__pass_percent__isnull=False,
        state__in=PRACTISED,
    )
    columns = ("submission__pass_percent", "submission__outcome__state")
    found: dict[UUID, dict[UUID, StepOutcome]] = {}
    for enrolment, step, state, mark, outcome in rows.values_list(
        "enrolment", "step", "state", *columns
    ):
        steps = found.setdefault(enrolment, {})
        this = _of(state, mark, outcome)
        steps[step] = max(this, steps.get(step, this), key=_ORDER.index)
    return found


def _of(state: str, mark: int | None, outcome: str | None) -> StepOutcome:
    if mark is None:
        return StepOutcome.DONE
    if outcome == OutcomeState.PASSED:
        return StepOutcome.PASSED
    if state == AttemptState.SUBMITTED or outcome == OutcomeState.UNDECIDED:
        return StepOutcome.AWAITED
    # A worker from before pass marks released it, and nobody decided.
    return StepOutcome.NOT_YET if outcome else StepOutcome.DONE
