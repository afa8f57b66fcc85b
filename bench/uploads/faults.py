"""Breaks an upload off in five ways, and measures what each server still has of it."""

import http.client
import socket
import struct
import time
from collections.abc import Callable

from bench.uploads.client import HOST, content, head
from bench.uploads.servers import Server

SIZE = 8_000_000  # bytes of the upload
SENT = 3_000_001  # of which these are sent
SETTLE = 1.0  # seconds for the server to read what was sent
PATIENCE = 15.0  # seconds after which an upload counts as stuck


def _fin(server: Server, link: socket.socket) -> None:
    link.close()


def _rst(server: Server, link: socket.socket) -> None:
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.close()


def _stall(server: Server, link: socket.socket) -> None:
    """Send nothing for a while, then close."""
    time.sleep(2)
    link.close()


def _left_open(server: Server, link: socket.socket) -> None:
    """Send nothing more, and leave the connection open."""


def _kill(server: Server, link: socket.socket) -> None:
    server.end()
    server.start()


FAULTS: dict[str, Callable[[Server, socket.socket], None]] = {
    "FIN": _fin,
    "RST": _rst,
    "stall": _stall,
    "stall, socket left open": _left_open,
    "kill -9": _kill,
}


def break_off(server: Server, fault: str) -> dict[str, float | bool]:
    """Return the share of the sent bytes that was kept, the seconds until the upload went on, and
    whether it was complete in the end."""
    path = server.create(1, SIZE)[0]
    with socket.create_connection((HOST, server.port)) as link:
        link.sendall(head(path, 0, SIZE) + content(SENT))
        time.sleep(SETTLE)
        FAULTS[fault](server, link)
        begun = time.monotonic()
        kept, resumed = _go_on(server, path, begun + PATIENCE)
    whole = resumed and server.file(path).read_bytes() == content(SIZE)
    return {"kept": kept / SENT, "seconds": time.monotonic() - begun, "whole": whole}


def _go_on(server: Server, path: str, deadline: float) -> tuple[int, bool]:
    """Return the first offset that is told, and whether the rest was accepted in time."""
    first = -1
    while time.monotonic() < deadline:
        offset = _offset(server, path, deadline)
        first = max(first, offset) if first < 0 else first
        if offset >= 0 and _patch(server, path, offset, deadline):
            return max(first, 0), True
        time.sleep(0.1)
    return max(first, 0), False


def _offset(server: Server, path: str, deadline: float) -> int:
    """Return the offset that HEAD tells, or -1."""
    answer = _ask(server, "HEAD", path, {}, b"", deadline)
    told = answer.headers.get("upload-offset") if answer and answer.status == 200 else None
    return int(told) if told else -1


def _patch(server: Server, path: str, offset: int, deadline: float) -> bool:
    headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
    answer = _ask(server, "PATCH", path, headers, content(SIZE)[offset:], deadline)
    return bool(answer and answer.status == 204)


def _ask(
    server: Server, method: str, path: str, headers: dict[str, str], body: bytes, deadline: float
) -> http.client.HTTPResponse | None:
    wait = max(0.5, deadline - time.monotonic())
    link = http.client.HTTPConnection(HOST, server.port, timeout=wait)
    try:
        link.request(method, path, body=body, headers={"Tus-Resumable": "1.0.0", **headers})
        answer = link.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        link.close()
    return answer
