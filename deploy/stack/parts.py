"""Lists what the stack consists of: the embedded services that are needed, and our own
processes.
"""

import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from deploy import limits
from deploy.embedded import ports
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import Running, Service
from deploy.embedded.valkey import Valkey
from deploy.stack.layout import PROJECT, Layout

QUEUES = "media,messages,default,extras"
# granian takes uvloop where something has installed it, such as the requirements of development:
# what is tested and measured would then not be what runs.
GRANIAN = ["--interface", "asgi", "--loop", "asyncio", "--workers", "1", "--no-ws"]


class Embedded(Protocol):
    """An embedded service comes from a wheel: it is prepared, run, waited for, and then found at
    `url`."""

    @property
    def url(self) -> str: ...
    def prepare(self) -> None: ...
    def service(self) -> Service: ...
    def wait(self, running: Running) -> None: ...


def embedded(layout: Layout, environment: Mapping[str, str]) -> dict[str, Embedded]:
    """Return the services that the environment does not name, by the variable that would name
    them.
    """
    every: dict[str, Embedded] = {
        "DATABASE_URL": Postgres(layout.root / "postgres", layout.secrets, ports.free()),
        "REDIS_URL": Valkey(layout.root / "valkey", layout.secrets, ports.free()),
    }
    return {name: part for name, part in every.items() if not environment.get(name)}


@dataclass(frozen=True)
class Address:
    """Holds where the server listens and how people reach it."""

    host: str
    port: int
    public_url: str
    certificate: Path | None = None
    key: Path | None = None


def _program(name: str) -> str:
    """Return a console script of the environment that this Python belongs to."""
    return str(Path(sys.executable).with_name(name))


def web(address: Address, environment: Mapping[str, str]) -> Service:
    """Return the HTTP server: one process, for Django's threads do the waiting."""
    # Browsers speak HTTP/2 over TLS alone, and granian, where it has to find out which of the two
    # it will be, waits without end for who never says a word.
    tls = ["--http", "1"]
    if address.certificate and address.key:
        tls = ["--ssl-certificate", str(address.certificate), "--ssl-keyfile", str(address.key)]
    where = ["--host", address.host, "--port", str(address.port)]
    options = [*GRANIAN, "--log-level", "warning"]
    return Service(
        name="web",
        argv=[_program("granian"), *options, *where, *tls, "deploy.asgi:application"],
        env={**limits.SPARING, **environment},
        cwd=PROJECT,
        grace=5,
    )


def worker(environment: Mapping[str, str]) -> Service:
    """Return one worker for all queues; in production each queue has workers of its own."""
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    return Service(
        name="worker",
        argv=[*_celery(), "worker", "-Q", QUEUES, "-c", "2", "-n", "stack@%h", *quiet],
        env=environment,
        cwd=PROJECT,
        grace=8,
    )


def beat(layout: Layout, environment: Mapping[str, str]) -> Service:
    """Return Celery's beat, of which only one runs, for the static schedule."""
    files = ["--schedule", str(layout.run / "beat"), "--pidfile", ""]
    return Service(
        name="beat",
        argv=[*_celery(), "beat", *files, "--loglevel", "WARNING"],
        env=environment,
        cwd=PROJECT,
        grace=5,
    )


def _celery() -> list[str]:
    """Return Celery's command without its banner and its warning to root: this is one machine of
    one person."""
    calm = ["-W", "ignore::UserWarning:celery.platforms"]
    return [sys.executable, *calm, "-m", "celery", "--quiet", "-A", "deploy.celery"]


def command(name: str, argv: list[str], environment: Mapping[str, str]) -> Service:
    """Return a command that runs once, such as the preparation of the database."""
    return Service(
        name=name,
        argv=argv,
        env=environment,
        cwd=PROJECT,
        stop_signal=signal.SIGTERM,
        grace=5,
    )


def environment() -> dict[str, str]:
    """Return what our processes inherit, with Python's output unbuffered."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "deploy.settings"}
