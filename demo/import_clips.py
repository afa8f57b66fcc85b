"""Imports the customers' clips into an organisation, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from accounts.models import Membership
from demo.reading import LANGUAGES
from demo.shapes import Exercise
from media.models import Video, VideoState
from media.services import PreparedClip, import_clip, keep_clip, prepare_clip


@dataclass(frozen=True)
class StarterClip:
    """A prepared clip with its WebVTT captions in its one language."""

    clip: PreparedClip
    language: str
    captions: str


CLIP_IDS = UUID("0199a1c0-7d4e-7c00-8c00-6b616c6d636c")
"""Namespace. An id is made of the organisation and of what the clip shows and says, so another clip
is another video and a published version keeps the one it was published with."""


def clip_id(organisation: UUID, exercise: Exercise, language: str) -> UUID:
    """Return the video id of the exercise's clip in a language, in an organisation."""
    content = "".join(map(_digest, (exercise.clip(language), exercise.captions(language))))
    return uuid5(CLIP_IDS, f"{organisation}:{exercise.code}.{language}:{content}")


def prepare_clips(organisation: UUID, exercises: Iterable[Exercise]) -> list[StarterClip]:
    """Store the files of all clips, for an organisation that may have no row yet."""
    return [
        StarterClip(
            prepare_clip(
                organisation=organisation,
                id=clip_id(organisation, one, language),
                path=one.clip(language),
            ),
            language,
            _captions(one, language),
        )
        for one in exercises
        for language in LANGUAGES
    ]


def keep_clips(owner: Membership, clips: Iterable[StarterClip]) -> None:
    """Write the rows of prepared clips."""
    for one in clips:
        keep_clip(
            organisation=owner.organisation,
            owner=owner,
            clip=one.clip,
            captions={one.language: one.captions},
        )


def import_clips(owner: Membership, exercises: tuple[Exercise, ...]) -> int:
    """Import the clips that are missing, and return how many."""
    wanted = {
        clip_id(owner.organisation_id, one, language): (one, language)
        for one in exercises
        for language in LANGUAGES
    }
    ready = Video.objects.filter(pk__in=wanted, state=VideoState.READY)
    missing = wanted.keys() - set(ready.values_list("pk", flat=True))
    for pk in missing:
        exercise, language = wanted[pk]
        import_clip(
            organisation=owner.organisation,
            owner=owner,
            path=exercise.clip(language),
            captions={language: _captions(exercise, language)},
            id=pk,
        )
    return len(missing)


def _captions(exercise: Exercise, language: str) -> str:
    return exercise.captions(language).read_text(encoding="utf-8")


@cache
def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
