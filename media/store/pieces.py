"""Keeps the rows that say which pieces of an upload count, moved by compare-and-set.

One writer at a time may add pieces to an upload (`Upload.writer`). Another host that is asked for
the upload asks the writer to leave (`Upload.eviction_asked_at`); one that doesn't answer is gone
and loses the upload. All periods are counted by the database's clock.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from media.errors import OffsetConflict, UploadBusy
from media.models import Upload, UploadPiece, UploadState

STALE = timedelta(hours=1)  # an object of a piece without a row is nobody's after this
FRESH = timedelta(minutes=30)  # a piece gets its row until this: clocks may differ by the rest
# Both counted from when somebody first asked for an upload that has a writer.
SILENCE = timedelta(seconds=0.7)  # a writer that doesn't answer in this is gone
GRACE = timedelta(seconds=1.5)  # what one that answers gets more, for the bytes it still has

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Piece:
    """Holds `size` bytes from `start` of an upload in an object. `id` is a UUIDv7."""

    id: UUID
    start: int
    size: int


def made_at(piece: UUID) -> datetime:
    """Return when the piece was made: a UUIDv7 starts with 48 bits of milliseconds since 1970."""
    return datetime.fromtimestamp((piece.int >> 80) / 1000, UTC)


def offset(upload: UUID) -> int:
    """Return how many bytes of the upload are in pieces that have a row."""
    rows = Upload.objects.filter(pk=upload).values_list("received", flat=True)
    return rows.first() or 0


def offsets(uploads: Collection[UUID]) -> dict[UUID, int]:
    """Return `offset` of many uploads at once; 0 for an upload without a row."""
    rows = Upload.objects.filter(pk__in=uploads).values_list("pk", "received")
    return dict.fromkeys(uploads, 0) | dict(rows)


def settled_offset(upload: UUID) -> int:
    """Return `offset` of an upload that has no writer. UploadBusy while it has one, who is asked
    to leave; a writer that doesn't answer in SILENCE loses the upload."""
    row = Upload.objects.filter(pk=upload).values_list("received", "writer").first()
    if row is None:
        return 0
    received, writer = row
    if writer is None:
        return received
    written = Upload.objects.filter(pk=upload, writer=writer)
    silent = written.filter(eviction_asked_at__lt=Now() - SILENCE)
    if silent.update(writer=None, eviction_asked_at=None):
        log.warning("writer_gone", upload=str(upload))
        return offset(upload)
    written.filter(eviction_asked_at=None).update(eviction_asked_at=Now())
    raise UploadBusy(retry_after=1)


def start_writing(upload: UUID, at: int, writer: UUID) -> None:
    """Make `writer` the upload's only writer. OffsetConflict elsewhere than at the offset `at`,
    UploadBusy while another writes."""
    free = Upload.objects.filter(pk=upload, writer=None, received=at)
    if free.update(writer=writer):
        return
    if settled_offset(upload) != at:
        raise OffsetConflict
    if not free.update(writer=writer):
        raise UploadBusy(retry_after=1)


def stop_writing(upload: UUID, writer: UUID) -> int:
    """Free the upload if `writer` still has it; the offset afterwards."""
    written = Upload.objects.filter(pk=upload, writer=writer)
    written.update(writer=None, eviction_asked_at=None)
    return offset(upload)


def writers_asked_to_leave() -> set[UUID]:
    """Return the writers, of all hosts, whose uploads somebody else asks for."""
    asked = Upload.objects.filter(eviction_asked_at__isnull=False)
    return {writer for writer in asked.values_list("writer", flat=True) if writer}


def answer_evictions(writers: Collection[UUID]) -> None:
    """Say that these writers are leaving, and give each GRACE for the bytes it still has."""
    asked = Upload.objects.filter(writer__in=writers, eviction_asked_at__lte=Now())
    asked.update(eviction_asked_at=Now() + GRACE)


def advance(upload: UUID, writer: UUID, pieces: Sequence[Piece]) -> bool:
    """Compare-and-set the offset from the first piece's start to the last one's end, and give the
    pieces their rows. False for a writer that lost the upload, for an upload that ended, and for
    pieces that the sweep may already have removed."""
    now = timezone.now()
    if not all(made_at(piece.id) > now - FRESH for piece in pieces):
        return False
    start, end = pieces[0].start, pieces[-1].start + pieces[-1].size
    rows = [UploadPiece(p.id, upload_id=upload, start=p.start, size=p.size) for p in pieces]
    with transaction.atomic():
        moved = Upload.objects.filter(
            pk=upload, state=UploadState.OPEN, writer=writer, received=start, length__gte=end
        ).update(received=end)
        if moved:
            UploadPiece.objects.bulk_create(rows)
    return bool(moved)


def pieces_of(upload: UUID) -> list[Piece]:
    """Return the upload's pieces in order."""
    rows = UploadPiece.objects.filter(upload=upload).order_by("start")
    return [Piece(*row) for row in rows.values_list("pk", "start", "size")]


def known(pieces: Collection[UUID]) -> set[UUID]:
    """Return the given pieces that have a row."""
    return set(UploadPiece.objects.filter(pk__in=pieces).values_list("pk", flat=True))


def forget(upload: UUID) -> None:
    """Remove the rows of the upload's pieces, and its writer."""
    with transaction.atomic():
        UploadPiece.objects.filter(upload=upload).delete()
        Upload.objects.filter(pk=upload).update(received=0, writer=None, eviction_asked_at=None)
