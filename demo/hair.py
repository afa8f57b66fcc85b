"""Draws hair by style: behind the head and over it. The origin is the middle of the face."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from demo.looks import INK, Look
from demo.pen import Colour, Pen, Point, mirrored, mix

Stroke = Callable[[Pen, Look], None]


@dataclass(frozen=True)
class Style:
    behind: Stroke
    above: Stroke


def _light(look: Look) -> Colour:
    return mix(look.hair, (255, 240, 214), 0.16)


def _dark(look: Look) -> Colour:
    return mix(look.hair, INK, 0.35)


def _locks(
    pen: Pen, centre: Point, radii: Point, arc: tuple[int, int, int], size: float, fill: Colour
) -> None:
    """Draw a row of round locks along an arc of degrees (from, to, step), 0 to the right, -90
    up.
    """
    for degrees in range(*arc):
        angle = math.radians(degrees)
        x, y = centre[0] + radii[0] * math.cos(angle), centre[1] + radii[1] * math.sin(angle)
        pen.ellipse((x, y), size, size, fill)


def _curls_behind(pen: Pen, look: Look) -> None:
    pen.ellipse((0, -72), 122, 108, look.hair)
    _locks(pen, (0, -66), (108, 100), (-196, 17, 22), 32, look.hair)


def _curls_above(pen: Pen, look: Look) -> None:
    pen.blob(
        [
            (-106, -40),
            (-100, -96),
            (-50, -132),
            (0, -140),
            (50, -132),
            (100, -96),
            (106, -40),
            (92, -74),
            (40, -100),
            (-10, -94),
            (-60, -100),
            (-92, -72),
        ],
        look.hair,
    )
    pen.ellipse((0, -124), 92, 40, look.hair)
    _locks(pen, (0, -64), (82, 48), (-172, -8, 23), 24, look.hair)
    _locks(pen, (0, -96), (84, 62), (-158, -20, 34), 10, mix(look.hair, (255, 240, 214), 0.08))


def _bun_behind(pen: Pen, look: Look) -> None:
    pen.ellipse((6, -196), 56, 50, look.hair)
    pen.stroke([(-30, -206), (4, -226), (38, -206)], 5, _dark(look))
    pen.blob(
        mirrored([(0, -176), (76, -156), (122, -80), (124, 10), (108, 56), (60, 40)]), look.hair
    )


def _bun_above(pen: Pen, look: Look) -> None:
    pen.blob(
        [
            (-118, 26),
            (-120, -70),
            (-70, -152),
            (0, -168),
            (70, -152),
            (120, -70),
            (118, 26),
            (104, -30),
            (72, -92),
            (20, -116),
            (-34, -98),
            (-84, -60),
            (-104, -20),
        ],
        look.hair,
    )
    pen.stroke([(20, -116), (8, -146), (4, -164)], 4, _dark(look))
    pen.stroke([(-66, -128), (-96, -82), (-106, -40)], 5, _light(look))
    pen.stroke([(112, 10), (122, 50), (108, 92), (114, 118)], 6, look.hair)


def _cloud_behind(pen: Pen, look: Look) -> None:
    pen.ellipse((0, -50), 132, 122, look.hair)
    _locks(pen, (0, -46), (124, 116), (-210, 31, 20), 30, look.hair)


def _cloud_above(pen: Pen, look: Look) -> None:
    pen.ellipse((0, -128), 96, 42, look.hair)
    _locks(pen, (0, -44), (100, 76), (-176, -3, 18), 29, look.hair)
    _locks(pen, (0, -70), (104, 84), (-160, -20, 28), 14, _light(look))


def _slick_behind(pen: Pen, look: Look) -> None:
    pen.blob(mirrored([(0, -168), (70, -156), (112, -96), (116, -20), (100, 10)]), look.hair)


def _slick_above(pen: Pen, look: Look) -> None:
    pen.blob(
        [
            (-114, 0),
            (-116, -78),
            (-92, -138),
            (-30, -178),
            (46, -176),
            (100, -134),
            (116, -76),
            (114, 0),
            (104, -46),
            (84, -92),
            (30, -112),
            (-30, -112),
            (-72, -120),
            (-92, -88),
            (-104, -44),
        ],
        look.hair,
    )
    for shift in (0, 34, 68):
        pen.stroke(
            [(-66 + shift, -122), (-30 + shift, -150), (20 + shift * 0.8, -162)], 4, _light(look)
        )
    for side in (-1, 1):
        pen.blob(
            [(side * 114, -20), (side * 106, -46), (side * 98, -30), (side * 106, 6)],
            mix(look.hair, (225, 225, 220), 0.5),
        )


def _ponytail_behind(pen: Pen, look: Look) -> None:
    pen.blob(
        [
            (70, -120),
            (136, -96),
            (164, -10),
            (158, 90),
            (128, 170),
            (112, 110),
            (118, 20),
            (96, -50),
        ],
        look.hair,
    )
    pen.stroke([(124, -70), (142, 10), (136, 100)], 5, _dark(look))
    pen.blob(mirrored([(0, -172), (72, -156), (118, -90), (118, -10), (100, 36)]), look.hair)


def _ponytail_above(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        pen.blob(
            [
                (side * 4, -166),
                (side * 66, -150),
                (side * 116, -80),
                (side * 116, 20),
                (side * 106, -20),
                (side * 84, -78),
                (side * 40, -112),
                (side * 2, -128),
            ],
            look.hair,
        )
        pen.stroke([(side * 16, -148), (side * 66, -118), (side * 96, -66)], 4, _light(look))
    pen.stroke([(-112, 6), (-122, 54), (-112, 96)], 6, look.hair)


def _cap_behind(pen: Pen, look: Look) -> None:
    pen.blob(mirrored([(0, -150), (80, -130), (116, -70), (116, 10), (102, 30)]), look.hair)


def _cap_above(pen: Pen, look: Look) -> None:
    cap = (40, 62, 70)
    for side in (-1, 1):
        pen.blob(
            [(side * 118, 4), (side * 116, -60), (side * 100, -62), (side * 104, 8)], look.hair
        )
    pen.blob(
        [
            (-122, -62),
            (-112, -138),
            (-50, -186),
            (10, -194),
            (70, -182),
            (114, -136),
            (122, -62),
            (60, -84),
            (0, -90),
            (-60, -84),
        ],
        cap,
    )
    pen.stroke([(8, -192), (12, -140), (10, -92)], 3, mix(cap, INK, 0.5))
    pen.blob(
        [
            (-130, -56),
            (-110, -92),
            (-40, -106),
            (40, -106),
            (110, -92),
            (130, -56),
            (70, -76),
            (0, -82),
            (-70, -76),
        ],
        mix(cap, INK, 0.45),
    )
    pen.ellipse((0, -138), 22, 22, (205, 150, 62))


def _bob_behind(pen: Pen, look: Look) -> None:
    pen.blob(
        mirrored([(0, -172), (80, -158), (130, -80), (136, 30), (126, 118), (70, 110)]), look.hair
    )


def _bob_above(pen: Pen, look: Look) -> None:
    pen.blob(
        [
            (-122, 70),
            (-126, -60),
            (-76, -150),
            (0, -170),
            (76, -150),
            (126, -60),
            (122, 70),
            (108, 10),
            (98, -56),
            (60, -84),
            (0, -74),
            (-60, -84),
            (-98, -56),
            (-108, 10),
        ],
        look.hair,
    )
    pen.stroke([(-80, -124), (-104, -80), (-112, -20)], 5, _light(look))


STYLES: dict[str, Style] = {
    "curls": Style(_curls_behind, _curls_above),
    "bun": Style(_bun_behind, _bun_above),
    "cloud": Style(_cloud_behind, _cloud_above),
    "slick": Style(_slick_behind, _slick_above),
    "ponytail": Style(_ponytail_behind, _ponytail_above),
    "cap": Style(_cap_behind, _cap_above),
    "bob": Style(_bob_behind, _bob_above),
}
