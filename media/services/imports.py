"""Brings in clips that come as files, without an upload and without a queue: our own and those of
a package of exercises."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Organisation
from core.dispatch import dispatch
from media import storage
from media.domain import mp4
from media.domain.plans import Facts, plan
from media.errors import ProcessingFailed, Reason
from media.models import (
    Captions,
    Extras,
    Purpose,
    Rendition,
    Video,
    VideoState,
)
from media.services import quotas, retention
from media.services.conversion import Made, Watch, convert, look, needs_work, probe
from media.services.posters import choose_poster
from media.services.preparing import open_scratch


@dataclass(frozen=True)
class PreparedClip:
    """Represents a clip whose files are in the storage, under `folder`, and that has no row yet."""

    id: UUID
    folder: str
    size: int
    duration_ms: int
    width: int
    height: int
    has_sound: bool
    has_picture: bool = True

    @property
    def key(self) -> str:
        return f"{self.folder}/{'main' if self.has_picture else 'audio'}.mp4"


def prepare_clip(*, organisation: UUID, id: UUID, path: Path) -> PreparedClip:
    """Look at a playable mp4 and store it with its poster. Slow, so outside of any transaction.

    The file at `path` is copied. ProcessingFailed when it would need transcoding. What never gets
    a row is cleared with the other orphans.
    """
    folder = f"{storage.folder_of(organisation, id)}/import"
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copy(path, Path(place) / "clip.mp4"))
        made = look(copy, Path(place))
        if made.facts.picture is None or needs_work(made.facts):
            raise ProcessingFailed(Reason.DAMAGED, f"{path.name} is not playable as it is")
        return _stored(id, folder, made)


def check_clip(*, path: Path) -> None:
    """Look at a foreign file in the sandbox. Raises ProcessingFailed where nobody can make it
    playable."""
    plan(probe(path))


def convert_clip(
    *, organisation: UUID, id: UUID, path: Path, go_on: Callable[[], bool]
) -> PreparedClip:
    """Make a foreign file playable as `process` does, and store it with its poster. Slow, so
    outside of any transaction.

    One that is already as we serve it keeps its bytes. Raises ProcessingFailed, and sandbox.Stopped
    once `go_on` says no. What never gets a row is for the caller to remove, or cleared with the
    other orphans.
    """
    watch = Watch(go_on=go_on)
    with open_scratch(id) as place:
        copy = Path(shutil.copy(path, place / "source"))
        is_ready = _is_as_served(probe(copy), copy)
        made = look(copy, place, watch) if is_ready else convert(copy, place, watch)
        return _stored(id, f"{storage.folder_of(organisation, id)}/import", made)


def _is_as_served(facts: Facts, file: Path) -> bool:
    is_spoilt = facts.is_cut_off or facts.is_damaged
    is_spoilt = is_spoilt or facts.has_foreign_notes or facts.has_hidden
    if is_spoilt or needs_work(facts):
        return False
    with file.open("rb") as opened:
        return mp4.is_as_served(opened)


def _stored(id: UUID, folder: str, made: Made) -> PreparedClip:
    """Move a playable file and its poster to the storage."""
    picture = made.facts.picture
    clip = PreparedClip(
        id=id,
        folder=folder,
        size=made.file.stat().st_size,
        duration_ms=made.facts.duration_ms,
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
        has_sound=made.facts.sound is not None,
        has_picture=picture is not None,
    )
    storage.put(clip.key, made.file)
    if made.poster:
        storage.put(f"{folder}/poster.jpg", made.poster)
    return clip


def store_clip(*, organisation: UUID, id: UUID, path: Path, poster: Path) -> PreparedClip:
    """Store a playable mp4 and its poster that come with Kalm itself, and leave the files in place.

    For such files alone: it reads the header in this process, outside the sandbox. Call it outside
    of any transaction, as `prepare_clip`.
    """
    import av  # here: processes that never come here, such as servers, start without FFmpeg

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
            "poster": f"{clip.folder}/poster.jpg" if clip.has_picture else "",
            "duration_ms": clip.duration_ms,
            "width": clip.width or None,
            "height": clip.height or None,
            "has_sound": clip.has_sound,
            "ready_at": now,
            "purged_at": None,  # one that was deleted is there again
            **retention.compute_term(purpose, organisation, now),
        },
    )
    Rendition.objects.update_or_create(
        video=video,
        name="main" if clip.has_picture else "audio",
        defaults={
            "key": clip.key,
            "content_type": "video/mp4" if clip.has_picture else "audio/mp4",
            "size": clip.size,
            "width": clip.width,
            "height": clip.height,
        },
    )
    _keep_captions(video, captions)
    return video


@transaction.atomic
def keep_converted_clip(
    *,
    owner: Membership,
    clip: PreparedClip,
    captions: Mapping[str, str],
    poster_at_ms: int | None = None,
) -> Video:
    """Return a ready video of a clip from `convert_clip`. It counts in the quotas as if it had been
    uploaded. Its extras are made afterwards, and the poster of a chosen moment, the last one for a
    moment past the end."""
    video = keep_clip(organisation=owner.organisation, owner=owner, clip=clip, captions=captions)
    kind = "video/mp4" if clip.has_picture else "audio/mp4"
    quotas.count_made(video, clip.size, kind)
    Video.objects.filter(pk=video.pk).update(extras=Extras.WAITING)
    dispatch("media.add_extras", str(video.pk))
    if poster_at_ms is not None and clip.has_picture:
        choose_poster(video=video, at_ms=min(poster_at_ms, clip.duration_ms))
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
