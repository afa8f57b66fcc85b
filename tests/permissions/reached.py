"""Makes what the stage has of messages: one to a member, and a device that gets notifications."""

from accounts.models import Membership
from core.ids import new_id
from notifications.models import Device, Message
from notifications.services import send
from training.messages import NUDGE


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
