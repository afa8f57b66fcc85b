"""Draws shoulders, neck and clothes by outfit. x counts from the middle of the canvas, y as on
it.
"""

from collections.abc import Callable

from demo.looks import INK, SAND, TEAL, Look
from demo.pen import Pen, mirrored, mix

_SHOULDERS = mirrored([(0, 596), (52, 604), (120, 634), (196, 676), (236, 760), (252, 1040)])


def draw(pen: Pen, look: Look) -> None:
    """Draw everything below the chin; `look.skin` may already be flushed."""
    pen.blob(_SHOULDERS, look.cloth)
    _OUTFITS[look.outfit](pen, look)


def _neck(pen: Pen, look: Look, depth: float) -> None:
    """Draw the neck down to `depth` as a rounded point, with the chin's shadow across it."""
    pen.blob(mirrored([(0, 440), (58, 460), (54, 590), (66, 612), (0, depth)]), look.skin)
    shade = mix(look.skin, INK, 0.22)
    pen.blob(mirrored([(0, 500), (56, 500), (55, 556), (0, 582)]), shade)


def _jacket(pen: Pen, look: Look) -> None:
    pen.blob(mirrored([(0, 598), (72, 606), (84, 720), (70, 1000)]), look.shirt)
    _neck(pen, look, 668)
    dark = mix(look.cloth, INK, 0.25)
    for side in (-1, 1):
        pen.blob(
            [
                (side * 54, 590),
                (side * 96, 622),
                (side * 92, 740),
                (side * 66, 820),
                (side * 74, 700),
            ],
            dark,
        )
        pen.stroke([(side * 72, 800), (side * 66, 880), (side * 68, 980)], 5, dark)
    pen.polygon([(128, 640), (168, 660), (156, 980), (112, 980)], (70, 84, 88))
    pen.rounded(118, 760, 158, 784, 4, (206, 202, 190))


def _blouse(pen: Pen, look: Look) -> None:
    _neck(pen, look, 706)
    for side in (-1, 1):
        pen.blob(
            [
                (side * 46, 588),
                (side * 92, 612),
                (side * 72, 690),
                (side * 8, 742),
                (side * 44, 662),
            ],
            mix(look.cloth, look.shirt, 0.55),
        )
    for y in (790, 860, 930):
        pen.ellipse((0, y), 7, 7, look.shirt)
    pen.stroke([(0, 742), (2, 840), (0, 980)], 3, mix(look.cloth, INK, 0.3))


def _coat(pen: Pen, look: Look) -> None:
    _neck(pen, look, 660)
    scarf, fold = look.shirt, mix(look.shirt, INK, 0.18)
    pen.blob(
        [(-84, 580), (0, 636), (84, 580), (104, 640), (40, 704), (-40, 704), (-104, 640)], scarf
    )
    pen.stroke([(-80, 624), (0, 668), (80, 624)], 5, fold)
    pen.blob([(-10, 680), (52, 676), (66, 860), (10, 876)], scarf)
    for x in (20, 36, 52):
        pen.stroke([(x, 850), (x + 1, 884)], 4, fold)
    pen.stroke([(-20, 710), (-18, 840), (-20, 980)], 5, mix(look.cloth, INK, 0.35))
    for y in (770, 860):
        pen.ellipse((-48, y), 11, 11, mix(look.cloth, INK, 0.4))


def _suit(pen: Pen, look: Look) -> None:
    pen.polygon([(-76, 596), (76, 596), (20, 900), (-20, 900)], look.shirt)
    _neck(pen, look, 640)
    for side in (-1, 1):
        pen.polygon(
            [(side * 48, 584), (side * 74, 600), (side * 40, 668), (0, 640)],
            mix(look.shirt, INK, 0.06),
        )
        lapel = [
            (side * 70, 594),
            (side * 118, 630),
            (side * 104, 728),
            (side * 124, 740),
            (side * 14, 930),
            (side * 30, 780),
        ]
        pen.polygon(lapel, mix(look.cloth, (255, 255, 255), 0.1))
    pen.polygon([(-16, 644), (16, 644), (12, 676), (-12, 676)], mix(TEAL, INK, 0.2))
    pen.polygon([(-12, 676), (12, 676), (24, 830), (0, 864), (-24, 830)], TEAL)
    pen.polygon([(126, 752), (176, 744), (172, 762), (130, 768)], SAND)


def _sweater(pen: Pen, look: Look) -> None:
    _neck(pen, look, 668)
    rib = mix(look.cloth, (255, 255, 255), 0.22)
    pen.stroke([(-66, 602), (-40, 650), (0, 672), (40, 650), (66, 602)], 20, rib)
    for y in range(730, 960, 46):
        pen.stroke(
            [(-240, y + 16), (-90, y), (90, y), (240, y + 16)], 9, mix(look.cloth, look.shirt, 0.35)
        )


def _bodywarmer(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        sleeve = [
            (side * 150, 652),
            (side * 206, 684),
            (side * 246, 780),
            (side * 262, 1000),
            (side * 170, 1000),
        ]
        pen.blob(sleeve, look.shirt)
    pen.blob(mirrored([(0, 598), (66, 606), (60, 760), (40, 1000)]), look.shirt)
    _neck(pen, look, 650)
    dark = mix(look.cloth, INK, 0.35)
    for side in (-1, 1):
        pen.blob([(side * 58, 588), (side * 104, 614), (side * 74, 690), (side * 52, 640)], dark)
        for y in (730, 800, 870, 940):
            pen.stroke([(side * 60, y), (side * 116, y + 8), (side * 172, y)], 5, dark)


def _uniform(pen: Pen, look: Look) -> None:
    pen.polygon([(-60, 596), (60, 596), (0, 730)], look.shirt)
    _neck(pen, look, 662)
    for side in (-1, 1):
        pen.polygon(
            [(side * 46, 586), (side * 84, 606), (side * 52, 694), (side * 4, 668)], look.shirt
        )
    pen.stroke([(0, 720), (1, 840), (0, 980)], 3, mix(look.cloth, INK, 0.4))
    pen.rounded(88, 736, 164, 766, 6, SAND)
    pen.stroke([(100, 751), (152, 751)], 4, mix(SAND, INK, 0.5))


_OUTFITS: dict[str, Callable[[Pen, Look], None]] = {
    "jacket": _jacket,
    "blouse": _blouse,
    "coat": _coat,
    "suit": _suit,
    "sweater": _sweater,
    "bodywarmer": _bodywarmer,
    "uniform": _uniform,
}
