"""Defines the services of `make dev`: server and worker restart when Python changes, Vite serves
the client."""

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from deploy.embedded.process import Service
from deploy.stack.layout import PROJECT

SETTLE = 5  # seconds that a process gets to finish what it does before its new code starts


def reloading(service: Service, folders: Sequence[str]) -> Service:
    """Return the service under watchfiles, which restarts it when Python in `folders` changes."""
    watch = [sys.executable, "-m", "watchfiles", "--filter", "python", "--verbosity", "warning"]
    settle = ["--sigint-timeout", str(SETTLE)]
    argv = [*watch, *settle, "--target-type", "command", shlex.join(service.argv), *folders]
    return replace(service, argv=argv, grace=service.grace + SETTLE)


def client(port: int, server: str, environment: Mapping[str, str]) -> Service:
    """Return Vite's development server on loopback; it forwards the API to `server`."""
    vite = ["npm", "run", "dev", "--", "--host", "127.0.0.1", "--port", str(port), "--strictPort"]
    return Service(
        name="client",
        argv=[sys.executable, "-m", "deploy.node", *vite],
        env={**environment, "KALM_SERVER": server, "PYTHONPATH": str(PROJECT)},
        cwd=PROJECT / "web",
        grace=3,
    )


def packages() -> list[str]:
    """Return the folders with our Python: neither tests, nor the client, nor data."""
    folders = (path.parent for path in PROJECT.glob("*/__init__.py"))
    return sorted(str(folder) for folder in folders if folder.name not in {"tests", "bench"})
