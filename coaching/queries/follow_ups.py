"""Reads what was written below released feedback."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.models import Membership
from coaching.models import FollowUp, Purpose, Review

MOST = 20
"""Each side writes at most so often below one feedback."""


@dataclass(frozen=True)
class WrittenFollowUp:
    """Shows one reader what was written; `is_mine` tells whether the reader wrote it."""

    id: UUID
    text: str
    is_question: bool
    by_coach: bool
    author_name: str
    is_mine: bool
    written_at: datetime


@dataclass(frozen=True)
class Discussion:
    """Shows what was written below feedback, the oldest first, and how often the reader's side may
    still write."""

    follow_ups: list[WrittenFollowUp]
    left: int


def discussion_of(review: Review, reader: Membership) -> Discussion:
    """Return what was written below a review; nothing below one that is no released feedback."""
    is_feedback = review.purpose == Purpose.FIRST and review.released_at is not None
    if not is_feedback:
        return Discussion([], 0)
    rows = list(review.follow_ups.select_related("author__person"))
    is_coach = review.submission.attempt.membership_id != reader.id
    written = sum(row.by_coach == is_coach for row in rows)
    return Discussion([show(row, reader) for row in rows], max(0, MOST - written))


def show(row: FollowUp, reader: Membership) -> WrittenFollowUp:
    """Return a follow-up as `reader` sees it."""
    return WrittenFollowUp(
        id=row.id,
        text=row.text,
        is_question=row.is_question,
        by_coach=row.by_coach,
        author_name=row.author.shown_name,
        is_mine=row.author_id == reader.id,
        written_at=row.written_at,
    )


def has_open_question() -> Exists:
    """Return the condition that the last question below a review was not answered."""
    answers = FollowUp.objects.filter(
        review=OuterRef("review"), by_coach=True, written_at__gt=OuterRef("written_at")
    )
    return Exists(
        FollowUp.objects.filter(~Exists(answers), review=OuterRef("pk"), is_question=True)
    )
