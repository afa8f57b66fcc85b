"""The documents name exactly the variables that the code reads."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
SETTINGS = PROJECT / "docs" / "settings.md"
DOCUMENTS = ["README.md", "deploy/README.md", "media/README.md", "docs/settings.md"]
READERS = r"env\.\w+"
READ = re.compile(
    rf"""(?:{READERS}|environ(?:ment)?\.get|environ)[\[(]\s*"([A-Z][A-Z0-9_]+)""", re.DOTALL
)
NAMED = re.compile(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)(?:=[^`]*)?`")
# Read by the system, by Python or by make rather than by our code.
NOT_OURS = {"PATH", "NODE_OPTIONS", "PYTEST_XDIST_WORKER", "DJANGO_SETTINGS_MODULE"}
OF_OTHERS = {"MALLOC_ARENA_MAX", "_RJEM_MALLOC_CONF", "LAN", "PYTHON"}
# Words in capitals that are no variables: protocols, methods, signals.
WORDS = {
    "ERROR",
    "INFO",
    "WARNING",
    "PATCH",
    "HEAD",
    "POST",
    "PUT",
    "GET",
    "DELETE",
    "SIGTERM",
    "UPDATE",
    "TRUNCATE",
}


def read_by_code() -> set[str]:
    """Return every variable that our Python asks the environment for."""
    folders = ["core", "deploy", "demo", "media"]
    sources = (path.read_text() for name in folders for path in (PROJECT / name).rglob("*.py"))
    return {name for source in sources for name in READ.findall(source)} - NOT_OURS


def named_in(document: str) -> Iterator[str]:
    yield from NAMED.findall((PROJECT / document).read_text())


def test_settings_md_names_every_variable_that_is_read() -> None:
    assert sorted(read_by_code() - set(named_in("docs/settings.md"))) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_no_variable_that_nobody_reads(document: str) -> None:
    known = read_by_code() | OF_OTHERS | WORDS
    assert sorted(set(named_in(document)) - known) == []


def test_each_variable_stands_in_one_row() -> None:
    rows = [line for line in SETTINGS.read_text().splitlines() if line.startswith("| `")]
    names = [name for row in rows for name in NAMED.findall(row.split("|")[1])]
    assert sorted(names) == sorted(set(names))
