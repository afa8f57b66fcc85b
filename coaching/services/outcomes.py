"""Decides whether a submission passed, where its programme had a pass mark when it was sent in.

What is near the mark is decided by no coach alone: by two whose levels lie on the same side of it,
else by a third, or by the coach who decides about a dispute. Each verb is called in the transaction
of a release, which has the attempt's lock.
"""

from collections.abc import Sequence

from accounts.queries import active_admins_of
from coaching.domain.pass_mark import is_near as lies_near
from coaching.domain.pass_mark import passes, points_of
from coaching.messages import OUTCOME_DECIDED, OUTCOME_WITHOUT_COACH
from coaching.models import Purpose, Review
from coaching.queries.coaches import rules_in
from coaching.queries.outcomes import is_pending
from coaching.services.results import results_of
from notifications import services as notifications
from notifications.services import Outgoing
from training import services as training
from training.models import Outcome, Submission
from training.services import TechniqueResult

Results = Sequence[TechniqueResult]


def judge_first(first: Review, results: Results) -> bool:
    """Say with the feedback whether the submission passed; return True where that is withheld until
    another coach looked, because the levels are near the mark."""
    percent = first.submission.pass_percent
    if percent is None:
        return False
    points = points_of(results)
    organisation = first.submission.attempt.membership.organisation
    near = lies_near(points, percent, rules_in(organisation).near_points or 0)
    passed = None if near else passes(points, percent)
    training.open_outcome(submission=first.submission_id, passed=passed)
    return near


def judge_second(second: Review) -> bool:
    """Decide with the second review, where that was waited for and both lie on one side of the
    mark; return True where they don't, so that a third coach is needed."""
    percent = second.submission.pass_percent
    if percent is None or not is_pending(second.submission_id):
        return False
    first = Review.objects.get(submission=second.submission_id, purpose=Purpose.FIRST)
    sides = {passes(points_of(results_of(one.scores.all())), percent) for one in (first, second)}
    if len(sides) > 1:
        return True
    _decide(second.submission, passed=sides.pop())
    return False


def judge_again(submission: Submission, results: Results, *, tell: bool) -> bool:
    """Decide by what a third coach, or a dispute's, made of the levels; return whether the employee
    was told, once, because they waited for it. What was passed stays so."""
    percent = submission.pass_percent
    if percent is None:
        return False
    return _decide(submission, passed=passes(points_of(results), percent), tell=tell)


def tell_of_missing_coach(submission: Submission) -> None:
    """Tell the admins, once, that an outcome waits and that no coach may look at it."""
    outcome = Outcome.objects.get(submission=submission.pk)
    attempt = submission.attempt
    notifications.send_many(
        messages=[
            Outgoing(
                recipient_id=one.pk,
                kind=OUTCOME_WITHOUT_COACH,
                context={"title": attempt.scenario_version.title},
                dedupe_key=f"{OUTCOME_WITHOUT_COACH.name}:{outcome.pk}:{one.pk}",
                about=outcome.pk,
            )
            for one in active_admins_of(attempt.membership.organisation_id)
        ]
    )


def _decide(submission: Submission, *, passed: bool, tell: bool = True) -> bool:
    was_awaited = training.decide_outcome(submission=submission.pk, passed=passed)
    if not was_awaited or not tell:
        return False
    attempt = submission.attempt
    notifications.send(
        recipient=attempt.membership,
        kind=OUTCOME_DECIDED,
        context={"title": attempt.scenario_version.title},
        dedupe_key=f"{OUTCOME_DECIDED.name}:{submission.pk}",
        about=attempt.pk,
    )
    return True
