"""Simulates a phone whose browser can be killed and opened again, with what it had kept on its
disk."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from tests import chromium
from tests.browser.conftest import OPTIONS, PHONE
from tests.browser.sessions import Sessions
from tests.flows import loop
from tests.flows.caller import Caller
from tests.flows.stack import Stack, demo_password

# What the client keeps of recordings that have not arrived: size and SHA-256 of each.
KEPT = """async () => {
  const asked = indexedDB.open('kalm')
  const database = await new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const all = database.transaction('takes').objectStore('takes').getAll()
  const takes = await new Promise((done) => { all.onsuccess = () => done(all.result) })
  database.close()
  return Promise.all(takes.map(async ({ upload, blob }) => {
    const sum = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
    const hex = [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return { upload, size: blob.size, sha256: hex }
  }))
}"""


class Phone:
    """A Chromium with a disk of its own, signed in as the demo organisation's employee."""

    def __init__(
        self,
        kind: BrowserType,
        disk: Path,
        stack: Stack,
        sessions: Sessions,
        camera: list[str],
    ) -> None:
        self.kind, self.disk, self.stack, self.camera = kind, disk, stack, camera
        self.sessions = sessions
        self.context: BrowserContext | None = None

    def open(self, path: str) -> Page:
        """Start the browser at a page of Kalm, signed in the first time; sign in where that is
        asked later: a browser that is killed may not have written its cookies yet."""
        is_new = not self.disk.exists()
        self.context = self.kind.launch_persistent_context(
            str(self.disk),
            executable_path=chromium.find(),
            args=[*OPTIONS, *self.camera],
            base_url=self.stack.url,
            viewport={"width": PHONE["width"], "height": PHONE["height"]},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            permissions=["camera", "microphone"],
        )
        if is_new:
            self.sessions.enter(self.context, "employee")
        page = self.context.new_page()
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        sign_in = page.get_by_role("button", name="Log in")
        if sign_in.is_visible():  # the address that playwright tells may be late
            page.get_by_label("E-mailadres").fill("employee@demo.example")
            page.get_by_label("Wachtwoord").fill(demo_password())
            sign_in.click()
        return page

    def kill(self) -> None:
        """Send SIGKILL to every process of this browser, as when the battery is empty."""
        mark = f"--user-data-dir={self.disk}"
        killed = []
        for process in psutil.process_iter(["cmdline"]):
            if mark in (process.info["cmdline"] or []):
                with suppress(psutil.NoSuchProcess):
                    process.kill()
                    killed.append(process)
        assert killed
        psutil.wait_procs(killed, timeout=10)
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.disk / name).unlink(missing_ok=True)

    def close(self) -> None:
        if self.context:
            with suppress(Exception):  # it may have been killed
                self.context.close()


def ready_to_reply(caller: Caller) -> str:
    """Return the path of an open attempt without takes, whose next scene is the reply and which a
    coach always reviews."""
    attempt = loop.begin_with_one_reply(caller)
    for take in attempt["takes"]:
        caller.http.delete(f"{caller.root}/attempts/{attempt['id']}/takes/{take['id']}")
    answered = {answer["scene"] for answer in attempt["answers"]}
    for scene in attempt["exercise"]["scenes"]:
        if scene["kind"] == "choose" and scene["id"] not in answered:
            option = scene["options"][0]["id"]
            caller.put(f"/attempts/{attempt['id']}/answers/{scene['id']}", {"options": [option]})
    return f"/demo/attempts/{attempt['id']}"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def start_recording(page: Page) -> None:
    press(page, "Neem op")
    press(page, "Begin nu")


def record(page: Page, seconds: int = 3) -> None:
    """Record one take, until the screen shows it in the list."""
    start_recording(page)
    page.wait_for_timeout(seconds * 1000)
    press(page, "Stop")
    expect(page.get_by_text("Opname 1")).to_be_visible()


class Line:
    """The network of one tab alone."""

    def __init__(self, page: Page) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Network.enable")

    def forget_files(self) -> None:
        """Fetch every file anew from now on, as where the browser's own cache was cleared."""
        self._devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def cut(self, *, offline: bool) -> None:
        self._devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": offline,
                "latency": 0,
                "downloadThroughput": -1,
                "uploadThroughput": -1,
            },
        )


def slow(page: Page, bytes_per_second: int) -> None:
    """Limit what the phone can send from now on; negative for no limit."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 20,
            "downloadThroughput": -1,
            "uploadThroughput": bytes_per_second,
        },
    )


def kept(page: Page) -> list[dict[str, Any]]:
    """Return what this device keeps: upload, size and SHA-256 of each recording that has not
    arrived."""
    found: list[dict[str, Any]] = page.evaluate(KEPT)
    return found


def stored(stack: Stack, sha256: str) -> bool:
    """Tell whether the server's disk has a file with exactly these bytes."""
    files = (path for path in (stack.layout.root / "media").rglob("*") if path.is_file())
    return any(hashlib.sha256(path.read_bytes()).hexdigest() == sha256 for path in files)


def wait_for_shell(page: Page) -> None:
    """Wait until the service worker has what it needs to open without a network."""
    page.wait_for_function(
        "() => navigator.serviceWorker.getRegistration().then((found) => found?.active != null)"
    )
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def step_to_open(employee: Caller) -> tuple[str, str]:
    """Return the step that is the person's today, with its exercise's title; once all are done,
    that of their newest attempt."""
    card = employee.get("/today")["card"]
    if card:
        return card["step"], card["exercise"]["title"]
    step = employee.get("/attempts")["results"][0]["step"]
    return step, employee.get(f"/steps/{step}")["exercise"]["title"]
