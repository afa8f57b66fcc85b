"""Takes what waits for a coach, or a review that was begun.

Two coaches at one instant get two: whoever takes a submission locks its attempt, and the constraint
on open leases settles the rest.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Membership
from coaching.domain.rules import Rules
from coaching.errors import (
    AlreadyReleased,
    Assigned,
    Held,
    LeaseTaken,
    OwnAttempt,
    QueueEmpty,
)
from coaching.messages import ADJUDICATION_ASKED, DISPUTE_ASKED, DISPUTE_WITHOUT_COACH
from coaching.models import Lease, Purpose, Review, WaitingSubmission
from coaching.queries.coaches import rules_of
from coaching.queries.eligibility import scope_of
from coaching.queries.free import look_again, next_free, waits_for
from coaching.queries.queue import QUEUED, kept_for_another, open_leases
from coaching.queries.reviews import review_for, visible_to
from coaching.services.checks import JUDGED, check_impartial, check_kept, check_playable
from coaching.services.leases import insert, lock_attempt_of, open_on
from coaching.services.licences import check_licence
from coaching.services.rules import check_caps
from coaching.services.unfinishing import unfinish
from core.errors import NotFound, Refusal
from notifications import services as notifications
from training.models import Submission

TAKEN = frozenset({*QUEUED, *JUDGED, Purpose.REGRADE})  # calibration has no verbs yet
TRIES = 10  # a lost try means that another coach won it, so ten in a row is a crowd
AHEAD = 8  # submissions looked at by the first try for one that nobody has locked; by each next
# try twice as many, should something lock many at a time


def take_next(*, coach: Membership) -> Lease:
    """Take what is free and promised soonest. Two coaches at one instant get two.

    QueueEmpty when nothing can be started on, for instance because its video is still prepared;
    OpenCapReached or DayCapReached when the coach may take no more.
    """
    rules = rules_of(coach)
    check_licence(coach, rules)
    for number in range(TRIES):
        lease = _take_oldest(coach, rules, ahead=AHEAD << number)
        if lease is not None:
            return lease
    raise LeaseTaken


def take(*, submission: UUID, coach: Membership) -> tuple[Lease, bool]:
    """Return a lease on this submission, and whether it is new: the coach's own open one is
    returned.

    Waits for whoever is taking it at this instant. LeaseTaken when that coach, or another, has it;
    VideoNotReady while there is nothing to watch; OpenCapReached or DayCapReached when the coach
    may take no more; Assigned while it is kept for a colleague.
    """
    with transaction.atomic():
        here = WaitingSubmission.objects.filter(organisation=coach.organisation_id)
        row = _lock(here.filter(pk=submission)).first()
        waits, begun = look_again(coach, scope_of(coach), submission) if row else (False, None)
        if row is None or not waits:
            raise _why_not(submission, coach)
        found = row.submission
        mine = open_leases().filter(review__in=_queued_reviews_of(found), coach=coach).first()
        if mine is not None:
            return mine, False
        rules = rules_of(coach)
        check_licence(coach, rules)
        _check_free(found, coach, rules)
        lease = _open(row, begun, coach)
    if lease is None:
        raise LeaseTaken
    return lease, True


def take_review(*, review: UUID, coach: Membership, resume: bool = False) -> tuple[Lease, bool]:
    """Return a lease on a review that was begun, and whether it is new: the coach's own open one is
    returned. With `resume`, also on feedback that the coach finished and that is not released.

    Held for what is finished, otherwise and for colleagues.
    AlreadyReleased once it is fixed; LeaseTaken when another coach has it; VideoNotReady while
    there is nothing to watch, RecordingDeleted when there never will be again; OwnJudgement for a
    dispute or an adjudication about levels that the coach gave. Feedback that was begun stands in
    the queue: it is refused as `take` refuses it.
    """
    with transaction.atomic():
        found = review_for(coach, review)
        if found.purpose not in TAKEN:
            raise NotFound
        lock_attempt_of(found.submission)
        found = review_for(coach, review)
        if found.released_at is not None:
            raise AlreadyReleased
        mine = open_leases().filter(review=found, coach=coach).first()
        if mine is not None:
            return mine, False
        rules = rules_of(coach)
        check_licence(coach, rules)
        unfinish(found, coach if resume else None)
        _check_begun(found, coach, rules)
        lease = open_on(found, coach)
        if lease is not None and found.purpose in JUDGED:
            _mark_handled(found, coach)
    if lease is None:
        raise LeaseTaken
    return lease, True


def _take_oldest(coach: Membership, rules: Rules, *, ahead: int) -> Lease | None:
    """Return a lease on the oldest of those `ahead` that nobody has locked; None when another coach
    took it before that, or all are locked."""
    with transaction.atomic():
        scope = scope_of(coach)
        free = next_free(coach, scope, ahead)
        for submission in free:
            row = _lock(WaitingSubmission.objects.filter(pk=submission), skip_locked=True).first()
            if row is not None:
                check_caps(coach, rules)
                waits, begun = look_again(coach, scope, submission, is_ready=True)
                return _open(row, begun, coach) if waits else None
        if len(free) < ahead:
            raise QueueEmpty
    return None


def _lock(
    rows: QuerySet[WaitingSubmission], *, skip_locked: bool = False
) -> QuerySet[WaitingSubmission]:
    """Lock attempts before anything else, as every app does, and stop no foreign key check."""
    with_attempt = rows.select_related("submission__attempt__scenario_version").only(
        "submission__attempt__scenario_version__rubric_version"
    )
    return with_attempt.select_for_update(
        of=("submission__attempt",), no_key=True, skip_locked=skip_locked
    )


def _open(row: WaitingSubmission, begun: UUID | None, coach: Membership) -> Lease | None:
    """Return a new lease on the review that waits for a coach, whose attempt is locked, and on the
    one that was begun where there is one; None when another one is open."""
    submission = row.submission
    if begun is not None:
        review = Review.objects.get(pk=begun)
        review.submission = submission  # with its attempt, which the answer names
        return open_on(review, coach)
    rubric_version = submission.attempt.scenario_version.rubric_version_id
    assert rubric_version is not None  # noqa: S101  # by constraint: it was published when started
    # A second review is there from the beginning.
    made = Review.objects.create(
        submission=submission, purpose=Purpose.FIRST, rubric_version_id=rubric_version
    )
    return insert(made, coach)


def _check_begun(review: Review, coach: Membership, rules: Rules) -> None:
    if review.purpose in QUEUED:
        if not waits_for(coach, review.submission_id):
            raise NotFound
        _check_free(review.submission, coach, rules)
        return
    check_impartial(review, coach)
    check_kept(review.submission)
    check_playable(review.submission)


def _check_free(submission: Submission, coach: Membership, rules: Rules) -> None:
    """Refuse a coach what the queue keeps for a colleague, can't be played, or is over their
    caps."""
    if WaitingSubmission.objects.filter(kept_for_another(coach), pk=submission.pk).exists():
        raise Assigned
    check_playable(submission)
    check_caps(coach, rules)


def _mark_handled(review: Review, coach: Membership) -> None:
    """Mark as read what coaches and admins were told of what this coach decides about."""
    for kind in (ADJUDICATION_ASKED, DISPUTE_ASKED, DISPUTE_WITHOUT_COACH):
        notifications.mark_handled(kind=kind, about=review.pk, organisation=coach.organisation_id)


def _first_review_of(submission: Submission) -> QuerySet[Review]:
    return Review.objects.filter(submission=submission, purpose=Purpose.FIRST)


def _queued_reviews_of(submission: Submission) -> QuerySet[Review]:
    return Review.objects.filter(submission=submission, purpose__in=QUEUED, released_at=None)


def _why_not(submission: UUID, coach: Membership) -> Refusal:
    """Return the refusal that a coach may know: what was not submitted does not exist for them."""
    found = (
        Submission.objects.filter(
            pk=submission, attempt__membership__organisation=coach.organisation_id
        )
        .select_related("attempt")
        .first()
    )
    if found is not None and found.attempt.membership_id == coach.id:
        return OwnAttempt()
    if found is not None and _first_review_of(found).filter(released_at__isnull=False).exists():
        return AlreadyReleased()
    if (
        found is not None
        and visible_to(coach).filter(submission=found, hold__isnull=False).exists()
    ):
        return Held()
    return NotFound()
