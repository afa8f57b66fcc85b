"""Finds what coaches recorded as comments, for who may play it."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from coaching.models import Purpose, Review
from coaching.queries import feedback
from coaching.queries.adjudications import reaches_employee
from core.errors import NotFound
from core.queries import one_of
from media.models import Video

SHOWN = (Purpose.FIRST, Purpose.ADJUDICATION, Purpose.REGRADE, Purpose.DISPUTE)
"""The purposes of the reviews that an employee reads once they are released."""


def recording_in(review: Review, recording: UUID) -> Video:
    """Return the recording of a comment of this review; NotFound where none of them has it."""
    return one_of(_in(Review.objects.filter(pk=review.pk)), recording)


def recording_for(employee: Membership, attempt: UUID, recording: UUID) -> Video:
    """Return the recording of a comment on one's own attempt, of the feedback or of a later
    judgement that stands below it; NotFound for others, and before it was released."""
    read = feedback.visible_to(employee).filter(submission__attempt=attempt)
    shown = Review.objects.filter(
        submission__in=read.values("submission"), purpose__in=SHOWN, released_at__isnull=False
    )
    found = one_of(_in(shown).select_related("comment__review"), recording)
    review = found.comment.review
    if review.purpose == Purpose.ADJUDICATION and not reaches_employee(review):
        raise NotFound
    return found


def _in(reviews: QuerySet[Review]) -> QuerySet[Video]:
    return Video.objects.filter(comment__review__in=reviews)
