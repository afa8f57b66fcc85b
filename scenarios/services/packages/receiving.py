"""Receives a package from an author, who confirms or cancels its import."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Membership
from core.dispatch import dispatch
from core.errors import NotFound
from core.queries import one_of
from media import storage
from scenarios.domain.packages import Package, to_json
from scenarios.errors import ImportNotReady, ImportUnderWay, PackageDiffers, TooManyImports
from scenarios.models import ImportState, PackageImport
from scenarios.queries import imports_visible_to
from scenarios.services.packages import states
from scenarios.services.packages.archive import open_archive

OPEN_IMPORTS = 5
"""How many imports an author has at a time that are neither done nor refused."""


@dataclass(frozen=True)
class ReceivedFile:
    """Represents a file that came whole: `size` in bytes."""

    path: Path
    size: int
    sha256: str


def receive_package(
    *, author: Membership, id: UUID, file: ReceivedFile, read: Callable[[bytes], Package]
) -> tuple[PackageImport, bool]:
    """Keep a package for checking; return its import and whether it is new. Repeating is safe.

    `read` makes a package of package.json, or refuses it. The file is moved away. Raises what
    `archive.open_archive` and `read` raise, NotFound, PackageDiffers, TooManyImports.
    """
    if (known := _known(author, id, file)) is not None:
        return known, False
    with open_archive(file.path) as archive:
        package = read(archive.manifest())
        archive.match(package.files)
    key = f"{states.FOLDER}/{author.organisation_id}/{id}-{file.sha256[:16]}.zip"
    storage.keep(key, file.path)
    try:
        with transaction.atomic():
            # Requests of one author wait here for each other, so that two can't be the fifth.
            Membership.objects.select_for_update(no_key=True).get(pk=author.pk)
            if (known := _known(author, id, file)) is not None:
                return known, False
            _forget_oldest(author)
            row = PackageImport.objects.create(
                id=id,
                organisation=author.organisation,
                author=author,
                key=key,
                size=file.size,
                sha256=file.sha256,
                document=to_json(package),
            )
            dispatch("scenarios.check_package", str(id))
    except IntegrityError:  # another author used the id at once
        _known(author, id, file)
        raise
    except TooManyImports:
        storage.remove(key)
        raise
    return row, True


def _forget_oldest(author: Membership) -> None:
    """Forget the oldest import that waits for the author's yes where there are many: a page that
    was closed leaves one behind. TooManyImports while all of them are being worked on."""
    rows = imports_visible_to(author).exclude(state__in=[ImportState.DONE, ImportState.REFUSED])
    if rows.count() < OPEN_IMPORTS:
        return
    oldest = rows.filter(state=ImportState.READY).order_by("created_at").first()
    if oldest is None or not states.forget(oldest):
        raise TooManyImports
    # Storage that is away must not fail this: clear_files removes the file.
    transaction.on_commit(partial(storage.remove, oldest.key), robust=True)


def _known(author: Membership, id: UUID, file: ReceivedFile) -> PackageImport | None:
    row = PackageImport.objects.filter(pk=id).first()
    if row is None:
        return None
    if row.author_id != author.pk:
        raise NotFound
    if row.sha256 != file.sha256:
        raise PackageDiffers
    return row


def confirm_import(*, author: Membership, id: UUID) -> PackageImport:
    """Let a checked package be imported. Again is once. Raises NotFound, ImportNotReady."""
    with transaction.atomic():
        if states.confirm(one_of(imports_visible_to(author), id).pk):
            dispatch("scenarios.import_package", str(id))
    row = one_of(imports_visible_to(author), id)
    if row.state not in {ImportState.IMPORTING, ImportState.DONE}:
        raise ImportNotReady
    return row


def cancel_import(*, author: Membership, id: UUID) -> None:
    """Remove the import and its file; what was imported stays. Raises NotFound, ImportUnderWay."""
    row = one_of(imports_visible_to(author), id)
    if not states.remove(row):
        raise ImportUnderWay
