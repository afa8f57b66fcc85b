"""Holds the verbs on programmes. Each replans the enrolments that it affects, in its own
transaction."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from accounts.models import Membership
from core.errors import NotFound
from core.queries import one_of
from scenarios.errors import ExerciseRetired
from scenarios.models import Scenario
from training.domain.programme_drafts import StepDraft, to_document
from training.domain.schedule import Days
from training.errors import IdInUse, RangeReversed, UnknownScenario
from training.models import (
    Enrolment,
    EnrolmentState,
    Programme,
    ProgrammeVersion,
    Step,
    StepKind,
    StepReview,
)
from training.services.planning import plan
from training.services.programmes.locking import lock_programme, record, replan


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


@transaction.atomic
def change_rhythm(*, actor: Membership, programme: UUID, change: RhythmChange) -> Programme:
    """Change when the programme's nudges come, and move those that are planned to the new openings.
    NotFound for another organisation's programme; RangeReversed where the least would be more than
    the most, or the first hour after the last."""
    row = lock_programme(actor, programme)
    new = {name: value for name, value in change.columns().items() if getattr(row, name) != value}
    if not new:
        return row
    for name, value in new.items():
        setattr(row, name, value)
    _refuse_reversed(row)
    row.save(update_fields=list(new))
    replan(row, EnrolmentState.ACTIVE)
    record(actor, "rhythm_changed", row, **{name: str(value) for name, value in new.items()})
    return row


@transaction.atomic
def add_step(
    *,
    actor: Membership | None,
    programme: UUID,
    step: UUID,
    scenario: UUID,
    review: StepReview = StepReview.ALWAYS,
) -> tuple[Step, bool]:
    """Add an exercise at the programme's end under a client-made id, and make finished enrolments
    active again.

    Repeating it changes nothing; the second value tells whether the step is new. UnknownScenario
    for a scenario that the organisation doesn't have, ExerciseRetired for one that nobody starts
    any more, IdInUse for an id that is another step's. `actor` is None for the operator.
    """
    row = lock_programme(actor, programme)
    if found := Step.objects.filter(pk=step).select_related("programme").first():
        return _same_again(found, row, scenario), False
    scenarios = Scenario.objects.filter(organisation=row.organisation_id)
    exercise = scenarios.filter(pk=scenario).first()
    if exercise is None:
        raise UnknownScenario
    if exercise.retired_at:
        raise ExerciseRetired
    last = row.steps.aggregate(last=Max("order"))["last"] or 0
    try:
        with transaction.atomic():
            made = Step.objects.create(
                id=step, programme=row, order=last + 1, scenario=exercise, review=review
            )
    except IntegrityError as taken:  # by another organisation's step, this very moment
        raise NotFound from taken
    draft = ProgrammeVersion.objects.filter(programme=row, published_at=None).first()
    if draft:
        draft.steps += to_document([StepDraft(id=step, scenario=scenario, review=review)])
        draft.save(update_fields=["steps"])
    replan(row, EnrolmentState.ACTIVE, EnrolmentState.FINISHED)
    record(actor, "step_added", row, step=str(made.id), scenario=str(scenario))
    return made, True


@transaction.atomic
def change_review(*, actor: Membership, programme: UUID, step: UUID, review: StepReview) -> Step:
    """Change whether a coach reviews what is practised in a step; attempts that were submitted
    already stay with the coaches. NotFound for another organisation's step. Repeating changes
    nothing."""
    course = lock_programme(actor, programme)
    row = one_of(course.steps.filter(kind=StepKind.EXERCISE), step)
    if row.review == review:
        return row
    row.review = review
    row.save(update_fields=["review"])
    record(actor, "step_review_changed", course, step=str(row.id), review=str(review))
    return row


@transaction.atomic
def replan_scenario(*, scenario: Scenario) -> None:
    """Plan anew where a scenario that was retired or restored is a step: whose next step it was
    goes on to the one after it, and who had finished without it has it before them again."""
    rows = Enrolment.objects.filter(programme__steps__scenario=scenario)
    states = rows.filter(state__in=[EnrolmentState.ACTIVE, EnrolmentState.FINISHED])
    plan(enrolments=set(states.values_list("id", flat=True)))


def _same_again(found: Step, programme: Programme, scenario: UUID) -> Step:
    if found.programme.organisation_id != programme.organisation_id:
        raise NotFound
    if (found.programme_id, found.scenario_id) != (programme.id, scenario):
        raise IdInUse
    return found


def _refuse_reversed(row: Programme) -> None:
    wrong = [most for least, most in RANGES if getattr(row, least) > getattr(row, most)]
    if wrong:
        errors: list[dict[str, str | None]] = [
            {"code": RangeReversed.code, "detail": str(RangeReversed.message), "attr": attr}
            for attr in wrong
        ]
        raise RangeReversed(errors=errors)
