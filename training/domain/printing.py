"""Leaves out of a text what no font of a certificate has, such as emoji, and what shows nothing or
reverses the text after it. Pure."""

import unicodedata

LETTERLIKE = 0x2190
"""Signs below this code, such as those of trademarks and copyright, are in the fonts."""
JOINER = "\N{ZERO WIDTH JOINER}"
STYLES = frozenset("\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
NO_CHARACTERS = frozenset({"Cc", "Cn", "Co", "Cs", "Me"})
PICTURES = frozenset({"So", "Sk"})
JOINERS = frozenset({JOINER, "\N{ZERO WIDTH NON-JOINER}"})
"""Controls that letters of several scripts are written with."""
SEEN_CONTROLS = frozenset({"AL", "AN", "L"})
"""Directions of controls that show, such as the Arabic sign of a year."""
UNSEEN = frozenset(
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{COMBINING GRAPHEME JOINER}\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}"
    "\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}"
)
LINE_ENDS = str.maketrans("\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "  ")


def printable(text: str) -> str:
    """Return the text without emoji, private and unassigned characters; with its emoji where
    nothing would be left of it. Letters of every script stay; what reverses or hides
    them does not."""
    seen = "".join(one for one in text.translate(LINE_ENDS) if not _is_unseen(one))
    kept: list[str] = []
    follows_a_picture = False
    for character in seen:
        if _is_left_out(character) or (follows_a_picture and character == JOINER):
            follows_a_picture = True
        else:
            kept.append(character)
            follows_a_picture = False
    if len(kept) == len(text):
        return seen
    return " ".join("".join(kept).split()) or seen


def _is_unseen(character: str) -> bool:
    if unicodedata.category(character) != "Cf" or character in JOINERS:
        return character in UNSEEN
    return character in UNSEEN or unicodedata.bidirectional(character) not in SEEN_CONTROLS


def _is_left_out(character: str) -> bool:
    category = unicodedata.category(character)
    is_picture = category in PICTURES and ord(character) >= LETTERLIKE
    return is_picture or category in NO_CHARACTERS or character in STYLES
