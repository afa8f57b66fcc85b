"""Reads a rubric from a CSV file as spreadsheets write it. Pure.

Taken are commas, semicolons and tabs; UTF-8 with or without BOM, UTF-16 with BOM, Windows-1252; any
line ends; line breaks in quoted cells; headers in Dutch or English in any order. Every fault is
collected with its row and column, so that one reading of the list mends the file.
"""

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scenarios.domain.completeness import Gap, gap
from scenarios.domain.rubric_files.tables import (
    LEVEL_TEXTS,
    MAX_ROWS,
    TEXTS,
    RubricFile,
    column_of,
    unescaped,
)
from scenarios.errors import RubricFileInvalid

MOST_FAULTS = 100
DELIMITERS = ";,\t"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
OWN = ("technique", "weight")
OF_CRITERION = (*TEXTS, *OWN)
NEEDED = ("technique", "level")
Row = tuple[int, dict[str, str]]
"""A row's number, from 1 with the header, and its cells that aren't blank, by column."""
Record = list[str] | None
"""The cells of a record; None in the place of one that could not be read, the last then."""


@dataclass
class _Criterion:
    """Represents a criterion as its rows say it. `cells` are those of its first row."""

    row: int
    cells: dict[str, str]
    number: int | None
    levels: dict[int, Row] = field(default_factory=dict)


class _Faults(list[Gap]):
    def add(self, code: str, detail: str | Promise, row: int, column: str = "") -> None:
        self.append(gap(code, detail, f"rows.{row}.{column}" if column else f"rows.{row}"))


def read_csv(body: bytes) -> RubricFile:
    """Return the rubric in the file. Raises RubricFileInvalid, whose errors name rows and
    columns."""
    records = _records(_decoded(body))
    faults = _Faults()
    at, columns = _header(records, faults)
    _refuse(faults)
    criteria: list[_Criterion] = []
    for row in _rows(records[at:], at + 1, columns, faults):
        _take(row, criteria, faults)
    _refuse(faults)
    if not criteria:
        raise _invalid("file_empty", _("There are no criteria in this file."))
    return _file(criteria)


def _decoded(body: bytes) -> str:
    if body.startswith(WORKBOOKS):
        raise _invalid("file_is_workbook", _("This is a workbook. Save the sheet as CSV first."))
    is_utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _invalid("encoding_unknown", _("We can't read the characters in this file."))


def _records(text: str) -> list[Record]:
    """Return the cells of each record with the delimiter that gives the most known columns."""
    first, _end, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        # Excel's own way to name the delimiter; the row counts.
        return [[], *_split(rest, named[-1])]
    readings = [_split(text, one) for one in DELIMITERS]
    return max(readings, key=_known_columns)


def _split(text: str, delimiter: str) -> list[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    try:
        records.extend(islice(reader, MAX_ROWS + 2))
    except csv.Error:
        records.append(None)
    return records


def _has_text(record: Record) -> bool:
    return record is None or any(map(str.strip, record))


def _known_columns(records: list[Record]) -> int:
    header = next(filter(_has_text, records), None)
    return sum(column_of(name) is not None for name in header or [])


def _header(records: list[Record], faults: _Faults) -> tuple[int, list[str | None]]:
    """Return the number of the header's row, and the column of each of its cells; None for an
    empty one."""
    at, record = next(((at, one) for at, one in enumerate(records, 1) if _has_text(one)), (0, []))
    if not at:
        raise _invalid("file_empty", _("This file is empty."))
    headers = [header.strip() for header in record or []]
    columns = [column_of(header) for header in headers]
    if not any(columns):
        raise _invalid("header_missing", _("The first row must name the columns."), f"rows.{at}")
    for header, column in zip(headers, columns, strict=True):
        if header and column is None:
            faults.add("column_unknown", _("We don't know this column."), at, header[:50])
    for name in NEEDED:
        if name not in columns:
            faults.add("column_missing", _("This column is missing."), at, name)
    if not {"criterion_nl", "criterion_en"} & set(columns):
        faults.add("column_missing", _("This column is missing."), at, "criterion_nl")
    named = [column for column in columns if column]
    for name in sorted({name for name in named if named.count(name) > 1}):
        faults.add("column_twice", _("This column is there twice."), at, name)
    return at, columns


def _rows(
    records: list[Record], first: int, columns: list[str | None], faults: _Faults
) -> list[Row]:
    """Return the rows below the header that have something in them."""
    rows: list[Row] = []
    for number, record in enumerate(records, start=first):
        if record is None:
            detail = _("We can't read this row: look for a quotation mark that is not closed.")
            faults.add("row_unreadable", detail, number)
            break
        if any(cell.strip() for cell in record[len(columns) :]):
            faults.add("cells_too_many", _("This row has more cells than the header."), number)
        pairs = zip(columns, record, strict=False)
        cells = {name: unescaped(cell) for name, cell in pairs if name and cell.strip()}
        if cells:
            rows.append((number, cells))
        if len(rows) > MAX_ROWS:
            faults.add("rows_too_many", _("This file has too many rows for a rubric."), number)
            break
    return rows


def _take(row: Row, criteria: list[_Criterion], faults: _Faults) -> None:
    """Add the row to the criterion that it belongs to, or begin one with it."""
    at, cells = row
    number = _number(row, "number", 999, faults)
    criterion = _criterion_of(row, number, criteria)
    if criterion is None:
        if not any(name in cells for name in OF_CRITERION):
            faults.add("criterion_missing", _("This row belongs to no criterion."), at)
            return
        if "technique" not in cells:
            faults.add("technique_missing", _("Name a technique by its code."), at, "technique")
        criterion = _Criterion(at, cells, number)
        criteria.append(criterion)
        _number(row, "weight", 9, faults)
    for name in OF_CRITERION:
        if name in cells and cells[name] != criterion.cells.get(name):
            detail = _("This differs from the first row of the same criterion.")
            faults.add("criterion_differs", detail, at, name)
    _take_level(row, criterion, faults)


def _criterion_of(row: Row, number: int | None, criteria: list[_Criterion]) -> _Criterion | None:
    """Return the criterion that the row goes on with: that of its number, else the one above it
    where the row says nothing else about its criterion."""
    if number is not None:
        return next((one for one in criteria if one.number == number), None)
    if not criteria:
        return None
    above, cells = criteria[-1], row[1]
    said = {name: cells[name] for name in OF_CRITERION if name in cells}
    if not said:
        return above
    repeats = all(above.cells.get(name) == cell for name, cell in said.items())
    is_next = cells.get("level", "").strip() not in {str(value) for value in above.levels}
    return above if repeats and is_next else None


def _take_level(row: Row, criterion: _Criterion, faults: _Faults) -> None:
    at, cells = row
    if "level" not in cells:
        if any(name in cells for name in LEVEL_TEXTS):
            faults.add("level_missing", _("Give the level its number."), at, "level")
        return
    value = _number(row, "level", 9, faults)
    if value is None:
        return
    if value in criterion.levels:
        faults.add("level_twice", _("This criterion has this level already."), at, "level")
        return
    criterion.levels[value] = row


def _number(row: Row, column: str, most: int, faults: _Faults) -> int | None:
    """Return the number in the cell, from 1 to `most`; None where it is empty or at fault."""
    at, cells = row
    cell = cells.get(column, "").strip()
    if not cell:
        return None
    if cell.isascii() and cell.isdigit() and len(cell) <= len(str(most)) and 1 <= int(cell) <= most:
        return int(cell)
    detail = _("Write a whole number from 1 to %(most)s.") % {"most": most}
    faults.add(f"{column}_invalid", detail, at, column)
    return None


def _file(criteria: list[_Criterion]) -> RubricFile:
    if all(one.number is not None for one in criteria):
        criteria.sort(key=lambda one: one.number or 0)
    places: dict[str, str] = {}
    documents = []
    for index, one in enumerate(criteria):
        place = f"criteria.{index}"
        _place(places, place, one.row, _paths(TEXTS) | {name: name for name in OWN})
        levels = sorted(one.levels.items())
        for at, (_value, (row, _cells)) in enumerate(levels):
            _place(places, f"{place}.levels.{at}", row, _paths(LEVEL_TEXTS) | {"value": "level"})
        documents.append(_document(one, levels))
    return RubricFile({"criteria": documents}, places)


def _document(criterion: _Criterion, levels: list[tuple[int, Row]]) -> dict[str, Any]:
    return {
        "technique": criterion.cells.get("technique", "").strip(),
        "weight": int(criterion.cells.get("weight", "1")),
        **_texts(criterion.cells, TEXTS),
        "levels": [
            {"value": value, **_texts(cells, LEVEL_TEXTS)} for value, (_row, cells) in levels
        ],
    }


def _texts(cells: dict[str, str], columns: dict[str, tuple[str, str]]) -> dict[str, Any]:
    texts: dict[str, dict[str, str]] = {"name": {}, "description": {}}
    for column, (part, language) in columns.items():
        if column in cells:
            texts[part][language] = cells[column]
    return texts


def _paths(columns: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the columns by the places of their texts; a text as a whole stands in its first."""
    paths = {f"{part}.{language}": column for column, (part, language) in columns.items()}
    for column, (part, _language) in columns.items():
        paths.setdefault(part, column)
    return paths


def _place(places: dict[str, str], prefix: str, row: int, columns: dict[str, str]) -> None:
    places[prefix] = f"rows.{row}"
    for path, column in columns.items():
        places[f"{prefix}.{path}"] = f"rows.{row}.{column}"


def _invalid(code: str, detail: str | Promise, attr: str | None = None) -> RubricFileInvalid:
    return RubricFileInvalid(errors=[gap(code, detail, attr)])


def _refuse(faults: _Faults) -> None:
    if faults:
        raise RubricFileInvalid(errors=faults[:MOST_FAULTS])
