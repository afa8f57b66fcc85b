"""Provides a browser, a stack of its own, and people who sign in at a phone or a laptop."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from demo.make_phone_clips import fake_camera
from tests import chromium, prepared
from tests.browser.sessions import Sessions
from tests.flows.stack import Stack, demo_password, own_stack

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1440, "height": 900}
# What Chromium needs as root in a container, and what keeps it off the network.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
SCREENSHOTS = os.environ.get("KALM_SCREENSHOTS")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the main loop first, in whatever order files are named: it begins with an exercise that
    the stack's one employee has not opened yet, and the others leave one open."""
    items.sort(
        key=lambda item: item.path.name != "test_main_loop.py" or "browser" not in item.path.parts
    )


@pytest.fixture(scope="session")
def browser_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("browser-stack")
    prepared.copy_to(folder / "data")
    with own_stack(folder, OUTGOING_LOOPBACK="on") as started:
        yield started


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return Chromium's options for a camera and a microphone that show and hear a reply."""
    made = fake_camera(tmp_path_factory.mktemp("camera"))
    return [
        f"--use-file-for-fake-video-capture={made.video}",
        f"--use-file-for-fake-audio-capture={made.audio}",
    ]


# Not the session's: Playwright keeps a loop running in the thread for as long as it lives, and
# Django refuses every database test in a thread whose loop runs.
@pytest.fixture(scope="package")
def browser(camera: list[str]) -> Iterator[Browser]:
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=[*OPTIONS, *camera]
        )
        yield started
        started.close()


class NewContext(Protocol):
    def __call__(
        self, size: dict[str, int], *, service_workers: Literal["allow", "block"] = "block"
    ) -> BrowserContext: ...


class SignIn(Protocol):
    def __call__(
        self,
        role: str,
        size: dict[str, int],
        *,
        service_workers: Literal["allow", "block"] = "block",
    ) -> Page: ...


class OpenAs(Protocol):
    def __call__(self, role: str, size: dict[str, int], path: str = "") -> Page: ...


@pytest.fixture
def new_context(browser: Browser, browser_stack: Stack) -> Iterator[NewContext]:
    """Make a browser of its own for one person: `new_context(PHONE)`, in Dutch and with a camera.

    It has no service worker unless asked: that one reads all files of the client for later, from
    the server and in each context anew.
    """
    contexts: list[BrowserContext] = []

    def made(
        size: dict[str, int], *, service_workers: Literal["allow", "block"] = "block"
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=browser_stack.url,
            viewport={"width": size["width"], "height": size["height"]},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            has_touch=size is PHONE,
            permissions=["camera", "microphone"],
            reduced_motion="reduce",
            service_workers=service_workers,
        )
        contexts.append(context)
        return context

    yield made
    for context in contexts:
        for page in context.pages:
            # An answer that is still being altered must not fail the test that comes next.
            page.unroute_all(behavior="ignoreErrors")
        context.close()


@pytest.fixture
def sign_in(new_context: NewContext) -> SignIn:
    """Open Kalm at a screen size and sign in on screen: `sign_in("employee", PHONE)`."""

    def opened(
        role: str,
        size: dict[str, int],
        *,
        service_workers: Literal["allow", "block"] = "block",
    ) -> Page:
        page = new_context(size, service_workers=service_workers).new_page()
        page.goto("/")
        page.get_by_label("E-mailadres").fill(f"{role}@demo.example")
        page.get_by_label("Wachtwoord").fill(demo_password())
        page.get_by_role("button", name="Log in").click()
        return page

    return opened


@pytest.fixture(scope="session")
def sessions() -> Sessions:
    return Sessions()


@pytest.fixture
def open_as(new_context: NewContext, sessions: Sessions) -> Iterator[OpenAs]:
    """Open a page as somebody who signed in before: `open_as("author", LAPTOP, "/demo/author")`.

    Without a path the page is empty, for what has to be set up before the first one is loaded.
    """
    entered: list[tuple[BrowserContext, str]] = []

    def opened(role: str, size: dict[str, int], path: str = "") -> Page:
        context = new_context(size)
        sessions.enter(context, role)
        entered.append((context, role))
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield opened
    for context, role in entered:
        sessions.leave(context, role)


@pytest.fixture
def shot(tmp_path: Path) -> Callable[[Page, str], None]:
    """Keep a picture of a screen: in docs/screenshots when asked for, else with the test."""
    folder = Path(SCREENSHOTS) if SCREENSHOTS else tmp_path
    folder.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    return keep
