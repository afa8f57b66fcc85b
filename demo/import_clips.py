"""Imports the customers' clips into an organisation, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from accounts.models import Membership
from demo.reading import LANGUAGES
from demo.shapes import Clip, Exercise
from media.models import Video, VideoState
from media.services import PreparedClip, keep_clip, store_clip


@dataclass(frozen=True)
class StarterClip:
    """Represents a stored clip with its WebVTT captions in its one language."""

    clip: PreparedClip
    language: str
    captions: str


CLIP_IDS = UUID("0199a1c0-7d4e-7c00-8c00-6b616c6d636c")
"""Namespace. An id is made of the organisation and of what the clip shows and says, so another clip
is another video and a published version keeps the one it was published with."""


def clip_id(organisation: UUID, clip: Clip, language: str) -> UUID:
    """Return the video id of the clip in a language, in an organisation."""
    content = _digest(clip.video(language)) + _said(clip.captions(language), language)
    return uuid5(CLIP_IDS, f"{organisation}:{clip.name}.{language}:{content}")


def store_clips(organisation: UUID, exercises: Iterable[Exercise]) -> list[StarterClip]:
    """Store the files of the clips that the organisation doesn't have; it may have no row yet."""
    wanted = {
        clip_id(organisation, clip, language): (clip, language)
        for one in exercises
        for clip in one.clips
        for language in LANGUAGES
    }
    ready = Video.objects.filter(pk__in=wanted, state=VideoState.READY)
    there = set(ready.values_list("pk", flat=True))
    return [
        StarterClip(
            store_clip(
                organisation=organisation,
                id=pk,
                path=clip.video(language),
                poster=clip.poster(language),
            ),
            language,
            clip.captions(language).read_text(encoding="utf-8"),
        )
        for pk, (clip, language) in wanted.items()
        if pk not in there
    ]


def keep_clips(owner: Membership, clips: Iterable[StarterClip]) -> None:
    """Write the rows of stored clips that are not there yet: while these were stored, another load
    may have written them, and an author changed their captions."""
    clips = list(clips)
    ready = Video.objects.filter(pk__in=[one.clip.id for one in clips], state=VideoState.READY)
    there = set(ready.values_list("pk", flat=True))
    for one in clips:
        if one.clip.id in there:
            continue
        keep_clip(
            organisation=owner.organisation,
            owner=owner,
            clip=one.clip,
            captions={one.language: one.captions},
        )


@cache
def _said(path: Path, language: str) -> str:
    """Return the digest of what captions say: that of a file of before, which named its language,
    so that the clips that organisations have keep their ids."""
    _, _, cues = path.read_text(encoding="utf-8").partition("\n\n")
    return sha256(f"WEBVTT\nLanguage: {language}\n\n{cues}".encode()).hexdigest()


@cache
def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
