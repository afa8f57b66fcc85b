"""Holds what the owner of a recording does: invites a colleague, ends that, and removes what was
said. Each locks the owner's attempt first, so that they follow each other."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from coaching.errors import (
    IdInUse,
    Invalid,
    NothingSent,
    PeerAskedBefore,
    PeerFeedbackSent,
    PeersNotAllowed,
    RecordingDeleted,
    TooManyPeers,
    VideoNotReady,
)
from coaching.messages import PEER_ANSWERED, PEER_INVITED
from coaching.models import PeerComment, PeerInvitation, PeerState
from coaching.models.peers import OPEN_FOR
from coaching.queries.peers import MOST, are_allowed, colleagues_of, counting
from coaching.services.peers.ending import end, key_of
from core.errors import NotFound
from core.queries import one_of
from media.models import VideoState
from notifications import services as notifications
from training.models import Attempt, Submission
from training.services import lock_attempt

MOST_EVER = 3 * MOST
"""How many invitations one attempt has in all, so that nobody is asked again and again."""
GONE = (VideoState.FAILED, VideoState.DELETED)


@transaction.atomic
def invite(
    *, owner: Membership, attempt: UUID, invitation: UUID, peer: UUID
) -> tuple[PeerInvitation, bool]:
    """Invite a colleague to look at one's own attempt, under this client-made id, and tell them;
    the second value tells whether it is new. The same again changes nothing, also where the
    invitation ended since.

    NotFound for anyone else's attempt, PeersNotAllowed, NothingSent while nothing is submitted,
    VideoNotReady, RecordingDeleted, TooManyPeers, PeerAskedBefore, IdInUse, and Invalid
    unknown_colleague for whom the owner can't invite.
    """
    row = lock_attempt(owner, attempt)
    if found := PeerInvitation.objects.filter(pk=invitation).first():
        return _same_again(found, row, peer), False
    colleague = _check(owner, row, peer)
    try:
        with transaction.atomic():
            made = PeerInvitation.objects.create(
                id=invitation,
                attempt=row,
                submission=row.submission,
                peer=colleague,
                invited_at=Now(),
                expires_at=Now() + OPEN_FOR,
            )
    except IntegrityError as taken:  # on another attempt, this very moment
        raise NotFound from taken
    made.refresh_from_db(fields=["invited_at", "expires_at"])
    notifications.send(
        recipient=colleague,
        kind=PEER_INVITED,
        context={},
        dedupe_key=key_of(made.pk),
        about=made.pk,
    )
    return made, True


@transaction.atomic
def withdraw_invitation(*, owner: Membership, attempt: UUID, invitation: UUID) -> None:
    """End an invitation at once: its colleague sees nothing more, and what they wrote is deleted
    unread. Repeatable. NotFound for one that is not of this attempt of one's own; PeerFeedbackSent
    where the colleague was faster."""
    row = _own(owner, attempt, invitation)
    if end(PeerInvitation.objects.filter(pk=row.pk), to=PeerState.WITHDRAWN):
        return
    row.refresh_from_db(fields=["state"])
    if row.state == PeerState.SENT:
        raise PeerFeedbackSent


@transaction.atomic
def remove_feedback(*, owner: Membership, attempt: UUID, invitation: UUID) -> None:
    """Delete what a colleague sent. Repeatable. NotFound where nothing was sent."""
    row = _own(owner, attempt, invitation)
    sent = PeerInvitation.objects.filter(pk=row.pk, state=PeerState.SENT)
    if sent.update(state=PeerState.REMOVED):
        PeerComment.objects.filter(invitation=row).delete()
    elif row.state != PeerState.REMOVED:
        raise NotFound


@transaction.atomic
def mark_peers_read(*, owner: Membership, attempt: UUID) -> None:
    """Say that the owner reads what colleagues sent; the coach's feedback stays unread. Repeatable;
    NotFound for anyone else."""
    row = lock_attempt(owner, attempt)
    notifications.mark_read_about(reader=owner, about=row.pk, only=PEER_ANSWERED)


def _own(owner: Membership, attempt: UUID, invitation: UUID) -> PeerInvitation:
    row = lock_attempt(owner, attempt)
    return one_of(PeerInvitation.objects.filter(attempt=row), invitation)


def _same_again(found: PeerInvitation, attempt: Attempt, peer: UUID) -> PeerInvitation:
    if found.attempt_id != attempt.pk:
        raise NotFound
    if found.peer_id != peer:
        raise IdInUse
    return found


def _check(owner: Membership, attempt: Attempt, peer: UUID) -> Membership:
    """Return the colleague, where the owner may invite them to this attempt now."""
    # Whoever switches it off waits for this, and ends it then.
    Organisation.objects.select_for_update(no_key=True).get(pk=owner.organisation_id)
    if not are_allowed(owner.organisation_id):
        raise PeersNotAllowed
    submission = Submission.objects.filter(attempt=attempt).first()
    if submission is None:
        raise NothingSent
    if not submission.takes.filter(video__state=VideoState.READY).exists():
        is_coming = submission.takes.exclude(video__state__in=GONE).exists()
        raise VideoNotReady if is_coming else RecordingDeleted
    colleague = colleagues_of(owner).filter(pk=peer).first()
    if colleague is None:
        detail = str(_("Choose a colleague of your own team."))
        part: dict[str, str | None] = {"code": "unknown_colleague", "detail": detail}
        raise Invalid(detail, errors=[part | {"attr": "peer"}])
    made = PeerInvitation.objects.filter(attempt=attempt)
    live = counting().filter(attempt=attempt).count()
    looked = made.filter(state=PeerState.SENT).count()
    if live + looked >= MOST or made.count() >= MOST_EVER:
        raise TooManyPeers
    # Of those that ended by themselves and were not swept yet, none keeps the colleague.
    end(made.exclude(pk__in=counting().values("pk")), to=PeerState.ENDED)
    over = (PeerState.WITHDRAWN, PeerState.ENDED)
    if made.filter(peer=colleague).exclude(state__in=over).exists():
        raise PeerAskedBefore
    return colleague
