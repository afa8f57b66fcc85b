"""Does the slow work on a package under a claim: unpack, check, give up or give back."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings

from accounts.errors import RoleRequired
from accounts.models import Membership, Role
from core.errors import Refusal
from media import sandbox, storage
from media.services import OURS, Heartbeat
from scenarios.domain.packages import FileEntry, Package, from_json
from scenarios.errors import CodeTaken, PackageFileMissing
from scenarios.models import PackageImport
from scenarios.services.packages import states
from scenarios.services.packages.archive import Archive, open_archive
from scenarios.services.packages.states import Claim

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Work:
    """Holds a claimed package, with its file at hand."""

    claim: Claim
    row: PackageImport
    package: Package
    archive: Archive
    folder: Path
    heartbeat: Heartbeat

    @property
    def author(self) -> Membership:
        return self.row.author

    def unpack(self, file: FileEntry) -> Path:
        """Return the file, checked, in a folder that goes with the work."""
        self.go_on()
        target = self.folder / file.sha256
        if not target.exists():
            self.archive.unpack(file, target)
        return target

    def go_on(self) -> None:
        """Raise sandbox.Stopped once another worker may have the package."""
        if self.heartbeat.lost:
            raise sandbox.Stopped

    def is_on(self) -> bool:
        return not self.heartbeat.lost


def work_on(claim: Claim, do: Callable[[Work], None]) -> None:
    """Do the work, and leave the import in a state that says how it went. A refusal ends it; what
    is wrong with us gives it back for another try and is raised."""
    try:
        with Heartbeat(claim) as heartbeat, _at_hand(claim, heartbeat) as work:
            do(work)
    except CodeTaken:
        # An author was quicker with a code: the next try finds another one, and asks again.
        states.release(claim, counts=True)
    except Refusal as refusal:
        log.info("package_refused", id=str(claim.import_id), code=refusal.code)
        states.refuse(claim, refusal)
    except sandbox.Stopped:
        log.info("package_claim_lost", id=str(claim.import_id))
    except BaseException as error:
        states.release(claim, counts=not isinstance(error, OURS))
        raise


def refuse_gone(author: Membership) -> None:
    """Raise RoleRequired unless the member may write exercises, as the rows are now."""
    may_write = Membership.objects.filter(
        pk=author.pk,
        is_active=True,
        person__is_active=True,
        organisation__is_active=True,
        roles__contains=[Role.AUTHOR],
    )
    if not may_write.exists():
        raise RoleRequired


@contextmanager
def _at_hand(claim: Claim, heartbeat: Heartbeat) -> Iterator[Work]:
    row = claim.row.select_related("author__person", "author__organisation").first()
    if row is None:
        raise sandbox.Stopped
    refuse_gone(row.author)
    if storage.size(row.key) is None:
        raise PackageFileMissing
    work = settings.MEDIA_DIR / "work"
    work.mkdir(parents=True, exist_ok=True)
    with (
        storage.fetch(row.key) as path,
        open_archive(path) as archive,
        tempfile.TemporaryDirectory(prefix=f"{row.pk.hex}-", dir=work) as folder,
    ):
        yield Work(claim, row, from_json(row.document), archive, Path(folder), heartbeat)
