"""Runs the upload receiver in a process of its own, as production does: it serves no page and no
other API.

`python -m deploy.receiver --host 0.0.0.0 --port 8001`, behind the same proxy as the API, which
sends it /uploads/. One process with granian inside it, for a supervisor above would cost 30 MB and
restart what the container restarts anyway; more processes are more containers, on the same files.
"""

import argparse
import asyncio
import contextlib
import os
import signal

import django

from deploy import limits

os.environ["DJANGO_SETTINGS_MODULE"] = "deploy.settings.receiver"
os.environ.setdefault("DATABASE_POOL", "4")  # one for each of media.threads.DATABASE_THREADS
django.setup()
limits.spare_memory()

# E402 below: settings and limits hold for what these start, so Django comes first.
from granian.constants import HTTPModes, Interfaces  # noqa: E402
from granian.http import HTTP1Settings  # noqa: E402
from granian.log import LogLevels  # noqa: E402
from granian.server.embed import Server  # noqa: E402

from deploy import logs  # noqa: E402
from deploy.cross_origin import allow_origins  # noqa: E402
from media.http import Receive, Scope, Send  # noqa: E402
from media.receiver.app import evict_all, receiver, warm_up  # noqa: E402

PHONES = 8192  # at once
GRACE = 5.0  # seconds in which pieces must reach their bucket
LINGER = 1.0  # seconds in which answers must reach their phones
BUFFER = 408 * 1024  # bytes of one connection that wait to be read, at most


@allow_origins
async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Pass every request to the receiver, which answers 404 to what is no upload of ours."""
    if scope["type"] == "http":
        await receiver(scope, receive, send)
        return
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def serve(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. A connection that hangs is not waited for, but what it sent is
    kept."""
    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        # Where HTTP/2 is spoken too, a connection that never says a word is never closed.
        http=HTTPModes.http1,
        websockets=False,
        backlog=4096,
        backpressure=PHONES,
        http1_settings=HTTP1Settings(max_buffer_size=BUFFER),
        log_level=LogLevels.warning,
    )
    asked_to_end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked_to_end.set)
    await warm_up()
    serving = asyncio.ensure_future(server.serve())
    ending = asyncio.ensure_future(asked_to_end.wait())
    await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]  # granian gives it no types
    await asyncio.wait({asyncio.ensure_future(evict_all())}, timeout=GRACE)
    await asyncio.wait({serving}, timeout=LINGER)
    if serving.done():
        serving.result()  # such as a port that is taken


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m deploy.receiver")
    asked.add_argument("--host", default="127.0.0.1")
    asked.add_argument("--port", type=int, default=8001)
    chosen = asked.parse_args()
    logs.configure()
    limits.open_many_files()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(chosen.host, chosen.port))


if __name__ == "__main__":
    main()
