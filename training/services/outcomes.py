"""Keeps whether submissions passed. Coaching decides it, and calls these verbs in transactions that
have the attempt's lock.

What is decided is an outcome alone: the points are those of the levels, which coaching has.
"""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from training.models import Enrolment, Outcome, OutcomeState
from training.services.planning import unplan

PENDING = (OutcomeState.UNDECIDED, OutcomeState.LAPSED)


@transaction.atomic
def open_outcome(*, submission: UUID, passed: bool | None) -> None:
    """Record with the release of the feedback whether the submission passed; with None that another
    coach is to look first. Repeating changes nothing."""
    decided = {True: OutcomeState.PASSED, False: OutcomeState.NOT_YET}
    state = OutcomeState.UNDECIDED if passed is None else decided[passed]
    _row, is_new = Outcome.objects.get_or_create(
        submission_id=submission,
        defaults={
            "state": state,
            "opened_at": Now(),
            "decided_at": None if passed is None else Now(),
        },
    )
    if is_new:
        _plan(submission)


@transaction.atomic
def decide_outcome(*, submission: UUID, passed: bool) -> bool:
    """Record what several coaches decided, and return whether it was waited for. What was told
    already may become passed, and never the reverse. Repeating changes nothing."""
    rows = Outcome.objects.filter(submission=submission)
    state = OutcomeState.PASSED if passed else OutcomeState.NOT_YET
    was_awaited = rows.filter(state__in=PENDING).update(state=state, decided_at=Now())
    turned = passed and rows.filter(state=OutcomeState.NOT_YET).update(
        state=state, decided_at=Now()
    )
    if was_awaited or turned:
        _plan(submission)
    return bool(was_awaited)


@transaction.atomic
def lapse_outcome(*, submission: UUID) -> bool:
    """Record that nobody can look at the submission any more, before it was decided; return whether
    it was waited for. Repeating changes nothing."""
    rows = Outcome.objects.filter(submission=submission, state=OutcomeState.UNDECIDED)
    lapsed = rows.update(state=OutcomeState.LAPSED, decided_at=Now())
    if lapsed:
        _plan(submission)
    return bool(lapsed)


def _plan(submission: UUID) -> None:
    """Have the enrolment planned anew: whether it is finished depends on what was passed."""
    rows = Enrolment.objects.filter(attempts__submission=submission)
    for enrolment in rows.values_list("pk", flat=True):
        unplan(enrolment=enrolment)
