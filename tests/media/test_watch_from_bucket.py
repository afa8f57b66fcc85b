"""Playback from a bucket: a redirect to a URL that the bucket itself checks, for one file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.utils import timezone

from media import services
from media.models import Captions, Video
from media.tokens import PlaybackGrant, playback_token, session_mark
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import content_of, playable
from tests.media.stored import everything
from tests.media.watching import Page, granted
from tests.servers import Server, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("store", ["objects"], indirect=True),
]


@pytest.fixture
def video(committed_cast: Cast, store: str, tmp_path: Path) -> Video:
    made = playable(committed_cast.employee, clips.mp4(tmp_path))
    Captions.objects.create(video=made, language="nl", text="WEBVTT")
    return made


@pytest.fixture
def page(server: Server, video: Video, committed_cast: Cast) -> Iterator[Page]:
    """Return a playback's URL for a browser that has its session."""
    granting = granted(video, committed_cast.employee)
    with httpx.Client(headers=granting.cookie) as browser:
        yield Page(f"{server.url}{granting.url}", browser, granting.session)


def signed(page: Page) -> str:
    """The bucket's URL that we answer with."""
    answer = page.get()
    assert answer.status_code == 302
    return str(answer.headers["location"])


def test_it_sends_the_viewer_to_the_bucket_and_nobody_keeps_the_way(page: Page) -> None:
    answer = page.get()
    assert (answer.status_code, answer.content) == (302, b"")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_url_lasts_for_minutes_and_never_past_the_grant(
    server: Server, page: Page, video: Video, committed_cast: Cast
) -> None:
    assert int(parse_qs(urlsplit(signed(page)).query)["X-Amz-Expires"][0]) == 300
    until, mark = timezone.now() + timedelta(seconds=3), session_mark(page.session)
    grant = PlaybackGrant(video.pk, committed_cast.employee.pk, "main", "own_take", until, mark)
    url = f"{server.url}/playback/{playback_token(grant)}/video.mp4"
    short = signed(Page(url, page.browser, page.session))
    assert loopback.get(short).status_code == 200
    wait_until(lambda: loopback.get(short).status_code == 403, seconds=20)


def test_the_bucket_calls_the_file_what_we_say(page: Page, video: Video) -> None:
    answer = loopback.get(signed(page))
    assert answer.content == content_of(video)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-disposition"] == 'attachment; filename="video.mp4"'
    assert answer.headers["cache-control"].startswith("private, max-age=")


def test_a_changed_url_opens_nothing(page: Page, video: Video) -> None:
    url = signed(page)
    assert video.original
    key = video.renditions.get(name="main").key
    for other in (
        url.replace(key, video.original),
        url.replace(key, video.poster),
        url[:-4] + "beef",
        url.replace("video%2Fmp4", "text%2Fhtml"),
        url.replace("X-Amz-Expires=3", "X-Amz-Expires=9"),
        url.partition("?")[0],
    ):
        assert other != url
        assert loopback.get(other).status_code == 403, other


def test_safari_probes_and_seeks(page: Page, video: Video) -> None:
    """Two bytes first, to learn of ranges and size; then from anywhere to the end."""
    whole = content_of(video)
    size = len(whole)
    for asked, first, last in (
        ("bytes=0-1", 0, 1),
        (f"bytes=0-{size - 1}", 0, size - 1),
        (f"bytes={size // 2}-", size // 2, size - 1),
        ("bytes=-100", size - 100, size - 1),
    ):
        answer = page.get(headers={"range": asked}, follow_redirects=True)
        assert (answer.status_code, answer.content) == (206, whole[first : last + 1])
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{size}"
    past = page.get(headers={"range": f"bytes={size}-"}, follow_redirects=True)
    assert past.status_code == 416


def test_head_is_answered_by_the_bucket_too(page: Page, video: Video) -> None:
    answer = page.head(follow_redirects=True)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(content_of(video)))
    assert answer.headers["content-type"] == "video/mp4"


def test_captions_come_from_us_where_the_page_may_read_them(page: Page) -> None:
    answer = page.browser.get(page.url.rpartition("/")[0] + "/captions-nl.vtt")
    assert (answer.status_code, answer.text) == (200, "WEBVTT")


def test_nobody_is_sent_anywhere_without_a_grant(
    server: Server, page: Page, committed_cast: Cast
) -> None:
    assert page.browser.get(page.url[:-20] + "AAAA/video.mp4").status_code == 404
    committed_cast.employee.is_active = False
    committed_cast.employee.save()
    assert page.get().status_code == 404


def test_a_url_of_a_deleted_video_opens_nothing(page: Page, video: Video) -> None:
    url = signed(page)
    services.delete_video(video=video)
    assert loopback.get(url).status_code == 404
    assert page.get().status_code == 404
    assert everything() == []
