"""The queue: submitted attempts of an organisation that no coach has released feedback on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.models import Lease
from core.texts import pick
from media.models import VideoState
from training.models import Attempt
from training.queries.access import submitted_for_review


@dataclass(frozen=True)
class Waiting:
    """One line of the queue, as one coach sees it. `promised_at` is when the programme says that
    feedback will be there; `held_by` is me, other or None."""

    attempt: UUID
    exercise_title: str
    person_name: str
    submitted_at: datetime
    promised_at: datetime
    take_number: int
    video_state: str
    held_by: str | None
    lease: Lease | None


def open_leases() -> QuerySet[Lease]:
    """Leases that hold now. The database's clock decides, so that no server's can disagree."""
    return Lease.objects.filter(ended_at__isnull=True, expires_at__gt=Now())


def waiting_for(coach: Membership) -> QuerySet[Attempt]:
    """What `coach` could review: the organisation's, submitted, unreleased, and not their own."""
    return submitted_for_review(coach.organisation).exclude(enrolment__membership=coach)


def free_for(coach: Membership) -> QuerySet[Attempt]:
    """What `coach` could start on at once: held by nobody, the video playable. Oldest first."""
    held = open_leases().filter(review__attempt=OuterRef("pk"))
    return (
        waiting_for(coach)
        .filter(~Exists(held), submitted_take__video__state=VideoState.READY)
        .order_by("submitted_at", "id")
    )


def queue(coach: Membership) -> QuerySet[Attempt]:
    """`waiting_for`, with all that a line of the queue shows, in two statements at any size."""
    leases = Prefetch("review__leases", open_leases(), to_attr="open_leases")
    return (
        waiting_for(coach)
        .select_related(
            "enrolment__membership__person",
            "enrolment__programme",
            "scenario_version",
            "submitted_take__video",
            "review",
        )
        .prefetch_related(leases)
    )


def line(attempt: Attempt, coach: Membership) -> Waiting:
    """An attempt from `queue` as `coach` sees it. Who else holds it is not said, only that."""
    review = getattr(attempt, "review", None)
    held: Lease | None = next(iter(getattr(review, "open_leases", [])), None)
    mine = held is not None and held.coach_id == coach.id
    take, programme = attempt.submitted_take, attempt.enrolment.programme
    assert take is not None  # noqa: S101  # by constraint
    assert attempt.submitted_at is not None  # noqa: S101  # by constraint
    return Waiting(
        attempt=attempt.id,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.enrolment.membership.person.name,
        submitted_at=attempt.submitted_at,
        promised_at=attempt.submitted_at + timedelta(hours=programme.review_promise_hours),
        take_number=take.number,
        video_state=take.video.state,
        held_by=None if held is None else "me" if mine else "other",
        lease=held if mine else None,
    )
