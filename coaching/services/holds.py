"""Finishes a review and releases it later: scored is not released.

A finished review is held: nobody changes it, and its employee learns nothing of it, until its coach
takes it up again (services/leases), or it is released by its coach, or by a lead coach where the
organisation wants that a lead looks first. Each verb locks the attempt first, as taking does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership
from accounts.services import record_audit
from coaching.domain.rules import LEAD_FIRST
from coaching.errors import (
    AlreadyReleased,
    HeldByAnother,
    IdInUse,
    LeadFirst,
    LeaseStale,
    NotHeld,
    ReleaseFailed,
    ReviewChanged,
    ReviewIncomplete,
)
from coaching.messages import REVIEW_RETURNED
from coaching.models import Hold, LeadRemark, Lease, Review, WaitingSubmission
from coaching.queries.coaches import is_lead, rules_of
from coaching.queries.held import counting
from coaching.queries.holds import may_release, may_return, with_other_lead
from coaching.queries.promises import runs_short
from coaching.queries.queue import QUEUED
from coaching.queries.reviews import missing, review_for, version_of_review
from coaching.services.leases import lock_attempt_of, lock_lease
from coaching.services.release import check_whole, give_feedback
from coaching.services.unfinishing import end_holds, warn_again
from core.batches import each
from core.errors import IfMatchRequired, NotFound, Refusal
from core.etags import Precondition
from notifications import services as notifications

REMARK_MAX = 1000  # characters


@transaction.atomic
def finish(*, coach: Membership, review: UUID, lease: UUID, seen: Precondition) -> Review:
    """Hold the feedback that the coach saw, whole as it is: the lease ends, and it is released
    later. Repeatable by the coach who finished it. NotFound on a review that is no feedback;
    refused as a release is.
    """
    found = _feedback(coach, review)
    if seen.is_missing:
        raise IfMatchRequired
    lock_attempt_of(found.submission)
    try:
        locked = lock_lease(lease=lease, review=found, coach=coach, unsaved="finish")
    except LeaseStale:
        return _finished_by(found, coach, seen)
    check_whole(found, seen)
    Lease.objects.filter(pk=locked.pk).update(ended_at=Now())
    Hold.objects.create(
        review=found,
        finished_by=coach,
        finished_at=Now(),
        version=version_of_review(found),
        needs_lead=rules_of(coach).releasing == LEAD_FIRST,
    )
    # It is told of again when its promise runs short while it is held.
    waiting = WaitingSubmission.objects.filter(pk=found.submission_id)
    waiting.update(assigned_to=None, assigned_until=None)
    warn_again(waiting)
    return found


@transaction.atomic
def release_held(*, coach: Membership, review: UUID, version: str) -> Review:
    """Release what is held, in the version that the coach saw. Repeatable.

    NotHeld when it was taken up again; ReviewChanged when it was finished anew since; LeadFirst
    while a lead coach is waited for, HeldByAnother for a colleague's; ReviewIncomplete where
    something recorded in it was lost since.
    """
    lock_attempt_of(_feedback(coach, review).submission)
    found = _feedback(coach, review)
    if found.released_at is not None:
        if version_of_review(found) != version:
            raise AlreadyReleased
        return found
    hold = _hold_on(found)
    if not may_release(hold, coach, as_lead=is_lead(coach)):
        raise LeadFirst if hold.needs_lead else HeldByAnother
    if parts := missing(found):
        raise ReviewIncomplete(errors=parts)
    _end(hold, version)
    by_lead = coach if coach.pk != hold.finished_by_id else None
    Review.objects.filter(pk=found.pk, released_at__isnull=True).update(
        released_at=Now(),
        released_by=hold.finished_by,
        finished_at=hold.finished_at,
        approved_by=by_lead,
    )
    found.refresh_from_db(fields=["released_at", "released_by", "finished_at", "approved_by"])
    if by_lead:
        _audit(coach, "feedback_released_by_lead", found)
    give_feedback(found)
    return found


@dataclass(frozen=True)
class Chosen:
    """Names a held review, and the version of it that was seen."""

    review: UUID
    version: str


@dataclass(frozen=True)
class Outcome:
    """Tells what became of one of several: `refusal` is None where it is released."""

    review: UUID
    refusal: Refusal | None


def release_several(*, coach: Membership, chosen: Sequence[Chosen]) -> list[Outcome]:
    """Release several that are held, each in a transaction of its own, and tell of each what became
    of it: one that is refused, or fails, stops no other. Repeatable."""
    outcomes: dict[Chosen, Refusal | None] = {}

    def release_one(one: Chosen) -> None:
        outcomes[one] = _refusal(coach, one)

    each(
        chosen,
        release_one,
        event="held_review_not_released",
        id_of=lambda one: one.review,
        set_aside=lambda one: outcomes.update({one: ReleaseFailed()}),
    )
    return [Outcome(one.review, outcomes[one]) for one in chosen]


def _refusal(coach: Membership, one: Chosen) -> Refusal | None:
    """Release one that is held, and return why it may not be; None where it is released."""
    try:
        release_held(coach=coach, review=one.review, version=one.version)
    except Refusal as refused:
        return refused
    return None


@dataclass(frozen=True)
class Returned:
    """Describes why a lead gives a finished review back, and the version of it that they saw."""

    version: str
    text: str


@transaction.atomic
def return_to_coach(
    *, lead: Membership, review: UUID, remark: UUID, returned: Returned
) -> tuple[LeadRemark, bool]:
    """Give a finished review back to its coach, with a remark under this client-made id; the second
    value tells whether it is new. It is kept for them until the promise runs short. Repeatable.

    NotHeld and ReviewChanged as for a release; HeldByAnother for who is not the lead that it waits
    for; IdInUse for an id under which something else was remarked.
    """
    lock_attempt_of(_feedback(lead, review).submission)
    found = _feedback(lead, review)
    kept = LeadRemark.objects.filter(pk=remark).first()
    if kept is not None:
        if (kept.review_id, kept.lead_id, kept.text) != (found.pk, lead.pk, returned.text):
            raise IdInUse
        return kept, False
    if found.released_at is not None:
        raise AlreadyReleased
    hold = _hold_on(found)
    if not may_return(hold, lead, as_lead=is_lead(lead)):
        raise HeldByAnother
    _end(hold, returned.version)
    WaitingSubmission.objects.filter(pk=found.submission_id).update(
        assigned_to=hold.finished_by, assigned_until=runs_short()
    )
    made = LeadRemark.objects.create(
        pk=remark, review=found, lead=lead, text=returned.text, made_at=Now()
    )
    made.refresh_from_db(fields=["made_at"])
    notifications.send(
        recipient=hold.finished_by,
        kind=REVIEW_RETURNED,
        context={"title": found.submission.attempt.scenario_version.title},
        dedupe_key=f"{REVIEW_RETURNED.name}:{remark}",
        about=found.pk,
    )
    _audit(lead, "review_returned_by_lead", found)
    return made, True


def _feedback(coach: Membership, review: UUID) -> Review:
    found = review_for(coach, review)
    if found.purpose not in QUEUED:
        raise NotFound
    return found


def _hold_on(review: Review) -> Hold:
    """Return the hold that counts on a review, whose attempt is locked."""
    rows = with_other_lead(counting().filter(review=review))
    hold: Hold | None = rows.select_related(
        "finished_by__person", "finished_by__organisation"
    ).first()
    if hold is None:
        raise NotHeld
    return hold


def _end(hold: Hold, version: str) -> None:
    """End a hold on the version that was seen: of two who do at one time, one does."""
    if hold.version != version:
        raise ReviewChanged
    if not end_holds(Hold.objects.filter(pk=hold.pk, version=version)):
        raise NotHeld


def _finished_by(review: Review, coach: Membership, seen: Precondition) -> Review:
    """Return the review for a repeat, which finds its lease ended by the first."""
    hold = Hold.objects.filter(review=review, finished_by=coach).first()
    if hold is not None and seen.allows(hold.version):
        return review
    if Review.objects.filter(pk=review.pk, released_at__isnull=False).exists():
        raise AlreadyReleased
    raise LeaseStale


def _audit(coach: Membership, verb: str, review: Review) -> None:
    record_audit(
        organisation=coach.organisation,
        actor=coach,
        verb=verb,
        subject=review,
        detail={"submission": str(review.submission_id)},
    )
