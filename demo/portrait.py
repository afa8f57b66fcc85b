"""Composes backdrop, shoulders, head and notice into one picture for each pose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from demo import backdrops, clothes, face
from demo.looks import INK, Look
from demo.motion import Pose
from demo.pen import HEIGHT, WIDTH, Pen

_HEAD = (420, 560)
_HEAD_ORIGIN = (210, 260)
_HEAD_ON_CANVAS = (WIDTH / 2, 400)
_NECK_BELOW_HEAD = 150
_BODY_TOP = 420
_BELOW = 40
"""The body goes on below the picture, so that it can rise with a breath."""
_SHADES = 8
_MARGIN = 24
_FRACTIONS = 2
"""Shoulders move by halves of a pixel, each drawn once."""
_STEPS = {"mouth": 10, "spread": 3, "anger": 12, "lids": 3}
"""A face is drawn once for each step of these, and moved as a picture from there."""
_PAPER = (250, 247, 240)


class Portrait:
    """Draws one person in one place, `width` pixels wide (height follows, 9:16)."""

    def __init__(self, look: Look, backdrop: str, notice: str, width: int) -> None:
        self._look = look
        self._scale = width / WIDTH
        self._stage = backdrops.draw(backdrop, self._scale)
        self._notice = _notice(notice, self._scale) if notice else None
        self._bodies: dict[int, Image.Image] = {}
        self._moved: dict[tuple[int, int, int], Image.Image] = {}
        self._faces: dict[tuple[int, ...], tuple[Image.Image, tuple[int, int]]] = {}

    @property
    def size(self) -> tuple[int, int]:
        return self._stage.size

    def frames(self, poses: Sequence[Pose]) -> Iterator[Image.Image]:
        return (self.frame(pose) for pose in poses)

    def frame(self, pose: Pose) -> Image.Image:
        picture = self._stage.copy()
        body, place = self._body_at(pose)
        picture.paste(body, place, body)
        head, place = self._head(pose)
        picture.paste(head, place, head)
        if self._notice:
            picture.paste(self._notice, (round(16 * self._scale),) * 2, self._notice)
        return picture

    def _layer(self, width: float, height: float) -> Image.Image:
        """Return a clear layer at twice the size, in the cloth's colour so that no edge becomes
        dark."""
        size = (2 * round(width * self._scale), 2 * round(height * self._scale))
        return Image.new("RGBA", size, (*self._look.cloth, 0))

    def _body_at(self, pose: Pose) -> tuple[Image.Image, tuple[int, int]]:
        """Return the shoulders with their place: whole pixels by the place, the rest drawn."""
        shade = round(pose.anger * _SHADES)
        across, right = self._split(0.25 * pose.lean[0])
        down, below = self._split(pose.breath)
        if (shade, right, below) not in self._moved:
            by = (right / _FRACTIONS, below / _FRACTIONS)
            self._moved[shade, right, below] = _shifted(self._body(shade), by)
        place = (across, down + round(_BODY_TOP * self._scale))
        return self._moved[shade, right, below], place

    def _split(self, units: float) -> tuple[int, int]:
        """Return canvas units as whole pixels and a fraction of `_FRACTIONS`."""
        return divmod(round(units * self._scale * _FRACTIONS), _FRACTIONS)

    def _body(self, shade: int) -> Image.Image:
        """Draw shoulders and neck, once for each shade of flush."""
        if shade not in self._bodies:
            layer = self._layer(WIDTH, HEIGHT - _BODY_TOP + _BELOW)
            look = replace(self._look, skin=face.flushed(self._look.skin, shade / _SHADES))
            clothes.draw(Pen(layer, 2 * self._scale, (WIDTH / 2, -_BODY_TOP)), look)
            self._bodies[shade] = layer.reduce(2)
        return self._bodies[shade]

    def _head(self, pose: Pose) -> tuple[Image.Image, tuple[int, int]]:
        upright, (right, below) = self._face(pose)
        left = (_HEAD_ON_CANVAS[0] - _HEAD_ORIGIN[0] + pose.lean[0]) * self._scale + right
        top = (_HEAD_ON_CANVAS[1] - _HEAD_ORIGIN[1] + pose.lean[1] + pose.breath / 2) * self._scale
        top += below
        pivot = (_HEAD_ORIGIN[0], _HEAD_ORIGIN[1] + _NECK_BELOW_HEAD)
        turned = upright.rotate(
            -pose.tilt,
            resample=Image.Resampling.BILINEAR,
            center=(pivot[0] * self._scale - right, pivot[1] * self._scale - below),
            translate=(left % 1, top % 1),  # type: ignore[arg-type]  # it is affine: fractions work
        )
        return turned.convert("RGBA"), (int(left // 1), int(top // 1))

    def _face(self, pose: Pose) -> tuple[Image.Image, tuple[int, int]]:
        """Return the head upright with its place on its layer, its colours multiplied by how much
        they cover: so it rotates without dark edges, and without a conversion for each angle."""
        steps = tuple(round(getattr(pose, name) * count) for name, count in _STEPS.items())
        if steps not in self._faces:
            layer = self._layer(*_HEAD)
            shares = (step / count for step, count in zip(steps, _STEPS.values(), strict=True))
            mouth, spread, anger, lids = shares
            stepped = replace(pose, mouth=mouth, spread=spread, anger=anger, lids=lids)
            face.draw(Pen(layer, 2 * self._scale, _HEAD_ORIGIN), self._look, stepped)
            self._faces[steps] = self._cropped(layer.reduce(2))
        return self._faces[steps]

    def _cropped(self, layer: Image.Image) -> tuple[Image.Image, tuple[int, int]]:
        """Return what is drawn on the layer, with a margin to rotate in."""
        left, top, right, bottom = layer.getchannel("A").getbbox() or (0, 0, *layer.size)
        margin = round(_MARGIN * self._scale)
        box = (left - margin, top - margin, right + margin, bottom + margin)
        return layer.crop(box).convert("RGBa"), box[:2]


def _shifted(layer: Image.Image, by: tuple[float, float]) -> Image.Image:
    """Return the layer shifted right and down by fractions of a pixel."""
    offset = (1, 0, -by[0], 0, 1, -by[1])
    return layer.transform(
        layer.size, Image.Transform.AFFINE, offset, resample=Image.Resampling.BILINEAR
    )


def _notice(text: str, scale: float) -> Image.Image:
    """Draw a small plate that says the person is a stand-in."""
    font = ImageFont.load_default(size=19 * scale)
    left, top, right, bottom = font.getbbox(text)
    pad = 10 * scale
    size = (round(right - left + 2 * pad), round(bottom - top + 1.4 * pad))
    plate = Image.new("RGBA", size, (*INK, 0))
    draw = ImageDraw.Draw(plate)
    draw.rounded_rectangle([0, 0, size[0] - 1, size[1] - 1], 8 * scale, fill=(*INK, 150))
    draw.text((pad - left, 0.7 * pad - top), text, font=font, fill=(*_PAPER, 235))
    return plate
