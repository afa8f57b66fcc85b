"""Refusals of this app, each with its code, and the reasons for which a recording fails.

The receiver answers with the same refusals as the API; 460 is tus' own status for a checksum.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class UploadTooLarge(Refusal):
    code = "upload_too_large"
    status = 413
    message = _("This recording is too large.")


class QuotaExceeded(Refusal):
    """Refuses bytes above a quota; the code in `errors` says whose: person or organisation."""

    code = "quota_exceeded"
    status = 413
    message = _("There is no space left for your recordings. Delete some that you don't need.")


class ContentTypeUnsupported(Refusal):
    code = "content_type_unsupported"
    status = 415
    message = _("Only video and sound can be uploaded.")


class LengthInvalid(Refusal):
    code = "upload_length_invalid"
    status = 400
    message = _("Say how many bytes will come: a whole number above zero.")


class UploadEmpty(Refusal):
    code = "upload_empty"
    status = 400
    message = _("This recording is empty. Please record again.")


class ExtensionUnsupported(Refusal):
    code = "tus_extension_unsupported"
    status = 400
    message = _("Say the length when you create the upload, and send it as one.")


class MetadataInvalid(Refusal):
    code = "upload_metadata_invalid"
    status = 400
    message = _("Upload-Metadata must hold keys with base64 values.")


class BodyNotExpected(Refusal):
    code = "body_not_expected"
    status = 400
    message = _("Create the upload first, then send its bytes to the Location.")


class UploadDiffers(Refusal):
    code = "upload_differs"
    status = 409
    message = _("This upload was started with another length, type or purpose.")


class UploadComplete(Refusal):
    code = "upload_complete"
    status = 409
    message = _("All bytes have arrived. Delete the take instead.")


class UploadExpired(Refusal):
    code = "upload_expired"
    status = 410
    message = _("This upload waited too long. Start again.")


class UploadGone(Refusal):
    code = "upload_gone"
    status = 410
    message = _("This upload was stopped.")


class SenderRefused(Refusal):
    """Refuses a sender who left the organisation, or lost the role, since the upload began."""

    code = "sender_refused"
    status = 403
    message = _("You can't send recordings to this organisation any more.")


class OffsetInvalid(Refusal):
    code = "offset_invalid"
    status = 400
    message = _("Upload-Offset must be a whole number of bytes.")


class OffsetConflict(Refusal):
    code = "offset_conflict"
    status = 409
    message = _("The upload has reached another point. Ask for the offset and go on from there.")


class LengthExceeded(Refusal):
    code = "upload_length_exceeded"
    status = 413
    message = _("More bytes came than were announced.")


class ChecksumMismatch(Refusal):
    code = "checksum_mismatch"
    status = 460
    message = _("The bytes changed on their way. Send them again.")


class ChecksumUnsupported(Refusal):
    code = "checksum_unsupported"
    status = 400
    message = _("Use a sha1 or sha256 checksum in base64.")


class TusVersionUnsupported(Refusal):
    code = "tus_version_unsupported"
    status = 412
    message = _("Send Tus-Resumable: 1.0.0.")


class BodyTypeUnsupported(Refusal):
    code = "body_type_unsupported"
    status = 415
    message = _("Send bytes as application/offset+octet-stream.")


class MethodNotAllowed(Refusal):
    code = "method_not_allowed"
    status = 405
    message = _("This method isn't available here.")


class UploadTakenOver(Refusal):
    code = "upload_taken_over"
    status = 409
    message = _("Another request went on with this upload.")


class UploadBusy(Refusal):
    code = "upload_busy"
    status = 423
    message = _("Another server is receiving this upload. Try again in a moment.")


class StorageFull(Refusal):
    code = "storage_full"
    status = 503
    message = _("There is no space right now. What has arrived is safe; try again soon.")


class Unavailable(Refusal):
    code = "unavailable"
    status = 503
    message = _("We can't answer right now. What has arrived is safe; try again soon.")


class RangeUnsatisfiable(Refusal):
    code = "range_unsatisfiable"
    status = 416
    message = _("The recording is shorter than that.")


class CaptionsChanged(Refusal):
    """The captions are not what the author saw when they changed them: another tab, device or the
    first version from the speech was there. `current` is what stands there now, null where they
    were removed."""

    code = "captions_changed"
    status = 412
    message = _("These captions were changed in the meantime. Yours were not saved; keep them.")


class CaptionsInvalid(Refusal):
    """`errors` names the first thing that is wrong; its attr is `text:` and the line's number."""

    code = "captions_invalid"
    status = 400
    message = _("These captions aren't WebVTT as players need it.")


CAPTIONS_TEXTS: dict[str, str | Promise] = {
    "too_long": _("These captions are too long."),
    "no_text": _("This line holds something other than text."),
    "no_header": _("The first line must be WEBVTT."),
    "no_empty_line_after_header": _("Leave an empty line after WEBVTT."),
    "style_not_taken": _("Captions can't bring a style or a region of their own."),
    "no_timing": _("Say from when to when this text shows: 00:01.000 --> 00:03.000."),
    "timing_malformed": _("Write times as 00:01.000 --> 00:03.000."),
    "ends_before_it_starts": _("This text ends before it starts."),
    "out_of_order": _("This text starts before the one above it."),
    "arrow_in_text": _("Leave an empty line before the next times."),
    "shows_nothing": _("This text shows nothing. Write what is said, or remove it."),
    "tag_not_taken": _("This line holds a tag that captions can't have. Write &lt; for <."),
}


class CaptionerNotConfigured(Refusal):
    code = "captioner_not_configured"
    message = _("Captions can't be written from speech here. You can type them.")


class CaptionsExist(Refusal):
    code = "captions_exist"
    message = _("There are captions in this language. Remove them first.")


class CaptionsNeeded(Refusal):
    code = "captions_needed"
    message = _("A customer's clip keeps its captions. Change them instead.")


class VideoNotReady(Refusal):
    code = "video_not_ready"
    message = _("This recording isn't ready yet.")


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
        """`detail` is for the log; it may quote the file's contents and is never shown."""
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
