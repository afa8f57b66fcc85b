"""The store `objects`: a stalled phone gives way to its next request on whichever host, and what
the first host had gathered in its memory is kept."""

import hashlib
import os
import signal
import socket
import time
from collections.abc import Callable

import pytest

from media.store import get_store
from tests.cast import Cast
from tests.media.phone import Phone
from tests.servers import Server, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("store", ["objects"], indirect=True),
]
DATA = bytes(range(256)) * 4096  # 1 MiB
SMALL = 50_000  # far from a whole piece: it waits in memory


@pytest.fixture
def one(store: str, lasting_servers: Callable[[str], Server], committed_cast: Cast) -> Phone:
    """Emma's phone, talking to one host."""
    return Phone(lasting_servers("objects"), committed_cast.employee)


@pytest.fixture
def other(store: str, lasting_servers: Callable[[str], Server], committed_cast: Cast) -> Phone:
    """Connect the same phone to another host, which shares bucket and database alone."""
    return Phone(lasting_servers("objects-two"), committed_cast.employee)


def stall(phone: Phone, location: str, offset: int = 0) -> socket.socket:
    """A PATCH of which some bytes came a moment ago, and no more do."""
    sent = DATA[offset : offset + SMALL]
    link = phone.start_patch(location, offset, len(DATA) - offset, sent)
    wait_until(lambda: phone.upload(location).writer is not None)
    link.settimeout(30)
    time.sleep(0.2)  # they are read by now, and too young to have left
    return link


def assert_whole(phone: Phone, location: str) -> None:
    upload = phone.upload(location)
    assert phone.is_complete(location)
    found = hashlib.sha256(get_store().open(upload.pk).read()).digest()
    assert found == hashlib.sha256(DATA).digest()


def test_head_on_another_host_tells_of_bytes_that_only_the_writer_has(
    one: Phone, other: Phone
) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    assert other.offset(location) == SMALL
    assert b"upload_taken_over" in link.recv(4096)
    assert other.patch(location, SMALL, DATA[SMALL:]).status_code == 204
    assert_whole(other, location)


def test_patch_on_another_host_goes_on_where_the_writer_was(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    assert other.patch(location, SMALL, DATA[SMALL:]).status_code == 204
    assert b"upload_taken_over" in link.recv(4096)
    assert_whole(one, location)


def test_delete_on_another_host_ends_the_upload_for_both(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    assert other.send("DELETE", location).status_code == 204
    assert b"upload_taken_over" in link.recv(4096)
    for phone in (one, other):
        answer = phone.patch(location, SMALL, DATA[SMALL:])
        assert (answer.status_code, answer.json()["code"]) == (410, "upload_gone")
    assert list(get_store().listing()) == []


def test_an_upload_can_change_hosts_again_and_again(one: Phone, other: Phone) -> None:
    location = one.create(len(DATA))
    links = [stall(one, location)]
    for number in range(1, 4):
        here = (one, other)[number % 2]
        offset = here.offset(location)
        assert offset == SMALL * number
        links.append(stall(here, location, offset))
    assert other.patch(location, 4 * SMALL, DATA[4 * SMALL :]).status_code == 204
    assert_whole(one, location)
    assert one.upload(location).writer is None
    assert one.upload(location).eviction_asked_at is None


def test_a_host_that_slept_through_it_changes_nothing_when_it_wakes(
    one: Phone, other: Phone
) -> None:
    location = one.create(len(DATA))
    link = stall(one, location)
    family = one.server.process
    assert family
    os.killpg(family.popen.pid, signal.SIGSTOP)
    try:
        assert other.offset(location) == 0  # nobody else ever had them
        assert other.patch(location, 0, DATA[:SMALL]).status_code == 204
    finally:
        os.killpg(family.popen.pid, signal.SIGCONT)
    link.sendall(DATA[SMALL : 2 * SMALL])
    assert b"HTTP/1.1 409" in link.recv(4096)
    assert other.patch(location, SMALL, DATA[SMALL:]).status_code == 204
    assert_whole(other, location)
