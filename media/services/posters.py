"""Chooses the moment whose picture is a clip's poster, and makes that poster.

waiting -> making     make_poster: one worker wins, `tries` goes up and names the claim
making -> made        the picture is the clip's poster; the old one is removed
making -> missing     nothing can be decoded; the old poster stays
making -> waiting     something of ours broke, or sweep_posters (the worker is gone)
any -> waiting        choose_poster: another moment; a worker that is at the old one has lost
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from core.dispatch import dispatch, dispatch_now
from core.errors import NotFound
from core.ids import new_id
from media import storage
from media.errors import MomentOutside, NoPicture, ProcessingFailed, Reason, VideoNotReady
from media.models import PosterChoice, PosterState, Purpose, Video, VideoState
from media.services.editing import make_still
from media.services.preparing import OURS, open_scratch
from media.services.processing import DISPATCH_AT_ONCE, MAX_TRIES, TASK_EXPIRES
from media.services.videos import purge_video

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class PosterClaim:
    """Gives the right to make one poster, until somebody chooses another moment or the claim is
    stale."""

    video_id: UUID
    at_ms: int
    tries: int

    @property
    def row(self) -> QuerySet[PosterChoice]:
        """Return the choice's row while this claim is valid, else no row."""
        return PosterChoice.objects.filter(
            pk=self.video_id, state=PosterState.MAKING, at_ms=self.at_ms, tries=self.tries
        )


@transaction.atomic
def choose_poster(*, video: Video, at_ms: int) -> PosterChoice:
    """Have the picture at this moment made the clip's poster. The same moment again changes
    nothing, unless it failed. NotFound for what is no scene's clip, VideoNotReady, NoPicture,
    MomentOutside."""
    row = Video.objects.select_for_update().filter(pk=video.pk, purpose=Purpose.SCENE).first()
    if row is None or row.state == VideoState.DELETED:
        raise NotFound
    if row.state != VideoState.READY:
        raise VideoNotReady
    if not row.width:
        raise NoPicture
    if at_ms > (row.duration_ms or 0):
        raise MomentOutside.at("at_ms")
    choice = PosterChoice.objects.filter(pk=row.pk).first()
    if choice and choice.at_ms == at_ms and choice.state != PosterState.MISSING:
        return choice
    values = {"at_ms": at_ms, "state": PosterState.WAITING, "tries": 0, "claimed_at": None}
    choice, _ = PosterChoice.objects.update_or_create(
        video=row, defaults={**values, "chosen_at": timezone.now()}
    )
    dispatch("media.make_poster", str(row.pk))
    return choice


def make_poster(*, video_id: UUID) -> None:
    """Make the poster that is waited for. What is wrong with the recording leaves the old poster;
    what is wrong with us gives the choice back and is raised."""
    claim = _claim(video_id)
    if claim is None:
        return
    try:
        with open_scratch(video_id, "-poster") as folder:
            _make(claim, folder)
    except ProcessingFailed as failure:
        log.warning("poster_missing", video=str(video_id), reason=str(failure))
        claim.row.update(state=PosterState.MISSING, claimed_at=None)
    except BaseException as error:
        tries = F("tries") - 1 if isinstance(error, OURS) else F("tries")
        claim.row.update(state=PosterState.WAITING, tries=tries)
        raise
    finally:
        purge_video(video_id=video_id)


def _claim(video_id: UUID) -> PosterClaim | None:
    waiting = PosterChoice.objects.filter(
        pk=video_id, state=PosterState.WAITING, tries__lt=MAX_TRIES
    )
    for at_ms, tries in waiting.values_list("at_ms", "tries"):
        taken = waiting.filter(at_ms=at_ms, tries=tries).update(
            state=PosterState.MAKING, tries=tries + 1, claimed_at=timezone.now()
        )
        if taken:
            return PosterClaim(video_id, at_ms, tries + 1)
    return None


def _make(claim: PosterClaim, folder: Path) -> None:
    video = Video.objects.get(pk=claim.video_id)
    main = video.renditions.filter(name="main").first()
    if main is None or storage.size(main.key) is None:
        raise ProcessingFailed(Reason.BYTES_MISSING)
    with storage.fetch(main.key) as source:
        picture = make_still(source, folder, claim.at_ms)
    place = f"{storage.folder_of(video.organisation_id, video.pk)}/poster-{new_id().hex}"
    storage.put(f"{place}/poster.jpg", picture)
    if not _finish(claim, f"{place}/poster.jpg"):
        storage.remove_folder(place)


def _finish(claim: PosterClaim, key: str) -> bool:
    """Let the file at `key` be the poster, and remove the one before. False when the claim was lost
    or the video deleted meanwhile."""
    with transaction.atomic():
        video = Video.objects.select_for_update().filter(pk=claim.video_id).first()
        if video is None or video.state != VideoState.READY:
            return False
        if not claim.row.update(state=PosterState.MADE, claimed_at=None):
            return False
        old = video.poster
        Video.objects.filter(pk=claim.video_id).update(poster=key)
        if old:
            # Storage that is away must not fail what is done: clearing orphans removes the file.
            transaction.on_commit(lambda: storage.remove(old), robust=True)
    return True


def sweep_posters(*, now: datetime) -> None:
    """Find posters that wait although they shouldn't, and dispatch their tasks again."""
    choices = PosterChoice.objects.all()
    stale = now - timedelta(seconds=settings.MEDIA_CLAIM_SECONDS)
    choices.filter(state=PosterState.MAKING, claimed_at__lt=stale).update(state=PosterState.WAITING)
    waiting = choices.filter(state=PosterState.WAITING)
    waiting.filter(tries__gte=MAX_TRIES).update(state=PosterState.MISSING, claimed_at=None)
    oldest = waiting.order_by(F("claimed_at").asc(nulls_first=True), "chosen_at")
    for video_id in oldest.values_list("pk", flat=True)[:DISPATCH_AT_ONCE]:
        if not dispatch_now("media.make_poster", str(video_id), expires=TASK_EXPIRES):
            return
