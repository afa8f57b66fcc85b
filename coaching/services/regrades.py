"""Opens a regrade, and removes one that nobody began on: a submission with feedback is scored again
by a newer version of its rubric.

It is a review of its own. The feedback stays as it was released.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Membership
from accounts.services import record_audit
from coaching.errors import (
    AlreadyRegraded,
    IdInUse,
    NotReleased,
    OutcomeUndecided,
    OwnAttempt,
    RegradeBegun,
    RubricVersionNotNewer,
)
from coaching.models import Comment, Lease, Purpose, Review, Score
from coaching.queries.coaches import rules_of
from coaching.queries.eligibility import may_review
from coaching.queries.outcomes import is_undecided
from coaching.queries.queue import open_leases
from coaching.queries.regrades import newer_versions
from coaching.queries.reviews import visible_to
from coaching.services.checks import check_kept, check_playable
from coaching.services.leases import lock_attempt_of, open_on
from coaching.services.licences import check_licence
from coaching.services.seconds import drop_second
from core.errors import NotFound
from core.queries import one_of
from training.models import Submission

REASON_MAX = 1000  # characters


@dataclass(frozen=True)
class Asked:
    """Describes a request to score a submission again. The employee reads `reason`."""

    submission: UUID
    rubric_version: UUID
    reason: str


@transaction.atomic
def regrade(*, coach: Membership, regrade: UUID, asked: Asked) -> tuple[Review, bool]:
    """Open a regrade under this client-made id, with a lease of the coach on it; the second value
    tells whether it is new. Repeating it changes nothing.

    NotReleased before there is feedback; RubricVersionNotNewer for a version that is a draft, of
    another rubric or no newer than the attempt's; AlreadyRegraded names the submission's regrade in
    this version; VideoNotReady or RecordingDeleted when there is nothing to watch; OwnAttempt;
    IdInUse for an id under which the coach asked for something else. NotFound for an id of another.
    OutcomeUndecided while another coach is still to look, who is not to see this one's levels.
    """
    row = _submission(coach, asked.submission)
    lock_attempt_of(row)
    if found := Review.objects.filter(pk=regrade).first():
        return _same_again(found, coach, asked), False
    check_licence(coach, rules_of(coach))
    _check(coach, row, asked)
    try:
        with transaction.atomic():
            made = Review.objects.create(
                id=regrade,
                submission=row,
                purpose=Purpose.REGRADE,
                rubric_version_id=asked.rubric_version,
                reason=asked.reason,
                asked_by=coach,
            )
    except IntegrityError as taken:  # the id, on another submission, this very moment
        raise NotFound from taken
    open_on(made, coach)
    drop_second(row.pk)
    _audit(coach, "regrade_opened", made)
    return made, True


@transaction.atomic
def remove_regrade(*, coach: Membership, regrade: UUID) -> None:
    """Remove a regrade that the coach asked for and nobody has marked yet, so that it can be asked
    for anew, for instance with another reason.

    RegradeBegun once there is a mark, and while a colleague has it. NotFound for what another
    asked for, and once it is gone.
    """
    rows = visible_to(coach).filter(purpose=Purpose.REGRADE, asked_by=coach)
    lock_attempt_of(one_of(rows.select_related("submission"), regrade).submission)
    found = one_of(rows, regrade)
    # A save that is under way locks its lease: what it writes is seen below.
    list(Lease.objects.select_for_update().filter(review=found))
    is_marked = any(kind.objects.filter(review=found).exists() for kind in (Score, Comment))
    if is_marked or open_leases().filter(review=found).exclude(coach=coach).exists():
        raise RegradeBegun
    _audit(coach, "regrade_removed", found)
    found.delete()


def _submission(coach: Membership, submission: UUID) -> Submission:
    rows = Submission.objects.filter(attempt__membership__organisation=coach.organisation_id)
    found = one_of(rows.select_related("attempt__scenario_version__rubric_version"), submission)
    if found.attempt.membership_id == coach.id:
        raise OwnAttempt
    if not rows.filter(may_review(coach, member="attempt__membership"), pk=found.pk).exists():
        raise NotFound
    return found


def _same_again(found: Review, coach: Membership, asked: Asked) -> Review:
    if found.asked_by_id != coach.id:
        raise NotFound
    if Asked(found.submission_id, found.rubric_version_id, found.reason) != asked:
        raise IdInUse
    return found


def _check(coach: Membership, submission: Submission, asked: Asked) -> None:
    reviews = Review.objects.filter(submission=submission)
    # What the coach may score as the second one looks as if it had none.
    first = visible_to(coach).filter(submission=submission, purpose=Purpose.FIRST)
    if not first.filter(released_at__isnull=False).exists():
        raise NotReleased
    if is_undecided(submission.pk):
        raise OutcomeUndecided
    if not newer_versions(submission).filter(pk=asked.rubric_version).exists():
        raise RubricVersionNotNewer
    regrades = reviews.filter(purpose=Purpose.REGRADE, rubric_version=asked.rubric_version)
    if done := regrades.first():
        named: dict[str, str | None] = {
            "code": "already_regraded",
            "detail": str(AlreadyRegraded.message),
            "attr": str(done.pk),
        }
        raise AlreadyRegraded(errors=[named])
    check_kept(submission)
    check_playable(submission)


def _audit(coach: Membership, verb: str, review: Review) -> None:
    record_audit(
        organisation=coach.organisation,
        actor=coach,
        verb=verb,
        subject=review,
        detail={
            "submission": str(review.submission_id),
            "rubric_version": str(review.rubric_version_id),
        },
    )
