"""QR codes are drawn as paths, module for module."""

import re

import segno

from training.domain.qr import MARGIN, draw_qr

URL = "https://kalm.example/haven/sessions/0192/present/ABCDEFGHIJKLMNOP"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")


def test_each_dark_module_is_drawn_once_within_its_margin() -> None:
    drawn = draw_qr(URL)
    rows = segno.make(URL, error="m", micro=False).matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    runs = [[int(part) for part in run] for run in RUN.findall(drawn.qr_path)]
    found = [
        (x - MARGIN, y - MARGIN) for start, y, length in runs for x in range(start, start + length)
    ]
    assert found == dark
    assert drawn.qr_size == len(rows) + 2 * MARGIN
