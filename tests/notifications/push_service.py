"""Provides a push service on loopback that checks who sends, and decrypts what it gets as the
browser would (RFC 8030, 8188, 8291, 8292)."""

import json
import os
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def text_of(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


@dataclass
class Browser:
    """A browser's subscription, with the private key that never leaves it."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey
    secret: bytes

    @property
    def body(self) -> dict[str, str]:
        """Return what it registers with."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": self.endpoint,
            "p256dh": text_of(point),
            "auth": text_of(self.secret),
            "label": "Chrome, Android",
        }

    def plain(self, body: bytes) -> str:
        """Return what a message says, as its service worker gets it."""
        decrypted: bytes = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret)
        return decrypted.decode()

    def decrypt(self, body: bytes) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.plain(body))
        return read


@dataclass
class Pushed:
    """A message that the service accepted or refused."""

    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """Answers 201 with everything, or what `answers` holds for a path: status and headers, once
    each. `pause` is in seconds, before an answer."""

    def __init__(self) -> None:
        self.got: list[Pushed] = []
        self.answers: dict[str, list[tuple[int, dict[str, str]]]] = {}
        self.pause: dict[str, float] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def browser(self, name: str) -> Browser:
        """Return a new subscription at this service."""
        return Browser(
            f"{self.url}/{name}", ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        )

    def paths(self) -> list[str]:
        return [one.path for one in self.got]

    def sender_of(self, pushed: Pushed) -> dict[str, Any]:
        """Return the claims that a message was signed with, once the signature is checked."""
        scheme, _, parts = pushed.headers["authorization"].partition(" ")
        assert scheme == "vapid"
        values = dict(part.strip().split("=", 1) for part in parts.split(","))
        point = urlsafe_b64decode(values["k"] + "==")
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        claims: dict[str, Any] = jwt.decode(
            values["t"], key, algorithms=["ES256"], audience=self.url
        )
        return claims

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:  # the base class names it
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                service.got.append(Pushed(self.path, headers, body))
                time.sleep(service.pause.get(self.path, 0))
                waiting = service.answers.get(self.path, [])
                status, extra = waiting.pop(0) if waiting else (201, {})
                self.send_response(status)
                for name, value in {"Content-Length": "0", **extra}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@pytest.fixture
def push_service(settings: Any) -> Iterator[PushService]:
    settings.OUTGOING_LOOPBACK = True
    settings.PUBLIC_URL = "https://kalm.example"
    service = PushService()
    yield service
    service.close()
