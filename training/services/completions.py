"""Ends an attempt without a coach."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership
from media.models import VideoState
from notifications.services import mark_read_about
from training.errors import AttemptClosed, ReviewRequired
from training.models import Attempt, AttemptState, Nudge, StepReview
from training.services.enrolments import withhold
from training.services.locking import lock_attempt
from training.services.memory import review_self_checks
from training.services.planning import unplan
from training.services.replies import check_replies

UNUSABLE = [VideoState.FAILED, VideoState.DELETED]


@transaction.atomic
def finish(*, member: Membership, attempt: UUID) -> None:
    """End an attempt whose takes stay the member's own, where the step leaves that to the member or
    has no coach. What the member said of themselves tells what they are about to forget. Repeating
    changes nothing.

    ReviewRequired where a coach always reviews; SubmissionIncomplete names the replies without a
    usable take, whose bytes may still be arriving; AttemptClosed for one that ended otherwise.
    """
    row = lock_attempt(member, attempt)
    mark_read_about(reader=member, about=row.step_id)
    if row.state == AttemptState.FINISHED:
        return
    if row.state != AttemptState.OPEN:
        raise AttemptClosed
    if row.step.review == StepReview.ALWAYS:
        raise ReviewRequired
    takes = row.takes.exclude(video__state__in=UNUSABLE)
    check_replies(row, list(takes), one_each=False)
    Attempt.objects.filter(pk=row.pk, state=AttemptState.OPEN).update(
        state=AttemptState.FINISHED, finished_at=Now()
    )
    row.refresh_from_db(fields=["state", "finished_at"])
    assert row.finished_at is not None  # noqa: S101  # set above
    review_self_checks(row, at=row.finished_at)
    unplan(enrolment=row.enrolment_id)  # first: it waits for a hand-over, whose message is found
    nudged = Nudge.objects.filter(enrolment=row.enrolment_id, step=row.step_id)
    withhold(nudged, reason="already_done")
