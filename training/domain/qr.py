"""Draws QR codes as the path of an SVG, for screens. Pure: no ORM, no clock."""

from dataclasses import dataclass
from itertools import groupby

import segno

MARGIN = 4
"""Light modules around the code, by which cameras find it (ISO/IEC 18004, 9.1)."""


@dataclass(frozen=True)
class QrCode:
    """A QR code as an image of `qr_size` modules at each side, the margin included."""

    qr_size: int
    qr_path: str


def draw_qr(text: str) -> QrCode:
    """Return the QR code of a text, with some 15 per cent of it spare for what a camera
    reads badly."""
    rows = segno.make(text, error="m", micro=False).matrix
    path = "".join(
        f"M{start + MARGIN} {y + MARGIN}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark(row)
    )
    return QrCode(qr_size=len(rows) + 2 * MARGIN, qr_path=path)


def _dark(row: bytearray) -> list[tuple[int, int]]:
    """Return start and length of each run of dark modules."""
    runs, at = [], 0
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            runs.append((at, length))
        at += length
    return runs
