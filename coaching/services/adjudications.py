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
from coaching.queries.queue import QUEUED
from coaching.services.results import results_of
from notifications import services as notifications
from notifications.services import Outgoing
from training import services as training


def open_where_far(second: Review) -> None:
    """Ask a third coach to decide, where the second review that was just released differs from the
    first by as many levels as the organisation says. In the release's transaction. Nothing is
    opened where no third coach may, or where the employee disputes a level already."""
    member = second.submission.attempt.membership
    limit = rules_in(member.organisation).adjudicate_from
    if limit is None or widest_difference(second.submission_id) < limit:
        return
    deciders = _deciders(member, second.submission_id)
    if not deciders or Dispute.objects.filter(review__submission=second.submission_id).exists():
        return
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


def _deciders(member: Membership, submission: UUID) -> list[UUID]:
    """Return who is told: the lead coaches who may decide, else every coach who may."""
    others = coaches_for(member).exclude(pk__in=judges_of(submission, *QUEUED))
    leads = others.filter(pk__in=leads_of(member.organisation_id).values("pk"))
    return list(leads.values_list("pk", flat=True)) or list(others.values_list("pk", flat=True))


def settle(adjudication: Review) -> None:
    """Correct what training remembers and tell the employee, where the decision changes a level of
    their feedback. In the release's transaction."""
    if not reaches_employee(adjudication):
        return
    changed = changed_criteria(adjudication)
    first = Score.objects.filter(
        review__submission=adjudication.submission_id, review__purpose=Purpose.FIRST
    )
    kept = first.exclude(criterion__in=changed)
    decided = adjudication.scores.filter(criterion__in=changed)
    now = Score.objects.filter(
        pk__in=[*kept.values_list("pk", flat=True), *decided.values_list("pk", flat=True)]
    )
    training.mark_regraded(submission=adjudication.submission_id, results=results_of(now))
    attempt = adjudication.submission.attempt
    notifications.send(
        recipient=attempt.membership,
        kind=ADJUDICATED,
        context={"title": attempt.scenario_version.title},
        dedupe_key=f"{ADJUDICATED.name}:{attempt.id}",
        about=attempt.id,
    )
