"""Sends mail through Django's backend, over one connection per batch.

At most once when the outcome is unknown: only a refusal that the server put into words, or a
connection that was lost before the content was sent, is tried again.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import client_paths
from notifications.channels import Definition, Outcome, Rendered, smtp
from notifications.domain.replies import PERMANENT, Fault, Stage, enhanced_of, fault_of
from notifications.models import DeliveryState

ABOUT_US = {Fault.CHANNEL, Fault.US}
NOT_THERE = {
    Stage.GREETING: "unreachable",
    Stage.TLS: "tls_failed",
    Stage.SIGN_IN: "sign_in_impossible",
}


@contextmanager
def connect() -> Iterator["MailConnection"]:
    """Yield a connection that opens at the first mail and closes at the end."""
    connection = MailConnection(get_connection())
    try:
        yield connection
    finally:
        connection.close()


# At some 400 mails a second this is well under the visibility timeout.
BATCH = 100
DEFINITION = Definition(first_state=DeliveryState.WAITING, connect=connect, batch=BATCH)


class MailConnection:
    def __init__(self, backend: Any) -> None:
        self.backend = backend

    def send(self, message: Rendered) -> Outcome:
        """Send one mail. An outcome with Fault.CHANNEL says that the rest of the batch need not be
        tried."""
        try:
            mail = compose(message)
            if isinstance(self.backend, EmailBackend):
                self._transmit(self.backend, mail)
            else:
                self.backend.send_messages([mail])
        except smtp.Refused as refused:
            return outcome_of(refused)
        except smtp.Lost:
            self.close()
            return Outcome(DeliveryState.UNKNOWN, "connection_lost")
        except ValueError:
            return Outcome(DeliveryState.FAILED, "address_invalid", fault=Fault.ADDRESS)
        except OSError as error:  # a backend that writes files, on a full disk
            said = type(error).__name__
            return Outcome(DeliveryState.WAITING, "unreachable", fault=Fault.CHANNEL, said=said)
        return Outcome(DeliveryState.SENT, provider_id=mail.extra_headers["Message-ID"])

    def close(self) -> None:
        with suppress(OSError):
            self.backend.close()

    def _transmit(self, backend: EmailBackend, mail: EmailMultiAlternatives) -> None:
        """Send the mail over the live connection, or over a new one where there is none or it went
        stale.

        A server that hung up between two mails is found here, where nothing has been sent yet.
        """
        if backend.connection and smtp.has_gone(backend.connection):
            self.close()
        try:
            smtp.transmit(smtp.connect(backend), mail)
        except smtp.Refused as refused:
            if not (backend.connection and smtp.can_go_on(backend.connection, refused)):
                self.close()
            raise


def outcome_of(refused: smtp.Refused) -> Outcome:
    """Return the outcome that a refusal has for the mail that met it."""
    stage, code = refused.stage, refused.code
    if not code:
        fault = Fault.US if stage == Stage.RECIPIENT else Fault.CHANNEL
        reason = NOT_THERE.get(stage, f"{stage}_lost")
        return Outcome(DeliveryState.WAITING, reason, fault=fault, said=refused.said)
    enhanced = enhanced_of(refused.said)
    fault = fault_of(stage, code, enhanced)
    reason = f"{stage}_{code}" + (f"_{enhanced}" if enhanced else "")
    about_us = fault in ABOUT_US
    state = DeliveryState.WAITING if about_us or code < PERMANENT else DeliveryState.FAILED
    # From the recipient's step on a server's words may hold an address.
    said = refused.said if stage not in {Stage.RECIPIENT, Stage.CONTENT} else ""
    return Outcome(state, reason, fault=fault, said=said)


def compose(message: Rendered) -> EmailMultiAlternatives:
    """Return the mail in plain text and HTML. Its Message-ID is the delivery's own id."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    key = message.unsubscribe_key
    words = {
        "text": message.text,
        "url": message.url,
        "settings_url": message.settings_url,
        "unsubscribe_url": _page_of(key),
        "stop": _("No more mail like this"),
        "choose": _("Choose which messages you get"),
    }
    mail = EmailMultiAlternatives(
        subject=message.text.subject,
        to=[message.address],
        headers={
            "Message-ID": f"<{message.id}@{domain}>",
            "Content-Language": message.text.language,
            "Auto-Submitted": "auto-generated",
            **_unsubscribe_headers(key),
        },
    )
    with translation.override(message.text.language):
        mail.body = render_to_string("notifications/mail.txt", words)
        mail.attach_alternative(render_to_string("notifications/mail.html", words), "text/html")
    if message.calendar:  # RFC 6047, 2.4: the method stands in the part's type too
        kind = f"text/calendar; method={message.calendar.method}"
        mail.attach_alternative(message.calendar.text, kind)
    return mail


def _page_of(key: str) -> str:
    """Return the page that switches this kind of mail off; none where it always comes."""
    return settings.PUBLIC_URL + client_paths.UNSUBSCRIBE.format(key=key) if key else ""


def _unsubscribe_headers(key: str) -> dict[str, str]:
    """Return the headers by which a mail program offers to unsubscribe (RFC 2369), and may do so by
    itself with one POST (RFC 8058), which must go over https."""
    if not key:
        return {}
    ways = [f"<{settings.PUBLIC_URL}/api/unsubscribe/{key}>"]
    if settings.UNSUBSCRIBE_ADDRESS:
        ways.append(f"<mailto:{settings.UNSUBSCRIBE_ADDRESS}?subject=unsubscribe>")
    headers = {"List-Unsubscribe": ", ".join(ways)}
    if settings.PUBLIC_URL.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
