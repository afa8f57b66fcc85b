"""The player's answers to what browsers really ask: probing, conditions, and people who change."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from accounts.models import Role
from media.models import Video
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import content_of, playable
from tests.media.watching import granted
from tests.servers import Server

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("store", ["local"], indirect=True),
]
Ask = Callable[..., httpx.Response]


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    return playable(committed_cast.employee, clips.mp4(tmp_path))


@pytest.fixture
def ask(server: Server, video: Video, committed_cast: Cast) -> Ask:
    """Asks for the video as a coach who reviews it."""
    page = granted(video, committed_cast.coach, "review")

    def asking(method: str = "GET", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return loopback.request(method, f"{server.url}{page.url}", headers=page.cookie | named)

    return asking


def test_safari_probes_two_bytes_and_then_asks_for_what_it_learned(ask: Ask, video: Video) -> None:
    """It plays nothing from a server that doesn't answer 206 with the whole size."""
    whole = content_of(video)
    probe = ask(range="bytes=0-1")
    assert (probe.status_code, probe.content) == (206, whole[:2])
    assert probe.headers["content-range"] == f"bytes 0-1/{len(whole)}"
    last = len(whole) - 1
    rest = ask(range=f"bytes=0-{last}", if_range=probe.headers["etag"])
    assert (rest.status_code, rest.content) == (206, whole)
    tail = ask(range=f"bytes={last - 99}-{last + 1000}")
    assert (tail.status_code, tail.content) == (206, whole[-100:])
    assert ask(range=f"Bytes=-{len(whole) * 2}").content == whole


def test_an_unchanged_file_is_not_sent_again_however_it_is_asked(ask: Ask) -> None:
    etag = ask("HEAD").headers["etag"]
    for known in ("*", f'"older", {etag}', f"W/{etag}"):
        answer = ask(if_none_match=known, range="bytes=0-1")
        assert (answer.status_code, answer.content) == (304, b""), known
        assert answer.headers["etag"] == etag
        assert "content-length" not in answer.headers
    assert ask("HEAD", if_none_match=etag).status_code == 304
    assert ask(if_none_match='"older"').status_code == 200


def test_a_range_of_a_version_that_may_differ_gets_everything(ask: Ask, video: Video) -> None:
    etag = ask("HEAD").headers["etag"]
    for doubtful in (f"W/{etag}", "Sun, 22 Nov 2026 01:00:00 GMT", '"older"'):
        answer = ask(range="bytes=0-1", if_range=doubtful)
        assert (answer.status_code, answer.content) == (200, content_of(video)), doubtful


def test_head_tells_of_the_whole_file_whatever_the_range(ask: Ask, video: Video) -> None:
    answer = ask("HEAD", range="bytes=0-1")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(content_of(video)))


def test_an_address_dies_with_a_role_that_its_viewer_had(ask: Ask, committed_cast: Cast) -> None:
    coach = committed_cast.coach
    assert ask("HEAD").status_code == 200
    coach.roles = [*coach.roles, Role.EMPLOYEE]
    coach.save()
    assert ask("HEAD").status_code == 200
    coach.roles = [Role.EMPLOYEE]
    coach.save()
    assert ask("HEAD").status_code == 404
