"""Defines the refusals of uploads and of files on their way to a player.

460 is tus' own status for a checksum.
"""

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
    message = _("The upload has reached another point. Ask for the offset and continue from there.")


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
    message = _("Another request continued this upload.")


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
