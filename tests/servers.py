"""Starts real processes for tests: our server on the test database, and a Celery worker.

Rows must be committed for another process to see them, so tests that use these are marked
`django_db(transaction=True)`.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import psutil
import pytest
from django.conf import settings
from django.db import connection

from deploy.embedded import ports
from tests import group_watch, loopback, processes

PROJECT = Path(settings.BASE_DIR)


def environment(**more: str) -> dict[str, str]:
    """Return what a process needs to work on the same database, broker and files as this test."""
    database = connection.settings_dict
    login = f"{quote(str(database['USER']))}:{quote(str(database['PASSWORD']))}"
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{login}@{place}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "MEDIA_DIR": str(settings.MEDIA_DIR),
        "LOG_LEVEL": "WARNING",
        **more,
    }


@dataclass
class Process:
    """A process of ours with all that it started, and the file that it prints to."""

    popen: "subprocess.Popen[bytes]"
    log: Path

    def kill(self) -> None:
        """Send SIGKILL to the whole group, as a crash of the machine would."""
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
        group_watch.forget(self.popen.pid)

    def stop(self, grace: float = 10) -> None:
        """Ask it to end after what it does now, and kill it after `grace` seconds."""
        self.popen.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(grace)
        self.kill()


def start(argv: list[str], log: Path, env: Mapping[str, str]) -> Process:
    """Start `argv` in a group of its own, which ends with this process."""
    with log.open("ab") as output:
        popen = subprocess.Popen(
            argv,
            env=dict(env),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    group_watch.remember(popen.pid)
    return Process(popen, log)


@dataclass
class Server:
    """Runs `deploy.asgi` on granian, as in production."""

    port: int
    folder: Path
    env: dict[str, str]
    workers: int = 1
    process: Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it answers."""
        argv = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1"]
        argv += ["--loop", "asyncio"]
        argv += ["--port", str(self.port), "--workers", str(self.workers)]
        argv += ["deploy.asgi:application"]
        self.process = start(argv, self.folder / "server.log", self.env)
        wait_until(self._answers, self.process)

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return loopback.options(f"{self.url}/uploads/").status_code == 204
        return False

    @contextmanager
    def full_disk(self, most: int) -> Iterator[None]:
        """Let it write no file beyond `most` bytes for a while."""
        assert self.process
        main = psutil.Process(self.process.popen.pid)
        family = [one.pid for one in processes.family(main)]
        try:
            for pid in family:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            yield
        finally:
            for pid in family:
                with suppress(ProcessLookupError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

    def kill(self) -> None:
        assert self.process
        self.process.kill()

    def stop(self) -> None:
        if self.process:
            self.process.stop()


def wait_until(
    ready: Callable[[], Any], process: Process | None = None, *, seconds: float = 60
) -> None:
    """Return once `ready`; fails when the process ends first, or with a generous time-out."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process and process.popen.poll() is not None:
            pytest.fail(f"the process ended: {process.log.read_text()[-3000:]}")
        if time.monotonic() > deadline:
            pytest.fail(process.log.read_text()[-3000:] if process else "waited in vain")
        time.sleep(0.05)


@contextmanager
def running_server(folder: Path, *, workers: int = 1, **env: str) -> Iterator[Server]:
    """Run a server for the time of the context."""
    server = Server(ports.free(), folder, environment(DATABASE_POOL="8", **env), workers)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def running_worker(folder: Path, *, queues: str = "media") -> Iterator[Process]:
    """Run a Celery worker with one process for tasks; it consumes already."""
    argv = [sys.executable, "-m", "celery", "-A", "deploy.celery", "worker", "-Q", queues]
    argv += ["--concurrency", "1", "--without-gossip", "--without-mingle", "-l", "INFO"]
    log = folder / "worker.log"
    process = start(argv, log, environment(LOG_LEVEL="INFO"))
    try:
        wait_until(lambda: "ready." in log.read_text(), process)
        yield process
    finally:
        process.kill()
