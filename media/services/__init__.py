"""Exports the verbs, each of which takes keyword arguments and looks at the state that it
leaves."""

from media.services.captions import put_captions, remove_captions
from media.services.drafts import CaptionerFailed, ask_for_draft, check_draft, draft_captions
from media.services.extras import add_extras
from media.services.heartbeat import Heartbeat
from media.services.imports import (
    PreparedClip,
    check_clip,
    convert_clip,
    import_clip,
    keep_clip,
    keep_converted_clip,
    prepare_clip,
    store_clip,
)
from media.services.orphans import clear_orphans
from media.services.playback import (
    CaptionsLink,
    Playback,
    RenditionLink,
    end_playbacks,
    grant_playback,
    make_poster_url,
)
from media.services.posters import choose_poster, make_poster, sweep_posters
from media.services.preparing import OURS, open_scratch, process
from media.services.processing import retry, sweep
from media.services.quotas import refuse_above
from media.services.retention import enforce_retention, restart_terms
from media.services.scripts import propose_captions
from media.services.slots import NoSlot
from media.services.trimming import trim_clip
from media.services.uploads import (
    complete_upload,
    complete_uploads,
    create_upload,
    expire_uploads,
    heal_upload,
    make_location,
    refuse_ended,
    terminate_upload,
)
from media.services.videos import DeletionReason, delete_video, purge_video, tidy

__all__ = [
    "OURS",
    "CaptionerFailed",
    "CaptionsLink",
    "DeletionReason",
    "Heartbeat",
    "NoSlot",
    "Playback",
    "PreparedClip",
    "RenditionLink",
    "add_extras",
    "ask_for_draft",
    "check_clip",
    "check_draft",
    "choose_poster",
    "clear_orphans",
    "complete_upload",
    "complete_uploads",
    "convert_clip",
    "create_upload",
    "delete_video",
    "draft_captions",
    "end_playbacks",
    "enforce_retention",
    "expire_uploads",
    "grant_playback",
    "heal_upload",
    "import_clip",
    "keep_clip",
    "keep_converted_clip",
    "make_location",
    "make_poster",
    "make_poster_url",
    "open_scratch",
    "prepare_clip",
    "process",
    "propose_captions",
    "purge_video",
    "put_captions",
    "refuse_above",
    "refuse_ended",
    "remove_captions",
    "restart_terms",
    "retry",
    "store_clip",
    "sweep",
    "sweep_posters",
    "terminate_upload",
    "tidy",
    "trim_clip",
]
