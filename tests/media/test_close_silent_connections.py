"""Connections that never say a word must not take the places of those that do.

After 30 s granian closes them where it speaks HTTP/1 alone, and never where it waits to learn
whether it will be HTTP/2. Which of the two it is, shows at once.
"""

import socket
from pathlib import Path

import pytest

from deploy.stack.parts import Address, web
from tests.cast import Cast
from tests.media.receivers import running_receiver

pytestmark = pytest.mark.slow

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"  # RFC 9113, 3.4
SETTINGS = b"\0\0\0\4\0\0\0\0\0"


@pytest.mark.django_db(transaction=True)
def test_the_receiver_speaks_http_1_alone(committed_cast: Cast, tmp_path: Path) -> None:
    with (
        running_receiver(tmp_path) as receiver,
        socket.create_connection(("127.0.0.1", receiver.port)) as link,
    ):
        link.sendall(PREFACE + SETTINGS)
        assert link.recv(9)[3:4] != SETTINGS[3:4]


@pytest.mark.parametrize("with_tls", [False, True])
def test_the_one_process_does_where_browsers_do(with_tls: bool) -> None:
    file = Path("of-tls") if with_tls else None
    argv = web(Address("127.0.0.1", 1, "http://localhost", file, file), {}).argv
    assert ("--http 1 " in " ".join(argv)) == (not with_tls)
