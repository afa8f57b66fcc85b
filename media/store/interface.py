"""Declares what a store of arriving bytes can do, for all who use one.

Services and workers call the methods that may wait for a disk, a network or a database. The
receiver calls `is_open`, `begin` and `settle` on its event loop: each store decides by itself what
goes to a thread, so a further store needs no change there.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID


class Run(Protocol):
    """Takes the bytes of one request into the store."""

    def write(self, chunk: bytes) -> None:
        """Take bytes, and keep them. StorageFull when they can't be kept."""

    def settle(self, *, keep: bool) -> int:
        """End the run; the upload's size in bytes afterwards.

        What an unchecked run wrote is kept whatever `keep` says, so that a cut connection costs
        nothing; a checked run leaves nothing behind unless `keep`.
        """


class Intake(Protocol):
    """Does for an event loop what Run does: nothing in it waits there for a network.

    `takes_at_once` says that `write` never waits, so that one chunk more may be read meanwhile. A
    store that makes phones wait counts all that it has in memory.
    """

    takes_at_once: bool

    async def write(self, chunk: bytes) -> None:
        """Take bytes; StorageFull when these or earlier ones can't be kept."""

    async def settle(self, *, keep: bool) -> int:
        """End the run as Run.settle does; the upload's size in bytes afterwards."""


class Store(Protocol):
    """Keeps arriving bytes until the recording is processed."""

    def warm_up(self) -> None:
        """Do now what the first upload would wait for; no error where that is not possible."""

    def check(self) -> None:
        """Return where bytes could be kept now; else raise whatever stands in the way."""

    def is_open(self, upload: UUID) -> bool | None:
        """Tell without waiting whether the upload has bytes and has not ended since; None where
        this store can't tell, and the database must be asked."""

    async def begin(
        self, upload: UUID, offset: int, *, checked: bool, end_request: Callable[[], None]
    ) -> Intake:
        """Start a run at `offset` from an event loop; refuses as `append` does.

        The store calls `end_request` when somebody on another host asks for the upload, or when no
        more bytes can be kept.
        """

    async def settle(self, upload: UUID) -> int:
        """Return `settled_offset` to an event loop; UploadBusy while another process writes."""

    def append(self, upload: UUID, offset: int, *, checked: bool = False) -> Run:
        """Start a run at `offset`: OffsetConflict elsewhere, UploadBusy while another writes."""

    def settled_offset(self, upload: UUID) -> int:
        """Return how many bytes are kept once nobody writes; UploadBusy while anybody does."""

    def offset(self, upload: UUID) -> int:
        """Return how many bytes are kept so far; 0 for an upload that is not there."""

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        """Return `offset` of many uploads at once."""

    def make_durable(self, upload: UUID) -> None:
        """Return once the bytes would survive a power cut. Slow: not on an event loop."""

    def open(self, upload: UUID) -> BinaryIO:
        """Read the bytes; FileNotFoundError where there are none."""

    def path(self, upload: UUID) -> Path | None:
        """Return the bytes as a local file that may be moved away, where there is such a thing."""

    def delete(self, upload: UUID) -> None:
        """Forget the upload; no error where there is nothing."""

    def listing(self) -> Iterator[UUID]:
        """Yield every upload of which there are bytes."""

    def trim(self, upload: UUID, now: datetime) -> int:
        """Remove what losing writers left of an upload that goes on; how many pieces."""
