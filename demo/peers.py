"""Lets two employees look along with each other: what one said, and what waits for the other."""

from uuid import UUID, uuid5

from django.db import transaction

from accounts.models import Membership
from coaching.models import CommentKind, PeerInvitation
from coaching.queries.peers import kept_comments, version_of_comments
from coaching.services import peers
from core.etags import Precondition
from demo.people import People
from media.models import VideoState
from training.models import Attempt, AttemptState

SAID = (
    (1600, CommentKind.STRENGTH, "Dat je zijn eerste dag noemt! Daar had ik niet aan gedacht."),
    (4300, CommentKind.QUESTION, "Ik zou hier even stil zijn. Hoe was dat moment voor jou?"),
)


def load_peers(people: People) -> list[str]:
    """Let Fatima say something about the employee's first reply, and ask the employee about hers;
    once, and as soon as they have feedback."""
    noor, fatima = people.employee, people.members["fatima"]
    rows = PeerInvitation.objects.filter(attempt__membership__in=[noor, fatima])
    asked, told = set(rows.values_list("attempt__membership", flat=True)), []
    if noor.pk not in asked and (answered := _first(noor)):
        _ask(noor, answered, fatima)
        _say(fatima, _id_of(answered), answered)
        told.append("a colleague looked along")
    if fatima.pk not in asked and (waiting := _first(fatima)):
        _ask(fatima, waiting, noor)
        told.append("a colleague asks to look along")
    return told


def _first(member: Membership) -> Attempt | None:
    rows = Attempt.objects.filter(
        membership=member,
        state=AttemptState.SCORED,
        submission__takes__video__state=VideoState.READY,
    )
    return rows.order_by("started_at", "id").first()


def _id_of(attempt: Attempt) -> UUID:
    return uuid5(attempt.id, "look along")


def _ask(owner: Membership, attempt: Attempt, peer: Membership) -> None:
    peers.invite(owner=owner, attempt=attempt.id, invitation=_id_of(attempt), peer=peer.id)


@transaction.atomic
def _say(peer: Membership, invitation: UUID, attempt: Attempt) -> None:
    take = attempt.submission.takes.get()
    for at_ms, kind, text in SAID:
        remark = peers.PeerRemark(take.id, at_ms, kind, text)
        comment = uuid5(invitation, str(at_ms))
        peers.save_peer_comment(peer=peer, invitation=invitation, comment=comment, remark=remark)
    row = PeerInvitation.objects.get(pk=invitation)
    version = version_of_comments(list(kept_comments(row)))
    peers.send(peer=peer, invitation=invitation, seen=Precondition(if_match=f'"{version}"'))
