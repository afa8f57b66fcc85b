"""Defines packages: exercises with all that they need, as a file that another organisation can
read. docs/packages.md describes the file."""

from scenarios.domain.packages.reading import from_json
from scenarios.domain.packages.shapes import (
    SCHEMA,
    ClipEntry,
    FileEntry,
    KindEntry,
    Package,
    RubricEntry,
    RubricVersionEntry,
    ScenarioEntry,
    TechniqueEntry,
    pointed_elsewhere,
    stand_in,
)
from scenarios.domain.packages.writing import to_bytes, to_json

__all__ = [
    "SCHEMA",
    "ClipEntry",
    "FileEntry",
    "KindEntry",
    "Package",
    "RubricEntry",
    "RubricVersionEntry",
    "ScenarioEntry",
    "TechniqueEntry",
    "from_json",
    "pointed_elsewhere",
    "stand_in",
    "to_bytes",
    "to_json",
]
