"""Makes what the stage has of messages, to a member and to a device, and of a manager's own."""

from accounts.models import Membership, Team
from core.ids import new_id
from notifications.models import Device, Message
from notifications.services import send
from tests.scenarios.content import both
from training.messages import NUDGE
from training.models import Programme


def message_to(member: Membership) -> Message:
    id = send(
        recipient=member,
        kind=NUDGE,
        context={"title": "Barrier"},
        about=new_id(),
        dedupe_key=str(new_id()),
    )
    return Message.objects.get(pk=id)


def device_of(member: Membership) -> Device:
    return Device.objects.create(
        person=member.person, endpoint=f"https://push.example/{new_id()}", p256dh="x", auth="x"
    )


def made_by_leader(manager: Membership, team: Team) -> Programme:
    """Let the manager lead the team, and return a programme that they made."""
    manager.leads.add(team)
    return Programme.objects.create(
        organisation=manager.organisation, code="made", name=both("Made"), made_by=manager
    )
