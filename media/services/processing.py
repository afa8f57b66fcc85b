"""Moves a recording through its states, all of which stand on this page.

    receiving -> received         uploads.complete_upload
    received -> processing        claim_video: one worker wins, `tries` goes up and names the claim
    processing -> ready           finish, while the claim is valid
    processing -> failed          fail, while the claim is valid: reason says why, for good
    processing -> received        release (something of ours broke), or sweep (the worker is gone)
    received -> failed            sweep: gave_up after MAX_TRIES
    failed -> received            retry, by an operator
    ready, extras waiting -> making      claim_extras: one worker wins, as above
    ready, extras making -> made         finish_extras, while the claim is valid
    ready, extras making -> waiting      release (ours broke), or sweep (the worker is gone)
    ready, extras waiting, making -> missing   leave_extras, or sweep after MAX_TRIES
    any -> deleted                videos.delete_video, retention.enforce_retention,
                                  uploads.terminate_upload, expire_uploads

Every move is a conditional UPDATE; whoever moves no row has lost and changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.services import Actor, record_audit
from core.batches import each
from core.dispatch import dispatch, dispatch_now
from media import storage
from media.errors import Reason
from media.models import Extras, Rendition, Upload, UploadState, Video, VideoState
from media.services.uploads import heal_upload
from media.store import get_store

MAX_TRIES = 3
DISPATCH_AT_ONCE = 100  # tasks of one kind that a sweep dispatches
TASK_EXPIRES = 60  # seconds

log = structlog.get_logger(__name__)


class Renewable(Protocol):
    """Gives the right to work on something; `row` is its row while the right is valid, with
    `claimed_at` and `progress`, else no row."""

    @property
    def row(self) -> QuerySet[Any]: ...


@dataclass(frozen=True)
class Claim:
    """Gives the right to process one video, until someone finds its heartbeat stale."""

    video_id: UUID
    tries: int

    @property
    def row(self) -> QuerySet[Video]:
        """Return the video's row while this claim is valid, else no row."""
        return Video.objects.filter(pk=self.video_id, state=VideoState.PROCESSING, tries=self.tries)


@dataclass(frozen=True)
class ExtrasClaim(Claim):
    """Gives the right to make the extras of a ready video, as Claim."""

    @property
    def row(self) -> QuerySet[Video]:
        return Video.objects.filter(
            pk=self.video_id,
            state=VideoState.READY,
            extras=Extras.MAKING,
            extras_tries=self.tries,
        )


def claim_video(*, video_id: UUID) -> Claim | None:
    """Claim the video for processing; None when it isn't waiting, or another claimed it."""
    waiting = Video.objects.filter(pk=video_id, state=VideoState.RECEIVED, tries__lt=MAX_TRIES)
    for tries in waiting.values_list("tries", flat=True):
        taken = waiting.filter(tries=tries).update(
            state=VideoState.PROCESSING, tries=F("tries") + 1, claimed_at=timezone.now(), progress=0
        )
        if taken:
            return Claim(video_id, tries + 1)
    return None


def beat(claim: Renewable, *, progress: int | None = None) -> bool:
    """Renew the claim, with the progress in percent; whether the claim is still valid."""
    changes: dict[str, object] = {"claimed_at": timezone.now()}
    if progress is not None:
        changes["progress"] = progress
    return bool(claim.row.update(**changes))


def finish(
    claim: Claim, *, facts: dict[str, object], renditions: Iterable[Rendition], poster: str
) -> bool:
    """Make the video ready with these files. False when the claim was lost meanwhile."""
    with transaction.atomic():
        moved = claim.row.update(
            state=VideoState.READY,
            reason="",
            progress=100,
            poster=poster,
            ready_at=timezone.now(),
            claimed_at=None,
            extras=Extras.WAITING,
            extras_tries=0,
            **facts,
        )
        if moved:
            Rendition.objects.filter(video_id=claim.video_id).delete()
            Rendition.objects.bulk_create(renditions)
            dispatch("media.add_extras", str(claim.video_id))
    return bool(moved)


def claim_extras(*, video_id: UUID) -> ExtrasClaim | None:
    """Claim a ready video's extras; None when another did, or none are wanted."""
    waiting = Video.objects.filter(
        pk=video_id, state=VideoState.READY, extras=Extras.WAITING, extras_tries__lt=MAX_TRIES
    )
    for tries in waiting.values_list("extras_tries", flat=True):
        taken = waiting.filter(extras_tries=tries).update(
            extras=Extras.MAKING, extras_tries=F("extras_tries") + 1, claimed_at=timezone.now()
        )
        if taken:
            return ExtrasClaim(video_id, tries + 1)
    return None


def finish_extras(
    claim: ExtrasClaim, *, facts: dict[str, object], renditions: Iterable[Rendition]
) -> bool:
    """Add the files to those of the video, in place of those of the same name. False when the claim
    was lost meanwhile."""
    renditions = list(renditions)
    names = [each.name for each in renditions]
    with transaction.atomic():
        moved = claim.row.update(extras=Extras.MADE, claimed_at=None, **facts)
        if moved:
            Rendition.objects.filter(video_id=claim.video_id, name__in=names).delete()
            Rendition.objects.bulk_create(renditions)
    return bool(moved)


def dispatch_next_extras() -> None:
    """Dispatch the extras that have waited longest, now that a slot is free."""
    waiting = Video.objects.filter(state=VideoState.READY, extras=Extras.WAITING)
    for video_id in _longest_untried(waiting)[:1]:
        dispatch_now("media.add_extras", str(video_id), expires=TASK_EXPIRES)


def leave_extras(claim: ExtrasClaim) -> bool:
    """Give the extras up for good: the video plays without them."""
    return bool(claim.row.update(extras=Extras.MISSING, claimed_at=None))


def release_extras(claim: ExtrasClaim, *, counts: bool) -> bool:
    """Give the extras back, to be tried again by the next sweep; as release."""
    tries = F("extras_tries") if counts else F("extras_tries") - 1
    return bool(claim.row.update(extras=Extras.WAITING, extras_tries=tries))


def fail(claim: Claim, *, reason: Reason) -> bool:
    """End the video as failed, with the reason that its owner sees. The original is kept."""
    return bool(claim.row.update(state=VideoState.FAILED, reason=reason, claimed_at=None))


def release(claim: Claim, *, counts: bool) -> bool:
    """Give the video back, to be tried again by the next sweep.

    An outage of ours doesn't count as a try, or a minute without storage would fail recordings.
    """
    tries = F("tries") if counts else F("tries") - 1
    return bool(claim.row.update(state=VideoState.RECEIVED, tries=tries))


def retry(*, video_id: UUID, actor: Actor = None) -> bool:
    """Try a failed video afresh, after the operator removed the cause."""
    with transaction.atomic():
        moved = Video.objects.filter(pk=video_id, state=VideoState.FAILED).update(
            state=VideoState.RECEIVED, reason="", tries=0
        )
        if moved:
            video = Video.objects.select_related("organisation").get(pk=video_id)
            record_audit(
                organisation=video.organisation, actor=actor, verb="video_retried", subject=video
            )
            dispatch("media.process", str(video_id))
    return bool(moved)


def sweep(*, now: datetime) -> None:
    """Find rows that wait although they shouldn't, and dispatch their tasks again.

    Nothing depends on a task message arriving: with every key in Valkey lost, this finds the rows.
    """
    each(
        _whole_but_open(),
        lambda upload_id: heal_upload(upload_id=upload_id),
        event="upload_not_healed",
        is_outage=storage.is_outage,
    )
    videos = Video.objects.all()
    last_beat = now - timedelta(seconds=settings.MEDIA_CLAIM_SECONDS)
    stale = videos.filter(state=VideoState.PROCESSING, claimed_at__lt=last_beat)
    if count := stale.update(state=VideoState.RECEIVED):
        log.warning("claims_gone_stale", count=count)
    waiting = videos.filter(state=VideoState.RECEIVED)
    waiting.filter(tries__gte=MAX_TRIES).update(state=VideoState.FAILED, reason=Reason.GAVE_UP)
    for video_id in _longest_untried(waiting):
        if not dispatch_now("media.process", str(video_id), expires=TASK_EXPIRES):
            return
    _sweep_extras(last_beat)


def _sweep_extras(last_beat: datetime) -> None:
    ready = Video.objects.filter(state=VideoState.READY)
    stale = ready.filter(extras=Extras.MAKING, claimed_at__lt=last_beat)
    stale.update(extras=Extras.WAITING)
    waiting = ready.filter(extras=Extras.WAITING)
    waiting.filter(extras_tries__gte=MAX_TRIES).update(extras=Extras.MISSING)
    for video_id in _longest_untried(waiting):
        if not dispatch_now("media.add_extras", str(video_id), expires=TASK_EXPIRES):
            return


def _longest_untried(waiting: QuerySet[Video]) -> QuerySet[Video, UUID]:
    """Return as many as a sweep dispatches: first what was never claimed, by age, then by when it
    was tried last, so that rows that fail again and again never keep the others away. A row that
    is given back keeps its claimed_at for that."""
    order = (F("claimed_at").asc(nulls_first=True), "created_at")
    return waiting.order_by(*order).values_list("pk", flat=True)[:DISPATCH_AT_ONCE]


def _whole_but_open() -> Iterable[UUID]:
    """Return the uploads whose last byte came, but whose server died before it wrote that down."""
    lengths = dict(Upload.objects.filter(state=UploadState.OPEN).values_list("pk", "length"))
    offsets = get_store().offsets(lengths)
    return [upload_id for upload_id, length in lengths.items() if offsets[upload_id] == length]
