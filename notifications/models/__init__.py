"""Defines the nouns of notifications: Message, Delivery, Outage, RefusedAddress, Preference,
QuietHours, Device, OwnWordings."""

from notifications.models.devices import Device
from notifications.models.messages import (
    Channel,
    Delivery,
    DeliveryState,
    Message,
    Outage,
    RefusedAddress,
)
from notifications.models.own_wordings import OwnWordings
from notifications.models.preferences import Preference, QuietHours

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryState",
    "Device",
    "Message",
    "Outage",
    "OwnWordings",
    "Preference",
    "QuietHours",
    "RefusedAddress",
]
