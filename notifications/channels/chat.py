"""Sends through a chat tool or an SMS gateway, by apprise; off unless the operator names one.

A text says only that there is something new, and where Kalm is. Kalm keeps no telephone number or
name of a chat tool: the operator's address takes the member's mail address, and the other side
finds the person by it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.outgoing import NOT_PUBLIC, Traffic, public_only
from notifications.channels import Connection, Definition, Outcome, Rendered
from notifications.domain import slack_replies
from notifications.domain.chat_addresses import address_of, is_named, reaches_only
from notifications.domain.replies import Fault
from notifications.models import DeliveryState

LONGEST_BATCH = 60.0
"""Seconds after which no further text of a batch is sent: a slow gateway holds up no worker."""

OK = 200
REFUSES_ALL = {401, 403, 429, 502, 503, 504}
LATER = {408, 425}


class _Chat:
    def __init__(self) -> None:
        self.began = monotonic()

    def send(self, message: Rendered) -> Outcome:
        """Send one text, at most once: what left without an answer is unknown."""
        # Here, because it is there only where it is used (requirements-chat.txt).
        from apprise import Apprise, AppriseAsset

        if monotonic() - self.began >= LONGEST_BATCH:
            return Outcome(DeliveryState.WAITING, "chat_slow", fault=Fault.CHANNEL)
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it names addresses
        icon = f"{settings.PUBLIC_URL}/icon-192.png"
        asset = AppriseAsset(
            async_mode=False,
            http_redirects=False,
            app_id="Kalm",
            app_desc="Kalm",
            app_url=settings.PUBLIC_URL,
            image_url_mask=icon,
            image_url_logo=icon,
        )
        template = settings.CHAT_URL
        if not is_named(template, message.address):
            return Outcome(DeliveryState.FAILED, "chat_other_domain")
        one = Apprise.instantiate(address_of(template, message.address), asset=asset)
        if one is None or not reaches_only(one, template, message.address):
            return Outcome(DeliveryState.FAILED, "chat_invalid")
        with public_only() as traffic:
            is_sent = one.notify(body=text_of(message))
        is_slack = one.secure_protocol == "slack"
        if is_slack and (refused := _refused_by_slack(traffic, is_sent=bool(is_sent))):
            return refused
        return Outcome(DeliveryState.SENT) if is_sent else outcome_of(traffic)


def outcome_of(traffic: Traffic) -> Outcome:
    """Return the outcome of a text that was not taken. A complete answer is a refusal, which says
    that nothing arrived; one that never came leaves that unknown, and the gateway rests."""
    status = traffic.status
    reason = f"chat_{status}"
    if not status and traffic.has_left:
        return Outcome(DeliveryState.UNKNOWN, "chat_unknown", fault=Fault.CHANNEL)
    if not status:
        reason = NOT_PUBLIC if traffic.was_refused else "chat_unreachable"
    if not status or status in REFUSES_ALL or 300 <= status < 400:
        return Outcome(DeliveryState.WAITING, reason, fault=Fault.CHANNEL)
    if status in LATER or status >= 500:
        return Outcome(DeliveryState.WAITING, reason, fault=Fault.US)
    return Outcome(DeliveryState.FAILED, reason)


def _refused_by_slack(traffic: Traffic, *, is_sent: bool) -> Outcome | None:
    """Return the outcome of a text that Slack refused in its own way; None where it did not. A
    look-up of the member comes before the post, and posts nothing whatever becomes of it."""
    is_post = traffic.method != "GET"
    if not traffic.status and traffic.has_left and not is_post:
        return Outcome(DeliveryState.WAITING, "chat_unreachable", fault=Fault.CHANNEL)
    if traffic.status != OK:
        return None
    error = slack_replies.error_of(traffic.answer)
    if not error and is_sent:
        return None
    reason, fault = f"chat_{error or 'unreadable'}", slack_replies.fault_of(error)
    if fault == Fault.MAIL:
        return Outcome(DeliveryState.FAILED, reason)
    if is_post and (not error or error in slack_replies.PARTLY_DONE):
        return Outcome(DeliveryState.UNKNOWN, reason, fault=fault)
    return Outcome(DeliveryState.WAITING, reason, fault=fault)


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
