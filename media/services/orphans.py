"""Verb: remove files that no row names: of videos that are gone, and of tries that were cut off.

A worker that was killed, or that came back after its video was deleted, can leave such files. What
a living worker is about to name in a row is younger than AGE and stays.
"""

from datetime import datetime, timedelta
from uuid import UUID

from media import shelf
from media.models import Rendition, Video, VideoState
from media.services.videos import purge_video

AGE = timedelta(days=1)
SETTLED = (VideoState.READY, VideoState.FAILED)


def clear_orphans(*, now: datetime) -> int:
    """Compare the whole storage with the rows; how many folders went. Slow: once a day."""
    return sum(_clear(organisation, video, now - AGE) for organisation, video in shelf.videos())


def _clear(organisation: UUID, video_id: UUID, before: datetime) -> int:
    home = shelf.folder_of(organisation, video_id)
    video = Video.objects.filter(pk=video_id, organisation=organisation).first()
    if video is None:
        return _remove_old(home, before)
    if video.state == VideoState.DELETED:
        purge_video(video_id=video_id)
        return 1
    if video.state not in SETTLED:
        return 0
    tries = [f"{home}/{name}" for name in shelf.inside(home)[0]]
    return sum(_remove_old(folder, before) for folder in tries if not _is_named(video, folder))


def _is_named(video: Video, folder: str) -> bool:
    """Whether a row leads to any file in the folder."""
    in_folder = Rendition.objects.filter(video=video, key__startswith=f"{folder}/")
    return video.poster.startswith(f"{folder}/") or in_folder.exists()


def _remove_old(folder: str, before: datetime) -> int:
    if not shelf.is_older(folder, before):
        return 0
    shelf.remove_folder(folder)
    return 1
