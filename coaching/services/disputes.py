"""Disputes a score of released feedback: another coach scores the submission again.

That is a review of its own. The feedback stays as it was released.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.queries import active_admins_of
from accounts.services import record_audit
from coaching.errors import AlreadyDisputed, DisputeTooLate, Invalid
from coaching.messages import DISPUTE_ASKED, DISPUTE_WITHOUT_COACH
from coaching.models import Dispute, Lease, Purpose, Review
from coaching.queries.disputes import DISPUTE_WITHIN, FEEDBACK, judges_of
from coaching.queries.eligibility import coaches_for
from coaching.queries.feedback import feedback_on
from coaching.queries.reviews import criteria_of
from coaching.services.checks import check_kept
from coaching.services.leases import lock_attempt_of
from coaching.services.seconds import drop_second
from notifications import services as notifications
from notifications.services import Outgoing

DISPUTE_REASON_MAX = 1000  # characters


@dataclass(frozen=True)
class Disputed:
    """Names the criterion whose level the employee does not agree with, and says why."""

    criterion: UUID
    reason: str


@transaction.atomic
def dispute(*, employee: Membership, attempt: UUID, disputed: Disputed) -> tuple[Dispute, bool]:
    """Dispute a score of the feedback on one's own attempt; the second value tells whether it is
    new. The coaches who may decide are told. The same again changes nothing.

    NotFound until there is feedback; DisputeTooLate once DISPUTE_WITHIN is over; AlreadyDisputed
    for a second one; RecordingDeleted when nobody can watch it any more; Invalid unknown_criterion.
    """
    first = feedback_on(attempt, employee)
    lock_attempt_of(first.submission)
    found = Dispute.objects.filter(review__submission=first.submission_id).first()
    if found is not None:
        if Disputed(found.criterion_id, found.reason) != disputed:
            raise AlreadyDisputed
        return found, False
    _check(first, disputed)
    review = Review.objects.create(
        submission=first.submission,
        purpose=Purpose.DISPUTE,
        rubric_version_id=first.rubric_version_id,
    )
    made = Dispute.objects.create(
        review=review,
        criterion_id=disputed.criterion,
        reason=disputed.reason,
        asked_by=employee,
        asked_at=Now(),
    )
    record_audit(
        organisation=employee.organisation,
        actor=employee,
        verb="score_disputed",
        subject=review,
        detail={"submission": str(first.submission_id)},
    )
    drop_second(first.submission_id)
    _tell_coaches(review)
    return made, True


def _tell_coaches(review: Review) -> None:
    """Tell the coaches who may decide; where there is none, the admins, who can let one more coach
    review the employee."""
    attempt = review.submission.attempt
    # Whoever scores it as the second one, unknowing, is not to learn of it.
    seconds = Lease.objects.filter(
        review__submission=review.submission_id, review__purpose=Purpose.SECOND
    )
    others = coaches_for(attempt.membership).exclude(
        pk__in=judges_of(review.submission_id, *FEEDBACK)
    )
    others = others.exclude(pk__in=seconds.filter(review__released_at=None).values("coach"))
    kind, found = DISPUTE_ASKED, list(others)
    if not found:
        kind, found = (
            DISPUTE_WITHOUT_COACH,
            list(active_admins_of(attempt.membership.organisation_id)),
        )
    notifications.send_many(
        messages=[
            Outgoing(
                recipient_id=one.pk,
                kind=kind,
                context={"title": attempt.scenario_version.title},
                dedupe_key=f"{kind.name}:{review.pk}:{one.pk}",
                about=review.pk,
            )
            for one in found
        ]
    )


def _check(first: Review, disputed: Disputed) -> None:
    in_time = Review.objects.filter(pk=first.pk, released_at__gt=Now() - DISPUTE_WITHIN)
    if not in_time.exists():
        raise DisputeTooLate
    if not criteria_of(first).filter(pk=disputed.criterion).exists():
        detail = _("Choose a point that you got a level on.")
        part: dict[str, str | None] = {
            "code": "unknown_criterion",
            "detail": detail,
            "attr": "criterion",
        }
        raise Invalid(detail, errors=[part])
    check_kept(first.submission)
