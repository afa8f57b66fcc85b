"""A running stack to walk through: the one that is up, or one of our own for the time being."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from deploy.stack.layout import PROJECT, Layout
from tests.flows.caller import NotAsPromised, wait_until

START_PATIENCE = 180.0


def demo_password() -> str:
    """The password of the demo organisation's people."""
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    return str(settings.DEMO_PASSWORD)


@contextmanager
def running_stack() -> Iterator[str]:
    """The address of the stack that `make run` started, else of one started here and stopped."""
    found = os.environ.get("KALM_URL") or Layout.from_environment().addresses().get("url")
    if found and is_ready(found):
        yield found
        return
    with tempfile.TemporaryDirectory(prefix="kalm-tour-") as folder, own_stack(Path(folder)) as url:
        yield url


@contextmanager
def own_stack(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """A stack with its data under `folder`, on a free port; stopped on the way out."""
    port = free_port()
    names = {"KALM_DATA_DIR": str(folder / "data"), "PORT": str(port)}
    url = f"http://localhost:{port}"
    log = folder / "stack.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.stack", "run"],
            env={**os.environ, **names, **(environment or {})},
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
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        if process.poll() is None:
            process.kill()


def is_ready(url: str) -> bool:
    """Whether all parts of the stack at `url` answer."""
    try:
        return httpx.get(f"{url}/readyz", timeout=5, verify=False).status_code == 200  # noqa: S501
    except httpx.HTTPError:
        return False


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
