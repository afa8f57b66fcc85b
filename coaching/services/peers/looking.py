"""Holds what the invited colleague does: writes, sends once, or declines. Each locks the
invitation, so that two tabs follow each other, and whoever ends it comes before or after.

A save says which state of its comment it changes, as a coach's does (`services/marks.py`).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.domain.marks import CommentMark
from coaching.errors import (
    Invalid,
    PeerFeedbackChanged,
    PeerFeedbackEmpty,
    PeerFeedbackSent,
    TooManyPeerComments,
)
from coaching.messages import PEER_ANSWERED
from coaching.models import PeerComment, PeerInvitation, PeerState
from coaching.queries.peers import counting, kept_comments, takes_shown, version_of_comments
from coaching.services.marks import END_TOLERANCE_MS, NEW, check_seen
from coaching.services.peers.ending import end
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from core.queries import first_of
from notifications import services as notifications

COMMENT_MAX = 1000  # characters
MOST_COMMENTS = 20
ANSWERED = (PeerState.SENT, PeerState.REMOVED)  # the colleague does not learn of the latter


@dataclass(frozen=True)
class PeerRemark:
    """Describes a comment on one of the takes; `at_ms` counts from its start."""

    take: UUID
    at_ms: int
    kind: str
    text: str


@transaction.atomic
def save_peer_comment(
    *,
    peer: Membership,
    invitation: UUID,
    comment: UUID,
    remark: PeerRemark,
    seen: Precondition = NEW,
) -> tuple[PeerComment, bool]:
    """Keep a comment under this client-made id, in place of the one that was seen; the second value
    tells whether it is new. Nobody but the colleague reads it before it is sent.

    NotFound once the invitation ended, and for an id in use elsewhere; PeerFeedbackSent,
    TooManyPeerComments, MarkChanged, IfMatchRequired, Invalid unknown_take and after_the_end.
    """
    row = _lock(peer, invitation)
    _check_moment(row, remark)
    kept = row.comments.filter(pk=comment).first()
    if kept and kept.mark == CommentMark(id=comment, **vars(remark)):
        return kept, False
    if kept is None and PeerComment.objects.filter(pk=comment).exists():
        raise NotFound
    check_seen(kept.mark if kept else None, seen, f"comments/{comment}")
    values = {
        "take_id": remark.take,
        "at_ms": remark.at_ms,
        "kind": remark.kind,
        "text": remark.text,
        "saved_at": Now(),
    }
    if row.comments.filter(pk=comment).update(**values):
        return row.comments.get(pk=comment), False
    if row.comments.count() >= MOST_COMMENTS:
        raise TooManyPeerComments
    try:
        with transaction.atomic():
            row.comments.create(id=comment, **values)
    except IntegrityError as taken:  # by another invitation, this very moment
        raise NotFound from taken
    return row.comments.get(pk=comment), True


@transaction.atomic
def remove_peer_comment(
    *, peer: Membership, invitation: UUID, comment: UUID, seen: Precondition
) -> None:
    """Take away the comment that was seen. Repeatable. Refused as `save_peer_comment` is."""
    row = _lock(peer, invitation)
    kept = row.comments.filter(pk=comment).first()
    if kept is None:
        return
    check_seen(kept.mark, seen, f"comments/{comment}")
    kept.delete()


@transaction.atomic
def send(*, peer: Membership, invitation: UUID, seen: Precondition) -> PeerInvitation:
    """Send all that the colleague wrote, in the version that they saw, to the owner, who is told.
    Afterwards nothing of it changes, and the colleague sees the takes no more. Repeatable.

    NotFound once the invitation ended, PeerFeedbackEmpty, PeerFeedbackChanged, IfMatchRequired.
    """
    found = first_of(_rows(peer, invitation))
    if found.state in ANSWERED:
        return found
    row = _lock(peer, invitation)
    comments = list(kept_comments(row))
    if not comments:
        raise PeerFeedbackEmpty
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(version_of_comments(comments)):
        raise PeerFeedbackChanged
    row.comments.exclude(pk__in=[one.pk for one in comments]).delete()
    open_rows = PeerInvitation.objects.filter(pk=row.pk, state=PeerState.OPEN)
    open_rows.update(state=PeerState.SENT, sent_at=Now())
    row.refresh_from_db(fields=["state", "sent_at"])
    notifications.mark_read_about(reader=peer, about=row.pk)
    attempt = row.attempt
    notifications.send(
        recipient=attempt.membership,
        kind=PEER_ANSWERED,
        context={"title": attempt.scenario_version.title},
        dedupe_key=f"{PEER_ANSWERED.name}:{row.pk}",
        about=attempt.pk,
    )
    return row


@transaction.atomic
def decline(*, peer: Membership, invitation: UUID) -> None:
    """Say no, without a reason; what the colleague wrote is deleted. Repeatable. NotFound once the
    invitation ended otherwise, PeerFeedbackSent."""
    row = first_of(_rows(peer, invitation))
    if row.state in ANSWERED:
        raise PeerFeedbackSent
    if row.state in (PeerState.OPEN, PeerState.DECLINED):
        end(PeerInvitation.objects.filter(pk=row.pk), to=PeerState.DECLINED)
        return
    raise NotFound


def _rows(peer: Membership, invitation: UUID) -> QuerySet[PeerInvitation]:
    """Return the invitation to this member, locked until the transaction ends, whatever its
    state."""
    mine = PeerInvitation.objects.filter(pk=invitation, peer=peer)
    return mine.select_for_update(no_key=True, of=("self",))


def _lock(peer: Membership, invitation: UUID) -> PeerInvitation:
    """Lock an invitation that counts; PeerFeedbackSent where it was answered, else NotFound."""
    if first_of(_rows(peer, invitation)).state in ANSWERED:
        raise PeerFeedbackSent
    now = counting().filter(pk=invitation)
    return first_of(now.select_related("attempt__membership", "attempt__scenario_version"))


def _check_moment(row: PeerInvitation, remark: PeerRemark) -> None:
    take = takes_shown(row).filter(pk=remark.take).first()
    if take is None:
        raise _invalid(
            "unknown_take", str(_("This recording is not part of what you see.")), "take"
        )
    if remark.at_ms > take.length_ms + END_TOLERANCE_MS:
        raise _invalid("after_the_end", str(_("The take has ended by then.")), "at_ms")


def _invalid(code: str, detail: str, attr: str) -> Invalid:
    return Invalid(detail, errors=[{"code": code, "detail": detail, "attr": attr}])
