"""A deletion leaves nothing in either store, whoever is at work on the recording just then."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from media import services
from media.models import Captions, Extras, Rendition, UploadPiece, Video, VideoState
from media.store.pieces import STALE
from tests import loopback
from tests.cast import Cast
from tests.media import clips
from tests.media.phone import Phone
from tests.media.recordings import playable, received
from tests.media.stored import everything
from tests.media.watching import Granted, granted
from tests.servers import Server, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("store"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Large enough for two smaller files: something is stored while the work still goes on."""
    path = tmp_path_factory.mktemp("clip") / "large.mp4"
    return clips.make(path, *clips.H264, *clips.AAC, size="1920x1080", seconds=1)


def assert_nothing_is_left(video: Video) -> None:
    """Not in the storage, not among arriving bytes, not on a worker's own disk, not in rows."""
    assert everything() == []
    assert list(settings.MEDIA_DIR.joinpath("work").rglob("*")) == []
    rows = (Rendition, Captions)
    assert not any(kind.objects.filter(video=video).exists() for kind in rows)
    assert not UploadPiece.objects.filter(upload=video.pk).exists()
    video.refresh_from_db()
    assert (video.state, video.original, video.poster) == (VideoState.DELETED, "", "")
    assert (video.peaks, video.notices) == ([], [])


@contextmanager
def at_work(verb: Callable[..., object], video: Video) -> Iterator[threading.Thread]:
    """A worker's verb in a thread, which ends without an error before the context does."""
    errors: list[Exception] = []

    def work() -> None:
        try:
            verb(video_id=video.pk)
        except Exception as error:  # noqa: BLE001 - shown below, in the test's own thread
            errors.append(error)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield worker
    finally:
        worker.join()
    assert errors == []


def is_stored(part: str) -> bool:
    return any(part in key for key in everything())


def test_everything_of_both_stages_goes_with_captions_and_what_was_granted(
    server: Server, committed_cast: Cast, clip: Path
) -> None:
    video = playable(committed_cast.employee, clip)
    services.add_extras(video_id=video.pk)
    for language in ("nl", "en"):
        text = "WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n"
        services.put_captions(video=video, language=language, text=text)
    video.refresh_from_db()
    assert video.extras == Extras.MADE
    names = {key.rsplit("/")[-1] for key in everything()}
    assert names == {"original", "main.mp4", "poster.jpg", "720p.mp4", "360p.mp4"}
    page = granted(video, committed_cast.employee)
    urls = addresses(server, page)
    assert len(urls) == 6
    shown = [get(url, page) for url in urls]
    assert {answer.status_code for answer in shown} == {200}
    services.delete_video(video=video)
    assert_nothing_is_left(video)
    asked = urls + [str(answer.url) for answer in shown]  # also what the bucket itself signed
    assert {get(url, page).status_code for url in asked} == {404}


def get(url: str, page: Granted) -> httpx.Response:
    return loopback.get(url, headers=page.cookie, follow_redirects=True)


def addresses(server: Server, page: Granted) -> list[str]:
    """Everything that a player is offered: three files, a poster, two captions."""
    playback = page.playback
    paths = [file.url for file in playback.renditions] + [playback.poster_url]
    paths += [link.url for link in playback.captions]
    return [f"{server.url}{path}" for path in paths]


def test_while_extras_are_made(committed_cast: Cast, clip: Path) -> None:
    video = playable(committed_cast.employee, clip)
    with at_work(services.add_extras, video) as worker:
        wait_until(lambda: is_being_completed(video))
        services.delete_video(video=video)
        assert worker.is_alive()  # what it makes comes after the deletion
    assert_nothing_is_left(video)


def is_being_completed(video: Video) -> bool:
    return Video.objects.filter(pk=video.pk, extras=Extras.MAKING).exists()


def test_while_it_is_processed(committed_cast: Cast, clip: Path) -> None:
    video = received(committed_cast.employee, clip.read_bytes())
    with at_work(services.process, video) as worker:
        wait_until(lambda: is_stored("/original"))
        assert worker.is_alive()
        services.delete_video(video=video)
    assert_nothing_is_left(video)


def test_while_its_bytes_still_come(phone: Phone, clip: Path) -> None:
    content = clip.read_bytes()
    location = phone.create(len(content))
    link = phone.start_patch(location, 0, len(content), content[: len(content) // 2])
    wait_until(lambda: everything())
    video = phone.upload(location).video
    services.delete_video(video=video)
    link.settimeout(30)
    link.sendall(content[len(content) // 2 :])
    assert b"HTTP/1.1 4" in link.recv(4096)
    services.tidy(now=timezone.now() + 2 * STALE)  # a piece that was on its way
    assert_nothing_is_left(video)
