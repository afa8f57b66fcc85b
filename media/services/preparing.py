"""Makes a received recording playable: slowly, outside every transaction, and safe to repeat."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError

from media import sandbox, storage
from media.errors import ProcessingFailed, Reason
from media.models import Rendition, Trim, Video
from media.services import processing
from media.services.conversion import Made, Watch, convert
from media.services.editing import cut
from media.services.heartbeat import Heartbeat
from media.services.processing import Claim
from media.services.videos import purge_video
from media.store import Store, get_store

PROGRESS_EVERY = 1.0  # seconds between writes of the percentage

OURS = (OSError, DatabaseError)  # outages: nothing is wrong with the recording

log = structlog.get_logger(__name__)


def process(*, video_id: UUID) -> None:
    """Take the video if it waits, and bring it to ready or failed.

    What is wrong with the recording fails it; what is wrong with us (a full disk, a lost
    connection) gives it back for another try and is raised. So does a program that was killed, by a
    host that shuts down or lacks memory; where each try is, the recording takes too much.
    """
    claim = processing.claim_video(video_id=video_id)
    if claim is None:
        return
    try:
        with Heartbeat(claim) as heartbeat, open_workspace(claim) as folder:
            _prepare(claim, heartbeat, folder)
    except ProcessingFailed as failure:
        log.info("video_failed", video=str(video_id), reason=str(failure))
        processing.fail(claim, reason=failure.reason)
    except sandbox.Stopped:
        log.info("claim_lost", video=str(video_id))
    except sandbox.Killed as killed:
        log.warning("video_interrupted", video=str(video_id), tries=claim.tries, why=str(killed))
        if claim.tries < processing.MAX_TRIES:
            processing.release(claim, counts=True)
        else:
            processing.fail(claim, reason=Reason.TOO_HEAVY)
    except BaseException as error:
        still_claimed = processing.release(claim, counts=not isinstance(error, OURS))
        if still_claimed or not isinstance(error, OURS):
            raise
        # Its files went with a deletion, or another worker has moved them: no fault of anyone's.
        log.info("claim_lost", video=str(video_id))
    finally:
        # Files of a video that was deleted while we worked on it must not stay behind.
        purge_video(video_id=video_id)


def _prepare(claim: Claim, heartbeat: Heartbeat, folder: Path) -> None:
    video = Video.objects.get(pk=claim.video_id)
    watch = Watch(_Progress(heartbeat).tell, lambda: not heartbeat.lost)
    trim = Trim.objects.filter(pk=video.pk).first()
    if trim is None:
        with fetch_original(video, folder) as source:
            made = convert(source, folder, watch)
    else:
        with _fetch_playable(trim.source_id) as source:
            made = cut(source, folder, trim.start_ms, trim.end_ms, watch)
    store_result(claim, video, made)


@contextlib.contextmanager
def _fetch_playable(video: UUID) -> Iterator[Path]:
    """Return the best playable file of a ready video on this disk; ProcessingFailed when it was
    deleted meanwhile."""
    main = Rendition.objects.filter(video=video, name__in=["main", "audio"]).first()
    if main is None or storage.size(main.key) is None:
        raise ProcessingFailed(Reason.BYTES_MISSING)
    with storage.fetch(main.key) as path:
        yield path


@contextlib.contextmanager
def fetch_original(video: Video, folder: Path) -> Iterator[Path]:
    """Return the received bytes on this disk, and from here on in the default storage.

    They travel there once, and not back. ProcessingFailed when some of them are gone.
    """
    key = f"{storage.folder_of(video.organisation_id, video.pk)}/original"
    store = get_store()
    arrived = None if video.original else _arrived(store, video, folder)
    source = storage.keep(key, arrived) if arrived else None
    if storage.size(key) != video.upload.length:
        raise ProcessingFailed(Reason.BYTES_MISSING)
    Video.objects.filter(pk=video.pk).update(original=key)
    try:
        with storage.fetch(key) if source is None else contextlib.nullcontext(source) as path:
            yield path
    finally:
        store.delete(video.pk)


def _arrived(store: Store, video: Video, folder: Path) -> Path | None:
    """Return the received bytes as one file that may be moved; pieces are joined in `folder`."""
    if store.offset(video.pk) != video.upload.length:
        return None
    path = store.path(video.pk)
    if path is not None:
        return path if path.exists() else None
    path = folder / "arrived"
    try:
        with storage.translate_errors(), store.open(video.pk) as pieces, path.open("wb") as whole:
            shutil.copyfileobj(pieces, whole, 1 << 20)
    except FileNotFoundError:
        return None
    return path


def store_result(claim: Claim, video: Video, made: Made) -> None:
    """Put the files where they are served from, then say that they are.

    Each try has a folder of its own, so that a worker that lost its claim overwrites nothing.
    """
    home = storage.folder_of(video.organisation_id, video.pk)
    folder = f"{home}/{claim.tries}"
    rendition = rendition_of(video, made, folder)
    rendition.size = storage.put(rendition.key, made.file)
    poster = ""
    if made.poster:
        poster = f"{folder}/poster.jpg"
        storage.put(poster, made.poster)
    if not processing.finish(
        claim, facts=describe_made(made), renditions=[rendition], poster=poster
    ):
        storage.remove_folder(folder)
        return
    for earlier in range(1, claim.tries):
        storage.remove_folder(f"{home}/{earlier}")


def rendition_of(video: Video, made: Made, folder: str) -> Rendition:
    """Return the row of a playable file that is about to be put into `folder`."""
    picture = made.facts.picture
    name, kind = ("main", "video/mp4") if picture else ("audio", "audio/mp4")
    return Rendition(
        video=video,
        name=name,
        key=f"{folder}/{name}.mp4",
        content_type=kind,
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
    )


def describe_made(made: Made) -> dict[str, object]:
    """Return the columns that tell what there is to see and hear."""
    picture = made.facts.picture
    return {
        "duration_ms": made.facts.duration_ms,
        "width": picture.width if picture else None,
        "height": picture.height if picture else None,
        "has_sound": made.facts.sound is not None,
        "notices": made.notices,
    }


def open_workspace(claim: Claim) -> contextlib.AbstractContextManager[Path]:
    """Return a folder for this try."""
    return open_scratch(claim.video_id, f"-{claim.tries}")


@contextlib.contextmanager
def open_scratch(video_id: UUID, more: str = "") -> Iterator[Path]:
    """Make a folder for a while, on the storage's disk, so that results move without copying."""
    settings.MEDIA_DIR.joinpath("work").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=f"{video_id.hex}{more}-", dir=settings.MEDIA_DIR / "work"
    ) as folder:
        yield Path(folder)


class _Progress:
    """Writes the percentage to the row, not more often than people look, and never a lower one."""

    def __init__(self, heartbeat: Heartbeat) -> None:
        self._heartbeat = heartbeat
        self._next = 0.0
        self._told = -1

    def tell(self, percent: int) -> None:
        now = time.monotonic()
        if now >= self._next and percent > self._told:
            self._next = now + PROGRESS_EVERY
            self._told = percent
            self._heartbeat.beat(progress=percent)
