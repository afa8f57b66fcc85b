"""Reads and writes a rubric version as a file: CSV for spreadsheets, JSON for programs. Pure.

A file that was written here and is read again gives the same document.
"""

from scenarios.domain.rubric_files.csv_reading import read_csv
from scenarios.domain.rubric_files.csv_writing import write_csv
from scenarios.domain.rubric_files.json_files import SCHEMA, read_json, write_json
from scenarios.domain.rubric_files.tables import MAX_BYTES, MAX_ROWS, RubricFile

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "SCHEMA",
    "RubricFile",
    "read_csv",
    "read_json",
    "write_csv",
    "write_json",
]
