"""tus' creation extension on our creation route, so that tus clients need nothing special."""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from rest_framework.request import Request

from core.ids import new_id
from media.domain import tus
from media.errors import BodyNotExpected, LengthInvalid, MetadataInvalid
from media.models import Purpose


@dataclass(frozen=True)
class Creation:
    """What the headers of a creation request ask for. `length` in bytes."""

    id: UUID
    length: int
    content_type: str
    purpose: str


def read(request: Request) -> Creation:
    """From Upload-Length and Upload-Metadata (filetype; id and purpose if wanted).

    Bytes in the same request are refused: we don't announce creation-with-upload.
    """
    tus.check_version(request.headers.get("Tus-Resumable"))
    if request.META.get("CONTENT_LENGTH") not in {None, "", "0"}:
        raise BodyNotExpected
    length = request.headers.get("Upload-Length", "")
    if not (length.isascii() and length.isdecimal()) or len(length) > 15:
        raise LengthInvalid
    metadata = _metadata(request.headers.get("Upload-Metadata", ""))
    purpose = metadata.get("purpose", Purpose.TAKE)
    if purpose not in Purpose.values:
        raise MetadataInvalid
    return Creation(_id(metadata), int(length), metadata.get("filetype", ""), purpose)


def _id(metadata: dict[str, str]) -> UUID:
    try:
        return UUID(metadata["id"]) if "id" in metadata else new_id()
    except ValueError:
        raise MetadataInvalid from None


def _metadata(header: str) -> dict[str, str]:
    """Pairs of a key and a base64 value, separated by commas; a key may come without a value."""
    pairs = (pair.strip().partition(" ") for pair in header.split(",") if pair.strip())
    try:
        return {key: base64.b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (binascii.Error, UnicodeDecodeError):
        raise MetadataInvalid from None
