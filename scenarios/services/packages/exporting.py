"""Exports scenario versions as a package."""

import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import Membership
from accounts.services import record_audit
from core.errors import NotFound
from core.snapshots import one_snapshot
from media import storage
from media.models import Rendition, VideoState
from scenarios.domain.packages import to_bytes
from scenarios.domain.packages.layout import MANIFEST_BYTES, MOST_FILES
from scenarios.domain.packages.shapes import MANIFEST
from scenarios.errors import ClipsNotReady, OneVersionEach, PackageTooLarge
from scenarios.models import ScenarioVersion, SceneClip
from scenarios.queries import scenario_versions_visible_to
from scenarios.services.packages.collecting import SERVED, Collected, collect

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can name


@dataclass(frozen=True)
class ExportedPackage:
    """Holds a package as an open file without a name, at its start. `size` in bytes."""

    file: IO[bytes]
    size: int
    name: str


def export_package(*, author: Membership, versions: Sequence[UUID]) -> ExportedPackage:
    """Write these versions, with all that they need, into one file. The same content gives the same
    bytes. Slow: reads every clip.

    Raises NotFound, OneVersionEach, ClipsNotReady, PackageTooLarge.
    """
    with one_snapshot():
        rows = list(scenario_versions_visible_to(author).filter(pk__in=versions))
    if len(rows) != len(set(versions)):
        raise NotFound
    if len({row.scenario_id for row in rows}) != len(rows):
        raise OneVersionEach
    _refuse_too_large(rows)
    try:
        package = _written(collect(author, rows))
    except FileNotFoundError as error:  # an operator deleted a clip meanwhile
        raise ClipsNotReady from error
    size = package.seek(0, 2)
    if size > settings.PACKAGE_MAX_BYTES:
        package.close()
        raise PackageTooLarge
    with transaction.atomic():
        for row in rows:
            record_audit(
                organisation=author.organisation,
                actor=author,
                verb="scenario_exported",
                subject=row,
            )
    code = rows[0].scenario.code if len(rows) == 1 else author.organisation.slug
    package.seek(0)
    return ExportedPackage(package, size, f"{code}.kalm.zip")


def _refuse_too_large(rows: Sequence[ScenarioVersion]) -> None:
    """Raise PackageTooLarge for what could not be imported again, before anything is read."""
    videos = SceneClip.objects.filter(scene__version__in=rows).values("video")
    clips = Rendition.objects.filter(
        video__in=videos, video__state=VideoState.READY, name__in=SERVED
    )
    if sum(clips.values_list("size", flat=True)) > settings.PACKAGE_MAX_BYTES:
        raise PackageTooLarge


def _written(found: Collected) -> IO[bytes]:
    manifest = to_bytes(found.package)
    if len(manifest) > MANIFEST_BYTES or len(found.package.files) > MOST_FILES:
        raise PackageTooLarge
    work = settings.MEDIA_DIR / "work"
    work.mkdir(parents=True, exist_ok=True)
    file: IO[bytes] = tempfile.TemporaryFile(dir=work)  # noqa: SIM115  # the caller closes it
    try:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(_entry(MANIFEST), manifest)
            for path, text in sorted(found.texts.items()):
                archive.writestr(_entry(path), text)
            for path, key in sorted(found.renditions.items()):
                with (
                    storage.fetch(key) as source,
                    source.open("rb") as clip,
                    archive.open(_entry(path, compressed=False), "w") as target,
                ):
                    shutil.copyfileobj(clip, target, 1 << 20)
    except BaseException:
        file.close()
        raise
    return file


def _entry(path: str, *, compressed: bool = True) -> zipfile.ZipInfo:
    """Return an entry that says nothing of when and where it was made."""
    entry = zipfile.ZipInfo(path, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry
