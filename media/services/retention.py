"""Keeps recordings for a term: begins it, begins it anew, and deletes what is past it.

A take, and what a coach recorded as a comment, is kept for the organisation's
`video_retention_days`, counted from when it was made and, once it is sent, from then.
`delete_after` is what its owner was promised: a setting that grows later doesn't move it. A setting
that shrinks counts for older recordings too, from GRACE after the change, so that a mistyped number
can be put right before anything is lost. Clips of scenes are material, not practice: they have no
term.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation
from core.batches import each, together
from media import storage
from media.models import Purpose, Video, VideoState
from media.services.videos import DeletionReason, mark_deleted, purge_video

GRACE = timedelta(days=7)
BATCH = 100


def compute_term(
    purpose: str, organisation: Organisation, now: datetime
) -> dict[str, datetime | None]:
    """Return the columns of a term that begins now; without an end for the clip of a scene."""
    days = timedelta(days=organisation.video_retention_days)
    return {"kept_from": now, "delete_after": None if purpose == Purpose.SCENE else now + days}


def restart_terms(*, videos: Collection[UUID], organisation: Organisation) -> int:
    """Begin the terms of these recordings anew, since they are sent now; return how many still
    exist.

    Joins the caller's transaction: a sweep that would delete one meanwhile passes it over.
    """
    rows = Video.objects.filter(pk__in=videos, organisation=organisation)
    kept = rows.exclude(state=VideoState.DELETED)
    return kept.update(**compute_term(Purpose.TAKE, organisation, timezone.now()))


def enforce_retention(*, now: datetime) -> int:
    """Delete the recordings whose term is over, with all that was made of them; return how many.

    Each batch is committed before its files go. Files that stay because this is cut off, or
    because the storage is away, are removed by `tidy`. One that can't be deleted is logged as
    `video_not_deleted` and left to the next run; a row that somebody else has locked, too.
    """
    organisations = Organisation.objects.order_by("pk")
    deleted = each(
        list(organisations),
        partial(_enforce, now=now),
        event="retention_not_enforced",
        id_of=lambda organisation: organisation.pk,
        is_outage=storage.is_outage,
    )
    return sum(deleted)


def _enforce(organisation: Organisation, *, now: datetime) -> int:
    count = 0
    for videos in _delete_in_batches(organisation, now):
        count += len(videos)
        each(
            [video.pk for video in videos],
            lambda video_id: purge_video(video_id=video_id),
            event="video_not_purged",
            is_outage=storage.is_outage,
        )
    return count


def _delete_in_batches(organisation: Organisation, now: datetime) -> Iterator[list[Video]]:
    """Yield the videos of one committed batch after the other."""
    failed: list[UUID] = []
    while True:
        with transaction.atomic():
            due = _due(organisation, now).exclude(pk__in=failed).order_by("pk")
            locked = list(due.select_for_update(of=("self",), skip_locked=True)[:BATCH])
            together(
                locked,
                partial(_delete, organisation),
                event="video_not_deleted",
                id_of=lambda video: video.pk,
                set_aside=lambda video: failed.append(video.pk),
            )
        if not locked:
            return
        yield [video for video in locked if video.pk not in failed]


def _due(organisation: Organisation, now: datetime) -> QuerySet[Video]:
    """Return the recordings whose term is over: as promised, or by a shorter setting of now."""
    over = Q(delete_after__lte=now)
    if organisation.video_retention_since <= now - GRACE:
        over |= Q(kept_from__lte=now - timedelta(days=organisation.video_retention_days))
    recordings = Video.objects.filter(over, organisation=organisation)
    return recordings.exclude(purpose=Purpose.SCENE).exclude(state=VideoState.DELETED)


def _delete(organisation: Organisation, videos: Sequence[Video]) -> None:
    for video in videos:
        mark_deleted(
            video,
            organisation=organisation,
            actor=None,
            reason=DeletionReason.RETENTION,
            detail={
                "kept_from": video.kept_from.isoformat(),
                "delete_after": video.delete_after.isoformat() if video.delete_after else None,
                "retention_days": organisation.video_retention_days,
            },
        )
