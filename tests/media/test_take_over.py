"""A stalled phone gives way to its next request, in whichever process that one arrives."""

import hashlib
import os
import socket
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from media.receiver.eviction_requests import STALE, EvictionRequests
from media.store import get_store
from tests.cast import Cast
from tests.media.phone import Phone
from tests.media.receivers import Receiver, running_receiver
from tests.servers import wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("take-over"),  # one worker starts its receiver
    pytest.mark.parametrize("store", ["local"], indirect=True),
]
DATA = bytes(range(256)) * 4096  # 1 MiB
HALF = len(DATA) // 2


@pytest.fixture(scope="module")
def second(
    django_db_setup: None, media_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Receiver]:
    """A receiver on the same files as the server that all tests share."""
    folder = tmp_path_factory.mktemp("second")
    with running_receiver(folder, MEDIA_DIR=str(media_root)) as running:
        yield running


@pytest.fixture
def one(phone: Phone) -> Phone:
    return phone


@pytest.fixture
def other(second: Receiver, committed_cast: Cast) -> Phone:
    return Phone(second, committed_cast.employee)


def stall(phone: Phone, location: str) -> socket.socket:
    """Half of the bytes are stored, and the connection stays open."""
    link = phone.start_patch(location, 0, len(DATA), DATA[:HALF])
    wait_until(lambda: get_store().offset(phone.upload(location).pk) == HALF)
    return link


def has_come(phone: Phone, location: str, size: int) -> bool:
    return get_store().offset(phone.upload(location).pk) == size


def assert_whole(phone: Phone, location: str) -> None:
    upload = phone.upload(location)
    assert phone.is_complete(location)
    found = hashlib.sha256(get_store().open(upload.pk).read()).digest()
    assert found == hashlib.sha256(DATA).digest()


def test_head_at_another_process_evicts_the_writer(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    assert other.offset(location) == HALF
    assert b"upload_taken_over" in link.recv(4096)
    assert other.patch(location, HALF, DATA[HALF:]).status_code == 204
    assert_whole(other, location)


def test_patch_at_another_process_goes_on_where_the_writer_was(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    assert other.patch(location, HALF, DATA[HALF:]).status_code == 204
    assert b"upload_taken_over" in link.recv(4096)
    assert_whole(one, location)


def test_delete_at_another_process_ends_the_upload_for_both(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    assert other.send("DELETE", location).status_code == 204
    assert b"upload_taken_over" in link.recv(4096)
    for phone in (one, other):
        answer = phone.patch(location, HALF, DATA[HALF:])
        assert (answer.status_code, answer.json()["code"]) == (410, "upload_gone")


def test_an_upload_can_change_hands_again_and_again(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    links = [stall(one, location)]
    for number in range(1, 5):
        here = (one, other)[number % 2]
        offset = here.offset(location)
        assert offset == HALF + 10 * (number - 1)
        links.append(here.start_patch(location, offset, len(DATA) - offset, b"x" * 10))
        wait_until(partial(has_come, one, location, offset + 10))
    assert other.offset(location) == HALF + 40


def test_no_eviction_request_is_left_once_it_is_answered(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    other.offset(location)
    assert list((settings.MEDIA_DIR / "evictions").iterdir()) == []
    link.close()


def test_the_eviction_request_of_a_dead_process_is_not_answered(
    store: None, tmp_path: Path
) -> None:
    asked = UUID(int=7)
    left = tmp_path / f"{asked.hex}.dead"
    left.touch()
    here = EvictionRequests(tmp_path)
    assert here.pending() == [asked]
    long_ago = time.time() - 2 * STALE
    os.utime(left, (long_ago, long_ago))
    assert here.pending() == []
    assert not left.exists()
    with here.asking(asked) as ask:
        ask()
        assert here.pending() == []
        assert EvictionRequests(tmp_path).pending() == [asked]
