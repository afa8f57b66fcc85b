"""Playback: a signed, short-lived URL for one viewer, with ranges as browsers ask for them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import httpx
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.models import AuditEvent, Membership
from media import services
from media.models import Captions, Video
from media.tokens import PlaybackGrant, playback_token, session_mark
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import content_of, playable
from tests.media.watching import Granted, cookie, granted, session_of
from tests.servers import Server

pytestmark = pytest.mark.django_db(transaction=True)
Ending = Callable[[Granted, Membership], None]


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    return playable(committed_cast.employee, clips.mp4(tmp_path))


@pytest.fixture
def playback(video: Video, committed_cast: Cast) -> Granted:
    Captions.objects.create(
        video=video, language="nl", text="WEBVTT\n\n00:00.000 --> 00:01.000\nHé"
    )
    return granted(video, committed_cast.employee)


class Get(Protocol):
    def __call__(self, path: str | None, **headers: str) -> httpx.Response: ...


@pytest.fixture
def get(server: Server, playback: Granted) -> Get:
    """Asks in the session that the addresses were granted in."""

    def asked(path: str | None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"{server.url}{path}"
        return loopback.get(url, headers=playback.cookie | named, follow_redirects=True)

    return asked


def test_it_serves_the_whole_file_safely(get: Get, playback: Granted, video: Video) -> None:
    answer = get(playback.url)
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
    get: Get, playback: Granted, video: Video, asked: str, first: int, last: int | None
) -> None:
    whole = content_of(video)
    expected = whole[first:] if last is None else whole[first : last + 1]
    answer = get(playback.url, range=asked)
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
    get: Get, playback: Granted, asked: str
) -> None:
    assert get(playback.url, range=asked).status_code == 200


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_range_past_the_end_is_refused_with_the_size(
    get: Get, playback: Granted, video: Video
) -> None:
    size = len(content_of(video))
    for asked in (f"bytes={size}-", "bytes=-0"):
        answer = get(playback.url, range=asked)
        assert (answer.status_code, answer.json()["code"]) == (416, "range_unsatisfiable")
        assert answer.headers["content-range"] == f"bytes */{size}"


def test_head_tells_the_size_and_sends_nothing(
    server: Server, playback: Granted, video: Video
) -> None:
    url = f"{server.url}{playback.url}"
    answer = loopback.head(url, headers=playback.cookie, follow_redirects=True)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(content_of(video)))


def test_an_unchanged_file_is_not_sent_again(get: Get, playback: Granted) -> None:
    etag = get(playback.url).headers["etag"]
    assert get(playback.url, if_none_match=etag).status_code == 304
    assert get(playback.url, range="bytes=0-1", if_range=etag).status_code == 206


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_range_meant_for_another_version_gets_everything(get: Get, playback: Granted) -> None:
    assert get(playback.url, range="bytes=0-1", if_range='"old"').status_code == 200


def test_it_serves_poster_and_captions(get: Get, playback: Granted) -> None:
    poster = get(playback.playback.poster_url)
    assert poster.headers["content-type"] == "image/jpeg"
    assert poster.content.startswith(b"\xff\xd8")
    [captions] = playback.playback.captions
    text = get(captions.url)
    assert text.headers["content-type"] == "text/vtt; charset=utf-8"
    assert text.text.endswith("Hé")


def test_a_changed_or_strange_url_opens_nothing(get: Get, playback: Granted) -> None:
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
        assert get(path).status_code == 404, path


def test_a_url_ends(get: Get, playback: Granted, video: Video, committed_cast: Cast) -> None:
    viewer, mark = committed_cast.employee.pk, session_mark(playback.session)
    now = timezone.now()
    for until, status in ((now + timedelta(minutes=1), 200), (now - timedelta(seconds=1), 404)):
        token = playback_token(PlaybackGrant(video.pk, viewer, "main", "own_take", until, mark))
        assert get(f"/playback/{token}/video.mp4").status_code == status


def test_a_url_dies_with_its_viewers_membership(
    get: Get, playback: Granted, committed_cast: Cast
) -> None:
    committed_cast.employee.is_active = False
    committed_cast.employee.save()
    assert get(playback.url).status_code == 404


def test_a_url_bound_to_someone_of_another_organisation_opens_nothing(
    server: Server, video: Video, committed_cast: Cast
) -> None:
    stan, until = committed_cast.stranger, timezone.now() + timedelta(minutes=1)
    session = session_of(stan)
    grant = PlaybackGrant(video.pk, stan.pk, "main", "own_take", until, session_mark(session))
    url = f"{server.url}/playback/{playback_token(grant)}/video.mp4"
    assert loopback.get(url, headers=cookie(session)).status_code == 404


def test_a_url_dies_with_the_video(get: Get, playback: Granted, video: Video) -> None:
    services.delete_video(video=video)
    assert get(playback.url).status_code == 404
    assert get(playback.playback.poster_url).status_code == 404


def test_it_only_reads(server: Server, playback: Granted) -> None:
    answer = loopback.post(f"{server.url}{playback.url}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("whose", ["nobody", "teammate", "employee elsewhere"])
def test_a_url_opens_in_no_other_session(
    server: Server, playback: Granted, committed_cast: Cast, whose: str
) -> None:
    other = {
        "nobody": {},
        "teammate": cookie(session_of(committed_cast.teammate)),
        "employee elsewhere": cookie(session_of(committed_cast.employee)),
    }[whose]
    for path in (playback.url, playback.playback.poster_url):
        assert loopback.get(f"{server.url}{path}", headers=other).status_code == 404


def test_a_browser_may_keep_a_file_and_asks_each_time(get: Get, playback: Granted) -> None:
    """Or the next person at this device would be shown it without a question."""
    answer = get(playback.url)
    own = (answer.history or [answer])[0]
    assert own.headers["cache-control"] in {"private, no-cache", "no-store"}


def sign_out(playback: Granted, member: Membership) -> None:
    SessionStore(playback.session).delete()


def choose_another_password(playback: Granted, member: Membership) -> None:
    member.person.set_password("een-ander-kalm-wachtwoord")
    member.person.save()


def lose_account(playback: Granted, member: Membership) -> None:
    member.person.is_active = False
    member.person.save()


@pytest.mark.parametrize("ending", [sign_out, choose_another_password, lose_account])
def test_a_url_dies_with_its_session(
    get: Get, playback: Granted, committed_cast: Cast, ending: Ending
) -> None:
    assert get(playback.url).status_code == 200
    ending(playback, committed_cast.employee)
    assert get(playback.url).status_code == 404


def test_an_app_brings_its_token(server: Server, playback: Granted) -> None:
    token = {"x-session-token": playback.session}
    url = f"{server.url}{playback.url}"
    assert loopback.get(url, headers=token).status_code in {200, 302}
    both = cookie("x" * 32) | token
    assert loopback.get(url, headers=both).status_code in {200, 302}


def test_an_operators_grant_says_so(video: Video, committed_cast: Cast) -> None:
    committed_cast.employee.person.is_staff = True
    committed_cast.employee.person.save()
    granted(video, committed_cast.employee)
    event = AuditEvent.objects.get(object_id=video.pk)
    assert event.detail == {"purpose": "own_take", "operator": True}


def test_every_grant_is_written_down(playback: Granted, video: Video) -> None:
    event = AuditEvent.objects.get(object_id=video.pk)
    assert (event.verb, event.actor_id) == ("playback_granted", video.owner_id)
    assert event.detail == {"purpose": "own_take"}
