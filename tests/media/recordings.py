"""Recordings that have arrived, and a look at what was made of them."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import av
from django.core.files.storage import default_storage

from accounts.models import Membership
from core.ids import new_id
from media import services, storage
from media.models import Rendition, Video
from media.services import imports, preparing, processing
from media.store import get_store
from tests.media.conversions import converted, looked_at


def received(owner: Membership, content: bytes, content_type: str = "video/mp4") -> Video:
    """A whole upload of `content`, waiting to be processed."""
    upload, _ = services.create_upload(
        owner=owner, id=new_id(), length=len(content), content_type=content_type
    )
    run = get_store().append(upload.pk, 0)
    run.write(content)
    run.settle(keep=True)
    assert services.complete_upload(upload_id=upload.pk)
    return Video.objects.get(pk=upload.pk)


def processed(owner: Membership, clip: Path) -> Video:
    """The clip after one try at processing."""
    video = received(owner, clip.read_bytes())
    services.process(video_id=video.pk)
    video.refresh_from_db()
    return video


def playable(owner: Membership, clip: Path) -> Video:
    """The clip as `processed` leaves it, for tests of what comes afterwards.

    Each clip is converted once in a test run; its files are stored anew for each video.
    """
    pk = received(owner, clip.read_bytes()).pk
    claim = processing.claim_video(video_id=pk)
    assert claim
    video = Video.objects.get(pk=pk)
    with (
        preparing.open_workspace(claim) as folder,
        preparing.fetch_original(video, folder) as source,
    ):
        preparing.store_result(claim, video, converted(source, folder))
    video.refresh_from_db()
    return video


def imported(author: Membership, clip: Path, captions: Mapping[str, str]) -> Video:
    """The playable mp4 as `import_clip` leaves it with a new id, looked at once in a test run."""
    id, organisation = new_id(), author.organisation
    folder = f"{storage.folder_of(organisation.pk, id)}/import"
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copy(clip, Path(place) / "clip.mp4"))
        stored = imports._stored(id, folder, looked_at(copy, Path(place)))
    return services.keep_clip(
        organisation=organisation, owner=author, clip=stored, captions=captions
    )


def rendition_of(video: Video) -> Rendition:
    """The playable file that processing makes."""
    return video.renditions.get(name__in=["main", "audio"])


def file_of(video: Video) -> Path:
    """The playable file on this disk."""
    return Path(default_storage.path(rendition_of(video).key))


def content_of(video: Video) -> bytes:
    """The playable file, wherever it is kept."""
    with default_storage.open(rendition_of(video).key) as file:
        content: bytes = file.read()
    return content


def decoded(path: Path) -> dict[str, Any]:
    """Describes a file for a player: codecs, frames that decode, seconds, index in front or not."""
    with av.open(str(path)) as container:
        video = next(iter(container.streams.video), None)
        audio = next(iter(container.streams.audio), None)
        frames = sum(1 for _ in container.decode(video)) if video else 0
        return {
            "video": video.codec_context.name if video else None,
            "pixels": video.codec_context.pix_fmt if video else None,
            "audio": audio.codec_context.name if audio else None,
            "frames": frames,
            "seconds": float(container.duration or 0) / 1_000_000,
            "tags": dict(container.metadata),
            "is_fast": path.read_bytes().find(b"moov") < path.read_bytes().find(b"mdat"),
        }
