"""Defines the reasons for which a recording fails, and what its owner should check in one that
plays."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """Says why a recording failed: stable codes for clients; REASON_TEXTS is for people."""

    NOT_A_VIDEO = "not_a_video"
    CODEC_UNKNOWN = "codec_unknown"
    DAMAGED = "damaged"
    INDEX_MISSING = "index_missing"
    NO_STREAMS = "no_streams"
    TOO_LONG = "too_long"
    TOO_LARGE_PICTURE = "too_large_picture"
    TOO_HEAVY = "too_heavy"
    TIMED_OUT = "timed_out"
    BYTES_MISSING = "bytes_missing"
    GAVE_UP = "gave_up"


REASON_TEXTS: dict[str, str | Promise] = {
    Reason.NOT_A_VIDEO: _("This file isn't a video. Record again, or choose another file."),
    Reason.CODEC_UNKNOWN: _(
        "We can't read this kind of recording. Record here, or choose the most compatible format "
        "in your camera's settings."
    ),
    Reason.DAMAGED: _("This recording is damaged and can't be played. Please record again."),
    Reason.INDEX_MISSING: _(
        "The end of this file is missing, and with it the list by which players find picture and "
        "sound. Choose the original again, or record here."
    ),
    Reason.NO_STREAMS: _("There is no picture and no sound in this file. Please record again."),
    Reason.TOO_LONG: _("This recording is longer than 15 minutes. Please record a shorter one."),
    Reason.TOO_LARGE_PICTURE: _("The picture is too large. Record with a lower resolution."),
    Reason.TOO_HEAVY: _(
        "Preparing this recording takes more than we can give. Please make a shorter one, with a "
        "lower resolution."
    ),
    Reason.TIMED_OUT: _("Preparing this recording took too long. Please record again."),
    Reason.BYTES_MISSING: _("We lost this recording. Sorry. Please record again."),
    Reason.GAVE_UP: _("We tried three times and couldn't prepare this recording."),
}


class Notice(StrEnum):
    """Tells an owner what to check in a playable recording before anyone else watches it."""

    SILENT = "silent"
    BLACK = "black"
    CUT_OFF = "cut_off"
    DAMAGED = "damaged"


NOTICE_TEXTS: dict[str, str | Promise] = {
    Notice.SILENT: _("We hear nothing in this recording. Was the microphone on?"),
    Notice.BLACK: _("This recording is dark from beginning to end. Was the camera covered?"),
    Notice.CUT_OFF: _("The end of this recording didn't make it. Check what was kept."),
    Notice.DAMAGED: _("A part of this recording is damaged. Check what can be seen and heard."),
}


class ProcessingFailed(Exception):
    """Says that nobody can make this recording playable; `reason` says why."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        """Keep `detail` for the log; it may quote the file's contents and is never shown."""
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
