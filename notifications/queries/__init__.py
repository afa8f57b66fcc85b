"""Holds the reads of notifications, and decides once per resource what a membership may see."""

from notifications.queries.devices import devices_of, own_devices
from notifications.queries.messages import (
    address_of,
    due,
    link_of,
    may_be_sent_again,
    may_be_tried,
    message_of,
    outages,
    reason_not_to_send,
    to_send,
    unread_count,
    visible_to,
)
from notifications.queries.preferences import (
    KindChoice,
    QuietChoice,
    Wishes,
    choice_by_key,
    choices_of,
    is_usual,
    mail_stop_of,
    quiet_choice_of,
    quiet_hours_of,
    wishes_of,
)

__all__ = [
    "KindChoice",
    "QuietChoice",
    "Wishes",
    "address_of",
    "choice_by_key",
    "choices_of",
    "devices_of",
    "due",
    "is_usual",
    "link_of",
    "mail_stop_of",
    "may_be_sent_again",
    "may_be_tried",
    "message_of",
    "outages",
    "own_devices",
    "quiet_choice_of",
    "quiet_hours_of",
    "reason_not_to_send",
    "to_send",
    "unread_count",
    "visible_to",
    "wishes_of",
]
