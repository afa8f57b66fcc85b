"""Takes a submission back for its employee, before a coach began."""

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Membership
from accounts.services import record_audit
from coaching.errors import ReviewBegun
from coaching.models import Comment, Lease, Review, Score
from coaching.queries.queue import open_leases
from training import services as training
from training.models import Attempt, AttemptState, Submission


@transaction.atomic
def withdraw(*, employee: Membership, attempt: UUID) -> Attempt:
    """Take what was sent in back, so that its takes are the employee's alone again. Repeatable: of
    an attempt that is with no coach nothing is taken back.

    ReviewBegun while a coach has it, and once one has scored or commented; a coach who gave it back
    without a mark has not begun. NotFound for anyone else's attempt.
    """
    # Coaches lock the attempt too before they take it: one of both comes first.
    row = training.lock_attempt(employee, attempt)
    if row.state == AttemptState.SCORED:
        raise ReviewBegun
    if row.state != AttemptState.SUBMITTED:
        return row
    submission = Submission.objects.get(attempt=row)
    # A save that is under way locks its lease: what it writes is seen below.
    list(Lease.objects.select_for_update().filter(review__submission=submission))
    if _has_begun(submission):
        raise ReviewBegun
    training.return_takes(row)
    record_audit(
        organisation=employee.organisation,
        actor=employee,
        verb="submission_withdrawn",
        subject=row,
        detail={"submission": str(submission.pk)},
    )
    return row


def _has_begun(submission: Submission) -> bool:
    marks = [kind.objects.filter(review=OuterRef("pk")) for kind in (Score, Comment)]
    leases = open_leases().filter(review=OuterRef("pk"))
    begun = Q(released_at__isnull=False) | Q(Exists(leases))
    for mark in marks:
        begun |= Q(Exists(mark))
    return Review.objects.filter(begun, submission=submission).exists()
