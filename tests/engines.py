"""Drives Firefox and WebKitGTK from Debian's packages by their own protocols, Marionette and
WebDriver. Chromium is playwright's, see tests/chromium.py."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import httpx
from playwright.sync_api import sync_playwright

from deploy.embedded import ports
from tests import chromium, group_watch

MINI_BROWSER = "/usr/lib/{machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser"
PATIENCE = 60.0  # seconds for a browser to start
ROOT_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class Engine(Protocol):
    """A browser with one page."""

    def go(self, url: str) -> None: ...

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function whose last argument is a callback for its answer."""
        ...


@contextmanager
def chromium_engine() -> Iterator[Engine]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ROOT_OPTIONS)
        yield Playwright(browser.new_page())
        browser.close()


class Playwright:
    def __init__(self, page: Any) -> None:
        self._page = page

    def go(self, url: str) -> None:
        self._page.goto(url)

    def run(self, script: str, *arguments: object) -> Any:
        body = f"(args) => new Promise(done => (function() {{ {script} }})(...args, done))"
        return self._page.evaluate(body, list(arguments))


@contextmanager
def firefox_engine() -> Iterator[Engine]:
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = ports.free()
        prefs: dict[str, object] = {
            "marionette.port": port,
            "media.autoplay.default": 0,
            "app.update.auto": False,
        }
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in prefs.items()]
        home.joinpath("user.js").write_text("\n".join(lines))
        program = find_program("firefox-esr", "firefox")
        argv = [str(program), "--headless", "--marionette", "--no-remote", "--profile", str(home)]
        _started(stack, argv, {"HOME": str(home), "MOZ_DISABLE_CONTENT_SANDBOX": "1"})
        yield stack.enter_context(Marionette(port))


class Marionette:
    """Drives Firefox: messages are `length:[type, id, command, parameters]` on one TCP
    connection.
    """

    def __init__(self, port: int) -> None:
        self._link = _connected(port)
        self._count = 0
        self._file = self._link.makefile("rb")

    def __enter__(self) -> "Marionette":
        self._read()  # it greets
        self._ask("WebDriver:NewSession", {})
        self._ask("WebDriver:SetTimeouts", {"script": int(PATIENCE * 1000)})
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
        self._link.close()

    def go(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        asked: dict[str, object] = {"script": script, "args": list(arguments)}
        return self._ask("WebDriver:ExecuteAsyncScript", asked)["value"]

    def _ask(self, command: str, parameters: dict[str, object]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, command, parameters]).encode()
        self._link.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._file.read(1)
        return json.loads(self._file.read(int(length[:-1])))


@contextmanager
def webkit_engine() -> Iterator[Engine]:
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        port = ports.free()
        argv = ["xvfb-run", "--auto-servernum", "WebKitWebDriver", f"--port={port}"]
        # Its own sandbox needs namespaces and a message bus; the page here is ours.
        _started(
            stack,
            argv,
            {"HOME": home, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "NO_AT_BRIDGE": "1"},
        )
        _connected(port).close()
        yield stack.enter_context(WebDriver(f"http://127.0.0.1:{port}"))


class WebDriver:
    """Drives a browser by W3C WebDriver over HTTP."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=2 * PATIENCE)
        self._session = ""

    def __enter__(self) -> "WebDriver":
        options = {"binary": str(mini_browser()), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = self._ask("", {"capabilities": wanted})["sessionId"]
        self._ask("/timeouts", {"script": int(PATIENCE * 1000)})
        return self

    def __exit__(self, *error: object) -> None:
        self._http.delete(f"/session/{self._session}")
        self._http.close()

    def go(self, url: str) -> None:
        self._ask("/url", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        return self._ask("/execute/async", {"script": script, "args": list(arguments)})

    def _ask(self, path: str, body: dict[str, object]) -> Any:
        place = f"/session/{self._session}" if self._session else "/session"
        answer = self._http.post(place + path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["value"]


def find_program(*names: str) -> str | None:
    """Return the first of the programs that is on the PATH."""
    return next((path for path in map(shutil.which, names) if path), None)


def mini_browser() -> Path | None:
    path = Path(MINI_BROWSER.format(machine=os.uname().machine))
    return path if path.exists() else None


ENGINES = {"chromium": chromium_engine, "firefox": firefox_engine, "webkit": webkit_engine}


def missing(engine: str) -> str | None:
    """Return what to install before this engine can be driven; None when it is there."""
    if engine == "chromium":
        return None if chromium.find() else "chromium"
    if engine == "firefox":
        return None if find_program("firefox-esr", "firefox") else "firefox-esr"
    is_there = mini_browser() and find_program("WebKitWebDriver") and find_program("xvfb-run")
    return None if is_there else "webkit2gtk-driver gstreamer1.0-libav xvfb xauth"


def _started(stack: ExitStack, argv: list[str], more: dict[str, str]) -> None:
    """Start the program; it ends, with all that it started, when the stack unwinds."""
    popen = subprocess.Popen(
        argv,
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    group_watch.remember(popen.pid)
    stack.callback(_end, popen)


def _end(popen: "subprocess.Popen[bytes]") -> None:
    import psutil

    from tests import processes

    with suppress(psutil.NoSuchProcess):
        processes.kill(processes.family(psutil.Process(popen.pid)))
    popen.wait()
    group_watch.forget(popen.pid)


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE)
        except OSError:
            assert time.monotonic() < deadline, "the browser did not start"
            time.sleep(0.2)
