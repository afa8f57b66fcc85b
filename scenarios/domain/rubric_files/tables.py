"""Defines the columns of a rubric as a table, and what reading a file gives. Pure.

The table has a row for each level. The cells of a criterion stand in its first row; its other rows
leave them empty, or repeat them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_BYTES = 1024 * 1024
MAX_ROWS = 500
"""Rows below the header. A rubric has at most 20 criteria of 9 levels."""

TEXTS = {
    "criterion_nl": ("name", "nl"),
    "criterion_en": ("name", "en"),
    "description_nl": ("description", "nl"),
    "description_en": ("description", "en"),
}
LEVEL_TEXTS = {
    "level_name_nl": ("name", "nl"),
    "level_name_en": ("name", "en"),
    "level_description_nl": ("description", "nl"),
    "level_description_en": ("description", "en"),
}
COLUMNS = ("number", *TEXTS, "technique", "weight", "level", *LEVEL_TEXTS)
"""The columns in the order in which they are written. `number` counts criteria from 1 and tells
which rows belong together; a file may leave it out."""

DUTCH = {
    "number": "nummer",
    "criterion_nl": "criterium_nl",
    "criterion_en": "criterium_en",
    "description_nl": "omschrijving_nl",
    "description_en": "omschrijving_en",
    "technique": "techniek",
    "weight": "gewicht",
    "level": "niveau",
    "level_name_nl": "niveau_naam_nl",
    "level_name_en": "niveau_naam_en",
    "level_description_nl": "niveau_omschrijving_nl",
    "level_description_en": "niveau_omschrijving_en",
}
KNOWN = {name: name for name in COLUMNS} | {dutch: name for name, dutch in DUTCH.items()}

# Spreadsheets run a cell that begins so as a formula, the full-width forms too (OWASP, "CSV
# Injection").
FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def column_of(header: str) -> str | None:
    """Return the column that a header names, in either language, however it is spaced."""
    return KNOWN.get(re.sub(r"[\s_-]+", "_", header.strip().casefold()))


def escaped(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would run it as a formula.
    Apostrophes that already stand before such a text are kept apart by one more."""
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(cell: str) -> str:
    """Return the text that `escaped` made the cell from."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


@dataclass(frozen=True)
class RubricFile:
    """Represents a rubric that was read from a file. `document` has the members of a rubric
    version's document, not validated yet; `places` maps places in it, such as `criteria.0.name.nl`,
    to those in the file, such as `rows.2.criterion_nl`. Rows count from 1, the header included."""

    document: dict[str, Any]
    places: Mapping[str, str] = field(default_factory=dict)

    def place(self, attr: str | None) -> str | None:
        """Return where in the file the part of the document stands that `attr` names."""
        if not self.places or attr is None:
            return attr
        parts = attr.split(".")
        for length in range(len(parts), 0, -1):
            if found := self.places.get(".".join(parts[:length])):
                return found
        return attr
