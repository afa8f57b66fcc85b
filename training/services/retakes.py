"""Holds the verbs on retakes: ask for one, and keep with which attempt it was made.

The caller has locked the attempt.
"""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now

from accounts.models import Membership
from training.errors import NotSubmitted
from training.models import Attempt, AttemptState, Programme, Retake, Submission
from training.services.planning import unplan


def ask_retake(*, attempt: Attempt, coach: Membership, remark: str) -> None:
    """Record, for coaching, that the feedback on this locked attempt asks for another take, and
    plan that exercise next, also in a programme that was finished; in an archived one, which plans
    nothing, once it is restored. Repeating changes nothing; NotSubmitted when the attempt was not
    scored."""
    if not Attempt.objects.filter(pk=attempt.pk, state=AttemptState.SCORED).exists():
        raise NotSubmitted
    _row, is_new = Retake.objects.get_or_create(
        attempt=attempt,
        defaults={
            "enrolment_id": attempt.enrolment_id,
            "step_id": attempt.step_id,
            "asked_by": coach,
            "remark": remark,
            "asked_at": Now(),
        },
    )
    if is_new:
        goes_on = Programme.objects.filter(
            archived_at__isnull=True, enrolments=attempt.enrolment_id
        )
        unplan(enrolment=attempt.enrolment_id, wake=goes_on.exists())


def end_retakes(attempt: Attempt) -> None:
    """Record that the open retakes of the step are done by this attempt, which is being
    submitted."""
    rows = Retake.objects.filter(
        enrolment=attempt.enrolment_id, step=attempt.step_id, done_at__isnull=True
    )
    rows.exclude(attempt=attempt).update(done_by=attempt, done_at=Now())


def reopen_retakes(attempt: Attempt) -> None:
    """Let the next attempt at the step that was submitted have done the retakes that this one did,
    because its submission was given back; where there is none, they are open again."""
    others = Submission.objects.filter(
        attempt__enrolment=attempt.enrolment_id,
        attempt__step=attempt.step_id,
        submitted_at__gt=OuterRef("asked_at"),
    )
    next_one = others.exclude(attempt=OuterRef("attempt")).order_by("submitted_at", "pk")[:1]
    Retake.objects.filter(done_by=attempt).update(
        done_by=Subquery(next_one.values("attempt")),
        done_at=Subquery(next_one.values("submitted_at")),
    )
