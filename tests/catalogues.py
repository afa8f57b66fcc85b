"""Reads message catalogues: the texts in the code, and their Dutch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "core",
    "accounts",
    "notifications",
    "media",
    "scenarios",
    "training",
    "coaching",
    "demo",
    "deploy",
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# A text of the client: quoted, or a template whose values may hold quotes themselves.
LITERAL = re.compile(r"`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'")
COMMENT = re.compile(r"^\s*(//|/?\*).*$", re.M)


@dataclass(frozen=True)
class Said:
    """A text of the code, with its place."""

    text: str | tuple[str, ...]
    context: str | None
    place: str


def catalogue_of(app: str) -> Path:
    return ROOT / app / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def said_in(app: str) -> list[Said]:
    """Return every translatable text of the app's Python files."""
    found = extract_from_dir(
        ROOT / app,
        method_map=[("**/migrations/**", "ignore"), ("**.py", "python")],
        keywords=KEYWORDS,
    )
    return [Said(text, context, f"{app}/{file}:{line}") for file, line, text, _c, context in found]


def said_by_client(language: str) -> Iterator[tuple[str, str]]:
    """Yield each text of the client in this language, after the file in which it stands."""
    for file in sorted((ROOT / "web" / "src" / "lib").rglob("*.ts")):
        source = COMMENT.sub("", file.read_text(encoding="utf-8"))
        english, is_both, dutch = source.partition("\n  nl: {")
        if not is_both:
            continue
        part = dutch if language == "nl" else english.partition("\n  en: {")[2]
        for found in LITERAL.finditer(part):
            yield str(file.relative_to(ROOT)), found.group()[1:-1]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="nl", abort_invalid=True)


def dutch_for(catalogue: Catalog, one: Said) -> Message | None:
    """Return the entry of the catalogue, where it is filled in and not fuzzy."""
    entry = catalogue.get(one.text, one.context)
    if entry is None or entry.fuzzy:
        return None
    parts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    return entry if all(parts) else None


def compile_all() -> None:
    """Write each catalogue's .mo beside it, where the .po is newer. Other runs in the same tree see
    the old file or the new one, never half of it."""
    for app in APPS:
        source = catalogue_of(app)
        target = source.with_suffix(".mo")
        if not source.exists() or _is_newer(target, source):
            continue
        part = target.with_suffix(".mo.part")
        with part.open("wb") as file:
            write_mo(file, read(source))
        part.replace(target)


def _is_newer(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime
