"""Clips of our own that come in ready, without an upload and without a queue."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import av
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Organisation
from media import storage
from media.errors import ProcessingFailed, Reason
from media.models import Captions, Purpose, Rendition, Video, VideoState
from media.services import retention
from media.services.conversion import look, needs_work


@dataclass(frozen=True)
class PreparedClip:
    """A clip whose files are in the storage, under `folder`, and that has no row yet."""

    id: UUID
    folder: str
    size: int
    duration_ms: int
    width: int
    height: int
    has_sound: bool


def prepare_clip(*, organisation: UUID, id: UUID, path: Path) -> PreparedClip:
    """Look at a playable mp4 and store it with its poster. Slow, so outside of any transaction.

    The file at `path` is copied. ProcessingFailed when it would need transcoding. What never gets
    a row is cleared with the other orphans.
    """
    folder = f"{storage.folder_of(organisation, id)}/import"
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copy(path, Path(place) / "clip.mp4"))
        made = look(copy, Path(place))
        picture = made.facts.picture
        if picture is None or made.poster is None or needs_work(made.facts):
            raise ProcessingFailed(Reason.DAMAGED, f"{path.name} is not playable as it is")
        size = storage.put(f"{folder}/main.mp4", made.file)
        storage.put(f"{folder}/poster.jpg", made.poster)
    return PreparedClip(
        id=id,
        folder=folder,
        size=size,
        duration_ms=made.facts.duration_ms,
        width=picture.width,
        height=picture.height,
        has_sound=made.facts.sound is not None,
    )


def store_clip(*, organisation: UUID, id: UUID, path: Path, poster: Path) -> PreparedClip:
    """Store a playable mp4 and its poster that come with Kalm itself, and leave the files in place.

    For such files alone: it reads the header in this process, outside the sandbox. Call it outside
    of any transaction, as `prepare_clip`.
    """
    folder = f"{storage.folder_of(organisation, id)}/import"
    with av.open(str(path)) as container:
        picture = container.streams.video[0]
        clip = PreparedClip(
            id=id,
            folder=folder,
            size=path.stat().st_size,
            duration_ms=round((container.duration or 0) / 1000),
            width=picture.width,
            height=picture.height,
            has_sound=bool(container.streams.audio),
        )
    with tempfile.TemporaryDirectory() as place:
        for source, name in ((path, "main.mp4"), (poster, "poster.jpg")):
            storage.put(f"{folder}/{name}", Path(shutil.copy(source, place)))
    return clip


@transaction.atomic
def keep_clip(
    *,
    organisation: Organisation,
    owner: Membership,
    clip: PreparedClip,
    captions: Mapping[str, str],
    purpose: str = Purpose.SCENE,
) -> Video:
    """Return a ready video of a prepared clip, with WebVTT captions by language."""
    now = timezone.now()
    video, _ = Video.objects.update_or_create(
        pk=clip.id,
        organisation=organisation,
        defaults={
            "owner": owner,
            "purpose": purpose,
            "state": VideoState.READY,
            "reason": "",
            "progress": 100,
            "poster": f"{clip.folder}/poster.jpg",
            "duration_ms": clip.duration_ms,
            "width": clip.width,
            "height": clip.height,
            "has_sound": clip.has_sound,
            "ready_at": now,
            "purged_at": None,  # one that was deleted is there again
            **retention.compute_term(purpose, organisation, now),
        },
    )
    Rendition.objects.update_or_create(
        video=video,
        name="main",
        defaults={
            "key": f"{clip.folder}/main.mp4",
            "content_type": "video/mp4",
            "size": clip.size,
            "width": clip.width,
            "height": clip.height,
        },
    )
    _keep_captions(video, captions)
    return video


def import_clip(
    *,
    organisation: Organisation,
    owner: Membership,
    path: Path,
    captions: Mapping[str, str],
    id: UUID,
    purpose: str = Purpose.SCENE,
) -> Video:
    """Prepare and keep a clip. With the same `id` again only its captions are updated."""
    video = Video.objects.filter(pk=id, organisation=organisation, state=VideoState.READY).first()
    if video is not None:
        _keep_captions(video, captions)
        return video
    clip = prepare_clip(organisation=organisation.pk, id=id, path=path)
    return keep_clip(
        organisation=organisation, owner=owner, clip=clip, captions=captions, purpose=purpose
    )


def _keep_captions(video: Video, captions: Mapping[str, str]) -> None:
    for language, text in captions.items():
        Captions.objects.update_or_create(video=video, language=language, defaults={"text": text})
