"""Sign-in as its two kinds of client do it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.dispatched import run_dispatched

__all__ = ["run_dispatched"]
BROWSER = "/api/auth/browser/v1"
APP = "/api/auth/app/v1"


class Browser:
    """Keeps cookies, sends the CSRF token back and says for whom it is, as the web client does."""

    def __init__(self) -> None:
        self.person: str | None = None
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.client.get(f"{BROWSER}/config")

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        own = {"X-CSRFToken": self.client.cookies["csrftoken"].value}
        if self.person:
            own["Kalm-Person"] = self.person
        return self.client.generic(
            method,
            path,
            b"" if body is None else _json(body),
            content_type="application/json",
            headers=own | headers,
        )

    def sign_in(self, email: str, password: str, **headers: str) -> Any:
        body = {"email": email, "password": password}
        answer = self.send("POST", f"{BROWSER}/auth/login", body, **headers)
        if answer.status_code == 200:
            self.person = self.send("GET", "/api/v1/me").json()["id"]
        return answer

    def sign_out(self) -> None:
        self.send("DELETE", f"{BROWSER}/auth/session")
        self.person = None


def _json(body: Any) -> bytes:
    import json

    return json.dumps(body).encode()


@pytest.fixture
def browser(fresh_limits: None, db: None) -> Browser:
    return Browser()


@pytest.fixture
def fresh_limits() -> Iterator[None]:
    """No test inherits another's failed tries."""
    cache.clear()
    yield
    cache.clear()
