"""Takes the body of a request from the server into a run, chunk by chunk."""

from collections.abc import Awaitable

from media.domain.tus import Checksum
from media.errors import LengthExceeded
from media.http import Message, Receive
from media.store import Intake

Coming = Awaitable[Message]


async def write_body(receive: Receive, run: Intake, most: int, checksum: Checksum | None) -> bool:
    """Write every chunk, `most` bytes in all; whether the body ended before the connection did.

    Where the run takes chunks at once, the next one is asked for before this one is written: the
    server reads it from the socket meanwhile, on a thread of its own.
    """
    coming: Coming = receive()
    try:
        while (message := await coming)["type"] == "http.request":
            chunk, goes_on = message.get("body", b""), message.get("more_body", False)
            if goes_on and run.takes_at_once:
                coming = receive()
            if chunk:
                await run.write(chunk if len(chunk) <= most else chunk[:most])
                if checksum:
                    checksum.add(chunk)
                if len(chunk) > most:
                    raise LengthExceeded
                most -= len(chunk)
            if not goes_on:
                return True
            del message, chunk  # a phone that is silent holds no memory by them
            if not run.takes_at_once:
                coming = receive()
        return False
    finally:
        _give_up(coming)


def _give_up(coming: Coming) -> None:
    """Stop waiting for a chunk that nobody wants any more, in whichever way it is awaited."""
    for end in ("cancel", "close"):
        if call := getattr(coming, end, None):
            call()
            return
