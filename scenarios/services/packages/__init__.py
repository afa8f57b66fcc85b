"""Exports scenario versions as one file, a package, and imports such a file."""

from scenarios.services.packages.checking import check_package
from scenarios.services.packages.exporting import ExportedPackage, export_package
from scenarios.services.packages.importing import import_package
from scenarios.services.packages.receiving import (
    ReceivedFile,
    cancel_import,
    confirm_import,
    receive_package,
)
from scenarios.services.packages.states import clear_files
from scenarios.services.packages.states import sweep as sweep_imports

__all__ = [
    "ExportedPackage",
    "ReceivedFile",
    "cancel_import",
    "check_package",
    "clear_files",
    "confirm_import",
    "export_package",
    "import_package",
    "receive_package",
    "sweep_imports",
]
