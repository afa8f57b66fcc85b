"""Tells an mp4 as we serve it from one with notes of its maker, by its boxes (ISO 14496-12).
Pure."""

import struct
from collections.abc import Iterator
from typing import IO

INDEX_BYTES = 16 * 1024 * 1024
MOST_BOXES = 64
OUTER = {b"ftyp", b"free", b"moov", b"mdat"}
INNER = {b"mvhd", b"trak", b"udta"}
TRACK = {b"tkhd", b"edts", b"mdia"}
HEADER = struct.Struct(">I4s")


def is_as_served(file: IO[bytes]) -> bool:
    """Return whether the file has its index in front and says nothing besides pictures and sound,
    but which program wrote it."""
    try:
        boxes = list(_outer(file))
        kinds = [kind for kind, _ in boxes]
        index = next(body for kind, body in boxes if kind == b"moov")
        return (
            set(kinds) <= OUTER
            and kinds[0] == b"ftyp"
            and kinds.count(b"moov") == 1
            and kinds.index(b"moov") < kinds.index(b"mdat")
            and all(_is_plain(kind, body) for kind, body in _boxes(index))
        )
    except (ValueError, StopIteration, IndexError, struct.error):
        return False


def _outer(file: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes of a file; the content of the index alone is read."""
    end = file.seek(0, 2)
    at = 0
    for _ in range(MOST_BOXES):
        if at == end:
            return
        file.seek(at)
        size, kind = HEADER.unpack(file.read(HEADER.size))
        start = HEADER.size
        if size == 1:
            size, start = struct.unpack(">Q", file.read(8))[0], 16
        if size < start or at + size > end:
            raise ValueError("a box that ends outside")
        is_index = kind == b"moov" and size <= INDEX_BYTES
        if kind == b"free" and any(file.read(size - start)):
            raise ValueError("something in free space")
        yield kind, file.read(size - start) if is_index else b""
        at += size
    raise ValueError("too many boxes")


def _boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(body):
        size, kind = HEADER.unpack_from(body, at)
        if size < HEADER.size or at + size > len(body):
            raise ValueError("a box that ends outside")
        yield kind, body[at + HEADER.size : at + size]
        at += size


def _is_plain(kind: bytes, body: bytes) -> bool:
    if kind == b"trak":
        return all(inner in TRACK for inner, _ in _boxes(body))
    return kind != b"udta" or _names_a_program_alone(body)


def _names_a_program_alone(body: bytes) -> bool:
    """Return whether user data hold the name of the writing program and nothing else."""
    for kind, inner in _boxes(body):
        if kind != b"meta":
            return False
        for part, entries in _boxes(inner[4:]):
            if part not in {b"hdlr", b"ilst"}:
                return False
            if part == b"ilst" and any(name != b"\xa9too" for name, _ in _boxes(entries)):
                return False
    return True
