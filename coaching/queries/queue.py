"""The queue: submissions of an organisation that no coach has released feedback on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership, Role
from accounts.queries import acting_as
from coaching.models import Lease, Purpose, Review
from core.texts import pick
from media.models import VideoState
from training.models import Submission, SubmissionTake
from training.queries.submissions import submitted_for_review, takes_in_order


@dataclass(frozen=True)
class Waiting:
    """One line of the queue, as one coach sees it. `promised_at` is when the programme says that
    feedback will be there; `held_by` is me, other or None. `video_state` is ready once every take
    can be played."""

    submission: UUID
    attempt: UUID
    exercise_title: str
    person_name: str
    attempt_number: int
    submitted_at: datetime
    promised_at: datetime
    video_state: str
    held_by: str | None
    lease: Lease | None


def open_leases() -> QuerySet[Lease]:
    """Leases that count now: not ended, not expired by the database's clock, and their coach is
    still an active coach. Whoever lost the role or left keeps nothing from their colleagues."""
    return Lease.objects.filter(
        acting_as(Role.COACH, "coach__"), ended_at__isnull=True, expires_at__gt=Now()
    )


def holder_of(lease: Lease | None, coach: Membership) -> str | None:
    """Whose open lease it is, for `coach`: me, other or None. Which other is not said."""
    if lease is None:
        return None
    return "me" if lease.coach_id == coach.id else "other"


def waiting_for(coach: Membership) -> QuerySet[Submission]:
    """What `coach` could review: the organisation's, submitted, unreleased, and not their own."""
    return submitted_for_review(coach.organisation).exclude(attempt__membership=coach)


def free_for(coach: Membership) -> QuerySet[Submission]:
    """What `coach` could start on at once: held by nobody, every take playable. Oldest first."""
    held = open_leases().filter(review__submission=OuterRef("pk"), review__purpose=Purpose.FIRST)
    return (
        waiting_for(coach)
        .filter(~Exists(held), ~Exists(unplayable()))
        .order_by("submitted_at", "id")
    )


def unplayable() -> QuerySet[SubmissionTake]:
    """The takes of the outer query's submission that can't be played yet, if ever."""
    takes = SubmissionTake.objects.filter(submission=OuterRef("pk"))
    return takes.exclude(take__video__state=VideoState.READY)


def queue(coach: Membership) -> QuerySet[Submission]:
    """`waiting_for`, with all that a line of the queue shows, in four statements at any size."""
    firsts = Review.objects.filter(purpose=Purpose.FIRST).prefetch_related(
        Prefetch("leases", open_leases(), to_attr="open_leases")
    )
    return (
        waiting_for(coach)
        .select_related(
            "attempt__membership__person",
            "attempt__enrolment__programme",
            "attempt__scenario_version",
        )
        .prefetch_related(takes_in_order())
        .prefetch_related(Prefetch("reviews", firsts, to_attr="first_reviews"))
    )


def line(submission: Submission, coach: Membership) -> Waiting:
    """A submission from `queue` as `coach` sees it. Who else holds it is not said, only that."""
    reviews: list[Review] = getattr(submission, "first_reviews", [])
    leases = [lease for review in reviews for lease in getattr(review, "open_leases", [])]
    held: Lease | None = next(iter(leases), None)
    holder = holder_of(held, coach)
    attempt = submission.attempt
    promise = timedelta(hours=attempt.enrolment.programme.review_promise_hours)
    return Waiting(
        submission=submission.id,
        attempt=attempt.id,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.membership.person.name,
        attempt_number=attempt.number,
        submitted_at=submission.submitted_at,
        promised_at=submission.submitted_at + promise,
        video_state=_state_of_all(submission),
        held_by=holder,
        lease=held if holder == "me" else None,
    )


def _state_of_all(submission: Submission) -> str:
    """That of the first take that can't be played yet; ready when there is none."""
    states = (take.video.state for take in submission.takes.all())
    return next((state for state in states if state != VideoState.READY), VideoState.READY)
