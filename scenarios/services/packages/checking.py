"""Checks a package that was received, file by file, and says what importing it would do."""

from uuid import UUID

from django.utils import translation

from media.domain import webvtt
from media.errors import CAPTIONS_TEXTS, REASON_TEXTS, ProcessingFailed
from media.services import check_clip
from scenarios.domain.completeness import gap
from scenarios.domain.packages import FileEntry
from scenarios.errors import PackageInvalid, PackageMediaRefused
from scenarios.services.packages import states
from scenarios.services.packages.planning import Plan, plan_import
from scenarios.services.packages.working import Work, work_on


def check_package(*, import_id: UUID) -> None:
    """Check the package if it waits, and bring it to ready or refused. Slow; twice is once."""
    claim = states.claim_check(import_id)
    if claim is not None:
        work_on(claim, _check)


def _check(work: Work) -> None:
    for file in work.package.files:
        path = work.unpack(file)
        if file.path.startswith("captions/"):
            read_captions(file.path, path.read_bytes())
        else:
            _look_at(file, work)
        path.unlink()
    plan = plan_for_author(work)
    work.go_on()
    states.become_ready(work.claim, plan.describe(), is_changed=False)


def plan_for_author(work: Work) -> Plan:
    """Return what the import would do, with what it says in the author's language."""
    with translation.override(work.author.person.language):
        plan = plan_import(work.author, work.package)
        plan.warnings = [{**one, "detail": str(one["detail"])} for one in plan.warnings]
        return plan


def _look_at(file: FileEntry, work: Work) -> None:
    try:
        check_clip(path=work.unpack(file))
    except ProcessingFailed as failure:
        raise make_media_refusal(file.path, failure) from failure


def make_media_refusal(path: str, failure: ProcessingFailed) -> PackageMediaRefused:
    detail = REASON_TEXTS[failure.reason]
    return PackageMediaRefused(errors=[gap(str(failure.reason), detail, path)])


def read_captions(path: str, content: bytes) -> str:
    """Return captions as they are stored; PackageInvalid names the line at fault."""
    try:
        text = webvtt.checked(content.decode())
    except webvtt.Invalid as invalid:
        detail = CAPTIONS_TEXTS[invalid.why]
        fault = gap(invalid.why, detail, f"{path}:{invalid.line}")
        raise PackageInvalid(errors=[fault]) from invalid
    except UnicodeDecodeError as error:
        detail = CAPTIONS_TEXTS["no_text"]
        raise PackageInvalid(errors=[gap("no_text", detail, path)]) from error
    if not webvtt.shows_text(text):
        detail = CAPTIONS_TEXTS["shows_nothing"]
        raise PackageInvalid(errors=[gap("shows_nothing", detail, path)])
    return text
