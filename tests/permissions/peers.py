"""Says who may do what where colleagues look along, and makes what they look at. The rows are part
of table.py, which says how to read them."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Membership, Role, Team
from coaching.models import PeerInvitation
from core.ids import new_id
from tests.cast import person_in
from tests.coaching.world import World
from tests.permissions.bodies import Ids, Things
from tests.permissions.row import ADMIN, PRACTISING, Row
from training.models import Attempt


def colleague(ids: Ids, things: Things) -> dict[str, str]:
    return {"peer": str(ids["peer"])}


def comment(ids: Ids, things: Things) -> dict[str, object]:
    return {"take": str(ids["take"]), "at_ms": 1, "kind": "note", "text": "Hm."}


OWN = "attempts/<uuid:attempt>"
INVITATION = f"{OWN}/peer-invitations/<uuid:id>"
REQUEST = "peer-requests/<uuid:id>"

PEERS: dict[str, Row] = {
    # whoever made a recording invites, whatever their roles; nobody else learns of it
    f"GET {OWN}/peer-invitations": Row("peer-invitation"),
    f"PUT {INVITATION}": Row("peer-invitation", body=colleague),
    f"DELETE {INVITATION}": Row("peer-invitation"),
    f"DELETE {INVITATION}/feedback": Row("peer-feedback"),
    f"PUT {OWN}/peer-feedback/reading": Row("peer-invitation"),
    # an invited colleague practises, and judges nobody
    "GET peer-requests": Row(),
    f"GET {REQUEST}": Row("peer-request", own=PRACTISING),
    f"GET {REQUEST}/takes/<uuid:take>/playback": Row("peer-request", own=PRACTISING),
    f"GET {REQUEST}/scenes/<uuid:scene>/playback": Row("peer-request", own=PRACTISING),
    f"PUT {REQUEST}/comments/<uuid:comment>": Row("peer-request", own=PRACTISING, body=comment),
    f"DELETE {REQUEST}/comments/<uuid:comment>": Row("peer-request", own=PRACTISING),
    f"PUT {REQUEST}/sending": Row("peer-request", own=PRACTISING),
    # Saying no is always possible.
    f"PUT {REQUEST}/refusal": Row("peer-request"),
    "GET peer-rules": Row(roles=ADMIN),
    "PUT peer-rules": Row(roles=ADMIN, body={"are_allowed": True}),
}


def asked_by(world: World, member: Membership, attempt: Attempt) -> dict[str, Ids]:
    """Return what the member asked, of an attempt of theirs, and was asked by somebody else."""
    other = person_in(member.organisation, f"Peer of {member.shown_name}", Role.EMPLOYEE)
    together = Team.objects.create(
        organisation=member.organisation, name=f"Beside {member.shown_name}"
    )
    together.memberships.add(member, other)
    answered = person_in(member.organisation, f"Friend of {member.shown_name}", Role.EMPLOYEE)
    invitation, sent = _invite(attempt, other), _invite(attempt, answered)
    PeerInvitation.objects.filter(pk=sent.pk).update(state="sent", sent_at=timezone.now())
    request = _invite(world.submitted(other), member)
    return {
        "peer-invitation": {"attempt": attempt.id, "id": invitation.id, "peer": other.id},
        "peer-feedback": {"attempt": attempt.id, "id": sent.id},
        "peer-request": {
            "id": request.id,
            "take": request.attempt.takes.get().id,
            "scene": world.watch.id,
            "comment": new_id(),
        },
    }


def _invite(attempt: Attempt, peer: Membership) -> PeerInvitation:
    return PeerInvitation.objects.create(
        attempt=attempt,
        submission=attempt.submission,
        peer=peer,
        expires_at=timezone.now() + timedelta(days=1),
    )
