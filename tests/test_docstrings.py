"""The first sentence of each docstring can be read alone: it says who or what does something.

The kinds of fragment that are plain to see are refused here; the rest is for readers.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.sources import PROJECT, sources

# A heading in the place of a sentence, or a sentence without its subject and verb.
FRAGMENT = re.compile(
    r"(Problems|Verbs?|Nouns?|By [a-z]+)\b[^.]*[:;]|(Verbs|Nouns)\b|For [a-z ]+\."
)
# A function's sentence begins with what it does, not with what it has.
NO_VERB = re.compile(r"(The|An?|Its|Their|Someone|Somebody|URLs) ")
# A clause in the place of a sentence; in classes and modules as well.
CLAUSE = re.compile(r"(Who|Whoever|What|Whatever|Those|The same|How (many|much|long|often)) ")


def begins_badly(docstring: str, *, is_function: bool) -> bool:
    """Return whether the docstring begins with a fragment of a refused kind."""
    if FRAGMENT.match(docstring) or begins_with_clause(docstring):
        return True
    return is_function and bool(NO_VERB.match(docstring))


def begins_with_clause(docstring: str) -> bool:
    """Return whether the docstring begins with a clause in the place of a sentence."""
    return bool(CLAUSE.match(docstring))


def documented() -> Iterator[tuple[str, bool, str]]:
    """Yield place, whether it is a function, and text of each docstring but those of migrations."""
    for name in sources("*.py"):
        if "/migrations/" in name:
            continue
        for node in ast.walk(ast.parse((PROJECT / name).read_text())):
            if not isinstance(
                node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
            ):
                continue
            if text := ast.get_docstring(node):
                is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                yield f"{name}:{getattr(node, 'lineno', 1)}", is_function, text


def is_refused(place: str, docstring: str, *, is_function: bool) -> bool:
    """Return whether the docstring may not stay. In tests, whose names are sentences already, only
    clauses are refused."""
    if place.startswith("tests/"):
        return begins_with_clause(docstring)
    return begins_badly(docstring, is_function=is_function)


def test_no_docstring_begins_with_a_fragment() -> None:
    found = list(documented())
    assert len(found) > 2000
    bad = [
        f"{place}: {text.splitlines()[0]}"
        for place, is_function, text in found
        if is_refused(place, text, is_function=is_function)
    ]
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize(
    "text",
    [
        "Problems: `not_found`.",
        "Verb: remove files that no row names.",
        "Verbs. Each is atomic.",
        "Nouns: Upload, Video.",
        "By path; what is refused is in media.errors.",
        "For authors and admins. Problems: `code_taken`.",
        "The ids of all techniques.",
        "URLs that open within this session.",
    ],
)
def test_a_fragment_is_seen(text: str) -> None:
    assert begins_badly(text, is_function=True)
    assert not begins_badly(f"Returns one technique. {text}", is_function=True)


def test_a_clause_is_seen_in_classes_too() -> None:
    assert begins_badly("What is known of a batch when it is sent.", is_function=False)
    assert begins_badly("How many nudges in a row were ignored.", is_function=False)
    assert not begins_badly("A memory says how well a technique is known.", is_function=False)
