"""Holds the verbs of notifications. Each takes keyword arguments; those that only write are
atomic.
"""

from notifications.domain.outgoing import Outgoing
from notifications.services.addresses import allow_addresses
from notifications.services.correcting import (
    mail_address_changed,
    mail_address_moved,
    tell_of_name,
)
from notifications.services.delivering import deliver
from notifications.services.devices import (
    Subscription,
    register_device,
    remove_device,
    remove_devices_of,
    remove_devices_of_session,
)
from notifications.services.inviting import mail_invitation
from notifications.services.mail_events import record_mail_event
from notifications.services.own_wordings import Preview, preview, put_back_texts, save_texts
from notifications.services.preferences import set_preference, set_quiet_hours
from notifications.services.reading import (
    mark_handled,
    mark_over,
    mark_read,
    mark_read_about,
)
from notifications.services.sending import send, send_many, withdraw
from notifications.services.sending_again import send_again
from notifications.services.signing_in import mail_password_changed, mail_password_link
from notifications.services.sweeping import sweep
from notifications.services.unsubscribing import choose_by_key

__all__ = [
    "Outgoing",
    "Preview",
    "Subscription",
    "allow_addresses",
    "choose_by_key",
    "deliver",
    "mail_address_changed",
    "mail_address_moved",
    "mail_invitation",
    "mail_password_changed",
    "mail_password_link",
    "mark_handled",
    "mark_over",
    "mark_read",
    "mark_read_about",
    "preview",
    "put_back_texts",
    "record_mail_event",
    "register_device",
    "remove_device",
    "remove_devices_of",
    "remove_devices_of_session",
    "save_texts",
    "send",
    "send_again",
    "send_many",
    "set_preference",
    "set_quiet_hours",
    "sweep",
    "tell_of_name",
    "withdraw",
]
