"""Debian's nginx with deploy/nginx.conf: uploads pass as they come, the disk serves recordings."""

import os
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import redis
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from core.ids import new_id
from media import services
from media.models import Upload, UploadState, Video
from media.store import get_store
from tests import absent, nginx
from tests.cast import Cast
from tests.media import clips
from tests.media.phone import BODY
from tests.media.receivers import running_receiver
from tests.media.recordings import content_of, playable
from tests.media.watching import Page, cookie, granted, session_of
from tests.nginx import Nginx, running_nginx
from tests.servers import running_server, wait_until

is_absent = nginx.find() is None and not os.environ.get("CI")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.xdist_group("nginx"),  # one worker starts its three programs
    pytest.mark.skipif(is_absent, reason=absent.NGINX),
]
DATA = bytes(range(256)) * 8192  # 2 MiB: more than the API takes
HALF = len(DATA) // 2
YEAR = 365 * 24 * 3600
APP = "https://app.example.com"


@pytest.fixture(scope="module")
def lasting_proxy(
    django_db_setup: None, media_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nginx]:
    """nginx before a receiver of bytes, and a server of ours that leaves the sending to it."""
    folder = tmp_path_factory.mktemp("behind-nginx")
    with (
        running_server(
            folder,
            MEDIA_DIR=str(media_root),
            HSTS_SECONDS=str(YEAR),
            PLAYBACK_VIA="nginx",
            CLIENT_ORIGINS=APP,
        ) as server,
        running_receiver(folder, MEDIA_DIR=str(media_root)) as receiver,
        running_nginx(server.port, receiver.port, media_root / "objects") as running,
    ):
        yield running


@pytest.fixture
def proxy(lasting_proxy: Nginx, committed_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Nginx:
    """The same, trusted by this process."""
    monkeypatch.setenv("SSL_CERT_FILE", str(lasting_proxy.folder / "fullchain.pem"))
    return lasting_proxy


@pytest.fixture
def location(committed_cast: Cast) -> str:
    upload, _ = services.create_upload(
        owner=committed_cast.employee, id=new_id(), length=len(DATA), content_type="video/mp4"
    )
    return services.make_location(upload)


def patch(url: str, offset: int, body: bytes) -> httpx.Response:
    headers = {"tus-resumable": "1.0.0", "content-type": BODY, "upload-offset": str(offset)}
    return httpx.patch(url, content=body, headers=headers, timeout=30)


def offset_at(url: str) -> int:
    return int(httpx.head(url, headers={"tus-resumable": "1.0.0"}).headers["upload-offset"])


def begin(proxy: Nginx, location: str) -> socket.socket:
    """A PATCH of all bytes of which half are sent, and all of these stored."""
    head = (
        f"PATCH {location} HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\n"
        f"Content-Type: {BODY}\r\nUpload-Offset: 0\r\nContent-Length: {len(DATA)}\r\n\r\n"
    )
    trust = ssl.create_default_context(cafile=str(proxy.folder / "fullchain.pem"))
    link = socket.create_connection(("127.0.0.1", proxy.tls))
    wrapped = trust.wrap_socket(link, server_hostname="127.0.0.1")
    wrapped.sendall(head.encode() + DATA[:HALF])
    upload = Upload.objects.get()
    wait_until(lambda: get_store().offset(upload.pk) == HALF, seconds=20)
    return wrapped


def test_a_whole_upload_passes(proxy: Nginx, location: str) -> None:
    answer = patch(proxy.url + location, 0, DATA)
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(len(DATA)))
    upload = Upload.objects.get()
    assert upload.state == UploadState.COMPLETE
    assert get_store().open(upload.pk).read() == DATA
    sent = [str(one) for one in redis.Redis.from_url(settings.REDIS_URL).lrange("media", 0, -1)]
    assert any(str(upload.pk) in one for one in sent)


@pytest.mark.parametrize("ending", ["hung up", "stalled"])
def test_what_came_of_a_patch_that_broke_is_kept(proxy: Nginx, location: str, ending: str) -> None:
    link = begin(proxy, location)
    if ending == "hung up":
        link.close()
    url = proxy.url + location
    assert offset_at(url) == HALF
    assert patch(url, HALF, DATA[HALF:]).status_code == 204
    assert get_store().open(Upload.objects.get().pk).read() == DATA


@pytest.fixture
def video(committed_cast: Cast, media_dir: Path, tmp_path: Path) -> Video:
    return playable(committed_cast.employee, clips.mp4(tmp_path))


@pytest.fixture
def page(proxy: Nginx, video: Video, committed_cast: Cast) -> Iterator[Page]:
    """Return a playback's URL for a browser that has its session."""
    granting = granted(video, committed_cast.employee)
    with httpx.Client(headers=granting.cookie) as browser:
        yield Page(f"{proxy.url}{granting.url}", browser, granting.session)


def test_it_plays_and_seeks(page: Page, video: Video) -> None:
    whole = content_of(video)
    size = len(whole)
    assert page.get().content == whole
    for asked, first, last in (
        ("bytes=0-1", 0, 1),
        (f"bytes={size // 2}-", size // 2, size - 1),
        ("bytes=-100", size - 100, size - 1),
    ):
        answer = page.get(headers={"range": asked})
        assert (answer.status_code, answer.content) == (206, whole[first : last + 1])
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{size}"
    assert page.get(headers={"range": f"bytes={size}-"}).status_code == 416
    assert page.get(headers={"range": "bytes=0-1,4-5"}).content == whole
    head = page.head()
    assert (head.content, head.headers["content-length"]) == (b"", str(size))


def test_an_unchanged_file_is_not_sent_again(page: Page) -> None:
    etag = page.get().headers["etag"]
    assert page.get(headers={"if-none-match": etag}).status_code == 304
    part = {"range": "bytes=0-1"}
    assert page.get(headers=part | {"if-range": etag}).status_code == 206
    assert page.get(headers=part | {"if-range": '"old"'}).status_code == 200


def test_a_page_of_another_origin_may_read_what_it_plays(page: Page) -> None:
    answer = page.get(headers={"range": "bytes=0-1", "origin": APP})
    assert (answer.status_code, answer.headers.get_list("access-control-allow-origin")) == (
        206,
        [APP],
    )
    assert "Content-Range" in answer.headers["access-control-expose-headers"]
    assert "Origin" in answer.headers["vary"]
    other = page.get(headers={"origin": "https://other.example.com"})
    assert "access-control-allow-origin" not in other.headers
    assert "Origin" in other.headers["vary"]


def test_every_header_that_guards_is_kept(page: Page) -> None:
    for headers in (
        page.get().headers,
        page.get(headers={"range": "bytes=0-1"}).headers,
    ):
        assert headers["content-type"] == "video/mp4"
        assert headers["content-disposition"] == 'attachment; filename="video.mp4"'
        assert headers["cache-control"].startswith("private")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["strict-transport-security"] == f"max-age={YEAR}"
        assert "x-accel-redirect" not in headers


def test_every_answer_asks_for_tls_once(proxy: Nginx, location: str, page: Page) -> None:
    for url in (proxy.url + location, f"{proxy.url}/playback/x/y", page.url):
        answer = page.browser.head(url, headers={"tus-resumable": "1.0.0"})
        assert answer.headers.get_list("strict-transport-security") == [f"max-age={YEAR}"], url
        assert answer.headers.get_list("x-content-type-options") == ["nosniff"], url


def test_it_opens_in_no_other_session(page: Page, committed_cast: Cast) -> None:
    assert httpx.get(page.url).status_code == 404
    other = cookie(session_of(committed_cast.teammate))
    assert httpx.get(page.url, headers=other).status_code == 404
    assert page.get().status_code == 200
    SessionStore(page.session).delete()
    assert page.get().status_code == 404


def test_nobody_reaches_the_files_past_the_grant(
    proxy: Nginx, page: Page, video: Video, committed_cast: Cast
) -> None:
    key = video.renditions.get(name="main").key
    assert httpx.get(f"{proxy.url}/kept/{key}").status_code == 404
    services.delete_video(video=video)
    assert page.get().status_code == 404


def test_pages_come_through_with_their_headers_and_only_over_tls(proxy: Nginx) -> None:
    answer = httpx.get(f"{proxy.url}/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer.headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in answer.headers
    plain = httpx.get(f"http://127.0.0.1:{proxy.plain}/today")
    assert (plain.status_code, plain.headers["location"]) == (308, "https://127.0.0.1/today")


def test_the_log_holds_no_capability(proxy: Nginx, location: str) -> None:
    assert offset_at(proxy.url + location) == 0
    log = proxy.folder / "kalm-access.log"
    wait_until(lambda: " HEAD /uploads/... " in log.read_text(), seconds=20)
    assert location not in log.read_text()
