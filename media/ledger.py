"""Which pieces of an upload count, for the store `objects`: rows, moved by compare-and-set."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from media.errors import OffsetConflict, UploadBusy
from media.models import Upload, UploadPiece, UploadState
from media.store.objects import FRESH, Piece, put_at

# Both counted by the database's clock, from when somebody first asked for a held upload.
SILENCE = timedelta(seconds=0.7)  # a holder that doesn't answer in this is gone
FAREWELL = timedelta(seconds=1.5)  # what one that answers gets more, for the bytes it still has

log = structlog.get_logger(__name__)


class RowLedger:
    """The ledger that media.store.objects asks for."""

    def offset(self, upload: UUID) -> int:
        rows = Upload.objects.filter(pk=upload).values_list("received", flat=True)
        return rows.first() or 0

    def offsets(self, uploads: Collection[UUID]) -> dict[UUID, int]:
        rows = Upload.objects.filter(pk__in=uploads).values_list("pk", "received")
        return dict.fromkeys(uploads, 0) | dict(rows)

    def settled_offset(self, upload: UUID) -> int:
        row = Upload.objects.filter(pk=upload).values_list("received", "holder").first()
        if row is None:
            return 0
        received, holder = row
        if holder is None:
            return received
        held = Upload.objects.filter(pk=upload, holder=holder)
        if held.filter(wanted_at__lt=Now() - SILENCE).update(holder=None, wanted_at=None):
            log.warning("holder_gone", upload=str(upload))
            return self.offset(upload)
        held.filter(wanted_at=None).update(wanted_at=Now())
        raise UploadBusy(retry_after=1)

    def take(self, upload: UUID, offset: int, holder: UUID) -> None:
        free = Upload.objects.filter(pk=upload, holder=None, received=offset)
        if free.update(holder=holder):
            return
        if self.settled_offset(upload) != offset:
            raise OffsetConflict
        if not free.update(holder=holder):
            raise UploadBusy(retry_after=1)

    def release(self, upload: UUID, holder: UUID) -> int:
        held = Upload.objects.filter(pk=upload, holder=holder)
        held.update(holder=None, wanted_at=None)
        return self.offset(upload)

    def wanted(self) -> dict[UUID, UUID]:
        rows = Upload.objects.filter(wanted_at__isnull=False).values_list("pk", "holder")
        return {holder: upload for upload, holder in rows if holder}

    def answer(self, holders: Collection[UUID]) -> None:
        asked = Upload.objects.filter(holder__in=holders, wanted_at__lte=Now())
        asked.update(wanted_at=Now() + FAREWELL)

    def advance(self, upload: UUID, holder: UUID, pieces: Sequence[Piece]) -> bool:
        """False for whoever comes second, for an upload that ended, and for pieces that the
        sweep may already have removed."""
        if not _all_fresh(pieces, timezone.now()):
            return False
        start, end = pieces[0].start, pieces[-1].start + pieces[-1].size
        rows = [UploadPiece(p.id, upload_id=upload, start=p.start, size=p.size) for p in pieces]
        with transaction.atomic():
            moved = Upload.objects.filter(
                pk=upload,
                state=UploadState.OPEN,
                holder=holder,
                received=start,
                length__gte=end,
            ).update(received=end)
            if moved:
                UploadPiece.objects.bulk_create(rows)
        return bool(moved)

    def pieces(self, upload: UUID) -> list[Piece]:
        rows = UploadPiece.objects.filter(upload=upload).order_by("start")
        return [Piece(*row) for row in rows.values_list("pk", "start", "size")]

    def known(self, pieces: Collection[UUID]) -> set[UUID]:
        return set(UploadPiece.objects.filter(pk__in=pieces).values_list("pk", flat=True))

    def forget(self, upload: UUID) -> None:
        with transaction.atomic():
            UploadPiece.objects.filter(upload=upload).delete()
            Upload.objects.filter(pk=upload).update(received=0, holder=None, wanted_at=None)


def _all_fresh(pieces: Sequence[Piece], now: datetime) -> bool:
    return all(put_at(piece.id) > now - FRESH for piece in pieces)
