"""Which pieces of an upload count, for the store `objects`: rows, moved by compare-and-set."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from media.models import Upload, UploadPiece, UploadState
from media.store.objects import FRESH, Piece, put_at


class RowLedger:
    """The ledger that media.store.objects asks for."""

    def offset(self, upload: UUID) -> int:
        rows = Upload.objects.filter(pk=upload).values_list("received", flat=True)
        return rows.first() or 0

    def advance(self, upload: UUID, pieces: Sequence[Piece]) -> bool:
        """False for whoever comes second, for an upload that ended, and for pieces that the
        sweep may already have removed."""
        if not _all_fresh(pieces, timezone.now()):
            return False
        start, end = pieces[0].start, pieces[-1].start + pieces[-1].size
        rows = [UploadPiece(p.id, upload_id=upload, start=p.start, size=p.size) for p in pieces]
        with transaction.atomic():
            moved = Upload.objects.filter(
                pk=upload, state=UploadState.OPEN, received=start, length__gte=end
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
            Upload.objects.filter(pk=upload).update(received=0)


def _all_fresh(pieces: Sequence[Piece], now: datetime) -> bool:
    return all(put_at(piece.id) > now - FRESH for piece in pieces)
