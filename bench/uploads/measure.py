"""Measures T1, T2 and T3 on one server: elapsed time, peak memory, processor time.

T1 and T2 begin with a few uploads that are not measured: what a server loads for its first one
comes once in its life.
"""

import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict

from bench.uploads.client import Job, content
from bench.uploads.servers import PROJECT, Server

MIB = 1024 * 1024


def throughput(server: Server, size: int = 200 * MIB) -> dict[str, float]:
    """Measure T1: one upload in PATCHes of 5 MiB."""
    _measured(server, 1, 20 * MIB, 5 * MIB)
    got = _measured(server, 1, size, 5 * MIB)
    return got | {"mb_per_s": size / got["seconds"] / 1e6}


def burst(server: Server, count: int = 50) -> dict[str, float]:
    """Measure T2: `count` uploads of 5 MB at once."""
    _measured(server, 5, 1_000_000, 1_000_000)
    return _measured(server, count, 5_000_000, 5_000_000)


def crowd(server: Server, count: int = 300, size: int = 2_000_000) -> dict[str, float]:
    """Measure T3: `count` uploads of 2 MB at 100 KB/s each, over sockets with send buffers of 8
    KB."""
    got = _measured(server, count, size, size, rate=100_000)
    return got | {"of_ideal": got["seconds"] / (size / 100_000)}


def _measured(server: Server, count: int, size: int, patch: int, rate: int = 0) -> dict[str, float]:
    paths = server.create(count, size)
    job = Job(server.port, paths, size, patch, rate)
    os.sync()  # what others wrote before must not be written now
    before = server.processor()
    with Memory(server) as memory:
        got = run(job)
    used = server.processor() - before
    _check(server, paths, size)
    for path in paths:
        server.file(path).unlink(missing_ok=True)
    return got | {"rss_mb": memory.most, "cpu_s_per_gb": used / (count * size / 1e9)}


def run(job: Job) -> dict[str, float]:
    """Holds what the client process measured in a job."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.uploads.client"],
        input=json.dumps(asdict(job)).encode(),
        capture_output=True,
        cwd=PROJECT,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _check(server: Server, paths: list[str], size: int) -> None:
    """Check that the first and the last file hold what was sent.

    The client has seen each answer.
    """
    wanted = hashlib.sha256(content(size)).digest()
    for path in {paths[0], paths[-1]}:
        with server.file(path).open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != wanted:
                print(f"{server.title}: {path} is not what was sent", file=sys.stderr)


class Memory:
    """Looks at a server's memory every 50 ms; `most` in MB."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.most = 0.0

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, self._server.resident())
