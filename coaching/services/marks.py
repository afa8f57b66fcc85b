"""Saves scores and comments. Each save is one transaction that locks the coach's lease first, so
that a coach whose lease has ended changes nothing, and two tabs of one coach follow each other.

A save says which state it changes. What is saved already is no change; another state than the one
that was seen is MarkChanged, and IfMatchRequired where none was named.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.domain.marks import CommentMark, Mark, ScoreMark, as_json
from coaching.errors import Invalid, MarkChanged
from coaching.models import Comment, Review, Score
from coaching.queries.reviews import criteria_of, review_row, takes_of
from coaching.services.drafts import forget
from coaching.services.leases import lock_lease
from coaching.services.recordings import check_recording
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from scenarios.models import Level

TEXT_MAX = 4000  # characters
# The phone's clock and the encoder's rarely agree on the last frame.
END_TOLERANCE_MS = 1000
NEW = Precondition(if_none_match="*")
"""The precondition of a mark that the coach has not seen before."""


@dataclass(frozen=True)
class Remark:
    """Describes a comment on one of the submission's takes; `at_ms` and `until_ms`, where it is on
    a stretch, count from its start. What a `recording` says may stand without a text."""

    take: UUID
    at_ms: int
    kind: str
    text: str
    until_ms: int | None = None
    criterion: UUID | None = None
    recording: UUID | None = None


@transaction.atomic
def save_score(
    *,
    coach: Membership,
    review: UUID,
    lease: UUID,
    criterion: UUID,
    level: UUID,
    note: str,
    seen: Precondition = NEW,
) -> Score:
    """Give a level on one criterion, in place of the one that was seen. NotFound for another
    rubric's criterion, Invalid unknown_level for another criterion's level."""
    found, path = review_row(coach, review), f"scores/{criterion}"
    own = lock_lease(lease=lease, review=found, coach=coach, unsaved=path)
    forget(lease=own, path=path)
    if not criteria_of(found).filter(pk=criterion).exists():
        raise NotFound
    if not Level.objects.filter(pk=level, criterion=criterion).exists():
        raise _invalid("unknown_level", str(_("Choose a level of this criterion.")), "level")
    kept = Score.objects.filter(review=found, criterion=criterion).first()
    if kept and kept.mark == ScoreMark(criterion=criterion, level=level, note=note):
        return kept
    check_seen(kept.mark if kept else None, seen, path)
    values = {
        "level_id": level,
        "note": note,
        "coach": coach,
        "fence": own.fence,
        "saved_at": timezone.now(),
    }
    # The lease is locked, so that no other save comes between.
    score = kept or Score(review=found, criterion_id=criterion)
    for name, value in values.items():
        setattr(score, name, value)
    score.save(force_insert=kept is None)
    return score


@transaction.atomic
def save_comment(
    *,
    coach: Membership,
    review: UUID,
    lease: UUID,
    comment: UUID,
    remark: Remark,
    seen: Precondition = NEW,
) -> tuple[Comment, bool]:
    """Keep a comment under this client-made id, in place of the one that was seen; the second
    value tells whether it is new.

    Whoever has the lease may change what an earlier coach left. NotFound when the id is in use on
    another review; Invalid unknown_take when the take is not of this submission, unknown_criterion
    when the criterion is not of this review's rubric version, blank and unknown_recording as
    in `check_recording`.
    """
    found, path = review_row(coach, review), f"comments/{comment}"
    own = lock_lease(lease=lease, review=found, coach=coach, unsaved=path)
    forget(lease=own, path=path)
    _check_moment(found, remark)
    _check_criterion(found, remark)
    kept = Comment.objects.filter(pk=comment, review=found).first()
    wanted = CommentMark(id=comment, **vars(remark))
    check_recording(coach=coach, kept=kept, wanted=wanted)
    if kept and kept.mark == wanted:
        return kept, False
    if kept is None and Comment.objects.filter(pk=comment).exists():
        raise NotFound
    check_seen(kept.mark if kept else None, seen, path)
    values = {
        "take_id": remark.take,
        "at_ms": remark.at_ms,
        "until_ms": remark.until_ms,
        "criterion_id": remark.criterion,
        "kind": remark.kind,
        "text": remark.text,
        "recording_id": remark.recording,
        "coach": coach,
        "fence": own.fence,
        "saved_at": timezone.now(),
    }
    if Comment.objects.filter(pk=comment, review=found).update(**values):
        return Comment.objects.get(pk=comment), False
    try:
        with transaction.atomic():
            return Comment.objects.create(id=comment, review=found, **values), True
    except IntegrityError as taken:  # on another review, this very moment
        raise NotFound from taken


@transaction.atomic
def remove_comment(
    *, coach: Membership, review: UUID, lease: UUID, comment: UUID, seen: Precondition
) -> None:
    """Take away the comment that was seen. Repeatable: one that is gone already is no error."""
    found, path = review_row(coach, review), f"comments/{comment}"
    lock_lease(lease=lease, review=found, coach=coach, unsaved=path)
    kept = Comment.objects.filter(pk=comment, review=found).first()
    if kept is None:
        return
    check_seen(kept.mark, seen, path)
    kept.delete()


def check_seen(kept: Mark | None, seen: Precondition, path: str) -> None:
    """Refuse a change by somebody who has not seen what is kept."""
    if seen.allows(kept.version if kept else None):
        return
    if seen.is_missing:
        raise IfMatchRequired
    part: dict[str, str | None] = {
        "code": "not_saved",
        "detail": str(MarkChanged.message),
        "attr": path,
    }
    raise MarkChanged(errors=[part], members={"current": as_json(kept)})


def _check_moment(review: Review, remark: Remark) -> None:
    take = takes_of(review).filter(pk=remark.take).first()
    if take is None:
        detail = str(_("This recording is not part of what was sent in."))
        raise _invalid("unknown_take", detail, "take")
    for attr, moment in (("at_ms", remark.at_ms), ("until_ms", remark.until_ms)):
        if moment is not None and moment > take.length_ms + END_TOLERANCE_MS:
            raise _invalid("after_the_end", str(_("The take has ended by then.")), attr)
    if remark.until_ms is not None and remark.until_ms <= remark.at_ms:
        detail = str(_("A stretch ends after its start."))
        raise _invalid("ends_before_start", detail, "until_ms")


def _check_criterion(review: Review, remark: Remark) -> None:
    if remark.criterion is None or criteria_of(review).filter(pk=remark.criterion).exists():
        return
    detail = str(_("This criterion is not in the rubric of this review."))
    raise _invalid("unknown_criterion", detail, "criterion")


def _invalid(code: str, detail: str, attr: str) -> Invalid:
    return Invalid(detail, errors=[{"code": code, "detail": detail, "attr": attr}])
