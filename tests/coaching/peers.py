"""Acts of an owner and of the colleague whom they invite to look along, over HTTP."""

from typing import Any
from uuid import UUID

from rest_framework.test import APIClient

from accounts.models import Membership
from coaching.models import PeerInvitation
from core.ids import new_id
from tests.coaching.world import World, saw
from training.models import Attempt, Take


def shown(attempt: Attempt) -> Take:
    """Return the take that was submitted."""
    return Take.objects.get(submitted__submission__attempt=attempt)


def ask(
    client: APIClient, world: World, attempt: Attempt, peer: Membership, id: UUID | None = None
) -> Any:
    url = f"{world.base}/attempts/{attempt.id}/peer-invitations/{id or new_id()}"
    return client.put(url, {"peer": str(peer.id)})


def asked(client: APIClient, world: World, attempt: Attempt, peer: Membership) -> UUID:
    """Invite the colleague; return the invitation's id."""
    id = new_id()
    assert ask(client, world, attempt, peer, id).status_code == 201
    return id


def page(client: APIClient, world: World, attempt: Attempt) -> Any:
    return client.get(f"{world.base}/attempts/{attempt.id}/peer-invitations").json()


def request_at(world: World, invitation: UUID) -> str:
    return f"{world.base}/peer-requests/{invitation}"


def say(
    client: APIClient,
    world: World,
    invitation: UUID,
    *,
    id: UUID | None = None,
    seen: str | None = None,
    **change: Any,
) -> Any:
    """Save a comment on the take that is shown, in place of what was seen."""
    url = f"{request_at(world, invitation)}/comments/{id or new_id()}"
    attempt = PeerInvitation.objects.get(pk=invitation).attempt
    take = attempt.takes.order_by("-number")[0]
    body = {"take": str(take.id), "at_ms": 1200, "kind": "strength", "text": "You stayed calm."}
    return client.put(url, body | change, headers=saw(seen))


def send(client: APIClient, world: World, invitation: UUID, seen: str | None = None) -> Any:
    """Send all that was written, in the present version unless one is named."""
    url = request_at(world, invitation)
    version = seen or client.get(url).json().get("version", "none")
    return client.put(f"{url}/sending", headers=saw(version))


def end(client: APIClient, world: World, attempt: Attempt, invitation: UUID) -> Any:
    return client.delete(f"{world.base}/attempts/{attempt.id}/peer-invitations/{invitation}")


def remove(client: APIClient, world: World, attempt: Attempt, invitation: UUID) -> Any:
    path = f"attempts/{attempt.id}/peer-invitations/{invitation}/feedback"
    return client.delete(f"{world.base}/{path}")
