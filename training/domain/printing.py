"""Leaves out of a text what no font of a certificate has: emoji, private characters. Pure."""

import unicodedata

LETTERLIKE = 0x2190
"""Signs below this code, such as those of trademarks and copyright, are in the fonts."""
JOINER = "\N{ZERO WIDTH JOINER}"
STYLES = frozenset("\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
NO_CHARACTERS = frozenset({"Cc", "Cn", "Co", "Cs", "Me"})
PICTURES = frozenset({"So", "Sk"})
TAGS = range(0xE0000, 0xE0080)
"""What spells the names of regions behind a flag."""


def printable(text: str) -> str:
    """Return the text without emoji, private and unassigned characters; the text as it is where
    nothing would be left of it. Letters of every script stay."""
    kept: list[str] = []
    follows_a_picture = False
    for character in text:
        if _is_left_out(character) or (follows_a_picture and character == JOINER):
            follows_a_picture = True
        else:
            kept.append(character)
            follows_a_picture = False
    if len(kept) == len(text):
        return text
    return " ".join("".join(kept).split()) or text


def _is_left_out(character: str) -> bool:
    category, code = unicodedata.category(character), ord(character)
    is_picture = category in PICTURES and code >= LETTERLIKE
    return is_picture or category in NO_CHARACTERS or code in TAGS or character in STYLES
