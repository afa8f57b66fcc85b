"""Ends invitations of colleagues: by one of both, by time, or by the organisation."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Membership, Organisation
from accounts.services import record_audit
from coaching.messages import PEER_INVITED
from coaching.models import PeerComment, PeerInvitation, PeerRules, PeerState
from coaching.queries.peers import counting
from media.models import VideoState
from notifications.services import mark_over, withdraw

BATCH = 500


def key_of(invitation: UUID) -> str:
    """Return the dedupe key of the message to the colleague."""
    return f"{PEER_INVITED.name}:{invitation}"


@transaction.atomic
def end(invitations: QuerySet[PeerInvitation], *, to: PeerState) -> list[UUID]:
    """End those of the invitations that are open, and return them. What the colleagues wrote and
    did not send is deleted, and a message that has not left never does."""
    rows = invitations.filter(state=PeerState.OPEN).order_by("pk")
    ids = list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    if not ids:
        return []
    PeerInvitation.objects.filter(pk__in=ids).update(state=to)
    PeerComment.objects.filter(invitation__in=ids).delete()
    keys = [key_of(one) for one in ids]
    mark_over(dedupe_keys=keys)
    withdraw(dedupe_keys=keys, reason="already_done")
    return ids


@transaction.atomic
def set_peer_rules(*, admin: Membership, are_allowed: bool) -> PeerRules:
    """Say whether the members of the organisation may show recordings to each other. Switching it
    off ends what is open; what was sent stays its reader's. Repeating changes nothing."""
    # So that nobody invites a colleague meanwhile: see `invite`.
    Organisation.objects.select_for_update(no_key=True).get(pk=admin.organisation_id)
    rules, _made = PeerRules.objects.get_or_create(organisation=admin.organisation)
    if rules.are_allowed != are_allowed:
        rules.are_allowed = are_allowed
        rules.save(update_fields=["are_allowed"])
        record_audit(
            organisation=admin.organisation,
            actor=admin,
            verb="peer_rules_set",
            subject=admin.organisation,
            detail={"are_allowed": are_allowed},
        )
    if not are_allowed:
        of_all = PeerInvitation.objects.filter(
            attempt__membership__organisation=admin.organisation_id
        )
        end(of_all, to=PeerState.ENDED)
    return rules


def sweep_peers() -> int:
    """End what counts no more, and delete what was said of recordings that were deleted; return how
    many were ended. Nothing waits for it: reads leave both out by themselves."""
    ended = 0
    while ids := _stale():
        done = end(PeerInvitation.objects.filter(pk__in=ids), to=PeerState.ENDED)
        ended += len(done)
        if len(done) < len(ids):
            break
    PeerComment.objects.filter(take__video__state=VideoState.DELETED).delete()
    return ended


def _stale() -> list[UUID]:
    rows = PeerInvitation.objects.filter(state=PeerState.OPEN).exclude(
        pk__in=counting().values("pk")
    )
    return list(rows.order_by("expires_at").values_list("pk", flat=True)[:BATCH])
