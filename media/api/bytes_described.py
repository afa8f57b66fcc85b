"""Describes the routes of receiver and player, which stand beside Django, for the API's
description."""

from typing import Any

from core.rest.described import answer, operation, parameter
from media.domain import tus

UPLOAD = parameter("capability", "path", "From an upload's `location`.")
PLAYBACK = parameter("capability", "path", "From a playback's `url`.")
FILE = parameter("name", "path", "From a playback's `url`.")
VERSION = parameter("Tus-Resumable", "header", f"{tus.VERSION}")
MEMBERSHIP = parameter(
    "Kalm-Membership", "header", "For whom it is meant; another's is refused.", required=False
)
OFFSET = parameter("Upload-Offset", "header", "Where the bytes go, in bytes from the start.")
CHECKSUM = parameter("Upload-Checksum", "header", "sha1 or sha256, then base64.", required=False)
RANGE = parameter("Range", "header", "Bytes that are wanted (RFC 9110, 14.2).", required=False)
BYTES = {tus.BODY_TYPE: {"schema": {"type": "string", "format": "binary"}}}
ANY = (
    "not_found",
    "other_person",
    "sender_refused",
    "tus_version_unsupported",
    "upload_expired",
    "upload_gone",
)
WRITER = ("upload_busy", "upload_taken_over", "unavailable", "storage_full")


def paths() -> dict[str, Any]:
    """Return the described operations by path; what they refuse with is in media.errors."""
    return {"/uploads/{capability}": _uploads(), "/playback/{capability}/{name}": _playback()}


def _uploads() -> dict[str, Any]:
    return {
        "head": operation(
            "readOffset",
            "How far an upload is: Upload-Offset.",
            tag="media",
            parameters=[UPLOAD, VERSION, MEMBERSHIP],
            answers={200: answer("See Upload-Offset")},
            refusals=[*ANY, *WRITER],
        ),
        "patch": operation(
            "sendBytes",
            "Sends bytes at an offset, by tus 1.0.",
            tag="media",
            parameters=[UPLOAD, VERSION, MEMBERSHIP, OFFSET, CHECKSUM],
            body=BYTES,
            answers={204: answer("Stored; see Upload-Offset")},
            refusals=[
                *ANY,
                *WRITER,
                "body_type_unsupported",
                "offset_invalid",
                "offset_conflict",
                "checksum_unsupported",
                "checksum_mismatch",
                "upload_length_exceeded",
            ],
        ),
        "delete": operation(
            "stopUpload",
            "Stops an upload; its bytes are removed.",
            tag="media",
            parameters=[UPLOAD, VERSION, MEMBERSHIP],
            answers={204: answer("Stopped")},
            refusals=[*ANY, *WRITER, "upload_complete"],
        ),
    }


def _playback() -> dict[str, Any]:
    answers = {
        200: answer("The whole file"),
        206: answer("The bytes that were asked for"),
        302: answer("Where the bucket has the file"),
        304: answer("The file that the client has"),
    }
    refusals = ["not_found", "range_unsatisfiable", "unavailable"]
    common: dict[str, Any] = {
        "tag": "media",
        "parameters": [PLAYBACK, FILE, RANGE],
        "answers": answers,
        "refusals": refusals,
    }
    return {
        "get": operation("playFile", "A file of a recording, for its viewer alone.", **common),
        "head": operation("readFile", "Its headers.", **common),
    }
