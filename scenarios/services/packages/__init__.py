"""Verbs of packages: export of scenario versions as one file, and import of such a file."""

from scenarios.services.packages.exporting import ExportedPackage, export_package

__all__ = ["ExportedPackage", "export_package"]
