"""Sends uploads as phones do, over bare sockets, in a process of its own. It implements tus and
knows no particular server.

`python -m bench.uploads.client` reads a job from standard input and prints what came of it, both
as JSON. Times in seconds, sizes in bytes.
"""

import asyncio
import json
import re
import socket
import sys
import time
from dataclasses import dataclass

HOST = "127.0.0.1"
PIECE = bytes(range(256)) * 20_480  # 5 MiB
TICK = 0.1  # seconds between two pieces of a slow phone
SLOW_BUFFER = 8192  # what a slow phone's own kernel holds back


@dataclass(frozen=True)
class Job:
    """Describes a job for the client: `paths` get `size` bytes each, in PATCHes of `patch` bytes;
    `rate` in bytes/s, 0 for no limit."""

    port: int
    paths: list[str]
    size: int
    patch: int
    rate: int = 0


def content(size: int) -> bytes:
    """Return the bytes of every upload of `size` bytes."""
    return (PIECE * (size // len(PIECE) + 1))[:size]


def head(path: str, offset: int, length: int) -> bytes:
    return (
        f"PATCH {path} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def accepted(answer: bytes, offset: int) -> bool:
    """Tell whether the answer is 204 with this offset."""
    found = re.search(rb"upload-offset: *(\d+)", answer, re.IGNORECASE)
    return answer.startswith(b"HTTP/1.1 204") and found is not None and int(found[1]) == offset


async def upload(job: Job, path: str, start: float) -> bool:
    """Send one upload over one connection, beginning at loop time `start`; return whether all was
    accepted."""
    loop = asyncio.get_running_loop()
    with socket.socket() as link:
        link.setblocking(False)
        if job.rate:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SLOW_BUFFER)
        await asyncio.sleep(start - loop.time())
        await loop.sock_connect(link, (HOST, job.port))
        for offset in range(0, job.size, job.patch):
            body = memoryview(content(min(job.patch, job.size - offset)))
            await loop.sock_sendall(link, head(path, offset, len(body)))
            await (drip(job, link, body) if job.rate else loop.sock_sendall(link, body))
            if not accepted(await answer(link), offset + len(body)):
                return False
    return True


async def drip(job: Job, link: socket.socket, body: memoryview) -> None:
    """Send at the job's rate: a piece per tick, by the clock, so that delays do not add up."""
    loop = asyncio.get_running_loop()
    step = int(job.rate * TICK)
    start = loop.time()
    for number, at in enumerate(range(0, len(body), step), 1):
        await loop.sock_sendall(link, body[at : at + step])
        await asyncio.sleep(start + number * TICK - loop.time())


async def answer(link: socket.socket) -> bytes:
    """Return the head of an answer, which has no body."""
    got = b""
    while b"\r\n\r\n" not in got:
        more = await asyncio.get_running_loop().sock_recv(link, 4096)
        if not more:
            break
        got += more
    return got


async def run(job: Job) -> dict[str, float]:
    """Send all uploads at once; a slow crowd is spread evenly over one tick."""
    begun = asyncio.get_running_loop().time() + 0.05
    apart = TICK / len(job.paths) if job.rate else 0
    work = [upload(job, path, begun + apart * number) for number, path in enumerate(job.paths)]
    done = await asyncio.gather(*work, return_exceptions=True)
    seconds = asyncio.get_running_loop().time() - begun
    return {"seconds": seconds, "whole": sum(one is True for one in done)}


def stream(job: Job) -> dict[str, float]:
    """Send one upload as fast as a blocking socket allows."""
    pieces = [content(min(job.patch, job.size - at)) for at in range(0, job.size, job.patch)]
    begun = time.perf_counter()
    with socket.create_connection((HOST, job.port)) as link:
        offset = 0
        for body in pieces:
            link.sendall(head(job.paths[0], offset, len(body)))
            link.sendall(body)
            offset += len(body)
            if not accepted(link.recv(4096), offset):
                return {"seconds": time.perf_counter() - begun, "whole": 0}
    return {"seconds": time.perf_counter() - begun, "whole": 1}


def main() -> None:
    job = Job(**json.load(sys.stdin))
    print(json.dumps(stream(job) if len(job.paths) == 1 else asyncio.run(run(job))))


if __name__ == "__main__":
    main()
