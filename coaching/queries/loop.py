"""Reads how the loop of feedback stands: whether it was read, and whether another take that it asks
for was made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Now

from accounts.models import Membership
from coaching.models import Purpose, Review
from coaching.queries.follow_ups import has_open_question
from coaching.queries.reviews import visible_to
from training.models import Retake

COUNTED = timedelta(days=30)
"""How long ago feedback was released at most that is counted."""

ATTEMPT = "submission__attempt"
READ = Q(**{f"{ATTEMPT}__feedback_read_at__isnull": False})
ASKED = Q(**{f"{ATTEMPT}__retake__isnull": False})
DONE = Q(**{f"{ATTEMPT}__retake__done_at__isnull": False})


class LoopState(TextChoices):
    """Names what a coach may look for among released feedback."""

    UNREAD = "unread"
    ASKED = "asked"
    DONE = "done"
    QUESTION = "question"


MATCHING = {
    LoopState.UNREAD: ~READ,
    LoopState.ASKED: ASKED & ~DONE,
    LoopState.DONE: DONE,
    LoopState.QUESTION: Q(has_open_question()),
}


@dataclass(frozen=True)
class Loop:
    """Says when the employee first read the feedback, when another take was asked for and when it
    was submitted; each None until then. `done_by` is the attempt that it was made in, and
    `done_review` the review of that, once a coach began on it. `has_question` tells whether a
    question of theirs waits for an answer."""

    read_at: datetime | None
    asked_at: datetime | None
    done_at: datetime | None
    done_by: UUID | None
    done_review: UUID | None
    has_question: bool


@dataclass(frozen=True)
class LoopCounts:
    """Counts the feedback of the last `days` days: all of it, what was read, what asks for another
    take, and for how many of these one was made."""

    days: int
    released: int
    read: int
    asked: int
    done: int


def with_loop(reviews: QuerySet[Review], coach: Membership) -> QuerySet[Review]:
    """Annotate what `loop_of` reads for this coach."""
    again = visible_to(coach).filter(
        submission__attempt=OuterRef(f"{ATTEMPT}__retake__done_by"), purpose=Purpose.FIRST
    )
    return reviews.select_related(f"{ATTEMPT}__retake").annotate(
        done_review=Subquery(again.values("pk")[:1]), has_question=has_open_question()
    )


def loop_of(review: Review) -> Loop:
    """Return how the loop of a review from `with_loop` stands."""
    attempt = review.submission.attempt
    if review.purpose == Purpose.SECOND:  # which no employee reads
        return Loop(None, None, None, None, None, has_question=False)
    retake: Retake | None = getattr(attempt, "retake", None)
    return Loop(
        read_at=attempt.feedback_read_at,
        asked_at=retake.asked_at if retake else None,
        done_at=retake.done_at if retake else None,
        done_by=retake.done_by_id if retake else None,
        done_review=getattr(review, "done_review", None),
        has_question=getattr(review, "has_question", False),
    )


def loop_counts(coach: Membership, *, mine: bool = False) -> LoopCounts:
    """Return the counts of the organisation's recent feedback, or with `mine` of what this coach
    released, in one statement."""
    rows = visible_to(coach).filter(purpose=Purpose.FIRST, released_at__gt=Now() - COUNTED)
    if mine:
        rows = rows.filter(released_by=coach)
    counts = rows.aggregate(
        released=Count("pk"),
        read=Count("pk", filter=READ),
        asked=Count("pk", filter=ASKED),
        done=Count("pk", filter=DONE),
    )
    return LoopCounts(days=COUNTED.days, **counts)
