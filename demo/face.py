"""Draws a head in a pose: skin, brows, eyes and a mouth that is as open as the pose says."""

from demo import hair
from demo.looks import FLUSH, INK, Look
from demo.motion import Pose
from demo.pen import Colour, Pen, Point, mirrored, mix

WHITE: Colour = (250, 247, 240)
_MOUTH_Y = 88
_STEPS = [step / 12 for step in range(-12, 13)]


def draw(pen: Pen, look: Look, pose: Pose) -> None:
    """Draw the head around the pen's origin: about 290 units wide and 400 high."""
    skin = flushed(look.skin, pose.anger)
    hair.STYLES[look.style].behind(pen, look)
    _ears(pen, look, skin)
    pen.blob(_outline(look), skin)
    _cheeks(pen, look, pose, skin)
    if look.beard:
        _beard(pen, look)
    _nose(pen, skin)
    for side in (-1, 1):
        _eye(pen, look, pose, skin, side)
    _mouth(pen, look, pose, skin)
    hair.STYLES[look.style].above(pen, look)
    for side in (-1, 1):
        _brow(pen, look, pose, side)
    _frown(pen, pose, skin)
    if look.glasses:
        _glasses(pen)


def flushed(skin: Colour, anger: float) -> Colour:
    """Return the colour of the skin as blood rises to it."""
    return mix(skin, FLUSH, 0.2 * anger**1.5)


def _outline(look: Look) -> list[Point]:
    jaw = look.jaw
    half = [(0, -150), (64, -136), (104, -78), (110, -6), (103 * jaw, 66), (76 * jaw, 122)]
    return mirrored([*half, (36 * jaw, 152), (0, 160)])


def _ears(pen: Pen, look: Look, skin: Colour) -> None:
    for side in (-1, 1):
        pen.ellipse((side * 110, 12), 19, 31, skin)
        pen.ellipse((side * 112, 14), 9, 18, mix(skin, INK, 0.16))
        if look.earrings:
            pen.ellipse((side * 113, 50), 8, 8, (226, 190, 110))


def _cheeks(pen: Pen, look: Look, pose: Pose, skin: Colour) -> None:
    blush = mix(skin, FLUSH, 0.1 + 0.17 * pose.anger)
    for side in (-1, 1):
        pen.ellipse((side * 66, 48), 29, 20, blush)
        if look.freckles:
            for x, y in ((50, 36), (64, 44), (78, 34), (70, 56)):
                pen.ellipse((side * x, y), 2.6, 2.6, mix(skin, (150, 84, 48), 0.6))
        if look.wrinkles:
            pen.stroke([(side * 44, 52), (side * 56, 72), (side * 54, 92)], 4, mix(skin, INK, 0.2))


def _beard(pen: Pen, look: Look) -> None:
    side = [(108, 6), (110 * look.jaw, 70), (84 * look.jaw, 132), (40, 170), (0, 178)]
    inner = [(0, 62), (44, 60), (76, 66), (94, 30)]
    right = [*side]
    pen.blob(
        [
            *right,
            *((-x, y) for x, y in reversed(side[:-1])),
            *((-x, y) for x, y in reversed(inner)),
            *inner,
        ],
        look.hair,
    )


def _nose(pen: Pen, skin: Colour) -> None:
    shade = mix(skin, INK, 0.2)
    pen.stroke([(6, -8), (17, 30), (12, 44), (-8, 44)], 5, shade)


def _eye(pen: Pen, look: Look, pose: Pose, skin: Colour, side: int) -> None:
    """Draw an eye. Anger lowers the upper lid and widens nothing, for a stare without
    caricature.
    """
    x, y = side * 45, -6
    rim = mix(look.hair if look.lashes else INK, INK, 0.6)
    if pose.lids > 0.7:
        pen.stroke([(x - 23, y + 2), (x, y + 9), (x + 23, y + 2)], 5, rim)
        return
    pen.ellipse((x, y), 24, 17, WHITE)
    pen.ellipse((x - 1, y + 1), 12.5, 12.5, mix(look.hair, (74, 56, 44), 0.7))
    pen.ellipse((x - 1, y + 1), 6.5, 6.5, INK)
    pen.ellipse((x + 3, y - 4), 3.2, 3.2, WHITE)
    _lid(pen, pose, skin, rim, (x, y), side)
    if look.lashes:
        pen.stroke([(x + side * 20, y - 8), (x + side * 31, y - 15)], 4, rim)


def _lid(pen: Pen, pose: Pose, skin: Colour, rim: Colour, eye: Point, side: int) -> None:
    x, y = eye
    shut = 17 * max(pose.lids, 0.12 + 0.22 * pose.anger)
    inner, outer = y - 15 + shut + 4 * pose.anger, y - 13 + shut - 3 * pose.anger
    edge = [(x - side * 26, inner + 3), (x, y - 19 + 1.15 * shut), (x + side * 26, outer + 3)]
    pen.polygon([(x - side * 27, y - 24), *edge, (x + side * 27, y - 24)], skin)
    pen.stroke(edge, 4.5, rim)


def _brow(pen: Pen, look: Look, pose: Pose, side: int) -> None:
    """Draw a brow. Calm brows lift in the middle, as in worry; angry ones slope toward the nose."""
    colour = mix(look.hair, INK, 0.45)
    inner = -50 + 22 * pose.anger - 3 * pose.mouth
    middle = -56 + 9 * pose.anger - 4 * pose.mouth
    outer = -40 - 8 * pose.anger
    points = [(side * 20, inner), (side * 48, middle), (side * 78, outer)]
    pen.stroke(points, 9 if look.lashes else 12, colour)


def _frown(pen: Pen, pose: Pose, skin: Colour) -> None:
    if pose.anger > 0.5:
        colour = mix(skin, INK, 0.4 * (pose.anger - 0.4))
        for x in (-7, 7):
            pen.stroke([(x, -44), (x * 0.8, -26)], 4, colour)


def _mouth(pen: Pen, look: Look, pose: Pose, skin: Colour) -> None:
    half = 33 + 9 * pose.spread + 6 * pose.anger - 6 * pose.mouth
    corner = 9 * pose.anger - 2
    gap = 2 + 40 * pose.mouth

    def upper(t: float) -> Point:
        return t * half, _MOUTH_Y + corner * t * t - 0.3 * gap * (1 - t * t)

    def lower(t: float) -> Point:
        return t * half, _MOUTH_Y + corner * t * t + 0.7 * gap * (1 - t**4)

    if pose.mouth > 0.06:
        _open_mouth(pen, gap, [upper(t) for t in _STEPS], [lower(t) for t in _STEPS])
    lip = mix(look.lips, skin, 0.25)
    pen.stroke([upper(t) for t in _STEPS[::3]], 6, lip)
    pen.stroke([lower(t) for t in _STEPS[::3]], 7 if look.lashes else 5, lip)
    chin = _MOUTH_Y + corner * 0.2 + 0.7 * gap + 16
    if not look.beard:
        pen.stroke([(-13, chin), (0, chin + 3), (13, chin)], 4, mix(skin, INK, 0.14))


def _open_mouth(pen: Pen, gap: float, upper: list[Point], lower: list[Point]) -> None:
    pen.polygon([*upper, *reversed(lower)], (78, 28, 32))
    inside = list(zip(upper, lower, strict=True))
    tongue = [(x, max(top, low - 0.36 * gap)) for (x, top), (_, low) in inside[6:19]]
    pen.polygon([*tongue, *reversed([low for _, low in inside[6:19]])], (186, 88, 84))
    edge = min(top for _, top in upper) + min(13, 0.4 * gap)
    teeth = [(x, max(top, min(low, edge))) for (x, top), (_, low) in inside[3:22]]
    pen.polygon([*upper[3:22], *reversed(teeth)], WHITE)


def _glasses(pen: Pen) -> None:
    frame = (52, 62, 66)
    for side in (-1, 1):
        pen.ring((side * 46, -4), 37, 5, frame)
        pen.stroke([(side * 82, -8), (side * 108, -12)], 5, frame)
    pen.stroke([(-10, -8), (0, -13), (10, -8)], 5, frame)
