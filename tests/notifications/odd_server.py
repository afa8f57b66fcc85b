"""Runs a mail server on loopback that can fail at each step of a conversation."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from typing import Any

STEPS = ("greeting", "hello", "tls", "sign_in", "sender", "recipient", "data", "content")
COMMANDS = {
    "EHLO": "hello",
    "HELO": "hello",
    "STARTTLS": "tls",
    "AUTH": "sign_in",
    "MAIL": "sender",
    "RCPT": "recipient",
    "DATA": "data",
    "NOOP": "noop",
    "RSET": "reset",
}
USUAL = {
    "greeting": "220 odd.example ESMTP",
    "hello": "250-odd.example\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250 SIZE 1000000",
    "tls": "454 4.7.0 TLS is not available here",
    "sign_in": "235 2.7.0 welcome",
    "data": "354 go ahead",
}


class OddServer(socketserver.ThreadingTCPServer):
    """Answers as usual except at the steps in `answers`; an answer that is None closes the
    connection.

    `refused` are answers for recipients by address, `accepted` the addresses that got a mail. With
    a `context` the server goes on over TLS once it was asked to.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers: dict[str, str | None] = {}
        self.refused: dict[str, str] = {}
        self.accepted: list[str] = []
        self.contents: list[str] = []
        self.connections = 0
        self.context: ssl.SSLContext | None = None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def plain(self, number: int) -> str:
        """Return the plain text of an accepted mail, by the order in which they came."""
        mail = message_from_string(self.contents[number], policy=policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that closes the connection."""


class _Conversation(socketserver.StreamRequestHandler):
    server: OddServer

    def handle(self) -> None:
        self.server.connections += 1
        self.recipient = ""
        if not self.say("greeting"):
            return
        while line := self.rfile.readline():
            words = line.decode().strip()
            command = words.split(" ")[0].upper()
            if command == "RCPT":
                self.recipient = words.partition("<")[2].partition(">")[0]
            if command == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            if not self.say(COMMANDS.get(command, "")):
                return
            if command == "STARTTLS" and self.server.context:
                self.server.context.wrap_socket(self.connection, server_side=True)
            if command == "DATA" and self.may_send and not self.take():
                return

    def say(self, step: str) -> bool:
        """Answer `step`; False after closing the connection."""
        answer = self.server.answers.get(step, USUAL.get(step, "250 2.0.0 OK"))
        if step == "recipient":
            answer = self.server.refused.get(self.recipient, answer)
        if answer is None:
            return False
        self.may_send = answer.startswith("354")
        self.wfile.write(answer.encode() + b"\r\n")
        return True

    def take(self) -> bool:
        """Read a mail to its final dot, and keep it where it is accepted."""
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.decode())
        answer = self.server.answers.get("content", "250 2.0.0 queued")
        if answer and answer.startswith("2"):
            self.server.accepted.append(self.recipient)
            self.server.contents.append("".join(lines))
        return self.say("content")


@contextmanager
def odd_server(settings: Any) -> Iterator[OddServer]:
    """Yield the server, with settings that send mail through it as a signed-in user."""
    with OddServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 10
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kalm", "secret"
        settings.PUBLIC_URL = "https://kalm.example"
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
