"""tus-js-client as published, in Chromium: uploads, goes on after a reload, stops.

In a page of our own origin on both stores, and in one of another origin that CLIENT_ORIGINS names.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, sync_playwright

from core.ids import new_id
from media.models import Upload, UploadState
from media.store import get_store
from tests import chromium, loopback
from tests.cast import PASSWORD, Cast
from tests.engines import ROOT_OPTIONS
from tests.media import clips
from tests.media.recordings import playable, rendition_of
from tests.servers import PROJECT, Server, running_server
from tests.training.world import make_school

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.xdist_group("upload-from-a-page"),  # one worker starts the server for strangers
]
CLIENT = PROJECT / "web/node_modules/tus-js-client/dist/tus.min.js"
SCRIPT = Path(__file__).with_name("js") / "page.js"
DOCUMENT = (
    "<!doctype html><link rel=icon href=data:,>"
    "<script src=tus.js></script><script src=page.js></script>"
)
FILES: dict[str, bytes | Path] = {"/": DOCUMENT.encode(), "/tus.js": CLIENT, "/page.js": SCRIPT}
SIZE = 3_000_000
CONTENT = bytes(at % 251 for at in range(256 * 251)) * (SIZE // (256 * 251) + 1)
SLOW = 1_000_000  # bytes/s that the page may send while it is to be cut off


@pytest.fixture(autouse=True)
def programs() -> None:
    assert CLIENT.exists(), "run `make web` first: tus-js-client comes with the web client"
    if not chromium.find() and not os.environ.get("KALM_REQUIRE_BROWSER"):
        pytest.skip(chromium.ABSENT)


@dataclass
class Visit:
    """A page at `origin` that sends to `server`, and what it asked of the network."""

    page: Page
    origin: str
    server: Server
    token: str
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def open(self) -> None:
        if self.origin == self.server.url:
            # Not elsewhere: with a route playwright answers for the server what browsers ask first.
            self.page.route(f"{self.origin}/phone/**", _answer)
        self.page.on("request", lambda request: self.asked.append(_in_short(request)))
        self.page.goto(f"{self.origin}/phone/")

    def send(self, **how: object) -> Any:
        """Upload the blob, or go on with it; how that ended."""
        return self.page.evaluate("how => send(how)", self._how(how))

    def cut_off(self) -> None:
        """Reload the page while a third of everything, which is one PATCH, has left."""
        tools = self.page.context.new_cdp_session(self.page)
        limits = {"offline": False, "latency": 0, "downloadThroughput": -1}
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", limits | {"uploadThroughput": SLOW})
        self.page.evaluate("how => void send(how)", self._how({}))
        self.page.wait_for_function(f"window.sent > {SIZE // 3}")
        self.page.reload()
        tools.detach()
        self.asked.clear()

    def _how(self, how: dict[str, object]) -> dict[str, object]:
        endpoint = f"{self.server.url}/api/v1/haven/uploads"
        return {"endpoint": endpoint, "token": self.token, "size": SIZE, **how}


def _in_short(request: Any) -> tuple[str, str | None]:
    return request.method, request.headers.get("upload-offset")


def _file(path: str) -> tuple[bytes, str]:
    found = FILES[path.removeprefix("/phone")]
    if isinstance(found, bytes):
        return found, "text/html"
    return found.read_bytes(), "text/javascript"


def _answer(route: Route) -> None:
    """In the place of our own server, so that the page is of its origin."""
    body, kind = _file(urlsplit(route.request.url).path)
    route.fulfill(body=body, content_type=kind)


class _Stranger(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body, kind = _file(self.path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def stranger() -> Iterator[str]:
    """Another origin with a page: a server that is none of ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Stranger) as strange:
        threading.Thread(target=strange.serve_forever).start()
        yield f"http://127.0.0.1:{strange.server_port}"
        strange.shutdown()


@pytest.fixture(scope="module")
def lasting_host(
    django_db_setup: None, media_root: Path, stranger: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of ours to which pages of the other origin may send, at most SIZE bytes."""
    folder = tmp_path_factory.mktemp("host")
    with running_server(
        folder,
        MEDIA_DIR=str(media_root),
        CLIENT_ORIGINS=stranger,
        UPLOAD_MAX_BYTES=str(SIZE),
    ) as server:
        yield server


@pytest.fixture
def host(store: str, lasting_host: Server, committed_cast: Cast) -> Server:
    return lasting_host


@contextmanager
def visit(server: Server, owner: str, origin: str) -> Iterator[Visit]:
    """Playwright's loop keeps this thread from the database for as long as the visit lasts."""
    login = {"email": owner, "password": PASSWORD}
    answer = loopback.post(f"{server.url}/api/auth/app/v1/auth/login", json=login)
    token = str(answer.json()["meta"]["session_token"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ROOT_OPTIONS)
        made = Visit(browser.new_page(), origin, server, token)
        made.open()
        yield made
        browser.close()


def assert_whole(upload: Upload) -> None:
    assert upload.state == UploadState.COMPLETE
    assert get_store().open(upload.pk).read() == CONTENT[:SIZE]


def test_a_page_goes_on_after_a_reload_where_it_was_cut_off(
    server: Server, committed_cast: Cast
) -> None:
    with visit(server, committed_cast.employee.person.email, server.url) as phone:
        phone.cut_off()
        assert "error" not in phone.send()
        assert phone.page.evaluate("window.found") == 1
        head, patch = phone.asked
    assert head[0] == "HEAD"
    assert patch[0] == "PATCH"
    assert int(patch[1] or 0) > 0
    assert_whole(Upload.objects.get())


def test_a_page_stops_an_upload(server: Server, committed_cast: Cast) -> None:
    with visit(server, committed_cast.employee.person.email, server.url) as phone:
        ended = phone.send(chunkSize=100_000, stopAt=200_000, terminate=True)
    assert ended["stopped"] == 200_000
    assert Upload.objects.get().state == UploadState.TERMINATED
    assert list(get_store().listing()) == []


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_page_of_another_origin_uploads_where_the_settings_name_it(
    host: Server, committed_cast: Cast, stranger: str
) -> None:
    with visit(host, committed_cast.employee.person.email, stranger) as phone:
        first = phone.send(chunkSize=1_000_000, stopAt=1_000_000)
        assert first.get("stopped") == 1_000_000, first
        phone.page.reload()
        assert "error" not in phone.send(chunkSize=1_000_000)
        assert phone.send(chunkSize=1_000_000, stopAt=1_000_000, terminate=True)["stopped"]
    first_made, second_made = Upload.objects.order_by("created_at")
    assert_whole(first_made)
    assert second_made.state == UploadState.TERMINATED


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_page_of_another_origin_needs_nothing_but_our_address(
    host: Server, committed_cast: Cast, stranger: str
) -> None:
    """From signing in to asking what became of the recording."""
    owner, id = committed_cast.employee.person.email, str(new_id())
    with visit(host, owner, stranger) as phone:

        def ask(path: str, **how: object) -> Any:
            return phone.page.evaluate("how => ask(how)", {"url": host.url + path, **how})

        login = {"email": owner, "password": PASSWORD}
        signed_in = ask("/api/auth/app/v1/auth/login", method="POST", body=login)
        token = signed_in["body"]["meta"]["session_token"]
        places = ask("/api/v1/me", token=token)["body"]["memberships"]
        assert [place["organisation"]["slug"] for place in places] == ["haven"]
        assert "error" not in phone.send(token=token, metadata={"id": id})
        video = ask(f"/api/v1/haven/videos/{id}", token=token)
        assert (video["status"], video["body"]["id"]) == (200, id)
    assert_whole(Upload.objects.get())


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_page_of_another_origin_practises_and_plays_what_it_recorded(
    host: Server, committed_cast: Cast, stranger: str, tmp_path: Path
) -> None:
    employee = committed_cast.employee
    school = make_school(committed_cast.haven, committed_cast.author, committed_cast.admin)
    school.enrol(employee)
    video = playable(employee, clips.mp4(tmp_path))
    scene = school.scene("respond").pk
    base = f"{host.url}{school.base}"
    with visit(host, employee.person.email, stranger) as phone:

        def ask(url: str, method: str = "GET", body: object = None) -> Any:
            how = {"url": url, "method": method, "token": phone.token, "body": body}
            return phone.page.evaluate("how => ask(how)", how)

        step = ask(f"{base}/today")["body"]["card"]["step"]
        attempt = f"{base}/attempts/{new_id()}"
        assert ask(attempt, "PUT", {"step": step})["status"] == 201
        take, recorded = f"{attempt}/takes/{new_id()}", timezone.now().isoformat()
        body = {"scene": str(scene), "upload": str(video.pk), "recorded_at": recorded}
        assert ask(take, "PUT", body | {"duration_ms": 1000})["status"] == 201
        url = host.url + ask(f"{take}/playback")["body"]["url"]
        got = phone.page.evaluate("how => part(how)", {"url": url, "token": phone.token})
        without = phone.page.evaluate("how => part(how)", {"url": url})
    size = rendition_of(video).size
    assert got == {"status": 206, "bytes": 2, "range": f"bytes 0-1/{size}"}
    assert without["status"] == 404


REFUSED: list[tuple[str, dict[str, object]]] = [
    ("upload_empty", {"size": 0}),
    ("upload_too_large", {"size": SIZE + 1}),
    ("tus_extension_unsupported", {"more": {"uploadLengthDeferred": True}}),
    ("tus_extension_unsupported", {"more": {"parallelUploads": 2}}),
    ("not_authenticated", {"token": "wrong"}),
]


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_page_of_another_origin_is_told_why_it_is_refused(
    host: Server, committed_cast: Cast, stranger: str
) -> None:
    with visit(host, committed_cast.employee.person.email, stranger) as phone:
        for code, how in REFUSED:
            ended = phone.send(**({"size": 1000, "metadata": None} | how))
            assert code in ended["error"], how
    assert not Upload.objects.exists()


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_page_of_another_origin_uploads_nothing_otherwise(
    server: Server, committed_cast: Cast, stranger: str
) -> None:
    with visit(server, committed_cast.employee.person.email, stranger) as phone:
        told: list[str] = []
        phone.page.on("console", lambda message: told.append(message.text))
        assert "error" in phone.send()
    assert "blocked by CORS policy" in told[0], told
    assert "loopback" not in told[0]
    assert not Upload.objects.exists()
