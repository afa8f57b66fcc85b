"""Verb: complete a ready recording with what it plays without: smaller sizes, loudness, peaks,
and whether there is anything to hear and see. Its failure is quiet."""

from pathlib import Path
from uuid import UUID

import structlog
from django.db import DatabaseError

from media import sandbox, shelf
from media.errors import Notice, ProcessingFailed
from media.models import Rendition, Video
from media.plans import Facts, Rung, rungs
from media.services import processing
from media.services.conversion import Watch, measure, probe, shrink
from media.services.heartbeat import Heartbeat
from media.services.preparing import workplace
from media.services.processing import ExtrasClaim
from media.services.videos import purge_video

OURS = (OSError, DatabaseError)

log = structlog.get_logger(__name__)


def add_extras(*, video_id: UUID) -> None:
    """Make what is still wanted of a ready video. It stays ready whatever happens here."""
    claim = processing.claim_extras(video_id=video_id)
    if claim is None:
        return
    try:
        with Heartbeat(claim) as heartbeat, workplace(claim) as folder:
            _add(claim, folder, Watch(go_on=lambda: not heartbeat.lost))
    except ProcessingFailed as failure:
        log.warning("extras_missing", video=str(video_id), reason=str(failure))
        processing.leave_extras(claim)
    except sandbox.Stopped:
        log.info("claim_lost", video=str(video_id))
    except BaseException as error:
        processing.release_extras(claim, counts=not isinstance(error, OURS))
        raise
    finally:
        purge_video(video_id=video_id)


def _add(claim: ExtrasClaim, folder: Path, watch: Watch) -> None:
    video = Video.objects.get(pk=claim.video_id)
    main = video.renditions.filter(name__in=["main", "audio"]).get()
    home = f"{shelf.folder_of(video.organisation_id, video.pk)}/extras-{claim.tries}"
    with shelf.in_hand(main.key) as source:
        facts = probe(source)
        measured = measure(source, folder, facts, watch)
        made = [
            _rendition(video, rung, facts, shrink(source, folder, rung, facts, watch), home)
            for rung in rungs(facts)
        ]
    columns: dict[str, object] = {
        "loudness": measured.loudness,
        "peaks": measured.peaks,
        "notices": _united(video.notices, measured.notices),
    }
    if not processing.finish_extras(claim, facts=columns, renditions=made):
        shelf.remove_folder(home)


def _united(known: list[str], found: list[str]) -> list[str]:
    """Each once, in the order of the enumeration."""
    return [notice for notice in Notice if notice in known or notice in found]


def _rendition(video: Video, rung: Rung, facts: Facts, file: Path, home: str) -> Rendition:
    width, height = rung.size(facts)
    key = f"{home}/{rung.name}.mp4"
    return Rendition(
        video=video,
        name=rung.name,
        key=key,
        content_type="video/mp4",
        size=shelf.put(key, file),
        width=width,
        height=height,
    )
