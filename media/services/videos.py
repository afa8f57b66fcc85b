"""Deletes a whole video and all that was made of it."""

import shutil
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, Organisation
from accounts.services.audit import record_audit
from core.batches import each
from media import storage
from media.models import Captions, PosterChoice, Rendition, Upload, UploadState, Video, VideoState
from media.services.batches import cut_into_batches
from media.store import Store, get_store


class DeletionReason(StrEnum):
    """Says why a video was deleted, as the audit log has it."""

    OWNER = "owner"
    AUTHOR = "author"
    OPERATOR = "operator"
    RETENTION = "retention"
    UNUSED = "unused"


def delete_video(
    *, video: Video, actor: Membership | None = None, reason: DeletionReason | None = None
) -> None:
    """Delete the video: nobody can watch it from now on, and every file of it goes. Twice is once.

    The row stays, in state deleted, for what refers to it; it tells nothing but that it was. The
    audit log says that it was deleted, by whom, and when the last file had gone. `actor` is the
    owner, or another author for a scene's clip; None for an operator, or where there is another
    reason.
    """
    reason = reason or _reason_of(video, actor)
    with transaction.atomic():
        mark_deleted(video, organisation=video.organisation, actor=actor, reason=reason)
        # Storage that is away must not fail what is done: the next tidying goes on.
        transaction.on_commit(lambda: purge_video(video_id=video.pk), robust=True)
    video.state = VideoState.DELETED


def _reason_of(video: Video, actor: Membership | None) -> DeletionReason:
    if actor is None:
        return DeletionReason.OPERATOR
    return DeletionReason.OWNER if actor.pk == video.owner_id else DeletionReason.AUTHOR


def mark_deleted(
    video: Video,
    *,
    organisation: Organisation,
    actor: Membership | None,
    reason: DeletionReason,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down that the video is deleted, once, and why. Joins the caller's transaction; the
    files are for `purge_video`, after it."""
    Upload.objects.filter(pk=video.pk, state=UploadState.OPEN).update(state=UploadState.TERMINATED)
    kept = Video.objects.filter(pk=video.pk).exclude(state=VideoState.DELETED)
    if kept.update(state=VideoState.DELETED, reason="", claimed_at=None):
        record_audit(
            organisation=organisation,
            actor=actor,
            verb="video_deleted",
            subject=video,
            detail={"reason": reason, **(detail or {})},
        )


def purge_video(*, video_id: UUID) -> None:
    """Remove the files of a deleted video, then the columns and rows that name or describe them.

    The first time that all of it has gone, the audit log says so.
    """
    video = Video.objects.filter(pk=video_id, state=VideoState.DELETED).first()
    if video is None:
        return
    get_store().delete(video_id)
    storage.remove_folder(storage.folder_of(video.organisation_id, video_id))
    with transaction.atomic():
        Rendition.objects.filter(video_id=video_id).delete()
        Captions.objects.filter(video_id=video_id).delete()
        PosterChoice.objects.filter(video_id=video_id).delete()
        Upload.objects.filter(pk=video_id).exclude(metadata="").update(metadata="")
        rows = Video.objects.filter(pk=video_id)
        rows.update(original="", poster="", peaks=[], notices=[], loudness=None)
        if rows.filter(purged_at__isnull=True).update(purged_at=timezone.now()):
            record_audit(
                organisation=video.organisation, actor=None, verb="video_purged", subject=video
            )


def tidy(*, now: datetime) -> None:
    """Finish deletions that were cut off, and remove bytes that belong to nothing."""
    deleted = Video.objects.filter(state=VideoState.DELETED, purged_at__isnull=True)
    each(
        deleted.values_list("pk", flat=True),
        lambda video_id: purge_video(video_id=video_id),
        event="video_not_purged",
        is_outage=storage.is_outage,
    )
    _tidy_uploads(now)
    _remove_old_workspaces(now - timedelta(days=1))


def _tidy_uploads(now: datetime) -> None:
    store = get_store()
    for some in cut_into_batches(store.listing()):
        orphans = _orphans(some)
        tidy_one = partial(_tidy_upload, store=store, orphans=orphans, now=now)
        each(some, tidy_one, event="upload_not_tidied", is_outage=storage.is_outage)


def _tidy_upload(upload_id: UUID, *, store: Store, orphans: set[UUID], now: datetime) -> None:
    if upload_id in orphans:
        store.delete(upload_id)
    else:
        store.trim(upload_id, now)


def _orphans(uploads: Collection[UUID]) -> set[UUID]:
    """Rows come before bytes, so bytes without a row, of an ended upload or of a deleted video,
    have no future; nor have those of which the storage has the whole original, once no worker
    reads them any more."""
    ended = Q(state__in=[UploadState.EXPIRED, UploadState.TERMINATED])
    ended |= Q(video__state=VideoState.DELETED)
    kept = Q(state=UploadState.COMPLETE) & ~Q(video__original="")
    kept &= ~Q(video__state=VideoState.PROCESSING)
    living = Upload.objects.filter(pk__in=uploads).exclude(ended | kept)
    return set(uploads).difference(living.values_list("pk", flat=True))


def _remove_old_workspaces(before: datetime) -> None:
    found = settings.MEDIA_DIR.joinpath("work").glob("*")
    each(found, lambda path: _remove_if_old(path, before), event="workspace_not_removed")


def _remove_if_old(path: Path, before: datetime) -> None:
    if path.stat().st_mtime >= before.timestamp():
        return
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
