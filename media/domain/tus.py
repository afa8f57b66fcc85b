"""Defines what we announce of tus 1.0.0, and reads its headers. No I/O.

https://tus.io/protocols/resumable-upload; only what is listed in EXTENSIONS is implemented.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from media.errors import (
    ChecksumUnsupported,
    LengthInvalid,
    MetadataInvalid,
    OffsetInvalid,
    TusVersionUnsupported,
)

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
ALGORITHMS = ("sha1", "sha256")
BODY_TYPE = "application/offset+octet-stream"
RESUMABLE = {"tus-resumable": VERSION}
DIGITS = 18  # of a number of bytes, at most
METADATA_LENGTH = 4096  # characters of the header


def announcement(max_bytes: int) -> dict[str, str]:
    """Return the headers that answer OPTIONS."""
    return RESUMABLE | {
        "tus-version": VERSION,
        "tus-extension": EXTENSIONS,
        "tus-max-size": str(max_bytes),
        "tus-checksum-algorithm": ",".join(ALGORITHMS),
    }


def check_version(value: str | None) -> None:
    if value != VERSION:
        raise TusVersionUnsupported


def expires(moment: datetime) -> str:
    """Return the Upload-Expires header."""
    return format_datetime(moment, usegmt=True)


def read_length(value: str | None) -> int:
    """Return the Upload-Length header, in bytes. What has more digits than any file is the largest
    of them: it is refused as too large, and not for its form."""
    if value is None or not (value.isascii() and value.isdecimal()):
        raise LengthInvalid
    return int(value.lstrip("0")[:DIGITS] or 0)


def read_metadata(header: str) -> dict[str, str]:
    """Return what the Upload-Metadata header says: pairs of a key and a base64 value, separated by
    commas; a key may come without a value. MetadataInvalid for anything else, and for more than is
    kept."""
    if len(header) > METADATA_LENGTH or not (header.isascii() and header.isprintable()):
        raise MetadataInvalid
    pairs = (pair.strip().partition(" ") for pair in header.split(",") if pair.strip())
    try:
        return {key: base64.b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (binascii.Error, UnicodeDecodeError):
        raise MetadataInvalid from None


def read_offset(value: str | None) -> int:
    if value is None or not (value.isascii() and value.isdecimal()) or len(value) > DIGITS:
        raise OffsetInvalid
    return int(value)


class Checksum:
    """Compares a run of bytes with the checksum that its sender gave."""

    def __init__(self, header: str) -> None:
        """Read `Upload-Checksum: sha256 <base64>`."""
        algorithm, _, digest = header.strip().partition(" ")
        if algorithm not in ALGORITHMS:
            raise ChecksumUnsupported
        self._sum: Any = hashlib.new(algorithm, usedforsecurity=False)
        try:
            self._expected = base64.b64decode(digest, validate=True)
        except (binascii.Error, ValueError):
            raise ChecksumUnsupported from None
        if len(self._expected) != self._sum.digest_size:
            raise ChecksumUnsupported

    def add(self, chunk: bytes) -> None:
        self._sum.update(chunk)

    @property
    def matches(self) -> bool:
        return hmac.compare_digest(self._sum.digest(), self._expected)
