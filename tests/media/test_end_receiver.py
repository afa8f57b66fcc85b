"""A receiver that is asked to end does so whoever hangs on, and keeps what was sent to it."""

import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from deploy.embedded import ports
from media.store import get_store
from tests import loopback
from tests.cast import Cast
from tests.media.phone import Phone
from tests.media.receivers import PRODUCTION, Receiver, running_receiver
from tests.servers import PROJECT, environment, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DATA = bytes(range(256)) * 1024
HALF = len(DATA) // 2
PATIENCE = 60  # seconds, generously


def end(receiver: Receiver) -> int:
    """Ask it to end as a container does; its exit code."""
    assert receiver.process
    receiver.process.popen.terminate()
    return receiver.process.popen.wait(PATIENCE)


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_it_ends_although_phones_hang_on_and_they_go_on_at_the_next_one(
    store: str, committed_cast: Cast, media_dir: Path, tmp_path: Path
) -> None:
    with running_receiver(tmp_path) as receiver, ExitStack() as hanging:
        phone = Phone(receiver, committed_cast.employee)
        idle = hanging.enter_context(httpx.Client(base_url=receiver.url))
        assert idle.options("/uploads/").status_code == 204
        location = phone.create(len(DATA))
        link = hanging.enter_context(phone.start_patch(location, 0, len(DATA), DATA[:HALF]))
        silent = hanging.enter_context(socket.create_connection(("127.0.0.1", receiver.port)))
        silent.sendall(f"PATCH {location} HTTP/1.1\r\nHost: x\r\n".encode())
        wait_until(lambda: get_store().offset(phone.upload(location).pk) == HALF)
        assert end(receiver) == 0
        assert b"upload_taken_over" in link.recv(4096)
        receiver.start()
        assert phone.offset(location) == HALF
        assert phone.patch(location, HALF, DATA[HALF:]).status_code == 204
        assert phone.is_complete(location)
        assert get_store().open(phone.upload(location).pk).read() == DATA


def test_a_port_that_is_taken_ends_it_with_an_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        argv = [sys.executable, "-m", "deploy.receiver", "--port", port]
        env = environment(**PRODUCTION)
        done = subprocess.run(argv, env=env, cwd=PROJECT, capture_output=True, timeout=PATIENCE)
    assert done.returncode != 0
    assert b"in use" in done.stderr + done.stdout


def test_it_starts_although_the_database_is_away(tmp_path: Path) -> None:
    nowhere = f"postgresql://kalm@127.0.0.1:{ports.free()}/kalm"
    with running_receiver(tmp_path, DATABASE_URL=nowhere) as receiver:
        assert loopback.options(f"{receiver.url}/uploads/").status_code == 204
        receiver.kill()
