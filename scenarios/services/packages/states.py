"""Moves an import through its states, all of which stand on this page.

    (none) -> pending             receiving.receive_package
    pending -> checking           claim_check: one worker wins, `tries` goes up and names the claim
    checking -> ready             become_ready, while the claim is valid
    ready -> importing            confirm; waits for a worker while `claimed_at` is null
    importing -> importing        claim_import: one worker wins, as above
    importing -> done             importing._write, in the transaction that makes the rows
    importing -> ready            become_ready: what would happen is not what the author saw
    checking, importing -> refused       refuse, while the claim is valid; sweep after MAX_TRIES
    checking -> pending, importing waits again    release (something of ours broke), or sweep
    any but importing -> (none)   cancel, by its author; sweep, after a day

Every move is a conditional UPDATE; whoever moves no row has lost and changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation

from core.batches import each
from core.dispatch import dispatch_now
from core.errors import Refusal
from media import storage
from scenarios.errors import PackageGaveUp
from scenarios.models import ImportState, PackageImport

MAX_TRIES = 3
LIFETIME = timedelta(days=1)
DISPATCH_AT_ONCE = 20
TASK_EXPIRES = 60  # seconds
FOLDER = "packages"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Claim:
    """Gives the right to check or import one package, until someone finds its heartbeat stale."""

    import_id: UUID
    state: ImportState
    tries: int

    @property
    def row(self) -> QuerySet[PackageImport]:
        """Return the import's row while this claim is valid, else no row."""
        return PackageImport.objects.filter(
            pk=self.import_id, state=self.state, tries=self.tries, claimed_at__isnull=False
        )


def claim_check(import_id: UUID) -> Claim | None:
    """Claim the package for checking; None when it isn't waiting, or another claimed it."""
    return _claim(import_id, Q(state=ImportState.PENDING), ImportState.CHECKING)


def claim_import(import_id: UUID) -> Claim | None:
    """Claim a confirmed package for importing; None as above."""
    waiting = Q(state=ImportState.IMPORTING, claimed_at__isnull=True)
    return _claim(import_id, waiting, ImportState.IMPORTING)


def _claim(import_id: UUID, waiting: Q, state: ImportState) -> Claim | None:
    rows = PackageImport.objects.filter(waiting, pk=import_id, tries__lt=MAX_TRIES)
    for tries in rows.values_list("tries", flat=True):
        if rows.filter(tries=tries).update(
            state=state, tries=F("tries") + 1, claimed_at=timezone.now(), progress=0
        ):
            return Claim(import_id, state, tries + 1)
    return None


def become_ready(claim: Claim, plan: Mapping[str, Any], *, is_changed: bool) -> bool:
    return bool(
        claim.row.update(
            state=ImportState.READY, plan=plan, is_changed=is_changed, claimed_at=None, tries=0
        )
    )


def confirm(import_id: UUID) -> bool:
    return bool(
        PackageImport.objects.filter(pk=import_id, state=ImportState.READY).update(
            state=ImportState.IMPORTING, claimed_at=None, tries=0, is_changed=False
        )
    )


def refuse(claim: Claim, refusal: Refusal) -> bool:
    """End the import, with the refusal that its author sees, in the author's language."""
    row = claim.row.select_related("author__person").first()
    if row is None:
        return False
    return _end(row, claim.row, refusal)


def _end(row: PackageImport, valid: QuerySet[PackageImport], refusal: Refusal) -> bool:
    with translation.override(row.author.person.language):
        errors = [{**one, "detail": str(one["detail"])} for one in refusal.errors]
        told = {"code": refusal.code, "detail": str(refusal.message), "errors": errors}
    moved = bool(valid.update(state=ImportState.REFUSED, refusal=told, claimed_at=None))
    if moved:
        storage.remove(row.key)
    return moved


def release(claim: Claim, *, counts: bool) -> bool:
    """Give the import back, to be tried again by the next sweep. An outage of ours doesn't count as
    a try."""
    is_check = claim.state == ImportState.CHECKING
    return bool(
        claim.row.update(
            state=ImportState.PENDING if is_check else ImportState.IMPORTING,
            tries=F("tries") if counts else F("tries") - 1,
            claimed_at=None,
        )
    )


def sweep(*, now: datetime) -> None:
    """Dispatch again what waits although it shouldn't, and remove what is over: rows after a day,
    and files without a row."""
    rows = PackageImport.objects.all()
    stale = Q(claimed_at__lt=now - timedelta(seconds=settings.MEDIA_CLAIM_SECONDS))
    rows.filter(stale, state=ImportState.CHECKING).update(
        state=ImportState.PENDING, claimed_at=None
    )
    rows.filter(stale, state=ImportState.IMPORTING).update(claimed_at=None)
    waiting = rows.filter(
        Q(state=ImportState.PENDING) | Q(state=ImportState.IMPORTING, claimed_at__isnull=True)
    )
    lost = waiting.filter(tries__gte=MAX_TRIES)
    each(
        list(lost.select_related("author__person").defer("document")),
        lambda row: _end(row, lost.filter(pk=row.pk), PackageGaveUp()),
        event="package_import_not_ended",
        is_outage=storage.is_outage,
    )
    names = {ImportState.PENDING: "scenarios.check_package"}
    for pk, state in waiting.order_by("created_at").values_list("pk", "state")[:DISPATCH_AT_ONCE]:
        name = names.get(ImportState(state), "scenarios.import_package")
        if not dispatch_now(name, str(pk), expires=TASK_EXPIRES):
            break
    over = rows.filter(created_at__lt=now - LIFETIME, claimed_at__isnull=True)
    each(
        list(over.defer("document", "plan")),
        remove,
        event="package_import_not_removed",
        is_outage=storage.is_outage,
    )


def remove(row: PackageImport) -> bool:
    """Remove the row and its file, unless a worker is at it. False where it was."""
    gone = forget(row)
    if gone:
        storage.remove(row.key)
    return gone


def forget(row: PackageImport) -> bool:
    """Remove the row as `remove` does, and leave its file."""
    gone, _ = (
        PackageImport.objects.filter(pk=row.pk, claimed_at__isnull=True)
        .exclude(state=ImportState.IMPORTING, created_at__gte=timezone.now() - LIFETIME)
        .delete()
    )
    return bool(gone)


def clear_files(*, now: datetime) -> None:
    """Remove files that no row names: of requests that were cut off between file and row, and of
    rows whose file could not be removed. Slow: looks at each file."""
    each(
        storage.inside(FOLDER)[0],
        lambda organisation: _clear_folder(f"{FOLDER}/{organisation}", now),
        event="package_files_not_cleared",
        is_outage=storage.is_outage,
    )


def _clear_folder(folder: str, now: datetime) -> None:
    keys = {f"{folder}/{name}" for name in storage.inside(folder)[1]}
    named = PackageImport.objects.filter(key__in=keys).exclude(
        state__in=[ImportState.DONE, ImportState.REFUSED]
    )
    for key in keys - set(named.values_list("key", flat=True)):
        if storage.is_old(key, now - LIFETIME):
            storage.remove(key)
