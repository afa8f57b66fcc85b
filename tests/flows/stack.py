"""Provides a running stack: the one that is up, or one of our own for the time being."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from deploy.embedded import ports
from deploy.stack.layout import PROJECT, Layout
from tests import processes
from tests.flows.caller import Caller, NotAsPromised, wait_until
from tests.processes import name_of, words_of

START_PATIENCE = 180.0


@dataclass
class Stack:
    """A whole product in processes of its own, with the demo organisation in it."""

    url: str
    supervisor: psutil.Process
    layout: Layout
    _tokens: dict[str, str] = field(default_factory=dict)

    def sign_in(self, role: str) -> Caller:
        """Sign in the demo organisation's employee, coach, author, manager or admin; who did before
        goes on in the same session."""
        email, token = f"{role}@demo.example", self._tokens.get(role)
        caller = Caller(self.url, "demo", email, demo_password(), token)
        self._tokens[role] = caller.token
        return caller

    def workers(self) -> list[psutil.Process]:
        """Return the Celery worker, its pool and what these started."""
        return [one for one in processes.family(self.supervisor) if is_worker(one)]

    def encoders(self) -> list[psutil.Process]:
        """Return the FFmpeg processes that the worker runs now."""
        every = processes.family(self.supervisor)
        return [one for one in every if name_of(one).startswith("ffmpeg")]

    def kill_workers(self) -> None:
        """Send SIGKILL to all of the worker at once; its watcher and supervisor see it and go
        on.
        """
        processes.kill({child for one in self.workers() for child in processes.family(one)})


def is_worker(process: psutil.Process) -> bool:
    """Tell whether this is Celery itself, not the watcher that names it on its command line."""
    words = words_of(process)
    return "celery" in words and "worker" in words and "-m" in words


def demo_password() -> str:
    """Return the password of the demo organisation's people."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    from django.conf import settings

    return str(settings.DEMO_PASSWORD)


@contextmanager
def running_stack() -> Iterator[str]:
    """Yield the address of the stack that `make run` started, else of one started here and
    stopped.
    """
    found = os.environ.get("KALM_URL") or Layout.from_environment().addresses().get("url")
    if found and is_ready(found):
        yield found
        return
    with tempfile.TemporaryDirectory(prefix="kalm-") as folder, own_stack(Path(folder)) as stack:
        yield stack.url


@contextmanager
def own_stack(folder: Path, **environment: str) -> Iterator[Stack]:
    """Start a stack with all its data under `folder`, on a free port; stop it on the way out."""
    port = ports.free()
    layout = Layout(folder / "data")
    own = {
        "KALM_DATA_DIR": str(layout.root),
        "PORT": str(port),
        "DATABASE_URL": "",
        "REDIS_URL": "",
    }
    url = f"http://localhost:{port}"
    log = folder / "stack.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.stack", "run", "--attached"],
            env={**os.environ, **own, **environment},
            cwd=PROJECT,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:

        def up() -> bool:
            if process.poll() is not None:
                raise NotAsPromised(f"the stack stopped:\n{log.read_text()[-3000:]}")
            return is_ready(url)

        wait_until("a healthy stack", up, seconds=START_PATIENCE)
        yield Stack(url, psutil.Process(process.pid), layout)
    finally:
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        if process.poll() is None:
            process.kill()


def is_ready(url: str) -> bool:
    """Tell whether all parts of the stack at `url` answer."""
    try:
        # A stack of tests signs its own certificate.
        return httpx.get(f"{url}/readyz", timeout=5, verify=False).status_code == 200  # noqa: S501
    except httpx.HTTPError:
        return False
