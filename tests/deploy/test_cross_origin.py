"""Pages of other origins may practise when the settings name them, and nothing else."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from deploy import environment
from deploy.cross_origin import ABOUT, allow_origins
from media.http import Message, Receive, Scope, Send
from tests.hostile.described import description

APP = "https://app.example.com"
OTHER = "https://other.example.com"
PLACES = (
    "/uploads/abc",
    "/api/v1/haven/uploads",
    "/api/v1/haven/uploads/1",
    "/api/v1/haven/videos/1",
    "/api/v1/haven/membership",
    "/api/v1/haven/today",
    "/api/v1/haven/steps/1/opening",
    "/api/v1/haven/attempts",
    "/api/v1/haven/attempts/1/takes/1",
    "/api/v1/haven/messages/unread",
    "/api/v1/haven/feedback/1",
    "/playback/abc/video.mp4",
    "/api/v1/me",
    "/api/auth/app/v1/auth/login",
)


@pytest.fixture(autouse=True)
def origins(settings: Settings) -> None:
    settings.CLIENT_ORIGINS = [APP, "capacitor://localhost"]


@allow_origins
async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    headers = [(b"location", b"/uploads/abc")]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def asked(method: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Return what the application answers; header names with underscores for dashes."""
    pairs = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": pairs}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Any: ...

    async def ask() -> None:
        await behind(scope, receive, send)

    asyncio.run(ask())
    answer = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer


def preflight(path: str, origin: str) -> tuple[int, dict[str, str]]:
    return asked("OPTIONS", path, origin=origin, access_control_request_method="PATCH")


@pytest.mark.parametrize("path", PLACES)
def test_a_named_origin_may_send_what_tus_needs(path: str) -> None:
    status, answer = preflight(path, APP)
    assert (status, answer["access-control-allow-origin"]) == (204, APP)
    for name in (
        "Upload-Offset",
        "Tus-Resumable",
        "X-Session-Token",
        "X-HTTP-Method-Override",
        "Range",
    ):
        assert name in answer["access-control-allow-headers"]
    for name in ("HEAD", "PATCH", "DELETE"):
        assert name in answer["access-control-allow-methods"]


def described() -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the path and each described operation of the routes that pages of other origins
    use."""
    for path, operations in description()["paths"].items():
        if ABOUT.match(path):
            yield from ((path, operation) for operation in operations.values())


def names(listed: str) -> set[str]:
    return {name.strip() for name in listed.split(",")}


def test_every_header_that_the_description_names_is_allowed() -> None:
    asked_for = {
        (path, parameter["name"])
        for path, operation in described()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "header"
    }
    assert {"X-Password-Reset-Key", "Kalm-Person", "If-Match"} <= {name for _, name in asked_for}
    for path, name in sorted(asked_for):
        allowed = names(preflight(path, APP)[1]["access-control-allow-headers"])
        assert name in allowed, (path, name)


def test_every_header_of_a_described_answer_is_shown() -> None:
    sent = {
        (path, name)
        for path, operation in described()
        for answer in operation["responses"].values()
        for name in answer.get("headers", {})
    }
    assert "ETag" in {name for _, name in sent}
    # Every answer repeats whom it is for.
    sent |= {(PLACES[0], "Kalm-Membership"), (PLACES[0], "Kalm-Person")}
    for path, name in sorted(sent):
        shown = names(asked("GET", path, origin=APP)[1]["access-control-expose-headers"])
        assert name in shown, (path, name)


@pytest.mark.parametrize("path", PLACES)
def test_a_named_origin_sees_the_headers_of_tus(path: str) -> None:
    status, answer = asked("POST", path, origin=APP)
    assert (status, answer["access-control-allow-origin"]) == (201, APP)
    for name in ("Location", "Upload-Offset", "Upload-Expires", "Retry-After", "Content-Range"):
        assert name in answer["access-control-expose-headers"]


def test_cookies_are_never_accepted() -> None:
    for _, answer in (preflight(PLACES[0], APP), asked("POST", PLACES[0], origin=APP)):
        assert "access-control-allow-credentials" not in answer


@pytest.mark.parametrize("origin", [OTHER, "null", "", f"{APP}.evil.example", APP.upper()])
def test_any_other_origin_is_told_nothing_but_that_the_answer_depends_on_it(origin: str) -> None:
    for status, answer in (preflight(PLACES[0], origin), asked("POST", PLACES[0], origin=origin)):
        assert (status, answer) == (201, {"location": "/uploads/abc", "vary": "Origin"})


OTHERS_WORK = (
    *("/", "/mailbox", "/admin/", "/api/v1/mean", "/api/auth/browser/v1/auth/login"),
    *(f"/api/v1/haven/{work}" for work in ("queue", "reviews/1", "leases", "people", "enrolments")),
    *(f"/api/v1/haven/{work}" for work in ("scenarios", "package-imports/1", "attemptsX", "clips")),
)


@pytest.mark.parametrize("path", OTHERS_WORK)
def test_the_rest_of_kalm_stays_with_its_own_origin(path: str) -> None:
    assert asked("GET", path, origin=APP) == (201, {"location": "/uploads/abc"})


def test_every_route_of_an_attempt_is_among_them() -> None:
    """An upload becomes a take by one of them; without it a recording would reach nobody."""
    paths = {path for path, _ in described()}
    assert {path for path in description()["paths"] if "/attempts" in path} <= paths
    assert "/api/v1/{organisation}/attempts/{attempt}/takes/{take}" in paths


def test_without_the_setting_nothing_changes(settings: Settings) -> None:
    settings.CLIENT_ORIGINS = []
    assert preflight(PLACES[0], APP) == (201, {"location": "/uploads/abc"})


def test_a_plain_options_is_still_answered_by_the_receiver() -> None:
    assert asked("OPTIONS", PLACES[0], origin=APP)[0] == 201


@pytest.mark.parametrize(
    "value", ["*", "https://*.example.com", "app.example.com", f"{APP}/", "null"]
)
def test_the_setting_takes_whole_origins_alone(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENT_ORIGINS", f"{APP},{value}")
    with pytest.raises(ImproperlyConfigured, match="CLIENT_ORIGINS"):
        environment.origins("CLIENT_ORIGINS")


def test_the_setting_takes_origins_of_pages_and_of_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [APP, "http://localhost:5173", "capacitor://localhost", "http://[::1]:8080"]
    monkeypatch.setenv("CLIENT_ORIGINS", ", ".join(named))
    assert environment.origins("CLIENT_ORIGINS") == named
