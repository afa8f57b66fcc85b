"""Mail through Django's backend, one connection per batch.

At most once when the outcome is unknown: only a refusal that the server put into words, or a
connection that was never made, is tried again.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from notifications.channels import Outcome, Parcel
from notifications.models import DeliveryState

BORN = DeliveryState.WAITING


@contextmanager
def connect() -> Iterator["MailLine"]:
    """Connects at the first mail, hangs up at the end."""
    line = MailLine(get_connection())
    try:
        yield line
    finally:
        line.close()


class MailLine:
    def __init__(self, backend: Any) -> None:
        self.backend = backend
        self.unreachable = False

    def send(self, parcel: Parcel) -> Outcome:
        """One mail. After one failed connection the rest of the batch waits too, at no cost."""
        if not self._ready():
            return Outcome(DeliveryState.WAITING, "mail_server_unreachable")
        mail = compose(parcel)
        try:
            self.backend.send_messages([mail])
        except smtplib.SMTPException as refusal:
            return self._after(refusal)
        except ValueError:
            return Outcome(DeliveryState.FAILED, "address_invalid")
        except OSError:
            self.close()
            return Outcome(DeliveryState.UNKNOWN, "connection_lost")
        return Outcome(DeliveryState.SENT, provider_id=mail.extra_headers["Message-ID"])

    def close(self) -> None:
        self.backend.close()

    def _ready(self) -> bool:
        """Whether there is a live connection; makes one where there is none or it went stale.

        A server that hung up between two mails is found here, where nothing has been sent yet.
        """
        if self.unreachable:
            return False
        try:
            if (smtp := getattr(self.backend, "connection", None)) and _has_gone(smtp):
                self.close()
            self.backend.open()
        except (OSError, smtplib.SMTPException):
            self.unreachable = True
        return not self.unreachable

    def _after(self, refusal: smtplib.SMTPException) -> Outcome:
        if isinstance(refusal, smtplib.SMTPNotSupportedError):
            return Outcome(DeliveryState.FAILED, "address_not_supported")
        code = _code_of(refusal)
        if code is None:
            self.close()
            return Outcome(DeliveryState.UNKNOWN, "connection_lost")
        again = code < 500
        state = DeliveryState.WAITING if again else DeliveryState.FAILED
        return Outcome(state, f"smtp_{code}")


def compose(parcel: Parcel) -> EmailMultiAlternatives:
    """Plain text and simple HTML. The Message-ID is the delivery's own id."""
    words = {"text": parcel.text, "url": parcel.url}
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=parcel.text.subject,
        body=render_to_string("notifications/mail.txt", words),
        to=[parcel.address],
        headers={
            "Message-ID": f"<{parcel.id}@{domain}>",
            "Content-Language": parcel.text.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("notifications/mail.html", words), "text/html")
    return mail


def _has_gone(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] != 250
    except (OSError, smtplib.SMTPException):
        return True


def _code_of(refusal: smtplib.SMTPException) -> int | None:
    """The server's own number, or None where it gave none: then nobody knows."""
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return max(int(code) for code, _text in refusal.recipients.values())
    if isinstance(refusal, smtplib.SMTPResponseException) and refusal.smtp_code >= 400:
        return int(refusal.smtp_code)
    return None
