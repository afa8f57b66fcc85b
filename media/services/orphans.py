"""Removes files that no row names: of videos that are gone, and of tries that were cut off.

A worker that was killed, or that came back after its video was deleted, can leave such files. What
a living worker is about to name in a row is younger than AGE and stays.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from core.batches import each
from media import storage
from media.models import Video, VideoState
from media.services.batches import cut_into_batches
from media.services.videos import purge_video

AGE = timedelta(days=1)
SETTLED = (VideoState.READY, VideoState.FAILED)


def clear_orphans(*, now: datetime) -> int:
    """Compare the whole storage with the rows; how many folders went. Slow: once a day."""
    gone = 0
    for some in cut_into_batches(storage.videos()):
        videos = _with_files(video_id for _, video_id in some)
        cleared = each(
            some,
            partial(_clear, videos=videos, before=now - AGE),
            event="files_not_cleared",
            id_of=lambda place: place[1],
            is_outage=storage.is_outage,
        )
        gone += sum(cleared)
    return gone


def _with_files(ids: Iterable[UUID]) -> dict[UUID, Video]:
    return Video.objects.prefetch_related("renditions").in_bulk(list(ids))


def _clear(place: tuple[UUID, UUID], *, videos: Mapping[UUID, Video], before: datetime) -> int:
    organisation, video_id = place
    video = videos.get(video_id)
    home = storage.folder_of(organisation, video_id)
    if video is None or video.organisation_id != organisation:
        return _remove_old(home, before)
    if video.state == VideoState.DELETED:
        purge_video(video_id=video_id)
        return 1
    if video.state not in SETTLED:
        return 0
    named = {video.poster, *(rendition.key for rendition in video.renditions.all())}
    tries = [f"{home}/{name}" for name in storage.inside(home)[0]]
    lost = [folder for folder in tries if not any(key.startswith(f"{folder}/") for key in named)]
    return sum(_remove_old(folder, before) for folder in lost)


def _remove_old(folder: str, before: datetime) -> int:
    if not storage.is_older(folder, before):
        return 0
    storage.remove_folder(folder)
    return 1
