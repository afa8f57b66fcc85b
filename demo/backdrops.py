"""Draws quiet backgrounds that hint at a place, paler than anyone who stands before them."""

from collections.abc import Callable

from PIL import Image

from demo.looks import INK, SAND, TEAL
from demo.pen import HEIGHT, WIDTH, Colour, Pen, mix

PAPER: Colour = (244, 238, 226)
MIST: Colour = (205, 220, 216)
AMBER: Colour = (226, 170, 78)


def draw(name: str, scale: float) -> Image.Image:
    """Draw the backdrop at `scale` pixels to the canvas unit, at twice the size and halved for
    smooth edges."""
    size = (2 * round(WIDTH * scale), 2 * round(HEIGHT * scale))
    image = Image.new("RGB", size, PAPER)
    _BACKDROPS[name](Pen(image, 2 * scale))
    return image.reduce(2)


def _fill(pen: Pen, behind: Colour, floor: Colour, horizon: float) -> None:
    pen.box(0, 0, WIDTH, HEIGHT, behind)
    pen.box(0, horizon, WIDTH, HEIGHT, floor)


def _station(pen: Pen) -> None:
    _fill(pen, MIST, mix(SAND, INK, 0.1), 700)
    pen.box(0, 0, WIDTH, 96, mix(MIST, TEAL, 0.35))
    for x in range(-40, WIDTH, 120):
        pen.box(x, 96, x + 6, 700, mix(MIST, TEAL, 0.12))
    pen.rounded(250, 118, 510, 246, 10, mix(TEAL, INK, 0.45))
    for row, length in enumerate((150, 118, 164)):
        pen.rounded(268, 140 + 32 * row, 312, 152 + 32 * row, 3, AMBER)
        pen.rounded(324, 140 + 32 * row, 324 + length, 152 + 32 * row, 3, mix(MIST, TEAL, 0.2))
    for left in (-30, 470):
        pen.rounded(left, 560, left + 100, 990, 18, mix(TEAL, MIST, 0.25))
        pen.rounded(left + 22, 590, left + 78, 640, 8, mix(INK, TEAL, 0.3))
    pen.ellipse((520, 615), 14, 14, (206, 84, 66))
    pen.ellipse((20, 615), 14, 14, (206, 84, 66))


def _home(pen: Pen) -> None:
    _fill(pen, mix(SAND, PAPER, 0.45), mix(SAND, INK, 0.14), 820)
    pen.rounded(56, 150, 206, 330, 6, mix(SAND, INK, 0.25))
    pen.box(70, 164, 192, 316, mix(MIST, TEAL, 0.25))
    pen.ellipse((150, 214), 24, 24, AMBER)
    pen.polygon([(70, 316), (120, 240), (160, 290), (192, 256), (192, 316)], mix(TEAL, MIST, 0.3))
    pen.stroke([(462, 300), (462, 700)], 8, mix(SAND, INK, 0.4))
    pen.polygon([(418, 210), (506, 210), (534, 320), (390, 320)], mix(AMBER, PAPER, 0.55))
    pen.rounded(-60, 640, 600, 990, 60, mix(TEAL, SAND, 0.55))
    pen.rounded(-40, 600, 110, 760, 40, mix(TEAL, SAND, 0.42))
    for x, y in ((30, 470), (70, 430), (-6, 420), (40, 390)):
        pen.ellipse((x, y), 22, 56, mix(TEAL, MIST, 0.2))
    pen.rounded(-10, 500, 76, 610, 12, mix(AMBER, INK, 0.2))


def _housing_desk(pen: Pen) -> None:
    _fill(pen, mix(SAND, PAPER, 0.2), mix(TEAL, SAND, 0.35), 800)
    pen.rounded(40, 110, 500, 330, 10, PAPER)
    colours = (
        mix(TEAL, PAPER, 0.35),
        mix(AMBER, PAPER, 0.25),
        mix(TEAL, PAPER, 0.6),
        (196, 122, 98),
    )
    for at, colour in enumerate(colours):
        left = 68 + 106 * at
        pen.polygon(
            [(left, 310), (left, 220), (left + 43, 172), (left + 86, 220), (left + 86, 310)], colour
        )
        pen.box(left + 16, 234, left + 36, 258, PAPER)
        pen.box(left + 50, 234, left + 70, 258, PAPER)
        pen.box(left + 34, 272, left + 54, 310, mix(colour, INK, 0.3))
    pen.rounded(452, 430, 560, 720, 8, mix(SAND, INK, 0.16))
    for row in range(3):
        for column in range(2):
            left, top = 466 + 46 * column, 450 + 86 * row
            pen.rounded(left, top, left + 36, top + 62, 3, colours[(row + column) % 4])
    pen.box(0, 800, WIDTH, 812, mix(TEAL, INK, 0.2))


def _town_hall(pen: Pen) -> None:
    _fill(pen, mix(MIST, PAPER, 0.35), mix(SAND, INK, 0.12), 800)
    for left in (-20, 440):
        pen.box(left, 90, left + 120, 800, mix(PAPER, SAND, 0.5))
        pen.box(left - 14, 90, left + 134, 124, mix(SAND, INK, 0.08))
        for flute in (26, 56, 86):
            pen.box(left + flute, 124, left + flute + 10, 800, mix(SAND, INK, 0.06))
    pen.box(0, 0, WIDTH, 90, mix(SAND, INK, 0.12))
    pen.rounded(176, 120, 364, 226, 12, mix(TEAL, INK, 0.4))
    for x in (204, 262, 306):
        _digit(pen, x, 144, {204: "abcdefg", 262: "bcfg", 306: "abc"}[x])


def _digit(pen: Pen, left: float, top: float, lit: str) -> None:
    """Draw a seven-segment figure, as on a queue display."""
    bars = {
        "a": ((0, 0), (28, 0)),
        "b": ((28, 0), (28, 28)),
        "c": ((28, 28), (28, 56)),
        "d": ((0, 56), (28, 56)),
        "e": ((0, 28), (0, 56)),
        "f": ((0, 0), (0, 28)),
        "g": ((0, 28), (28, 28)),
    }
    for name in lit:
        pen.stroke([(left + x, top + y) for x, y in bars[name]], 7, AMBER)


def _hospital(pen: Pen) -> None:
    _fill(pen, mix(MIST, PAPER, 0.55), mix(MIST, TEAL, 0.22), 800)
    pen.box(0, 520, WIDTH, 548, mix(MIST, TEAL, 0.3))
    pen.rounded(372, 190, 520, 800, 6, mix(MIST, TEAL, 0.16))
    pen.rounded(400, 240, 492, 420, 6, mix(PAPER, MIST, 0.4))
    pen.rounded(40, 130, 190, 220, 12, TEAL)
    pen.box(102, 146, 124, 204, PAPER)
    pen.box(84, 164, 142, 186, PAPER)
    pen.ellipse((98, 340), 54, 54, mix(MIST, INK, 0.3))
    pen.ellipse((98, 340), 46, 46, PAPER)
    pen.stroke([(98, 308), (98, 340), (122, 352)], 5, INK)
    pen.rounded(20, 640, 130, 700, 12, mix(TEAL, MIST, 0.4))
    pen.rounded(20, 560, 130, 650, 12, mix(TEAL, MIST, 0.5))


def _car_park(pen: Pen) -> None:
    dusk = mix(mix(TEAL, INK, 0.2), PAPER, 0.5)
    _fill(pen, dusk, mix(INK, SAND, 0.42), 690)
    pen.box(0, 0, WIDTH, 200, mix(dusk, INK, 0.12))
    pen.ellipse((440, 150), 44, 44, mix(AMBER, PAPER, 0.55))
    pen.rounded(-20, 330, 330, 700, 4, mix(SAND, INK, 0.28))
    pen.rounded(-20, 330, 330, 390, 4, TEAL)
    pen.rounded(40, 346, 190, 374, 8, mix(SAND, PAPER, 0.4))
    for left in (10, 120):
        pen.box(left, 430, left + 84, 560, mix(AMBER, PAPER, 0.4))
    pen.stroke([(500, 260), (500, 700)], 9, mix(INK, TEAL, 0.3))
    pen.stroke([(500, 262), (470, 246), (436, 250)], 9, mix(INK, TEAL, 0.3))
    pen.rounded(392, 600, 640, 700, 40, (150, 112, 92))
    pen.rounded(430, 550, 640, 650, 36, (150, 112, 92))
    pen.rounded(448, 566, 560, 620, 14, mix(dusk, PAPER, 0.3))
    pen.ellipse((448, 704), 30, 30, INK)
    for left in (-60, 150, 420):
        pen.polygon(
            [(left, 960), (left + 26, 960), (left + 90, 760), (left + 76, 760)], mix(SAND, INK, 0.2)
        )


def _shop(pen: Pen) -> None:
    _fill(pen, mix(SAND, PAPER, 0.5), mix(SAND, INK, 0.16), 800)
    pen.box(0, 0, WIDTH, 84, mix(TEAL, PAPER, 0.2))
    for left in (40, 300):
        pen.stroke([(left, 210), (left + 210, 210)], 8, mix(INK, SAND, 0.4))
        for at in range(5):
            hanger = left + 22 + 42 * at
            colour = (mix(TEAL, PAPER, 0.4), mix(AMBER, PAPER, 0.3), (196, 150, 132))[at % 3]
            pen.stroke([(hanger, 210), (hanger, 232)], 4, mix(INK, SAND, 0.5))
            pen.polygon(
                [(hanger - 18, 250), (hanger, 230), (hanger + 18, 250), (hanger + 16, 420),
                 (hanger - 16, 420)],
                colour,
            )  # fmt: skip
    pen.rounded(-20, 640, 150, 800, 8, mix(SAND, INK, 0.22))
    pen.rounded(420, 600, 570, 800, 8, mix(SAND, INK, 0.22))


def _checkout(pen: Pen) -> None:
    _fill(pen, mix(MIST, PAPER, 0.4), mix(MIST, INK, 0.18), 800)
    for row in range(4):
        top = 130 + 150 * row
        pen.box(0, top + 96, WIDTH, top + 108, mix(SAND, INK, 0.2))
        for at in range(9):
            colours = (mix(TEAL, PAPER, 0.45), mix(AMBER, PAPER, 0.35), (208, 160, 146), PAPER)
            left = 6 + 60 * at
            pen.rounded(left, top + 20, left + 46, top + 96, 6, colours[(at + 2 * row) % 4])
    pen.rounded(190, 20, 350, 100, 12, mix(TEAL, INK, 0.25))
    _digit(pen, 256, 34, "bcfg")


def _restaurant(pen: Pen) -> None:
    _fill(pen, mix(AMBER, PAPER, 0.78), mix(SAND, INK, 0.26), 820)
    for left in (60, 380):
        pen.rounded(left, 150, left + 110, 520, 50, mix(MIST, TEAL, 0.12))
        pen.stroke([(left + 55, 150), (left + 55, 520)], 5, PAPER)
        pen.stroke([(left, 330), (left + 110, 330)], 5, PAPER)
    for x in (120, 420):
        pen.stroke([(x, 0), (x, 90)], 4, mix(INK, SAND, 0.4))
        pen.polygon([(x - 44, 140), (x - 18, 84), (x + 18, 84), (x + 44, 140)], TEAL)
    for left in (-60, 410):
        pen.ellipse((left + 90, 690), 110, 26, PAPER)
        pen.box(left + 82, 700, left + 98, 860, mix(SAND, INK, 0.4))
        pen.ellipse((left + 90, 676), 30, 9, mix(TEAL, PAPER, 0.6))


def _hotel(pen: Pen) -> None:
    _fill(pen, mix(TEAL, PAPER, 0.72), mix(SAND, INK, 0.2), 800)
    pen.rounded(40, 120, 500, 430, 8, mix(SAND, INK, 0.2))
    for row in range(3):
        for column in range(6):
            left, top = 58 + 72 * column, 138 + 94 * row
            pen.rounded(left, top, left + 58, top + 76, 4, mix(SAND, PAPER, 0.35))
            if (row * 5 + column * 3) % 4:
                pen.ellipse((left + 29, top + 26), 8, 8, AMBER)
                pen.stroke([(left + 29, top + 34), (left + 29, top + 58)], 5, AMBER)
    pen.rounded(430, 660, 560, 800, 10, mix(AMBER, INK, 0.35))
    pen.stroke([(460, 660), (460, 610), (520, 610), (520, 660)], 7, mix(AMBER, INK, 0.5))


def _bar(pen: Pen) -> None:
    dark = mix(INK, TEAL, 0.35)
    _fill(pen, mix(dark, PAPER, 0.25), mix(INK, SAND, 0.3), 800)
    for row in range(2):
        top = 170 + 170 * row
        pen.box(30, top + 110, 510, top + 122, mix(SAND, INK, 0.35))
        for at in range(11):
            left = 44 + 42 * at
            colour = (mix(TEAL, PAPER, 0.3), AMBER, (150, 90, 70))[(at + row) % 3]
            pen.rounded(left, top + 46, left + 24, top + 110, 6, mix(colour, dark, 0.25))
            pen.box(left + 8, top + 22, left + 16, top + 48, mix(colour, dark, 0.35))
    for x in (90, 450):
        pen.ellipse((x, 90), 60, 60, mix(AMBER, dark, 0.65))
        pen.ellipse((x, 90), 26, 26, mix(AMBER, PAPER, 0.4))


def _bus(pen: Pen) -> None:
    _fill(pen, mix(MIST, PAPER, 0.3), mix(INK, MIST, 0.45), 780)
    pen.rounded(-30, 150, 250, 480, 26, mix(MIST, TEAL, 0.2))
    pen.rounded(290, 150, 570, 480, 26, mix(MIST, TEAL, 0.2))
    pen.polygon([(-30, 480), (60, 330), (150, 400), (250, 300), (250, 480)], mix(TEAL, MIST, 0.45))
    pen.polygon([(290, 480), (380, 360), (460, 420), (570, 320), (570, 480)], mix(TEAL, MIST, 0.45))
    pen.stroke([(0, 100), (WIDTH, 100)], 9, AMBER)
    for x in (60, 180, 360, 480):
        pen.stroke([(x, 100), (x, 150)], 6, mix(INK, MIST, 0.4))
        pen.ellipse((x, 166), 16, 16, AMBER)
    for left in (-40, 430):
        pen.rounded(left, 580, left + 150, 860, 30, TEAL)


def _night(pen: Pen) -> None:
    dark = mix(INK, TEAL, 0.3)
    _fill(pen, mix(dark, PAPER, 0.18), mix(INK, SAND, 0.22), 740)
    pen.ellipse((430, 120), 36, 36, mix(PAPER, AMBER, 0.2))
    for left, top in ((-10, 360), (110, 300), (250, 390), (390, 330)):
        pen.box(left, top, left + 120, 740, mix(dark, INK, 0.4))
        for at in range(4):
            lit = mix(AMBER, dark, 0.35) if (at + left) % 3 else mix(dark, PAPER, 0.1)
            pen.box(left + 18, top + 30 + 76 * at, left + 44, top + 66 + 76 * at, lit)
            pen.box(left + 74, top + 30 + 76 * at, left + 100, top + 66 + 76 * at, lit)
    pen.stroke([(0, 200), (WIDTH, 180)], 3, mix(dark, PAPER, 0.35))
    pen.stroke([(470, 220), (470, 760)], 9, mix(INK, TEAL, 0.2))
    pen.rounded(430, 190, 510, 270, 10, AMBER)


def _kitchen(pen: Pen) -> None:
    _fill(pen, mix(MIST, PAPER, 0.6), mix(SAND, INK, 0.12), 820)
    pen.rounded(30, 110, 230, 360, 6, mix(TEAL, PAPER, 0.55))
    pen.rounded(310, 110, 510, 360, 6, mix(TEAL, PAPER, 0.55))
    for x in (130, 410):
        pen.stroke([(x, 120), (x, 350)], 4, mix(TEAL, PAPER, 0.3))
    pen.box(0, 620, WIDTH, 648, mix(SAND, INK, 0.3))
    pen.box(0, 648, WIDTH, 820, mix(TEAL, PAPER, 0.6))
    pen.rounded(36, 540, 120, 620, 16, mix(AMBER, PAPER, 0.2))
    pen.stroke([(120, 560), (146, 560), (146, 596), (120, 600)], 8, mix(AMBER, PAPER, 0.2))
    pen.stroke([(440, 620), (440, 520), (480, 520)], 10, mix(INK, MIST, 0.5))


_BACKDROPS: dict[str, Callable[[Pen], None]] = {
    "station": _station,
    "home": _home,
    "housing_desk": _housing_desk,
    "town_hall": _town_hall,
    "hospital": _hospital,
    "car_park": _car_park,
    "shop": _shop,
    "checkout": _checkout,
    "restaurant": _restaurant,
    "hotel": _hotel,
    "bar": _bar,
    "bus": _bus,
    "night": _night,
    "kitchen": _kitchen,
}
