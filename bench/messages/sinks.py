"""Takes mails and pushes on loopback and keeps nothing: `python -m bench.messages.sinks mail`."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.embedded import ports

PROJECT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def sink(name: str) -> Iterator[int]:
    """Run a sink in a process of its own, and yield its port."""
    command = [sys.executable, "-m", "bench.messages.sinks", name]
    running = subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout
        yield int(running.stdout.readline())
    finally:
        running.kill()
        running.wait()


class _Mails:
    async def handle_DATA(  # noqa: N802  # the library names it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        return "250 OK"


async def _push(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(status=201)


def _take_mails(port: int) -> None:
    Controller(_Mails(), hostname="127.0.0.1", port=port).start()


def _take_pushes(port: int) -> None:
    application = web.Application()
    application.router.add_post("/{device}", _push)
    asyncio.run(_serve(application, port))


async def _serve(application: web.Application, port: int) -> None:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    _say(port)
    await asyncio.Event().wait()


def _say(port: int) -> None:
    print(port, flush=True)


if __name__ == "__main__":
    free = ports.free()
    if sys.argv[1] == "push":
        _take_pushes(free)
    else:
        _take_mails(free)
        _say(free)
        sys.stdin.read()
