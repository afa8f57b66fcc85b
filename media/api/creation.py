"""Speaks tus' creation extension on our creation route, so that tus clients need nothing
special."""

from dataclasses import dataclass
from uuid import UUID

from rest_framework.request import Request

from core.ids import new_id
from media.domain import tus
from media.domain.content_types import UNKNOWN
from media.errors import BodyNotExpected, ExtensionUnsupported, MetadataInvalid
from media.models import Purpose

# Of extensions that we don't announce. To ignore them would begin another upload than was meant.
UNSUPPORTED = ("Upload-Defer-Length", "Upload-Concat")


@dataclass(frozen=True)
class Creation:
    """Holds what the headers of a creation request ask for. `length` in bytes; `metadata` is the
    header as it came."""

    id: UUID
    length: int
    content_type: str
    purpose: str
    metadata: str


def read(request: Request) -> Creation:
    """Read Upload-Length, and Upload-Metadata where it is sent: filetype, id and purpose.

    Bytes in the same request are refused: we don't announce creation-with-upload.
    """
    tus.check_version(request.headers.get("Tus-Resumable"))
    if request.META.get("CONTENT_LENGTH") not in {None, "", "0"}:
        raise BodyNotExpected
    if any(name in request.headers for name in UNSUPPORTED):
        raise ExtensionUnsupported
    length = tus.read_length(request.headers.get("Upload-Length"))
    header = request.headers.get("Upload-Metadata", "").strip()
    metadata = tus.read_metadata(header)
    purpose = metadata.get("purpose", Purpose.TAKE)
    if purpose not in Purpose.values:
        raise MetadataInvalid
    content_type = metadata.get("filetype") or UNKNOWN
    return Creation(_id(metadata), length, content_type, purpose, header)


def _id(metadata: dict[str, str]) -> UUID:
    try:
        return UUID(metadata["id"]) if "id" in metadata else new_id()
    except ValueError:
        raise MetadataInvalid from None
