"""Opens a foreign ZIP within bounds: nothing is unpacked that was not counted before, and no entry
names a place of its own."""

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from core.errors import Refusal
from scenarios.domain.completeness import gap
from scenarios.domain.packages import FileEntry
from scenarios.domain.packages.layout import (
    DIRECTORY_BYTES,
    MOST_FILES,
    RATIO,
    RATIO_FROM,
    UNPACKED_TIMES,
    is_path,
    leads_outside,
    most_bytes,
)
from scenarios.domain.packages.shapes import MANIFEST
from scenarios.errors import (
    PackageBomb,
    PackageEntryUnknown,
    PackageFileChanged,
    PackageFileMissing,
    PackagePathRefused,
    PackageUnreadable,
)

END = struct.Struct("<4s4H2LH")
ZIP64_LOCATOR = 20  # bytes, before the end
PIECE = 1 << 20
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def blame(kind: type[Refusal], place: str) -> Refusal:
    """Return the refusal with the entry at fault."""
    return kind(errors=[gap(kind.code, kind.message, place[:200])])


class Archive:
    """Reads the entries of a ZIP that `open_archive` has looked over."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {entry.orig_filename: entry for entry in archive.infolist()}

    def manifest(self) -> bytes:
        """Return package.json."""
        return b"".join(self._pieces(MANIFEST))

    def match(self, files: Iterable[FileEntry]) -> None:
        """Refuse unless the package holds these files and no others, with these sizes, besides
        package.json."""
        named = {one.path: one.size for one in files}
        for path in named:
            if path not in self._entries:
                raise blame(PackageFileMissing, path)
        for path, entry in self._entries.items():
            if path != MANIFEST and path not in named:
                raise blame(PackageEntryUnknown, path)
            if path != MANIFEST and entry.file_size != named[path]:
                raise blame(PackageFileChanged, path)

    def unpack(self, file: FileEntry, target: Path) -> None:
        """Write one file to `target`; PackageFileChanged unless it is what package.json says."""
        digest, size = hashlib.sha256(), 0
        with target.open("wb") as copy:
            for piece in self._pieces(file.path):
                size += len(piece)
                digest.update(piece)
                copy.write(piece)
        if (size, digest.hexdigest()) != (file.size, file.sha256):
            raise blame(PackageFileChanged, file.path)

    def _pieces(self, path: str) -> Iterator[bytes]:
        """Yield the content of an entry; PackageFileChanged where it is not what it says. zipfile
        reads no more than the length that was looked at, so a longer one fails at its checksum."""
        try:
            with self._archive.open(self._entries[path]) as source:
                while piece := source.read(PIECE):
                    yield piece
        except BROKEN as error:
            raise blame(PackageFileChanged, path) from error


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a foreign ZIP; refuse what doesn't look like a package, before anything is unpacked."""
    with path.open("rb") as file:
        start = _check_end(file)
        try:
            archive = zipfile.ZipFile(file)
        except BROKEN as error:
            raise PackageUnreadable from error
        with archive:
            _check_entries(archive.infolist(), start)
            yield Archive(archive)


def _check_end(file: IO[bytes]) -> int:
    """Look at the end of the ZIP before the library reads the list of entries whole, and return
    where that list starts."""
    size = file.seek(0, 2)
    if size < END.size:
        raise PackageUnreadable
    file.seek(-END.size, 2)
    sign, disk, first, here, count, length, start, comment = END.unpack(file.read(END.size))
    if sign != b"PK\5\6" or comment or disk or first or here != count:
        raise PackageUnreadable
    if count > MOST_FILES or length > DIRECTORY_BYTES:
        raise PackageBomb
    if start + length + END.size != size:
        raise PackageUnreadable
    if size >= END.size + ZIP64_LOCATOR:
        file.seek(-END.size - ZIP64_LOCATOR, 2)
        if file.read(4) == b"PK\6\7":
            raise PackageUnreadable
    return int(start)


def _check_entries(entries: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse entries that no package has. `end` is where their content ends: past it, the system
    could refuse to read, which would look like an outage of ours."""
    most, seen, total = settings.PACKAGE_MAX_BYTES, set[str](), 0
    for entry in entries:
        path = entry.orig_filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        is_special = kind not in {0, stat.S_IFREG, stat.S_IFDIR}
        if leads_outside(path) or is_special or path in seen:
            raise blame(PackagePathRefused, path)
        if path != MANIFEST and not is_path(path):
            raise blame(PackageEntryUnknown, path)
        if entry.flag_bits & 1 or entry.compress_type not in {
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        }:
            raise PackageUnreadable
        if entry.header_offset >= end:
            raise PackageUnreadable
        is_dense = entry.file_size > max(RATIO_FROM, RATIO * entry.compress_size)
        total += entry.file_size
        if entry.file_size > most_bytes(path, most) or is_dense or total > UNPACKED_TIMES * most:
            raise blame(PackageBomb, path)
        seen.add(path)
    if MANIFEST not in seen:
        raise blame(PackageFileMissing, MANIFEST)
