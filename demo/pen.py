"""Draws flat shapes with smooth outlines on the 540 x 960 canvas, at any scale."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 540, 960
Colour = tuple[int, int, int]
Point = tuple[float, float]


class Pen:
    """Draws in canvas units on an image that is `scale` pixels to the unit, around `origin`."""

    def __init__(self, image: Image.Image, scale: float, origin: Point = (0, 0)) -> None:
        self._draw = ImageDraw.Draw(image)
        self._scale = scale
        self._origin = origin

    def _place(self, points: Iterable[Point]) -> list[Point]:
        left, top = self._origin
        return [((x + left) * self._scale, (y + top) * self._scale) for x, y in points]

    def polygon(self, points: Iterable[Point], fill: Colour) -> None:
        self._draw.polygon(self._place(points), fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour) -> None:
        """Draw a closed shape whose outline runs smoothly through the points."""
        self.polygon(curve(points, closed=True), fill)

    def ellipse(self, centre: Point, across: float, down: float, fill: Colour) -> None:
        (x, y) = centre
        box = self._place([(x - across, y - down), (x + across, y + down)])
        self._draw.ellipse([*box[0], *box[1]], fill=fill)

    def ring(self, centre: Point, radius: float, width: float, fill: Colour) -> None:
        (x, y) = centre
        box = self._place([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse([*box[0], *box[1]], outline=fill, width=round(width * self._scale))

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        self.rounded(left, top, right, bottom, 0, fill)

    def rounded(
        self, left: float, top: float, right: float, bottom: float, radius: float, fill: Colour
    ) -> None:
        box = self._place([(left, top), (right, bottom)])
        self._draw.rounded_rectangle([*box[0], *box[1]], radius * self._scale, fill=fill)

    def stroke(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Draw a smooth line with round ends."""
        path = self._place(curve(points, closed=False))
        thick = max(1, round(width * self._scale))
        self._draw.line(path, fill=fill, width=thick, joint="curve")
        for x, y in (path[0], path[-1]):
            half = thick / 2
            self._draw.ellipse([x - half, y - half, x + half, y + half], fill=fill)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` mixed with this share (0 to 1) of `other`."""
    red, green, blue = (
        round(a + (b - a) * min(1.0, max(0.0, share))) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def mirrored(points: Sequence[Point]) -> list[Point]:
    """Return the points of a right half, top to bottom, followed by its left half upward."""
    return [*points, *((-x, y) for x, y in reversed(points) if x)]


def curve(points: Sequence[Point], closed: bool, steps: int = 8) -> list[Point]:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)
    spans = count if closed else count - 1
    path = [
        _between([_pick(points, at + offset, closed) for offset in (-1, 0, 1, 2)], step / steps)
        for at in range(spans)
        for step in range(steps)
    ]
    return path if closed else [*path, points[-1]]


def _pick(points: Sequence[Point], at: int, closed: bool) -> Point:
    return points[at % len(points)] if closed else points[min(max(at, 0), len(points) - 1)]


def _between(four: Sequence[Point], t: float) -> Point:
    a, b, c, d = four
    return _cubic(a[0], b[0], c[0], d[0], t), _cubic(a[1], b[1], c[1], d[1], t)


def _cubic(a: float, b: float, c: float, d: float, t: float) -> float:
    bend = (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    return 0.5 * (2 * b + (c - a) * t + bend)
