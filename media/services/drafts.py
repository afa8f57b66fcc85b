"""Drafts captions from the speech, as a first version for the owner to correct.

Only where a model is configured (CAPTIONER_MODEL_DIR); people type captions without it. What
someone has typed is never overwritten.
"""

import json
import sys
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from accounts.models import Language
from core.dispatch import dispatch
from core.errors import NotFound
from media import sandbox, storage
from media.domain import webvtt
from media.domain.webvtt import Cue
from media.errors import CaptionerNotConfigured, CaptionsExist, VideoNotReady
from media.models import Captions, Video, VideoState
from media.sandbox import CAPTIONER, Limits
from media.services.conversion import extract_sound
from media.services.preparing import open_scratch
from media.services.slots import take_slot

MEMORY = 6 * 1024**3

log = structlog.get_logger(__name__)


class CaptionerFailed(Exception):
    """Says that the captioner could not be used: the argument says why, for the operator."""


def ask_for_draft(*, video: Video, language: str) -> None:
    """Dispatch a draft of the captions; refuses as `check_draft` does."""
    check_draft(video=video, language=language)
    dispatch("media.draft_captions", str(video.pk), language)


def check_draft(*, video: Video, language: str) -> None:
    """Refuse a draft where no model is configured, where the video is not ready, and where there
    are captions."""
    if language not in Language.values:
        raise NotFound
    if not settings.CAPTIONER_MODEL_DIR:
        raise CaptionerNotConfigured
    if video.state != VideoState.READY:
        raise VideoNotReady
    if video.captions.filter(language=language).exists():
        raise CaptionsExist


def draft_captions(*, video_id: UUID, language: str) -> bool:
    """Draft the captions; False where someone wrote them first, or the video is no more.

    CaptionerFailed when the library or the model can't be used; NoSlot while all slots are taken.
    """
    with take_slot():
        return _draft_captions(video_id, language)


def _draft_captions(video_id: UUID, language: str) -> bool:
    video = Video.objects.filter(pk=video_id, state=VideoState.READY).first()
    if video is None or video.captions.filter(language=language).exists():
        return False
    main = video.renditions.filter(name__in=["main", "audio"]).get()
    with open_scratch(video_id) as folder, storage.fetch(main.key) as source:
        cues = transcribe(extract_sound(source, folder), language, video.duration_ms or 0)
    with transaction.atomic():
        kept = Video.objects.select_for_update().filter(pk=video_id, state=VideoState.READY)
        if not kept.exists():
            return False
        text = webvtt.written(cues)
        _, is_new = Captions.objects.get_or_create(
            video=video, language=language, defaults={"text": text}
        )
    return is_new


def transcribe(sound: Path, language: str, duration_ms: int) -> list[Cue]:
    """Run the model in the sandbox, with the sound and no network; return what is said, as
    cues."""
    model = Path(settings.CAPTIONER_MODEL_DIR or "")
    seconds = 120 + 10 * duration_ms / 1000
    outcome = sandbox.run(
        [sys.executable, "-I", "-B", str(CAPTIONER), str(model), str(sound), language],
        Limits(seconds, int(seconds * 4), MEMORY, 0, nice=10),
        reads=[CAPTIONER, model, sound],
    )
    try:
        answer = json.loads(outcome.output)
    except ValueError:
        raise CaptionerFailed(f"ended with {outcome.code}: {outcome.errors[-300:]}") from None
    if "problem" in answer:
        raise CaptionerFailed(f"{answer['problem']}: {answer['detail']}")
    return [Cue(**cue) for cue in answer["cues"]]
