"""Bytes that arrived stay, whatever ends the connection or the server."""

import hashlib
import socket

import pytest

from media import services
from media.models import UploadState
from media.store import get_store
from tests.cast import Cast
from tests.media.phone import Phone, reset
from tests.servers import Server, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DATA = bytes(range(256)) * 4096  # 1 MiB
HALF = len(DATA) // 2


def arrived(phone: Phone, location: str) -> int:
    """Bytes in the store, without asking the server, which would end the request."""
    return get_store().offset(phone.upload(location).pk)


def begin(phone: Phone, location: str) -> socket.socket:
    """A PATCH of all bytes of which half are sent, and all of these stored."""
    link = phone.start_patch(location, 0, len(DATA), DATA[:HALF])
    wait_until(lambda: arrived(phone, location) == HALF)
    return link


def finish(phone: Phone, location: str) -> None:
    """Go on from where the server is, and find the file whole."""
    offset = phone.offset(location)
    assert phone.patch(location, offset, DATA[offset:]).status_code == 204
    upload = phone.upload(location)
    assert upload.state == UploadState.COMPLETE
    found = hashlib.sha256(get_store().open(upload.pk).read()).digest()
    assert found == hashlib.sha256(DATA).digest()


def test_bytes_stay_when_the_phone_hangs_up_halfway(phone: Phone) -> None:
    location = phone.create(len(DATA))
    begin(phone, location).close()
    assert phone.offset(location) == HALF
    finish(phone, location)


def test_bytes_stay_when_the_connection_is_reset(phone: Phone) -> None:
    location = phone.create(len(DATA))
    reset(begin(phone, location))
    assert phone.offset(location) == HALF
    finish(phone, location)


def test_head_evicts_a_stalled_writer_and_its_bytes_stay(phone: Phone) -> None:
    location = phone.create(len(DATA))
    link = begin(phone, location)
    assert phone.offset(location) == HALF
    finish(phone, location)
    assert b"upload_taken_over" in link.recv(4096)


def test_a_patch_evicts_a_stalled_writer_and_goes_on(phone: Phone) -> None:
    location = phone.create(len(DATA))
    begin(phone, location)
    assert phone.patch(location, HALF, DATA[HALF:]).status_code == 204
    assert phone.is_complete(location)


def test_bytes_that_wait_for_their_checksum_are_not_kept_without_it(phone: Phone) -> None:
    location = phone.create(len(DATA))
    link = socket.create_connection(("127.0.0.1", phone.server.port))
    head = (
        f"PATCH {location} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
        "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n"
        f"Upload-Checksum: sha1 {'A' * 27}=\r\nContent-Length: {len(DATA)}\r\n\r\n"
    )
    link.sendall(head.encode() + DATA[:HALF])
    assert phone.offset(location) == 0
    finish(phone, location)


def test_bytes_stay_when_the_server_is_killed_halfway(
    mortal_server: Server, committed_cast: Cast
) -> None:
    phone = Phone(mortal_server, committed_cast.employee)
    location = phone.create(len(DATA))
    begin(phone, location)
    mortal_server.kill()
    mortal_server.start()
    assert phone.offset(location) == HALF
    finish(phone, location)


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_a_full_disk_refuses_for_now_and_the_upload_goes_on_later(
    mortal_server: Server, committed_cast: Cast
) -> None:
    phone = Phone(mortal_server, committed_cast.employee)
    location = phone.create(len(DATA))
    with mortal_server.full_disk(HALF):
        answer = phone.patch(location, 0, DATA)
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_full")
        assert int(answer.headers["retry-after"]) > 0
        assert phone.offset(location) == HALF
    finish(phone, location)


@pytest.mark.parametrize("healer", ["head", "patch", "sweep"])
def test_a_whole_file_whose_server_died_before_saying_so_is_healed(
    phone: Phone, healer: str
) -> None:
    location = phone.create(len(DATA))
    upload = phone.upload(location)
    run = get_store().append(upload.pk, 0)
    run.write(DATA)
    run.settle(keep=True)
    if healer == "head":
        assert phone.offset(location) == len(DATA)
    elif healer == "patch":
        assert phone.patch(location, len(DATA), b"").status_code == 204
    else:
        services.sweep(now=upload.created_at)
    assert phone.is_complete(location)


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_two_server_processes_never_write_to_one_upload_at_once(phone: Phone) -> None:
    location = phone.create(len(DATA))
    run = get_store().append(phone.upload(location).pk, 0)  # this process holds it
    answer = phone.patch(location, 0, DATA)
    assert (answer.status_code, answer.json()["code"]) == (423, "upload_busy")
    run.settle(keep=True)
    finish(phone, location)
