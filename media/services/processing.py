"""The states of a recording, all of them, on this page.

    receiving -> received         uploads.complete_upload
    received -> processing        claim: one worker wins, `tries` goes up and names the claim
    processing -> ready           finish, while the claim holds
    processing -> failed          fail, while the claim holds: reason says why, for good
    processing -> received        release (something of ours broke), or sweep (the worker is gone)
    received -> failed            sweep: gave_up after MAX_TRIES
    failed -> received            retry, by an operator
    ready, extras waiting -> making      claim_extras: one worker wins, as above
    ready, extras making -> made         finish_extras, while the claim holds
    ready, extras making -> waiting      release (ours broke), or sweep (the worker is gone)
    ready, extras waiting, making -> missing   leave_extras, or sweep after MAX_TRIES: nobody minds
    any -> deleted                videos.delete_video, uploads.terminate_upload, expire_uploads

Every move is a conditional UPDATE; whoever moves no row has lost and changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from core.dispatch import dispatch, dispatch_now
from media.errors import Reason
from media.models import Extras, Rendition, Upload, UploadState, Video, VideoState
from media.services.uploads import heal_upload
from media.store import get_store

MAX_TRIES = 3
RING_AT_ONCE = 100  # bells a sweep rings
RING_EXPIRES = 60  # seconds

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to process one video, until someone finds its heartbeat stale."""

    video_id: UUID
    tries: int

    @property
    def row(self) -> QuerySet[Video]:
        """The video's row while this claim holds it, else no row."""
        return Video.objects.filter(pk=self.video_id, state=VideoState.PROCESSING, tries=self.tries)


@dataclass(frozen=True)
class ExtrasClaim(Claim):
    """The same right to a ready video's second stage."""

    @property
    def row(self) -> QuerySet[Video]:
        return Video.objects.filter(
            pk=self.video_id,
            state=VideoState.READY,
            extras=Extras.MAKING,
            extras_tries=self.tries,
        )


def claim(*, video_id: UUID) -> Claim | None:
    """Take the video for processing; None when it isn't waiting, or another took it."""
    waiting = Video.objects.filter(pk=video_id, state=VideoState.RECEIVED, tries__lt=MAX_TRIES)
    for tries in waiting.values_list("tries", flat=True):
        taken = waiting.filter(tries=tries).update(
            state=VideoState.PROCESSING, tries=F("tries") + 1, claimed_at=timezone.now(), progress=0
        )
        if taken:
            return Claim(video_id, tries + 1)
    return None


def beat(held: Claim, *, progress: int | None = None) -> bool:
    """Say that the work goes on (and how far, in percent); whether the claim still holds."""
    changes: dict[str, object] = {"claimed_at": timezone.now()}
    if progress is not None:
        changes["progress"] = progress
    return bool(held.row.update(**changes))


def finish(
    held: Claim, *, facts: dict[str, object], renditions: Iterable[Rendition], poster: str
) -> bool:
    """The files are kept: the video can be watched. False when the claim was lost meanwhile."""
    with transaction.atomic():
        moved = held.row.update(
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
            Rendition.objects.filter(video_id=held.video_id).delete()
            Rendition.objects.bulk_create(renditions)
            dispatch("media.add_extras", str(held.video_id))
    return bool(moved)


def claim_extras(*, video_id: UUID) -> ExtrasClaim | None:
    """Take a ready video for its second stage; None when another did, or there is none."""
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
    held: ExtrasClaim, *, facts: dict[str, object], renditions: Iterable[Rendition]
) -> bool:
    """The second stage is kept beside the first, and takes its place where names are the same.
    False when the claim was lost meanwhile."""
    renditions = list(renditions)
    names = [each.name for each in renditions]
    with transaction.atomic():
        moved = held.row.update(extras=Extras.MADE, claimed_at=None, **facts)
        if moved:
            Rendition.objects.filter(video_id=held.video_id, name__in=names).delete()
            Rendition.objects.bulk_create(renditions)
    return bool(moved)


def ring_for_next_extras() -> None:
    """Somebody's turn is over: it is the oldest's that waits."""
    waiting = Video.objects.filter(state=VideoState.READY, extras=Extras.WAITING)
    for video_id in waiting.order_by("created_at").values_list("pk", flat=True)[:1]:
        dispatch_now("media.add_extras", str(video_id), expires=RING_EXPIRES)


def leave_extras(held: ExtrasClaim) -> bool:
    """It plays without them."""
    return bool(held.row.update(extras=Extras.MISSING, claimed_at=None))


def release_extras(held: ExtrasClaim, *, counts: bool) -> bool:
    """As release, for the second stage."""
    tries = F("extras_tries") if counts else F("extras_tries") - 1
    return bool(held.row.update(extras=Extras.WAITING, claimed_at=None, extras_tries=tries))


def fail(held: Claim, *, reason: Reason) -> bool:
    """Nobody can make this playable: the owner sees why. The original is kept."""
    return bool(held.row.update(state=VideoState.FAILED, reason=reason, claimed_at=None))


def release(held: Claim, *, counts: bool) -> bool:
    """Give the video back, to be tried again by the next sweep.

    An outage of ours doesn't count as a try, or a minute without storage would fail recordings.
    """
    tries = F("tries") if counts else F("tries") - 1
    return bool(held.row.update(state=VideoState.RECEIVED, claimed_at=None, tries=tries))


def retry(*, video_id: UUID) -> bool:
    """Try a failed video afresh, after the operator removed the cause."""
    with transaction.atomic():
        moved = Video.objects.filter(pk=video_id, state=VideoState.FAILED).update(
            state=VideoState.RECEIVED, reason="", tries=0
        )
        if moved:
            dispatch("media.process", str(video_id))
    return bool(moved)


def sweep(*, now: datetime) -> None:
    """Find what lies still although it shouldn't, and ring for it again.

    Nothing depends on a bell being heard: with every key in Valkey lost, this finds the rows.
    """
    for upload_id in _whole_but_open():
        heal_upload(upload_id=upload_id)
    videos = Video.objects.order_by("created_at")
    last_beat = now - timedelta(seconds=settings.MEDIA_CLAIM_SECONDS)
    stale = videos.filter(state=VideoState.PROCESSING, claimed_at__lt=last_beat)
    if count := stale.order_by().update(state=VideoState.RECEIVED, claimed_at=None):
        log.warning("claims_gone_stale", count=count)
    waiting = videos.filter(state=VideoState.RECEIVED)
    waiting.order_by().filter(tries__gte=MAX_TRIES).update(
        state=VideoState.FAILED, reason=Reason.GAVE_UP
    )
    for video_id in waiting.values_list("pk", flat=True)[:RING_AT_ONCE]:
        if not dispatch_now("media.process", str(video_id), expires=RING_EXPIRES):
            return
    _sweep_extras(last_beat)


def _sweep_extras(last_beat: datetime) -> None:
    ready = Video.objects.filter(state=VideoState.READY)
    stale = ready.filter(extras=Extras.MAKING, claimed_at__lt=last_beat)
    stale.update(extras=Extras.WAITING, claimed_at=None)
    waiting = ready.filter(extras=Extras.WAITING)
    waiting.filter(extras_tries__gte=MAX_TRIES).update(extras=Extras.MISSING)
    oldest = waiting.order_by("created_at").values_list("pk", flat=True)
    for video_id in oldest[:RING_AT_ONCE]:
        if not dispatch_now("media.add_extras", str(video_id), expires=RING_EXPIRES):
            return


def _whole_but_open() -> Iterable[UUID]:
    """Uploads whose last byte came, but whose server died before it wrote that down."""
    lengths = dict(Upload.objects.filter(state=UploadState.OPEN).values_list("pk", "length"))
    offsets = get_store().offsets(lengths)
    return [upload_id for upload_id, length in lengths.items() if offsets[upload_id] == length]
