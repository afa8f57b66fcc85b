"""Delivers messages in the app: the message's own row is what the reader sees, so it arrives
exactly once, with the transaction that wrote it. Whether the reader may still see it is decided
when it is read."""

from notifications.channels import Definition
from notifications.models import DeliveryState

DEFINITION = Definition(first_state=DeliveryState.SENT)
