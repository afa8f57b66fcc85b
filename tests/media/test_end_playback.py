"""A file that is on its way stops when the right to watch it ends."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Membership
from media import services
from media.models import Video
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import playable
from tests.media.watching import Granted, granted
from tests.servers import Server

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("store", ["local"], indirect=True),
]
LONG = 48 * 1024 * 1024  # bytes: more than all buffers on the way hold
SIP = 64 * 1024  # bytes that a player takes at a time, twenty times a second


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    """A recording whose file is long; what is in it makes no difference here."""
    made = playable(committed_cast.employee, clips.mp4(tmp_path))
    key = made.renditions.get(name="main").key
    default_storage.delete(key)
    assert default_storage.save(key, ContentFile(bytes(LONG))) == key
    return made


def delete(video: Video, viewer: Membership, session: str) -> None:
    services.delete_video(video=video)


def let_go(video: Video, viewer: Membership, session: str) -> None:
    Membership.objects.filter(pk=viewer.pk).update(is_active=False)


def lose_role(video: Video, viewer: Membership, session: str) -> None:
    Membership.objects.filter(pk=viewer.pk).update(roles=[])


def sign_out(video: Video, viewer: Membership, session: str) -> None:
    SessionStore(session).delete()


def sips(answer: httpx.Response) -> Iterator[int]:
    for piece in answer.iter_raw(SIP):
        yield len(piece)
        time.sleep(0.05)


def watch(server: Server, page: Granted, after: Callable[[], None]) -> int:
    """Bytes that come of a file of which the first piece was taken before `after`."""
    taken = 0
    url = f"{server.url}{page.url}"
    with httpx.stream("GET", url, headers=page.cookie, timeout=60) as answer:
        assert answer.headers["content-length"] == str(LONG)
        try:
            for size in sips(answer):
                if not taken:
                    after()
                taken += size
        except httpx.RemoteProtocolError:  # fewer bytes than were announced
            return taken
    return taken


@pytest.mark.parametrize("ending", [delete, let_go, lose_role, sign_out])
def test_what_is_on_its_way_stops(
    server: Server,
    video: Video,
    committed_cast: Cast,
    ending: Callable[[Video, Membership, str], None],
) -> None:
    viewer = committed_cast.employee
    page = granted(video, viewer)
    assert watch(server, page, lambda: ending(video, viewer, page.session)) < LONG


def test_what_may_be_watched_comes_whole(
    server: Server, video: Video, committed_cast: Cast
) -> None:
    page = granted(video, committed_cast.employee)
    answer = loopback.get(f"{server.url}{page.url}", headers=page.cookie, timeout=60)
    assert len(answer.content) == LONG


def test_what_becomes_private_again_stops_for_others_and_goes_on_for_its_owner(
    server: Server, video: Video, committed_cast: Cast
) -> None:
    shown, own = (granted(video, who) for who in (committed_cast.coach, committed_cast.employee))
    assert watch(server, shown, lambda: services.end_playbacks(videos=[video.pk])) < LONG
    again = loopback.get(f"{server.url}{shown.url}", headers=shown.cookie, timeout=60)
    assert again.status_code == 404
    answer = loopback.get(f"{server.url}{own.url}", headers=own.cookie, timeout=60)
    assert len(answer.content) == LONG


def test_what_an_app_granted_for_its_purpose_stops_when_the_app_says_so(
    server: Server, video: Video, committed_cast: Cast
) -> None:
    """The server is a process of its own: coaching registered its check there too, and says no
    while no colleague was invited to this take."""
    viewer = committed_cast.teammate
    asked = granted(video, viewer, "peer"), granted(video, viewer, "review")
    found = [httpx.head(f"{server.url}{one.url}", headers=one.cookie) for one in asked]
    assert [one.status_code for one in found] == [404, 200]
