"""Writes a rubric version as the CSV that a spreadsheet opens with a double click. Pure."""

import csv
import io
from collections.abc import Iterator

from scenarios.domain.drafts import CriterionDraft, LevelDraft, RubricDraft
from scenarios.domain.rubric_files.tables import (
    COLUMNS,
    DUTCH,
    LEVEL_TEXTS,
    TEXTS,
    escaped,
)

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for the encoding of its own country."""


def write_csv(draft: RubricDraft, language: str) -> bytes:
    """Return the file for a reader of `language`: Dutch headers and semicolons, as spreadsheets in
    the Netherlands expect, or English headers and commas. Line ends are CRLF (RFC 4180)."""
    is_dutch = language == "nl"
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if is_dutch else ",", lineterminator="\r\n")
    writer.writerow(DUTCH[name] if is_dutch else name for name in COLUMNS)
    for number, criterion in enumerate(draft.criteria, start=1):
        for row in _rows(criterion):
            writer.writerow(
                escaped(row.get(name, "")) if name != "number" else number for name in COLUMNS
            )
    return (BOM + out.getvalue()).encode()


def _rows(criterion: CriterionDraft) -> Iterator[dict[str, str]]:
    """Return the rows of a criterion: one for each level, one without a level where it has none."""
    first = {"technique": criterion.technique, "weight": str(criterion.weight)}
    for column, (part, language) in TEXTS.items():
        first[column] = getattr(criterion, part).get(language, "")
    levels = [_cells(level) for level in criterion.levels] or [{}]
    yield first | levels[0]
    yield from levels[1:]


def _cells(level: LevelDraft) -> dict[str, str]:
    cells = {"level": str(level.value)}
    for column, (part, language) in LEVEL_TEXTS.items():
        cells[column] = getattr(level, part).get(language, "")
    return cells
