"""Opens an adjudication where a first and a second review differ far, and settles it.

It is a review of its own. Both judgements stay as they were released.
"""

from uuid import UUID

from accounts.models import Membership
from coaching.messages import ADJUDICATED, ADJUDICATION_ASKED
from coaching.models import Dispute, Purpose, Review, Score
from coaching.queries.adjudications import changed_criteria, reaches_employee
from coaching.queries.coaches import leads_of, rules_in
from coaching.queries.differences import widest_difference
from coaching.queries.disputes import judges_of
from coaching.queries.eligibility import coaches_for
from coaching.queries.outcomes import is_pending
from coaching.queries.queue import QUEUED
from coaching.services.outcomes import judge_again
from coaching.services.results import results_of
from notifications import services as notifications
from notifications.services import Outgoing
from training import services as training
from training.services import TechniqueResult


def open_where_far(second: Review, *, is_split: bool) -> bool:
    """Ask a third coach to decide, where the second review that was released differs from the first
    by as many levels as the organisation says, or both are split about whether it passed. In a
    transaction that has the attempt's lock. Nothing is opened where the employee disputes a level
    already, whose decision counts then, or where no third coach may: returns False of the latter
    alone."""
    member = second.submission.attempt.membership
    limit = rules_in(member.organisation).adjudicate_from
    is_far = limit is not None and widest_difference(second.submission_id) >= limit
    if not is_far and not is_split:
        return True
    if Dispute.objects.filter(review__submission=second.submission_id).exists():
        return True
    deciders = _deciders(member, second.submission_id)
    if not deciders:
        return False
    made = Review.objects.create(
        submission=second.submission,
        purpose=Purpose.ADJUDICATION,
        rubric_version_id=second.rubric_version_id,
    )
    title = second.submission.attempt.scenario_version.title
    notifications.send_many(
        messages=[
            Outgoing(
                recipient_id=one,
                kind=ADJUDICATION_ASKED,
                context={"title": title},
                dedupe_key=f"{ADJUDICATION_ASKED.name}:{made.pk}:{one}",
                about=made.pk,
            )
            for one in deciders
        ]
    )
    return True


def _deciders(member: Membership, submission: UUID) -> list[UUID]:
    """Return who is told: the lead coaches who may decide, else every coach who may."""
    others = coaches_for(member).exclude(pk__in=judges_of(submission, *QUEUED))
    leads = others.filter(pk__in=leads_of(member.organisation_id).values("pk"))
    return list(leads.values_list("pk", flat=True)) or list(others.values_list("pk", flat=True))


def settle(adjudication: Review) -> None:
    """Correct what training remembers and tell the employee, where the decision changes a level of
    their feedback, or says whether they passed. In the release's transaction."""
    submission, changes = adjudication.submission, reaches_employee(adjudication)
    if not changes and not is_pending(submission.pk):
        return
    results = _results_with(adjudication)
    was_told = judge_again(submission, results, tell=True)
    if not changes:
        return
    training.mark_regraded(submission=submission.pk, results=results)
    if was_told:  # of the outcome, beside which the levels stand
        return
    attempt = submission.attempt
    notifications.send(
        recipient=attempt.membership,
        kind=ADJUDICATED,
        context={"title": attempt.scenario_version.title},
        dedupe_key=f"{ADJUDICATED.name}:{attempt.id}",
        about=attempt.id,
    )


def _results_with(adjudication: Review) -> list[TechniqueResult]:
    """Return the levels of the feedback, with those that the decision changes in their place."""
    changed = changed_criteria(adjudication)
    first = Score.objects.filter(
        review__submission=adjudication.submission_id, review__purpose=Purpose.FIRST
    )
    kept = first.exclude(criterion__in=changed)
    decided = adjudication.scores.filter(criterion__in=changed)
    now = Score.objects.filter(
        pk__in=[*kept.values_list("pk", flat=True), *decided.values_list("pk", flat=True)]
    )
    return results_of(now)
