"""Defines the nouns of notifications: Message, Delivery, Outage, RefusedAddress, Preference,
QuietHours, Device."""

from notifications.models.devices import Device
from notifications.models.messages import (
    Channel,
    Delivery,
    DeliveryState,
    Message,
    Outage,
    RefusedAddress,
)
from notifications.models.preferences import Preference, QuietHours

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryState",
    "Device",
    "Message",
    "Outage",
    "Preference",
    "QuietHours",
    "RefusedAddress",
]
