"""Writes, changes and removes a recording's captions, one WebVTT text per language.

A save says which state it changes. What is saved already is no change; another state than the one
that was seen is CaptionsChanged, and IfMatchRequired where none was named.
"""

from django.db import transaction

from accounts.models import Language
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from media.domain import webvtt
from media.errors import CAPTIONS_TEXTS, CaptionsChanged, CaptionsInvalid, CaptionsNeeded
from media.models import Captions, Purpose, Video, VideoState

NEW = Precondition(if_none_match="*")
"""The precondition of captions of which the author has seen none."""


def put_captions(
    *, video: Video, language: str, text: str, seen: Precondition = NEW
) -> tuple[Captions, bool]:
    """Set the captions in `language`, in place of those that were seen; (captions, whether they are
    new). CaptionsInvalid names the line at fault; CaptionsNeeded where a clip would be left without
    any; NotFound for a language that we don't speak, or a video deleted meanwhile."""
    if language not in Language.values:
        raise NotFound
    try:
        checked = webvtt.checked(text)
    except webvtt.Invalid as invalid:
        detail = str(CAPTIONS_TEXTS[invalid.why])
        part: dict[str, str | None] = {
            "code": invalid.why,
            "detail": detail,
            "attr": f"text:{invalid.line}",
        }
        raise CaptionsInvalid(errors=[part]) from None
    if video.purpose == Purpose.SCENE and not webvtt.shows_text(checked):
        raise CaptionsNeeded
    with transaction.atomic():
        kept = _lock(video, language)
        if kept and kept.text == checked:
            return kept, False
        _check_seen(kept, seen)
        return Captions.objects.update_or_create(
            video=video, language=language, defaults={"text": checked}
        )


@transaction.atomic
def remove_captions(*, video: Video, language: str, seen: Precondition) -> None:
    """Remove the captions that were seen; twice is once. CaptionsNeeded for a clip, since exercises
    need them."""
    if video.purpose == Purpose.SCENE:
        raise CaptionsNeeded
    kept = _lock(video, language)
    if kept is None:
        return
    _check_seen(kept, seen)
    kept.delete()


def _lock(video: Video, language: str) -> Captions | None:
    """Lock the video, so that saves follow each other, and return its captions; NotFound where it
    was deleted meanwhile."""
    locked = Video.objects.select_for_update().exclude(state=VideoState.DELETED)
    if not locked.filter(pk=video.pk).exists():
        raise NotFound
    return Captions.objects.filter(video=video, language=language).first()


def _check_seen(kept: Captions | None, seen: Precondition) -> None:
    """Refuse a change by somebody who has not seen what is kept."""
    if seen.allows(kept.version if kept else None):
        return
    if seen.is_missing:
        raise IfMatchRequired
    raise CaptionsChanged(members={"current": _as_json(kept)})


def _as_json(kept: Captions | None) -> dict[str, str] | None:
    if kept is None:
        return None
    return {"language": kept.language, "text": kept.text, "version": kept.version}
