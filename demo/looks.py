"""Defines what each stand-in looks like, in colours that sit beside teal, sand and ink."""

from dataclasses import dataclass

from demo.pen import Colour

INK: Colour = (29, 43, 48)
TEAL: Colour = (23, 92, 94)
SAND: Colour = (233, 221, 200)
FLUSH: Colour = (198, 66, 48)


@dataclass(frozen=True)
class Look:
    skin: Colour
    hair: Colour
    style: str
    """A name in hair.py."""
    outfit: str
    """A name in clothes.py."""
    cloth: Colour
    shirt: Colour
    lips: Colour
    jaw: float = 1.0
    """Width of the jaw against the usual."""
    lashes: bool = False
    glasses: bool = False
    beard: bool = False
    freckles: bool = False
    wrinkles: bool = False
    earrings: bool = False
    seed: int = 1


LOOKS: dict[str, Look] = {
    "traveller": Look(
        skin=(176, 120, 82),
        hair=(38, 29, 27),
        style="curls",
        outfit="jacket",
        cloth=(205, 150, 62),
        shirt=(240, 234, 222),
        lips=(142, 84, 66),
        seed=1,
    ),
    "caller": Look(
        skin=(244, 208, 182),
        hair=(176, 88, 44),
        style="bun",
        outfit="blouse",
        cloth=(64, 118, 112),
        shirt=(240, 232, 216),
        lips=(190, 92, 84),
        jaw=0.9,
        lashes=True,
        glasses=True,
        freckles=True,
        seed=2,
    ),
    "tenant": Look(
        skin=(126, 82, 60),
        hair=(186, 184, 178),
        style="cloud",
        outfit="coat",
        cloth=(126, 62, 74),
        shirt=(224, 190, 120),
        lips=(112, 52, 50),
        jaw=0.96,
        lashes=True,
        wrinkles=True,
        earrings=True,
        seed=3,
    ),
    "businessman": Look(
        skin=(226, 178, 142),
        hair=(92, 84, 80),
        style="slick",
        outfit="suit",
        cloth=(44, 58, 72),
        shirt=(238, 240, 238),
        lips=(172, 104, 88),
        jaw=1.06,
        wrinkles=True,
        seed=4,
    ),
    "visitor": Look(
        skin=(248, 218, 196),
        hair=(216, 178, 108),
        style="ponytail",
        outfit="sweater",
        cloth=(122, 132, 160),
        shirt=(245, 240, 232),
        lips=(196, 98, 96),
        jaw=0.92,
        lashes=True,
        earrings=True,
        seed=5,
    ),
    "driver": Look(
        skin=(230, 186, 156),
        hair=(74, 52, 40),
        style="cap",
        outfit="bodywarmer",
        cloth=(62, 78, 62),
        shirt=(150, 64, 52),
        lips=(164, 92, 80),
        jaw=1.1,
        beard=True,
        seed=6,
    ),
    "employee": Look(
        skin=(206, 154, 116),
        hair=(52, 36, 32),
        style="bob",
        outfit="uniform",
        cloth=(23, 92, 94),
        shirt=(244, 240, 230),
        lips=(168, 84, 76),
        jaw=0.93,
        lashes=True,
        seed=7,
    ),
}
