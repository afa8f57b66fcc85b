"""Registers browsers at the push service on loopback, and delivers what waits for them."""

from django.db.models.functions import Now

from accounts.models import Membership
from core.ids import new_id
from notifications import services
from notifications.models import Delivery, Device, Message
from tests.notifications.push_service import Browser


def has(member: Membership, browser: Browser) -> Device:
    keys = {name: browser.body[name] for name in ("endpoint", "p256dh", "auth")}
    return services.register_device(
        person=member.person,
        device=new_id(),
        subscription=services.Subscription(**keys),
        label="",
        session="s",
    )[0]


def pushes(*messages: Message) -> list[Delivery]:
    return list(Delivery.objects.filter(message__in=messages, channel="push").order_by("pk"))


def deliver(*messages: Message) -> int:
    Delivery.objects.filter(message__in=messages, state="waiting").update(due_at=Now())
    return services.deliver(ids=[one.pk for one in pushes(*messages)])
