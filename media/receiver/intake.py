"""From the event loop into the store, which for `objects` means never waiting there for a network.

A file takes each chunk at once, since the kernel keeps it; for a bucket see gathering.py.
"""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar
from uuid import UUID

from media.errors import UploadBusy
from media.receiver.buffering import Gathered
from media.store import Run, Store
from media.store.local import LocalStore
from media.store.objects import ObjectStore
from media.threads import in_database

P = ParamSpec("P")
T = TypeVar("T")
ASK_EVERY = 0.05  # seconds between two questions to the ledger whether a holder left


class Intake(Protocol):
    """A run for an event loop."""

    async def write(self, chunk: bytes) -> None:
        """Take bytes; StorageFull when these or earlier ones can't be kept."""

    async def settle(self, *, keep: bool) -> int:
        """End the run as media.store.Run does; the upload's size in bytes afterwards."""


async def settled_offset(store: Store, upload: UUID) -> int:
    """How far the upload is; UploadBusy while another process writes to it."""
    if isinstance(store, LocalStore):
        return store.settled_offset(upload)
    return await _asked(store.settled_offset, upload)


async def begin(
    store: Store, upload: UUID, offset: int, *, checked: bool, give_way: Callable[[], None]
) -> Intake:
    """Start a run at `offset`; refuses as media.store.Store.append does.

    `give_way` ends the request, when somebody on another host asks for the upload.
    """
    if isinstance(store, ObjectStore):
        return Gathered(await _asked(store.append, upload, offset, checked=checked), give_way)
    return Direct(store.append(upload, offset, checked=checked))


async def _asked(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Whoever is refused comes again at once: not more often than a ledger bears."""
    try:
        return await in_database(call, *args, **kwargs)
    except UploadBusy:
        await asyncio.sleep(ASK_EVERY)
        raise


class Direct:
    """Every chunk into the store at once."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def write(self, chunk: bytes) -> None:
        self._run.write(chunk)

    async def settle(self, *, keep: bool) -> int:
        return self._run.settle(keep=keep)
