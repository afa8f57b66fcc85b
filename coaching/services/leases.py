"""Takes a review, renews the lease on it, gives it back; takes up again what was finished.

The partial unique constraint on open leases settles whose review it is, and when a lease ends by
the database's clock. Nothing here reads a lease first and saves it later.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.domain.rules import Rules
from coaching.errors import (
    AlreadyReleased,
    Assigned,
    Held,
    LeaseStale,
    LeaseTaken,
    OwnAttempt,
    QueueEmpty,
)
from coaching.messages import ADJUDICATION_ASKED, DISPUTE_ASKED, DISPUTE_WITHOUT_COACH
from coaching.models import Hold, Lease, Purpose, Review, WaitingSubmission
from coaching.queries.coaches import rules_of
from coaching.queries.held import unheld
from coaching.queries.queue import (
    QUEUED,
    free_for,
    kept_for_another,
    open_leases,
    waiting_for,
)
from coaching.queries.reviews import review_for, visible_to
from coaching.services.checks import JUDGED, check_impartial, check_kept, check_playable
from coaching.services.licences import check_licence
from coaching.services.rules import check_caps
from coaching.services.unfinishing import end_holds, unfinish
from core.errors import NotFound, Refusal
from core.queries import one_of
from notifications import services as notifications
from training.models import Attempt, Submission

LIFETIME = timedelta(minutes=20)  # the client renews every few minutes while the page is open
TAKEN = frozenset({*QUEUED, *JUDGED, Purpose.REGRADE})  # calibration has no verbs yet
TRIES = 10  # a lost try means that another coach won it, so ten in a row is a crowd


def take_next(*, coach: Membership) -> Lease:
    """Take what is free and promised soonest. Two coaches at one instant get two.

    QueueEmpty when nothing can be started on, for instance because its video is still prepared;
    OpenCapReached or DayCapReached when the coach may take no more.
    """
    rules = rules_of(coach)
    check_licence(coach, rules)
    for _ in range(TRIES):
        lease = _take_oldest(coach, rules)
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
        row = _lock(waiting_for(coach).filter(pk=submission)).first()
        if row is None or not _still_waits(row):
            raise _why_not(submission, coach)
        found = row.submission
        mine = open_leases().filter(review__in=_queued_reviews_of(found), coach=coach).first()
        if mine is not None:
            return mine, False
        rules = rules_of(coach)
        check_licence(coach, rules)
        _check_free(found, coach, rules)
        lease = _open(row, coach)
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


def _check_begun(review: Review, coach: Membership, rules: Rules) -> None:
    if review.purpose in QUEUED:
        if not waiting_for(coach).filter(pk=review.submission_id).exists():
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


def renew(*, lease: UUID, coach: Membership) -> Lease:
    """Renew the lease for its whole lifetime; LeaseStale when it has ended meanwhile. A lease on
    what the coach may not review any more, for instance since the person changed teams, ends."""
    mine = _open_lease(lease, coach)
    still = mine.filter(review__in=visible_to(coach).values("pk"))
    if not still.update(expires_at=Now() + LIFETIME):
        _own(lease, coach)
        mine.update(ended_at=Now())
        raise LeaseStale
    return _own(lease, coach)


def give_back(*, lease: UUID, coach: Membership) -> None:
    """End the lease; what was saved stays for whoever takes the review next. Repeatable."""
    if not Lease.objects.filter(pk=lease, coach=coach, ended_at__isnull=True).update(
        ended_at=Now()
    ):
        _own(lease, coach)


def lock_lease(*, lease: UUID, review: Review, coach: Membership, unsaved: str) -> Lease:
    """Return the lease, locked until the transaction ends, so that it can't end under a save.

    LeaseStale names `unsaved`, the path of the refused part below the review.
    """
    found = _open_lease(lease, coach).select_for_update(of=("self",)).filter(review=review).first()
    if found is None:
        detail = str(LeaseStale.message)
        raise LeaseStale(errors=[{"code": "not_saved", "detail": detail, "attr": unsaved}])
    return found


def _take_oldest(coach: Membership, rules: Rules) -> Lease | None:
    """Return a lease on the oldest; None when another took it between looking and locking."""
    with transaction.atomic():
        free = _lock(free_for(coach), skip_locked=True)
        # What was assigned to the coach first, where anything was.
        mine = Q(assigned_to=coach, assigned_until__gt=Now())
        is_mine = WaitingSubmission.objects.filter(mine, organisation=coach.organisation_id)
        assigned = free.filter(mine).first() if is_mine.exists() else None
        oldest = assigned or free.first()
        if oldest is None:
            raise QueueEmpty
        check_caps(coach, rules)
        return _open(oldest, coach) if _still_waits(oldest) else None


def _lock(
    rows: QuerySet[WaitingSubmission], *, skip_locked: bool = False
) -> QuerySet[WaitingSubmission]:
    """Lock attempts before anything else, as every app does, and stop no foreign key check."""
    with_attempt = rows.select_related("submission__attempt__scenario_version")
    return with_attempt.select_for_update(
        of=("submission__attempt",), no_key=True, skip_locked=skip_locked
    )


def _still_waits(row: WaitingSubmission) -> bool:
    """Tell whether the submission, whose attempt is locked by now, was neither scored nor finished
    nor given back before that. Once scored, it may wait again, for a second coach."""
    rows = WaitingSubmission.objects.filter(pk=row.pk, first_by=row.first_by_id)
    return unheld(rows).exists()


def _first_review_of(submission: Submission) -> QuerySet[Review]:
    return Review.objects.filter(submission=submission, purpose=Purpose.FIRST)


def _queued_reviews_of(submission: Submission) -> QuerySet[Review]:
    return Review.objects.filter(submission=submission, purpose__in=QUEUED, released_at=None)


def _open(row: WaitingSubmission, coach: Membership) -> Lease | None:
    """Return a new lease on the review that waits for a coach, whose attempt is locked; None when
    another one is open."""
    submission = row.submission
    rubric_version = submission.attempt.scenario_version.rubric_version_id
    assert rubric_version is not None  # noqa: S101  # by constraint: it was published when started
    purpose = Purpose.SECOND if row.first_by_id else Purpose.FIRST
    begun = Review.objects.filter(submission=submission, purpose=purpose).first()
    if begun is not None:
        begun.submission = submission  # with its attempt, which the answer names
        return open_on(begun, coach)
    made = Review.objects.create(
        submission=submission, purpose=purpose, rubric_version_id=rubric_version
    )
    return _insert(made, coach)


def lock_attempt_of(submission: Submission) -> None:
    """Lock the attempt before its reviews and leases, as every app does, and stop no foreign key
    check."""
    Attempt.objects.select_for_update(no_key=True).get(pk=submission.attempt_id)


def open_on(review: Review, coach: Membership) -> Lease | None:
    """Return a new lease on the review, whose attempt is locked; None when another one is open."""
    end_holds(Hold.objects.filter(review=review))
    unended = Lease.objects.filter(review=review, ended_at__isnull=True)
    unended.exclude(pk__in=open_leases().values("pk")).update(ended_at=Now())
    return _insert(review, coach)


def _insert(review: Review, coach: Membership) -> Lease | None:
    made = Lease(review=review, coach=coach, opened_at=Now(), expires_at=Now() + LIFETIME)
    Lease.objects.bulk_create([made], ignore_conflicts=True)
    found = Lease.objects.filter(pk=made.pk).first()
    if found is not None:
        found.review, found.coach = review, coach
    return found


def _open_lease(lease: UUID, coach: Membership) -> QuerySet[Lease]:
    return open_leases().filter(pk=lease, coach=coach)


def _own(lease: UUID, coach: Membership) -> Lease:
    return one_of(Lease.objects.filter(coach=coach), lease)


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
