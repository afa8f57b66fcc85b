"""Sends through a chat tool or an SMS gateway, by apprise; off unless the operator names one.

A text says only that there is something new, and where Kalm is. Kalm keeps no telephone number or
name of a chat tool: the operator's address takes the member's mail address, and the other side
finds the person by it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.outgoing import NOT_PUBLIC, public_only
from notifications.channels import Connection, Definition, Outcome, Rendered
from notifications.domain.chat_addresses import address_of
from notifications.domain.replies import Fault
from notifications.models import DeliveryState


class _Chat:
    def send(self, message: Rendered) -> Outcome:
        """Send one text, at most once: whatever fails after something had left is unknown."""
        # Here, because it is there only where it is used (requirements-chat.txt).
        from apprise import Apprise, AppriseAsset

        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it names addresses
        asset = AppriseAsset(async_mode=False, http_redirects=False)
        one = Apprise.instantiate(address_of(settings.CHAT_URL, message.address), asset=asset)
        if one is None:
            return Outcome(DeliveryState.FAILED, "chat_invalid")
        with public_only() as traffic:
            is_sent = one.notify(body=text_of(message))
        if is_sent:
            return Outcome(DeliveryState.SENT)
        if traffic.has_left:
            return Outcome(DeliveryState.UNKNOWN, "chat_unknown")
        reason = NOT_PUBLIC if traffic.was_refused else "chat_unreachable"
        return Outcome(DeliveryState.WAITING, reason, fault=Fault.CHANNEL)


@contextmanager
def connect() -> Iterator[Connection]:
    """Yield what sends; each text has a connection of its own."""
    yield _Chat()


def is_on() -> bool:
    return bool(settings.CHAT_URL)


def text_of(message: Rendered) -> str:
    """Return the same line for all messages."""
    with translation.override(message.text.language):
        return _("There is something new for you in Kalm: %(url)s") % {"url": settings.PUBLIC_URL}


DEFINITION = Definition(
    first_state=DeliveryState.WAITING, connect=connect, is_on=is_on, by_wish=True
)
