"""Draws the icons of a home screen from the shape in static/favicon.svg.

`.venv/bin/python web/scripts/make_icons.py` writes web/static/icon-*.png. A maskable icon fills its
whole square, for a phone cuts it to its own shape; Apple's rounds the corners by itself.
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).parents[1] / "static"
SIDE = 32  # of the SVG's own square
FINER = 4  # drawn so many times larger, then made smaller: smooth edges
# Name, pixels, share of the square that is drawn on, radius of the corners in the SVG's units.
ICONS = (
    ("icon-192", 192, 1.0, 8),
    ("icon-512", 512, 1.0, 8),
    ("icon-maskable-512", 512, 0.72, 0),
    ("icon-apple-180", 180, 0.82, 0),
)
Point = tuple[float, float]


def colours(svg: str) -> tuple[str, str]:
    """Return the square's colour and the wave's."""
    fill, stroke = re.search(r'fill="(#\w+)"', svg), re.search(r'stroke="(#\w+)"', svg)
    if not fill or not stroke:
        raise SystemExit("favicon.svg has changed its shape: draw it here too.")
    return fill[1], stroke[1]


def bow(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Return a cubic Bezier curve as 60 points."""

    def at(share: float, axis: int) -> float:
        rest = 1 - share
        return (
            rest**3 * start[axis]
            + 3 * rest**2 * share * first[axis]
            + 3 * rest * share**2 * second[axis]
            + share**3 * end[axis]
        )

    return [(at(step / 60, 0), at(step / 60, 1)) for step in range(61)]


# The path of favicon.svg: M6 18c4-5 7-5 10 0s6 5 10 0
WAVE = bow((6, 18), (10, 13), (13, 13), (16, 18)) + bow((16, 18), (19, 23), (22, 23), (26, 18))
WIDTH = 3


def draw(pixels: int, share: float, radius: float, square: str, wave: str) -> Image.Image:
    whole = pixels * FINER
    image = Image.new("RGBA", (whole, whole), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, whole - 1, whole - 1), radius * whole / SIDE, fill=square)
    scale, edge = whole * share / SIDE, whole * (1 - share) / 2
    points = [(edge + x * scale, edge + y * scale) for x, y in WAVE]
    half = WIDTH * scale / 2
    for x, y in points:
        pen.ellipse((x - half, y - half, x + half, y + half), fill=wave)
    pen.line(points, fill=wave, width=round(2 * half), joint="curve")
    return image.resize((pixels, pixels), Image.Resampling.LANCZOS)


def main() -> None:
    square, wave = colours((STATIC / "favicon.svg").read_text(encoding="utf-8"))
    for name, pixels, share, radius in ICONS:
        icon = draw(pixels, share, radius, square, wave)
        small = icon.quantize(64) if radius else icon.convert("RGB").quantize(32)
        small.save(STATIC / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
