"""Verbs. Each takes keyword arguments; those that only write are atomic."""

from notifications.services.delivering import deliver, sweep
from notifications.services.reading import mark_read
from notifications.services.sending import Outgoing, send, send_many, withdraw

__all__ = ["Outgoing", "deliver", "mark_read", "send", "send_many", "sweep", "withdraw"]
