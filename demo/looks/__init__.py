"""Names each stand-in's look."""

from demo.looks.first import FIRST
from demo.looks.look import FLUSH, INK, SAND, TEAL, Look
from demo.looks.sectors import SECTORS

__all__ = ["FLUSH", "INK", "LOOKS", "SAND", "TEAL", "Look"]

LOOKS: dict[str, Look] = {**FIRST, **SECTORS}
