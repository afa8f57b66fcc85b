"""Sends one mail over an SMTP connection, step by step, so that a refusal is known with its step.

Django's backend connects; its own sending hides at which step a connection was lost, and only after
the content was sent is it unknown whether a mail arrived.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from notifications.domain.replies import NO_SERVICE, Stage


class Refused(Exception):
    """The server refused at `stage` with `code`, or the connection is gone: then `code` is 0."""

    def __init__(self, stage: Stage, code: int = 0, said: str = "") -> None:
        super().__init__(f"{stage} {code}")
        self.stage, self.code, self.said = stage, code, said


class Lost(Exception):
    """The connection ended after the content was sent: whether the mail arrived is unknown."""


def connect(backend: EmailBackend) -> smtplib.SMTP:
    """Open the backend's connection, sign in and return it; Refused, with its stage, for every way
    in which that fails."""
    try:
        backend.open()
        smtp = backend.connection
        assert smtp is not None  # noqa: S101  # open() raises where there is none
        smtp.ehlo_or_helo_if_needed()
        return smtp
    except smtplib.SMTPServerDisconnected as error:
        raise Refused(Stage.GREETING) from error
    except smtplib.SMTPConnectError as error:
        raise _refused(Stage.GREETING, error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPHeloError as error:
        raise _refused(Stage.HELLO, error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPAuthenticationError as error:
        raise _refused(Stage.SIGN_IN, error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPResponseException as error:  # of all commands, only STARTTLS is left
        raise _refused(Stage.TLS, error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        stage = Stage.TLS if "STARTTLS" in str(error) else Stage.SIGN_IN
        raise Refused(stage, said=str(error)) from error
    except ssl.SSLError as error:
        raise Refused(Stage.TLS, said=str(error.reason or error)) from error
    except (smtplib.SMTPException, ValueError) as error:  # no way to sign in that both know
        raise Refused(Stage.SIGN_IN, said=type(error).__name__) from error
    except OSError as error:
        raise Refused(Stage.GREETING, said=type(error).__name__) from error


def transmit(smtp: smtplib.SMTP, mail: EmailMessage) -> None:
    """Send the mail to its one recipient. Refused where the server said no, or closed before the
    content; Lost where it closed after that; ValueError for an invalid address."""
    [address] = mail.to
    sender, recipient = _for_envelope(mail.from_email), _for_envelope(address)
    # Django's own class of message, which the stubs do not tell.
    content = mail.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    options = [f"size={len(content)}"] if smtp.has_extn("size") else []
    with _refused_at(Stage.SENDER):
        _accept(Stage.SENDER, *smtp.mail(sender, options))
    with _refused_at(Stage.RECIPIENT):
        _accept(Stage.RECIPIENT, *smtp.rcpt(recipient))
    try:
        reply = smtp.data(content)
    except smtplib.SMTPDataError as error:
        raise _refused(Stage.CONTENT, error.smtp_code, error.smtp_error) from error
    except OSError as error:
        raise Lost from error
    _accept(Stage.CONTENT, *reply)


def has_gone(smtp: smtplib.SMTP) -> bool:
    """Tell whether the server closed the connection since the last mail."""
    try:
        return smtp.noop()[0] != 250
    except OSError:
        return True


def can_go_on(smtp: smtplib.SMTP, refused: Refused) -> bool:
    """Reset the session after a refusal, and tell whether the connection can take another mail."""
    if refused.code in {0, NO_SERVICE}:
        return False
    try:
        return smtp.rset()[0] == 250
    except OSError:
        return False


@contextmanager
def _refused_at(stage: Stage) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(stage) from error


def _accept(stage: Stage, code: int, said: bytes) -> None:
    if not 200 <= code < 300:
        raise _refused(stage, code, said)


def _refused(stage: Stage, code: int, said: bytes | str) -> Refused:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return Refused(stage, code, " ".join(text.split()))


def _for_envelope(address: str) -> str:
    """Return the bare address with its domain as an A-label, as SMTP envelopes need it."""
    name, _at, domain = parseaddr(address)[1].rpartition("@")
    return f"{name}@{domain.encode('idna').decode('ascii')}"
