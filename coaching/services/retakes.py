"""Asks for another take within a review, and takes the request away. The employee learns of it when
the feedback is released.

A save locks the coach's lease first and says which state it changes, as those of other marks do.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership
from coaching.domain.marks import RetakeMark
from coaching.errors import Invalid
from coaching.models import Comment, RetakeRequest, Review
from coaching.queries.queue import QUEUED
from coaching.queries.reviews import review_for
from coaching.services.leases import lock_lease
from coaching.services.marks import NEW, check_seen
from core.errors import NotFound
from core.etags import Precondition

PATH = "retake-request"


@transaction.atomic
def save_retake_request(
    *,
    coach: Membership,
    review: UUID,
    lease: UUID,
    comment: UUID,
    seen: Precondition = NEW,
) -> tuple[RetakeRequest, bool]:
    """Ask for another take because of this comment, in place of the request that was seen; the
    second value tells whether it is new. NotFound on a review that is no feedback, Invalid
    unknown_comment for a comment of another review. A second review keeps it, and nobody learns of
    it."""
    found = _feedback(coach, review)
    lock_lease(lease=lease, review=found, coach=coach, unsaved=PATH)
    if not Comment.objects.filter(pk=comment, review=found).exists():
        detail = _("This comment is not part of the feedback any more.")
        part: dict[str, str | None] = {
            "code": "unknown_comment",
            "detail": detail,
            "attr": "comment",
        }
        raise Invalid(detail, errors=[part])
    kept = RetakeRequest.objects.filter(review=found).first()
    if kept and kept.mark == RetakeMark(comment=comment):
        return kept, False
    check_seen(kept.mark if kept else None, seen, PATH)
    values = {"comment_id": comment, "coach": coach, "saved_at": timezone.now()}
    return RetakeRequest.objects.update_or_create(review=found, defaults=values)


@transaction.atomic
def remove_retake_request(
    *, coach: Membership, review: UUID, lease: UUID, seen: Precondition
) -> None:
    """Take away the request that was seen. Repeatable: one that is gone already is no error."""
    found = _feedback(coach, review)
    lock_lease(lease=lease, review=found, coach=coach, unsaved=PATH)
    kept = RetakeRequest.objects.filter(review=found).first()
    if kept is None:
        return
    check_seen(kept.mark, seen, PATH)
    kept.delete()


def _feedback(coach: Membership, review: UUID) -> Review:
    found = review_for(coach, review)
    if found.purpose not in QUEUED:
        raise NotFound
    return found
