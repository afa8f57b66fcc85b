"""Makes a clip of a stretch of another. The other stays as it is, for whatever uses it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from core.dispatch import dispatch
from core.errors import NotFound
from core.queries import one_of
from media.domain import webvtt
from media.errors import MomentOutside, TrimDiffers, TrimTooShort, VideoNotReady
from media.models import LEAST_STRETCH_MS, Captions, Purpose, Rendition, Trim, Video, VideoState
from media.queries import clips_visible_to
from media.services import quotas, retention


@transaction.atomic
def trim_clip(
    *, author: Membership, id: UUID, source: UUID, start_ms: int, end_ms: int
) -> tuple[Video, bool]:
    """Have a clip made under this id of a stretch of `source`, with the captions of that stretch;
    (clip, whether it is new). Repeating is safe. It counts in the quotas as its share of the
    other's file. NotFound where somebody else has the id, TrimDiffers, TrimTooShort, MomentOutside,
    VideoNotReady, QuotaExceeded."""
    found = Video.objects.filter(pk=id).first()
    if found is not None:
        return _same(found, author, Trim(source_id=source, start_ms=start_ms, end_ms=end_ms)), False
    rows = clips_visible_to(author)
    clip = one_of(rows, source)
    _check(clip, start_ms, end_ms)
    file = _file_of(clip)
    share = max(1, file.size * (end_ms - start_ms) // (clip.duration_ms or 1))
    # Before the clip is locked: whoever locks both begins with the organisation.
    quotas.refuse_above(author, share)
    clip = one_of(rows.select_for_update(of=("self",)), source)
    _check(clip, start_ms, end_ms)
    now = timezone.now()
    video, is_new = Video.objects.get_or_create(
        pk=id,
        defaults={
            "organisation": author.organisation,
            "owner": author,
            "purpose": Purpose.SCENE,
            "state": VideoState.RECEIVED,
            **retention.compute_term(Purpose.SCENE, author.organisation, now),
        },
    )
    wanted = Trim(video=video, source=clip, start_ms=start_ms, end_ms=end_ms)
    if not is_new:  # the same request came twice at once
        return _same(video, author, wanted), False
    wanted.save(force_insert=True)
    quotas.count_made(video, share, file.content_type)
    _copy_captions(wanted)
    dispatch("media.process", str(video.pk))
    return video, True


def _same(video: Video, author: Membership, wanted: Trim) -> Video:
    """Return the clip of before, where it was made as is wanted now."""
    kept = Trim.objects.filter(pk=video.pk).first()
    if kept is None or video.owner_id != author.pk or video.state == VideoState.DELETED:
        raise NotFound
    names = ("source_id", "start_ms", "end_ms")
    if [getattr(kept, name) for name in names] != [getattr(wanted, name) for name in names]:
        raise TrimDiffers
    return video


def _check(clip: Video, start_ms: int, end_ms: int) -> None:
    if clip.state != VideoState.READY or not clip.duration_ms:
        raise VideoNotReady
    if end_ms > clip.duration_ms:
        raise MomentOutside.at("end_ms")
    if end_ms - start_ms < LEAST_STRETCH_MS:
        raise TrimTooShort


def _file_of(clip: Video) -> Rendition:
    """Return the file that is trimmed; VideoNotReady without one."""
    found = clip.renditions.filter(name__in=["main", "audio"]).first()
    if found is None:
        raise VideoNotReady
    return found


def _copy_captions(trim: Trim) -> None:
    """Write the captions of the stretch; none in a language in which it shows none."""
    for kept in trim.source.captions.all():
        text = webvtt.cut(kept.text, trim.start_ms, trim.end_ms)
        if webvtt.shows_text(text):
            Captions.objects.create(video=trim.video, language=kept.language, text=text)
