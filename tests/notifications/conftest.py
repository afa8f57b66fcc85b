"""Provides a real mail server on loopback, and messages to send through it."""

import asyncio
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.embedded import ports
from tests.dispatched import run_dispatched

if TYPE_CHECKING:  # pytest may read this before Django's settings stand
    from accounts.models import Membership
    from notifications.models import Message

__all__ = ["run_dispatched"]


class MailServer:
    """Keeps the mails that it accepts. `answers` are given to the next mails instead of accepting
    them; an answer that is None closes the connection without a reply, after having read the mail.
    """

    def __init__(self) -> None:
        self.accepted: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.answers: list[str | None] = []
        self.refused_recipients: dict[str, str] = {}
        self.pause = 0.0

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, lines: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return lines

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused_recipients:
            return self.refused_recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.pause)
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer is None:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 never seen"
        if answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.accepted.append(mail)
            self.recipients += envelope.rcpt_tos
        return answer


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=ports.free())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 10
    settings.PUBLIC_URL = "https://kalm.example"
    yield server
    controller.stop()


Tell = Callable[..., "Message"]


@pytest.fixture
def tell() -> Tell:
    """Write a nudge to a member: `tell(cast.employee)`; every call writes another one, unless
    keyed."""
    from core.ids import new_id
    from notifications import services
    from training.messages import NUDGE

    count = 0

    from notifications.models import Message

    def tell_one(recipient: "Membership", key: str | None = None, **words: Any) -> "Message":
        nonlocal count
        count += 1
        usual: dict[str, Any] = {
            "kind": NUDGE,
            "context": {"title": {"nl": "De balie", "en": "The desk"}},
            "about": new_id(),
            "dedupe_key": key or f"nudge:{count}",
        }
        return Message.objects.get(pk=services.send(recipient=recipient, **(usual | words)))

    return tell_one
