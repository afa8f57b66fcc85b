"""Verbs: write, change and remove a recording's captions, one WebVTT text per language."""

from django.db import transaction

from accounts.models import Language
from core.errors import NotFound
from media.domain import webvtt
from media.errors import CAPTIONS_TEXTS, CaptionsInvalid, CaptionsNeeded
from media.models import Captions, Purpose, Video, VideoState


def put_captions(*, video: Video, language: str, text: str) -> tuple[Captions, bool]:
    """Set the captions in `language`; (captions, whether they are new). CaptionsInvalid names the
    line at fault; NotFound for a language that we don't speak, or a video deleted meanwhile."""
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
    with transaction.atomic():
        kept = Video.objects.select_for_update().exclude(state=VideoState.DELETED)
        if not kept.filter(pk=video.pk).exists():
            raise NotFound
        return Captions.objects.update_or_create(
            video=video, language=language, defaults={"text": checked}
        )


def remove_captions(*, video: Video, language: str) -> None:
    """Remove the captions; twice is once. CaptionsNeeded for a clip, since exercises need them."""
    if video.purpose == Purpose.SCENE:
        raise CaptionsNeeded
    Captions.objects.filter(video=video, language=language).delete()
