"""Reads the queue: an organisation's submissions that no coach has released feedback on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.db.models.lookups import IsNull

from accounts.models import Membership, Role
from accounts.queries import acting_as
from coaching.models import Hold, Lease, Purpose, Review, WaitingSubmission
from coaching.queries.eligibility import Scope, may_review, took_part
from coaching.queries.held import held_submissions
from core.texts import pick
from media.models import VideoState
from training.models import Submission, SubmissionTake

QUEUED = (Purpose.FIRST, Purpose.SECOND)
"""Purposes of the reviews that wait in the queue; both look alike there."""

OPENLY = (Purpose.REGRADE, Purpose.DISPUTE)
"""Purposes of the reviews that show their coach the feedback which they judge again."""

IN_ORDER = ("promised_at", "submission_id")
COUNTED = 100


@dataclass(frozen=True)
class Waiting:
    """Describes one waiting submission, as one coach sees it. `promised_at` is when the programme
    says that feedback will be there; `leased_by` and `assigned_to` are me, other or None, the names
    blank where there is none. `video_state` is ready once
    every take can be played."""

    submission: UUID
    attempt: UUID
    exercise_title: str
    person_name: str
    attempt_number: int
    submitted_at: datetime
    promised_at: datetime
    video_state: str
    leased_by: str | None
    leased_by_name: str
    lease: Lease | None
    assigned_to: str | None
    assigned_to_name: str
    assigned_until: datetime | None


def open_leases() -> QuerySet[Lease]:
    """Return the leases that count now: not ended, not expired by the database's clock, and their
    coach is still an active coach. Whoever lost the role or left keeps nothing from their
    colleagues."""
    return Lease.objects.filter(
        acting_as(Role.COACH, "coach__"), ended_at__isnull=True, expires_at__gt=Now()
    )


def whose_lease(lease: Lease | None, coach: Membership) -> str | None:
    """Tell `coach` whose open lease it is: me, other or None. Which other is not said."""
    if lease is None:
        return None
    return "me" if lease.coach_id == coach.id else "other"


def waiting_for(coach: Membership, scope: Scope | None = None) -> QuerySet[WaitingSubmission]:
    """Return what waits in the organisation of what `coach` may review, and is not finished.
    `scope` is what bounds the coach, where it was read already."""
    allowed = may_review(coach, member="membership", language="language", scope=scope)
    rows = WaitingSubmission.objects.filter(allowed, organisation=coach.organisation_id)
    rows = rows.exclude(submission__in=held_submissions(coach.organisation_id))
    return rows.filter(Q(first_by=None) | _second_for(coach))


def _second_for(coach: Membership) -> Q:
    """Return the condition that the coach may score the submission of a row a second time: they
    had no part in its feedback, nobody judges it openly meanwhile unless they began
    before that, and its recording is there."""
    reviews = Review.objects.filter(submission=OuterRef("submission"))
    mine = {"leases__coach": coach}
    deleted = SubmissionTake.objects.filter(
        submission=OuterRef("submission"), take__video__state=VideoState.DELETED
    )
    return (
        ~Q(Exists(reviews.filter(took_part(coach), purpose=Purpose.FIRST)))
        & (
            ~Q(Exists(reviews.filter(purpose__in=OPENLY)))
            | Q(Exists(reviews.filter(purpose=Purpose.SECOND, **mine)))
        )
        & ~Q(Exists(deleted))
    )


def free_among(
    waiting: QuerySet[WaitingSubmission], coach: Membership
) -> QuerySet[WaitingSubmission]:
    """Return what `coach` could start on at once of what waits for them: unleased and ready.

    Leases are few, and read once: PostgreSQL would join an EXISTS.
    """
    leased = open_leases().filter(
        coach__organisation=coach.organisation_id, review__purpose__in=QUEUED
    )
    return ready_among(waiting.exclude(submission__in=leased.values("review__submission")), coach)


def ready_among(
    waiting: QuerySet[WaitingSubmission], coach: Membership
) -> QuerySet[WaitingSubmission]:
    """Return what of it can be played, every take, and is kept for nobody but `coach`.

    Videos are looked up row by row: of an EXISTS, PostgreSQL would look first for every video that
    can't be played, to find one row.
    """
    not_yet = Subquery(unplayable().values("pk")[:1])
    ready = waiting.alias(not_yet=not_yet).filter(not_yet__isnull=True)
    return ready.exclude(kept_for_another(coach))


def kept_for_another(coach: Membership) -> Q:
    """Return the condition that a row is assigned to another coach, now and as an active one.

    That coach is looked up row by row: of an EXISTS, PostgreSQL would read all coaches at once.
    """
    colleague = Membership.objects.filter(acting_as(Role.COACH), pk=OuterRef("assigned_to"))
    found = Subquery(colleague.exclude(pk=coach.pk).values("pk")[:1])
    return Q(assigned_until__gt=Now()) & Q(IsNull(found, False))


def unplayable(submission: str = "submission") -> QuerySet[SubmissionTake]:
    """Return the takes of the outer query's `submission` that can't be played yet, if ever."""
    takes = SubmissionTake.objects.filter(submission=OuterRef(submission))
    return takes.exclude(take__video__state=VideoState.READY)


def with_details(rows: QuerySet[WaitingSubmission]) -> QuerySet[WaitingSubmission]:
    """Return the rows with what they are about, who is on each and to whom it is assigned, in four
    statements at any size. `unready` is the state of a take that can't be played yet, or None:
    fifty rows of takes and videos, with all that is known of them, would take longer than the rest
    together."""
    leases = open_leases().select_related("coach__person")
    queued = Review.objects.filter(purpose__in=QUEUED, released_at=None).select_related(
        "hold__finished_by__person", "hold__finished_by__organisation"
    )
    queued = queued.prefetch_related(Prefetch("leases", leases, to_attr="open_leases"))
    submissions = Submission.objects.select_related(
        "attempt__membership__person", "attempt__scenario_version"
    ).prefetch_related(Prefetch("reviews", queued, to_attr="queued_reviews"))
    unready = unplayable().order_by("pk").values("take__video__state")[:1]
    return (
        rows.annotate(unready=Subquery(unready))
        .select_related("assigned_to__person")
        .prefetch_related(Prefetch("submission", submissions))
    )


def lease_on(row: WaitingSubmission) -> Lease | None:
    """Return the open lease on a row of `with_details`."""
    reviews: list[Review] = getattr(row.submission, "queued_reviews", [])
    leases = [lease for review in reviews for lease in getattr(review, "open_leases", [])]
    return next(iter(leases), None)


def hold_on(row: WaitingSubmission) -> Hold | None:
    """Return the hold on a row of `with_details`, where one counts."""
    reviews: list[Review] = getattr(row.submission, "queued_reviews", [])
    holds = (getattr(review, "hold", None) for review in reviews)
    found = next((hold for hold in holds if hold is not None), None)
    return found if found and found.finished_by.acts_as(Role.COACH) else None


def line(row: WaitingSubmission, coach: Membership) -> Waiting:
    """Return a row of `with_details` as `coach` sees it: colleagues see who is on what, by name."""
    submission, lease = row.submission, lease_on(row)
    whose = whose_lease(lease, coach)
    attempt = submission.attempt
    kept = row.assigned_to if row.is_assigned else None
    return Waiting(
        submission=submission.id,
        attempt=attempt.id,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.membership.shown_name,
        attempt_number=attempt.number,
        submitted_at=row.submitted_at,
        promised_at=row.promised_at,
        video_state=getattr(row, "unready", None) or VideoState.READY,
        leased_by=whose,
        leased_by_name=lease.coach.shown_name if lease else "",
        lease=lease if whose == "me" else None,
        assigned_to=None if kept is None else "me" if kept.pk == coach.pk else "other",
        assigned_to_name=kept.shown_name if kept else "",
        assigned_until=row.assigned_until if kept else None,
    )
