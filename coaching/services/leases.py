"""Opens a lease on a review, renews it, ends it, and holds it while something is saved.

The partial unique constraint on open leases settles whose review it is, and when a lease ends by
the database's clock. Nothing here reads a lease first and saves it later.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.errors import LeaseStale
from coaching.models import Hold, Lease, Review
from coaching.queries.queue import open_leases
from coaching.queries.reviews import visible_to
from coaching.services.unfinishing import end_holds
from core.ids import new_id
from core.queries import one_of
from training.models import Attempt, Submission

LIFETIME = timedelta(minutes=20)  # the client renews every few minutes while the page is open
INSERT = """
    INSERT INTO coaching_lease (id, review_id, coach_id, opened_at, expires_at)
    VALUES (%s, %s, %s, statement_timestamp(), statement_timestamp() + %s)
    ON CONFLICT DO NOTHING
    RETURNING *
"""


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


def lock_attempt_of(submission: Submission) -> None:
    """Lock the attempt before its reviews and leases, as every app does, and stop no foreign key
    check."""
    Attempt.objects.select_for_update(no_key=True).get(pk=submission.attempt_id)


def open_on(review: Review, coach: Membership) -> Lease | None:
    """Return a new lease on the review, whose attempt is locked; None when another one is open."""
    end_holds(Hold.objects.filter(review=review))
    unended = Lease.objects.filter(review=review, ended_at__isnull=True)
    unended.exclude(pk__in=open_leases().values("pk")).update(ended_at=Now())
    return insert(review, coach)


def insert(review: Review, coach: Membership) -> Lease | None:
    """Return a new lease on the review; None when another one is open."""
    made = Lease.objects.raw(INSERT, [new_id(), review.pk, coach.pk, LIFETIME])
    found: Lease | None = next(iter(made), None)
    if found is not None:
        found.review, found.coach = review, coach
    return found


def _open_lease(lease: UUID, coach: Membership) -> QuerySet[Lease]:
    return open_leases().filter(pk=lease, coach=coach)


def _own(lease: UUID, coach: Membership) -> Lease:
    return one_of(Lease.objects.filter(coach=coach), lease)
