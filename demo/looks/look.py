"""Defines how a stand-in looks, in colours that sit beside teal, sand and ink."""

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
