"""Where arriving bytes are kept until the recording is processed.

A small core: how far an upload has come, go on from there, read it, forget it. `local` is one
file per upload, `objects` one object per received run of bytes, in any bucket.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings

from media.store.local import LocalStore
from media.store.objects import ObjectStore, ledger


class Run(Protocol):
    """The bytes of one request on their way into the store."""

    def write(self, chunk: bytes) -> None:
        """Take bytes, and keep them. StorageFull when they can't be kept."""

    def settle(self, *, keep: bool) -> int:
        """End the run; the upload's size in bytes afterwards.

        What an unchecked run wrote is kept whatever `keep` says, so that a cut connection costs
        nothing; a checked run leaves nothing behind unless `keep`.
        """


class Store(Protocol):
    def warm_up(self) -> None:
        """Do now what the first upload would wait for; no error where that is not possible."""

    def offset(self, upload: UUID) -> int:
        """Bytes kept so far; 0 for an upload that is not there."""

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        """The same of many uploads at once."""

    def settled_offset(self, upload: UUID) -> int:
        """The same once nobody writes; UploadBusy while anybody does."""

    def append(self, upload: UUID, offset: int, *, checked: bool = False) -> Run:
        """Start a run at `offset`: OffsetConflict elsewhere, UploadBusy while another writes."""

    def make_durable(self, upload: UUID) -> None:
        """Return once the bytes would survive a power cut. Slow: not on an event loop."""

    def open(self, upload: UUID) -> BinaryIO:
        """Read the bytes; FileNotFoundError where there are none."""

    def path(self, upload: UUID) -> Path | None:
        """The bytes as a local file that may be moved away, where the store has such a thing."""

    def delete(self, upload: UUID) -> None:
        """Forget the upload; no error where there is nothing."""

    def listing(self) -> Iterator[UUID]:
        """Every upload of which there are bytes."""

    def trim(self, upload: UUID, now: datetime) -> int:
        """Remove what writers that lost left of an upload that goes on; how many pieces."""


def chosen() -> Store:
    """The store that the settings name. Of the two, only `objects` waits for a network."""
    if settings.UPLOAD_STORE == "objects":
        return ObjectStore(ledger())
    return LocalStore(settings.UPLOADS_DIR)
