"""Calls the API as a person does: httpx, the app client's session token, and repeated requests."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import httpx

from core.ids import new_id

Found = TypeVar("Found")
PATIENCE = 60.0
logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each poll says nothing
CHUNK = 64 * 1024


class NotAsPromised(Exception):
    """The product answered differently from what the loop promises."""


class Caller:
    """A signed-in person in one organisation. Paths are relative to the organisation's API.

    `token` is that of a session which the person has already; without one they sign in.
    """

    def __init__(
        self, url: str, organisation: str, email: str, password: str, token: str | None = None
    ) -> None:
        self.http = httpx.Client(base_url=url, timeout=30, verify=False)  # noqa: S501  # own LAN
        self.root = f"/api/v1/{organisation}"
        self.token = token or self._sign_in(email, password)
        self.http.headers["X-Session-Token"] = self.token
        self.me = expect(self.http.get("/api/v1/me"), 200).json()

    def _sign_in(self, email: str, password: str) -> str:
        answer = self.http.post(
            "/api/auth/app/v1/auth/login", json={"email": email, "password": password}
        )
        return str(expect(answer, 200).json()["meta"]["session_token"])

    def get(self, path: str, **query: str) -> Any:
        return expect(self.http.get(self.root + path, params=query), 200).json()

    def put(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return expect(self.http.put(self.root + path, json=body or {}), 200, 201).json()

    def delete(self, path: str) -> None:
        expect(self.http.delete(self.root + path), 204)

    def post(
        self,
        path: str,
        body: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        answer = self.http.post(self.root + path, json=body or {}, headers=headers)
        return expect(answer, 200, 201).json()

    def upload(self, content: bytes, content_type: str, *, purpose: str = "take") -> UUID:
        """Send a recording in pieces, asking the server after each how far it is."""
        upload = new_id()
        body = {"length": len(content), "content_type": content_type, "purpose": purpose}
        location = self.put(f"/uploads/{upload}", body)["location"]
        offset = 0
        while offset < len(content):
            self.http.patch(
                location,
                content=content[offset : offset + CHUNK],
                headers={
                    "Tus-Resumable": "1.0.0",
                    "Upload-Offset": str(offset),
                    "Content-Type": "application/offset+octet-stream",
                },
            ).raise_for_status()
            state = self.http.head(location, headers={"Tus-Resumable": "1.0.0"})
            offset = int(expect(state, 200, 204).headers["Upload-Offset"])
        return upload


def expect(answer: httpx.Response, *statuses: int) -> httpx.Response:
    """Return the answer, if its status is one of `statuses`; else raise NotAsPromised with the
    answer."""
    if answer.status_code not in statuses:
        asked = f"{answer.request.method} {answer.request.url.path}"
        raise NotAsPromised(f"{asked} answered {answer.status_code}: {answer.text[:500]}")
    return answer


def wait_until(what: str, look: Callable[[], Found | None], *, seconds: float = PATIENCE) -> Found:
    """Call `look` repeatedly and return what it finds; NotAsPromised when time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise NotAsPromised(f"{what} did not happen within {seconds:.0f} s")
