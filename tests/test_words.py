"""Code, contracts, READMEs and docs use the field's words, not images.

docs/architecture.md says which word means what; words.txt lists what stands nowhere.
"""

import re
from collections.abc import Iterator

import pytest

from tests.sources import PROJECT, sources

KINDS = ("*.py", "*.md", "*.ts", "*.js", "*.mjs", "*.cjs", "*.svelte", "*.css", "*.toml")
LEFT_OUT = ("CHANGELOG.md", "docs/changes/before-the-desk.md")  # they tell which word became which
# An identifier's words too: `lease_end` and `leaseEnd` are "lease" and "end".
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def refused() -> Iterator[tuple[set[str], tuple[str, ...]]]:
    """Return the forms of each word, with the folders in which they are refused; ("",) is all."""
    for line in (PROJECT / "tests" / "words.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            forms, _, folders = line.partition(":")
            places = tuple(f"{folder}/" for folder in folders.split()) or ("",)
            yield set(forms.split()), places


def words_of(line: str) -> set[str]:
    return {word.lower() for word in WORD.findall(line)}


def test_no_image_stands_where_the_field_has_a_word() -> None:
    files = [name for name in sources(*KINDS) if name not in LEFT_OUT]
    rules = list(refused())
    assert len(files) > 500
    found = []
    for name in files:
        here = set().union(*(forms for forms, places in rules if name.startswith(places)))
        found += [
            f"{name}:{number}: {line.strip()}"
            for number, line in enumerate((PROJECT / name).read_text().splitlines(), 1)
            if here & words_of(line)
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["test_two_open_holds", "unheldLease = held", "Holds the verbs"])
def test_a_word_is_found_in_identifiers_too(line: str) -> None:
    assert {"hold", "holds", "held"} & words_of(line)
