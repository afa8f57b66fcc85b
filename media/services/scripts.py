"""Proposes captions from what is spoken. Nothing is stored: the author adjusts and saves."""

from accounts.models import Language
from core.errors import NotFound
from media.domain import scripts, speech, webvtt
from media.errors import ScriptTooLong, VideoNotReady
from media.models import Video, VideoState


def propose_captions(*, video: Video, language: str, script: str) -> str:
    """Return the script as WebVTT, spread over the speech of the recording; over all of it while
    its peaks are not measured. NotFound for a language that we don't speak, VideoNotReady,
    ScriptTooLong."""
    if language not in Language.values:
        raise NotFound
    if video.state != VideoState.READY or not video.duration_ms:
        raise VideoNotReady
    spans = speech.spans_of_speech(video.peaks, video.duration_ms)
    try:
        return webvtt.written(scripts.cues_of(script, spans, video.duration_ms))
    except scripts.TooMuch:
        raise ScriptTooLong from None
