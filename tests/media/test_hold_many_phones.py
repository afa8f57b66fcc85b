"""Many slow phones at once cost a receiver little memory, and the API no answer."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import psutil
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership
from core.ids import new_id
from media import services
from media.models import Purpose, Upload, Video
from media.store import get_store
from media.tokens import read_upload_token
from tests.cast import Cast
from tests.media.phone import Phone, reset
from tests.media.receivers import running_receiver
from tests.servers import Server, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.xdist_group("stack-deploy"),  # whose services are killed and need their ports back
    pytest.mark.parametrize("store", ["local"], indirect=True),
]
KIB = 1024
FIRST, MORE = b"a" * 8 * KIB, b"b" * 16 * KIB
BURSTS = 12
SIZE = 256 * KIB
FEW, MANY = 100, 1000
EACH = 96 * KIB  # bytes of memory for a phone that sends, generously
HANGING = 300
FILES = 256  # open files that the receiver may have at first


def create(owner: Membership, count: int) -> list[str]:
    """Locations of new uploads, without the questions that creating each by itself would ask."""
    videos = [
        Video(id=new_id(), organisation=owner.organisation, owner=owner, purpose=Purpose.TAKE)
        for _ in range(count)
    ]
    until = timezone.now() + timedelta(hours=1)
    Video.objects.bulk_create(videos)
    uploads = [
        Upload(video=video, length=SIZE, content_type="video/mp4", expires_at=until)
        for video in videos
    ]
    return [services.make_location(upload) for upload in Upload.objects.bulk_create(uploads)]


@contextmanager
def stalling(phone: Phone, locations: list[str]) -> Iterator[list[socket.socket]]:
    """A PATCH of each whole upload, of which the first bytes are stored and nothing follows."""
    with ExitStack() as open_links:
        links = [phone.start_patch(location, 0, SIZE, FIRST) for location in locations]
        for link in links:
            open_links.callback(reset, link)  # a thousand ports are free again at once
        wait_for(locations, len(FIRST))
        yield links


def wait_for(locations: list[str], size: int) -> None:
    """Until of each upload this much is stored."""
    waiting = {id_of(location) for location in locations}

    def all_there() -> bool:
        waiting.difference_update([id for id in waiting if get_store().offset(id) == size])
        return not waiting

    wait_until(all_there)


def id_of(location: str) -> UUID:
    read = read_upload_token(location.removeprefix("/uploads/"), timezone.now())
    assert read
    return read[0]


def resident(server: Server) -> int:
    """Memory of the server's own process in bytes."""
    assert server.process
    return int(psutil.Process(server.process.popen.pid).memory_info().rss)


def test_a_thousand_slow_phones_cost_little_memory_each_and_none_for_what_they_send(
    store: str, committed_cast: Cast, media_dir: Path, tmp_path: Path
) -> None:
    with running_receiver(tmp_path, files=FILES) as receiver, ExitStack() as sending:
        phone = Phone(receiver, committed_cast.employee)
        locations = create(phone.owner, MANY)
        links = sending.enter_context(stalling(phone, locations[:FEW]))
        with_few = resident(receiver)
        links += sending.enter_context(stalling(phone, locations[FEW:]))
        for burst in range(1, BURSTS + 1):
            for link in links:
                link.sendall(MORE)
            wait_for(locations, len(FIRST) + burst * len(MORE))
        assert resident(receiver) - with_few < (MANY - FEW) * EACH
        for location in locations[:: MANY // 20]:
            offset = phone.offset(location)
            assert offset == len(FIRST) + BURSTS * len(MORE)
            assert phone.patch(location, offset, bytes(SIZE - offset)).status_code == 204
            assert phone.is_complete(location)


def test_the_api_answers_while_uploads_hang_and_each_goes_on_afterwards(
    server: Server, committed_cast: Cast
) -> None:
    phone = Phone(server, committed_cast.employee)
    locations = create(phone.owner, HANGING)
    browser = Client()
    browser.force_login(phone.owner.person)
    cookies = {"sessionid": browser.cookies["sessionid"].value}
    with stalling(phone, locations), httpx.Client(base_url=server.url, cookies=cookies) as api:
        assert api.get("/healthz").status_code == 200
        assert api.get("/api/v1/me").json()["email"] == phone.owner.person.email
        one = api.get(f"/api/v1/haven/uploads/{id_of(locations[0])}").json()
        assert (one["state"], one["offset"]) == ("open", len(FIRST))
        for location in locations:
            assert phone.patch(location, len(FIRST), MORE).status_code == 204
            assert phone.offset(location) == len(FIRST + MORE)
