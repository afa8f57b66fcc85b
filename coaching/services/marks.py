"""Scores and comments. Each save is one transaction that locks the coach's hold first, so that a
coach who no longer holds the review changes nothing."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.errors import Invalid
from coaching.models import Comment, Review, Score
from coaching.queries.reviews import criteria_of, review_for, takes_of
from coaching.services.leases import lock_held
from core.errors import NotFound
from scenarios.models import Level

TEXT_MAX = 4000  # characters
# The phone's clock and the encoder's rarely agree on the last frame.
END_TOLERANCE_MS = 1000


@dataclass(frozen=True)
class Remark:
    """What a comment says of one of the submission's takes; `at_ms` counts from its start."""

    take: UUID
    at_ms: int
    kind: str
    text: str


@transaction.atomic
def save_score(
    *, coach: Membership, review: UUID, lease: UUID, criterion: UUID, level: UUID, note: str
) -> Score:
    """The level on one criterion; saving again replaces it. NotFound for another rubric's
    criterion, Invalid unknown_level for another criterion's level."""
    found = review_for(coach, review)
    lock_held(lease=lease, review=found, coach=coach, unsaved=f"scores/{criterion}")
    if not criteria_of(found).filter(pk=criterion).exists():
        raise NotFound
    if not Level.objects.filter(pk=level, criterion=criterion).exists():
        raise _invalid("unknown_level", str(_("Choose a level of this criterion.")), "level")
    values = {"level_id": level, "note": note, "coach": coach, "saved_at": timezone.now()}
    score, _created = Score.objects.update_or_create(
        review=found, criterion_id=criterion, defaults=values
    )
    return score


@transaction.atomic
def save_comment(
    *, coach: Membership, review: UUID, lease: UUID, comment: UUID, remark: Remark
) -> tuple[Comment, bool]:
    """The comment with this client-made id, and whether it is new; saving again replaces it.

    Whoever holds the review may change what an earlier holder left. NotFound when the id is in
    use on another review; Invalid unknown_take when the take is not of this submission.
    """
    found = review_for(coach, review)
    lock_held(lease=lease, review=found, coach=coach, unsaved=f"comments/{comment}")
    _check_moment(found, remark)
    values = {
        "take_id": remark.take,
        "at_ms": remark.at_ms,
        "kind": remark.kind,
        "text": remark.text,
        "coach": coach,
        "saved_at": timezone.now(),
    }
    if Comment.objects.filter(pk=comment, review=found).update(**values):
        return Comment.objects.get(pk=comment), False
    try:
        with transaction.atomic():
            return Comment.objects.create(id=comment, review=found, **values), True
    except IntegrityError as taken:
        raise NotFound from taken


@transaction.atomic
def remove_comment(*, coach: Membership, review: UUID, lease: UUID, comment: UUID) -> None:
    """Takes the comment away. Repeatable: one that is gone already is no error."""
    found = review_for(coach, review)
    lock_held(lease=lease, review=found, coach=coach, unsaved=f"comments/{comment}")
    Comment.objects.filter(pk=comment, review=found).delete()


def _check_moment(review: Review, remark: Remark) -> None:
    take = takes_of(review).filter(pk=remark.take).first()
    if take is None:
        detail = str(_("This recording is not part of what was sent in."))
        raise _invalid("unknown_take", detail, "take")
    # The length that the phone claims counts only until the video was measured.
    end = (take.video.duration_ms or take.duration_ms) + END_TOLERANCE_MS
    if remark.at_ms > end:
        raise _invalid("after_the_end", str(_("The take has ended by then.")), "at_ms")


def _invalid(code: str, detail: str, attr: str) -> Invalid:
    return Invalid(detail, errors=[{"code": code, "detail": detail, "attr": attr}])
