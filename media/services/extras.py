"""Makes the extras of a ready recording, which plays without them: smaller sizes, loudness, peaks,
and whether there is anything to hear and see. A failure leaves the recording ready."""

from pathlib import Path
from uuid import UUID

import structlog

from media import sandbox, storage
from media.domain.plans import Facts, Rung, rungs
from media.errors import Notice, ProcessingFailed, Reason
from media.models import Rendition, Video
from media.services import processing
from media.services.conversion import Made, Watch, measure, mend, probe, shrink
from media.services.heartbeat import Heartbeat
from media.services.preparing import OURS, open_workspace
from media.services.processing import ExtrasClaim
from media.services.slots import NoSlot, take_slot
from media.services.videos import purge_video

log = structlog.get_logger(__name__)


def add_extras(*, video_id: UUID) -> None:
    """Make what is still wanted of a ready video. It stays ready whatever happens here.

    While all slots are taken it stays waiting; each slot that is freed dispatches the next.
    """
    try:
        with take_slot():
            was_wanted = _add_extras(video_id)
    except NoSlot:
        return
    if was_wanted:
        processing.dispatch_next_extras()


def _add_extras(video_id: UUID) -> bool:
    """Return whether there was something to do."""
    claim = processing.claim_extras(video_id=video_id)
    if claim is None:
        return False
    try:
        with Heartbeat(claim) as heartbeat, open_workspace(claim) as folder:
            _add(claim, folder, Watch(go_on=lambda: not heartbeat.lost))
    except ProcessingFailed as failure:
        log.warning("extras_missing", video=str(video_id), reason=str(failure))
        processing.leave_extras(claim)
    except sandbox.Stopped:
        log.info("claim_lost", video=str(video_id))
    except BaseException as error:
        still_claimed = processing.release_extras(claim, counts=not isinstance(error, OURS))
        if still_claimed or not isinstance(error, OURS):
            raise
        log.info("claim_lost", video=str(video_id))  # as in process
    finally:
        purge_video(video_id=video_id)
    return True


def _add(claim: ExtrasClaim, folder: Path, watch: Watch) -> None:
    video = Video.objects.get(pk=claim.video_id)
    main = video.renditions.filter(name__in=["main", "audio"]).get()
    home = f"{storage.folder_of(video.organisation_id, video.pk)}/extras-{claim.tries}"
    if storage.size(main.key) is None:
        raise ProcessingFailed(Reason.BYTES_MISSING, main.key)
    with storage.fetch(main.key) as source:
        facts = probe(source)
        ladder = rungs(facts)
        measured = measure(source, folder, facts, watch, every_picture=not ladder)
        smaller = [(rung, *shrink(source, folder, rung, facts, watch)) for rung in ladder]
        made = [_rendition(video, rung, facts, file, home) for rung, file, _ in smaller]
        columns: dict[str, object] = {"loudness": measured.loudness, "peaks": measured.peaks}
        notices = [*video.notices, *measured.notices]
        if measured.is_damaged or any(is_damaged for _, _, is_damaged in smaller):
            mended = mend(source, folder, facts, watch)
            made.append(_mended(main, mended, home))
            columns["duration_ms"] = mended.facts.duration_ms
            notices += mended.notices
    columns["notices"] = _united(notices)
    if not processing.finish_extras(claim, facts=columns, renditions=made):
        storage.remove_folder(home)
    elif len(made) > len(smaller):
        storage.remove(main.key)


def _united(found: list[str]) -> list[str]:
    """Return each warning once, in the order of the enumeration; what is cut off is damaged at its
    end."""
    if Notice.CUT_OFF in found:
        found = [notice for notice in found if notice != Notice.DAMAGED]
    return [notice for notice in Notice if notice in found]


def _mended(main: Rendition, made: Made, home: str) -> Rendition:
    """Return what takes the place of the playable file, which would stop at its damage."""
    key = f"{home}/{main.name}.mp4"
    picture = made.facts.picture
    return Rendition(
        video_id=main.video_id,
        name=main.name,
        key=key,
        content_type=main.content_type,
        size=storage.put(key, made.file),
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
    )


def _rendition(video: Video, rung: Rung, facts: Facts, file: Path, home: str) -> Rendition:
    width, height = rung.size(facts)
    key = f"{home}/{rung.name}.mp4"
    return Rendition(
        video=video,
        name=rung.name,
        key=key,
        content_type="video/mp4",
        size=storage.put(key, file),
        width=width,
        height=height,
    )
