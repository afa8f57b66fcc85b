"""A bucket that answers but takes nothing: read-only by its policy, or not there any more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.utils import timezone

from media import services
from media.models import Upload, Video, VideoState
from media.store import get_store
from media.store.objects import RETRY_AFTER
from media.store.pieces import STALE
from tests.cast import Cast
from tests.media import clips
from tests.media.phone import Phone
from tests.media.recordings import received
from tests.media.stored import everything
from tests.media.test_wait_for_storage import DATA, HALF, assert_whole, refusals, tus_js
from tests.seaweed import Seaweed
from tests.servers import Server, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("store", ["objects"], indirect=True),
]
Refusing = Callable[[], AbstractContextManager[None]]


@pytest.fixture(params=["read-only", "removed"])
def refusing(request: pytest.FixtureRequest, seaweed: Seaweed) -> Refusing:
    return seaweed.read_only if request.param == "read-only" else seaweed.removed


def test_it_is_a_503_and_the_offset_stays(phone: Phone, refusing: Refusing) -> None:
    location = phone.create(len(DATA))
    with refusing():
        answer = phone.patch(location, 0, DATA[:HALF])
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_full")
        assert answer.headers["retry-after"] == str(RETRY_AFTER)
        assert phone.offset(location) == 0
    assert phone.patch(location, 0, DATA[:HALF]).status_code == 204
    assert phone.patch(location, HALF, DATA[HALF:]).status_code == 204
    assert get_store().open(phone.upload(location).pk).read() == DATA


def test_a_phone_that_goes_on_sending_is_told_before_it_ends(
    phone: Phone, refusing: Refusing
) -> None:
    location = phone.create(len(DATA))
    with refusing():
        link = phone.start_patch(location, 0, len(DATA), DATA[:HALF])
        link.settimeout(30)
        assert b"HTTP/1.1 503" in link.recv(4096)
        assert phone.offset(location) == 0


def test_what_came_before_the_refusal_is_kept(phone: Phone, seaweed: Seaweed) -> None:
    location = phone.create(len(DATA))
    assert phone.patch(location, 0, DATA[:HALF]).status_code == 204
    with seaweed.read_only():
        assert phone.patch(location, HALF, DATA[HALF:]).status_code == 503
        assert phone.offset(location) == HALF
    assert phone.patch(location, HALF, DATA[HALF:]).status_code == 204
    services.tidy(now=timezone.now() + 2 * STALE)
    assert get_store().open(phone.upload(location).pk).read() == DATA


def test_tus_js_client_goes_on_by_itself(
    server: Server, committed_cast: Cast, refusing: Refusing, tmp_path: Path
) -> None:
    file = tmp_path / "reply.mp4"
    file.write_bytes(DATA)
    with refusing():
        client = tus_js(server, file, 100_000, committed_cast.employee.person.email)
        wait_until(lambda: "storage_full" in refusals(server), seconds=30)
        assert Upload.objects.get().received == 0
    assert_whole(client)


def test_a_recording_that_can_not_be_kept_yet_costs_no_try(
    store: str, committed_cast: Cast, seaweed: Seaweed, tmp_path: Path
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    with seaweed.read_only():
        with pytest.raises(OSError, match="Denied"):
            services.process(video_id=video.pk)
        assert told(video) == (VideoState.RECEIVED, 0)
    services.process(video_id=video.pk)
    assert told(video) == (VideoState.READY, 1)
    services.delete_video(video=video)
    assert everything() == []


def told(video: Video) -> tuple[str, int]:
    video.refresh_from_db()
    return video.state, video.tries
