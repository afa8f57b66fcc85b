"""Playback: a signed, short-lived URL for one viewer, with ranges as browsers ask for them."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from media import services
from media.models import Captions, Video
from media.services import Playback
from media.tokens import PlaybackGrant, playback_token
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import content_of, processed
from tests.servers import Server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    return processed(committed_cast.employee, clips.mp4(tmp_path))


@pytest.fixture
def playback(video: Video, committed_cast: Cast) -> Playback:
    Captions.objects.create(
        video=video, language="nl", text="WEBVTT\n\n00:00.000 --> 00:01.000\nHé"
    )
    return services.grant_playback(video=video, viewer=committed_cast.employee, purpose="own_take")


def get(server: Server, path: str | None, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(f"{server.url}{path}", headers=named, follow_redirects=True)


def test_it_serves_the_whole_file_safely(server: Server, playback: Playback, video: Video) -> None:
    answer = get(server, playback.url)
    assert answer.status_code == 200
    assert answer.content == content_of(video)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["content-disposition"] == 'attachment; filename="video.mp4"'
    for own in (answer.history or [answer])[:1]:
        assert own.headers["x-content-type-options"] == "nosniff"
        assert own.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=5-5", 5, 5)],
)
def test_it_serves_one_range(
    server: Server, playback: Playback, video: Video, asked: str, first: int, last: int | None
) -> None:
    whole = content_of(video)
    expected = whole[first:] if last is None else whole[first : last + 1]
    answer = get(server, playback.url, range=asked)
    assert (answer.status_code, answer.content) == (206, expected)
    start = len(whole) + first if first < 0 else first
    assert answer.headers["content-range"] == (
        f"bytes {start}-{start + len(expected) - 1}/{len(whole)}"
    )
    assert answer.headers["content-length"] == str(len(expected))


@pytest.mark.parametrize("store", ["local"], indirect=True)
@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=0-1,4-5", "bytes=x", "items=0-1", "bytes=5-2", "bytes=-"),
        *(f"bytes=0-{'9' * 5000}", f"bytes=-{'9' * 5000}"),
    ],
    ids=lambda asked: asked[:15],
)
def test_a_range_that_it_does_not_serve_gets_everything(
    server: Server, playback: Playback, asked: str
) -> None:
    assert get(server, playback.url, range=asked).status_code == 200


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_range_past_the_end_is_refused_with_the_size(
    server: Server, playback: Playback, video: Video
) -> None:
    size = len(content_of(video))
    for asked in (f"bytes={size}-", "bytes=-0"):
        answer = get(server, playback.url, range=asked)
        assert (answer.status_code, answer.json()["code"]) == (416, "range_unsatisfiable")
        assert answer.headers["content-range"] == f"bytes */{size}"


def test_head_tells_the_size_and_sends_nothing(
    server: Server, playback: Playback, video: Video
) -> None:
    answer = httpx.head(f"{server.url}{playback.url}", follow_redirects=True)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(content_of(video)))


def test_an_unchanged_file_is_not_sent_again(server: Server, playback: Playback) -> None:
    etag = get(server, playback.url).headers["etag"]
    assert get(server, playback.url, if_none_match=etag).status_code == 304
    assert get(server, playback.url, range="bytes=0-1", if_range=etag).status_code == 206


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_range_meant_for_another_version_gets_everything(
    server: Server, playback: Playback
) -> None:
    assert get(server, playback.url, range="bytes=0-1", if_range='"old"').status_code == 200


def test_it_serves_poster_and_captions(server: Server, playback: Playback) -> None:
    poster = get(server, playback.poster_url)
    assert poster.headers["content-type"] == "image/jpeg"
    assert poster.content.startswith(b"\xff\xd8")
    [captions] = playback.captions
    text = get(server, captions.url)
    assert text.headers["content-type"] == "text/vtt; charset=utf-8"
    assert text.text.endswith("Hé")


def test_a_changed_or_strange_url_opens_nothing(server: Server, playback: Playback) -> None:
    assert playback.url
    base, _, name = playback.url.rpartition("/")
    strange = [
        f"{base[:-3]}abc/{name}",
        f"{base}/..%2F..%2Fetc%2Fpasswd",
        f"{base}/original",
        "/playback/",
    ]
    for path in [
        *strange,
        f"{base}/captions-xx.vtt",
        f"{base}/captions-%00.vtt",
        f"{base}/audio.m4a",
    ]:
        assert get(server, path).status_code == 404, path


def test_a_url_ends(server: Server, video: Video, committed_cast: Cast) -> None:
    viewer = committed_cast.employee.pk
    over = timezone.now() - timedelta(seconds=1)
    token = playback_token(PlaybackGrant(video.pk, viewer, "main", "own_take", over))
    assert get(server, f"/playback/{token}/video.mp4").status_code == 404


def test_a_url_dies_with_its_viewers_membership(
    server: Server, playback: Playback, committed_cast: Cast
) -> None:
    committed_cast.employee.is_active = False
    committed_cast.employee.save()
    assert get(server, playback.url).status_code == 404


def test_a_url_bound_to_someone_of_another_organisation_opens_nothing(
    server: Server, video: Video, committed_cast: Cast
) -> None:
    until = timezone.now() + timedelta(minutes=1)
    grant = PlaybackGrant(video.pk, committed_cast.stranger.pk, "main", "own_take", until)
    assert get(server, f"/playback/{playback_token(grant)}/video.mp4").status_code == 404


def test_a_url_dies_with_the_video(server: Server, playback: Playback, video: Video) -> None:
    services.delete_video(video=video)
    assert get(server, playback.url).status_code == 404
    assert get(server, playback.poster_url).status_code == 404


def test_it_only_reads(server: Server, playback: Playback) -> None:
    answer = httpx.post(f"{server.url}{playback.url}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_every_grant_is_written_down(playback: Playback, video: Video) -> None:
    event = AuditEvent.objects.get(object_id=video.pk)
    assert (event.verb, event.actor_id) == ("playback_granted", video.owner_id)
    assert event.detail == {"purpose": "own_take"}
