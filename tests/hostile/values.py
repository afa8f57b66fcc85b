"""Lists values that no client of ours sends, for every place of a request.

Kinds of fault that are known by name are tried one by one; hypothesis draws others beside them, the
same ones in every run.
"""

import json
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any, Generic, TypeVar
from zlib import crc32

from hypothesis import strategies as st

T = TypeVar("T")
HALF = "\ud800"
"""Half of a surrogate pair: JSON can spell it, UTF-8 can't."""
DIGITS = "1" * 5000
"""More digits than Python makes an int of."""

TEXTS = (
    HALF,
    "\0",
    "a\0b",
    "",
    "\N{HANGUL FILLER}",
    "\N{LATIN SMALL LETTER DOTLESS I}@haven.example",
    "nl" * 3000,
    DIGITS,
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
)
VALUES: tuple[Any, ...] = (
    *TEXTS,
    None,
    True,
    -1,
    2**31,
    2**63,
    -(2**70),
    10**400,
    1e308,
    0.5,
    [],
    {},
    [[None]],
    {"": HALF},
    {HALF: 1},
    [HALF],
)
SPELLED = ("NaN", "-Infinity", "1e400", DIGITS, "[" * 100_000, '{"a":' * 50_000)
"""JSON texts that Python's json module does not write."""

BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"0",
    b'"text"',
    b"\xff\xfe",
    b'{"\\ud800": 1}',
    *(text.encode() for text in SPELLED),
)
CURSORS = (
    "cD0lMDA=",  # p=%00
    "cD0lRUQlQTAlODA=",  # p=%ED%A0%80, half a character
    "cD05OTk5OTk5OS0wMS0wMQ==",  # p=99999999-01-01
    "cD0wMDAxLTAxLTAxVDAwOjAwOjAwJTJCMTQ6MDA=",  # p=0001-01-01T00:00:00+14:00
    "cD05OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAw",  # p=9999-12-31T23:59:59-14:00
    "cD1pbmZpbml0eQ==",  # p=infinity
    "bz05OTk5OTk5OTk5OTk5OTk5OTk5OQ==",  # o=99999999999999999999
    "\N{SUPERSCRIPT TWO}",
)
HEADERS = (
    "",
    "\x7f\xe9",
    "*/*;q=nan",
    "text/plain",
    "multipart/form-data",
    "application/json; charset=nope",
    DIGITS,
    "-1",
    '"' * 50,
    "=?utf-8?q?=00?=",
)

_any_text = st.text(st.characters(exclude_categories=()), max_size=40)
_scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _any_text
anything = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=()), max_size=8), inner)
    ),
    max_leaves=5,
)


class InTurn(Generic[T]):
    """Gives out some values at a time, so that over all places each value is used often.

    `name` decides with which one it begins: over all routes, each of which tries a few, every value
    is tried, and the same ones in every run, whichever tests it consists of.
    """

    def __init__(self, values: tuple[T, ...], name: str) -> None:
        start = crc32(name.encode()) % len(values)
        self._values: Iterator[T] = islice(cycle(values), start, None)

    def next(self, count: int) -> list[T]:
        return list(islice(self._values, count))


def written(value: Any) -> bytes:
    """Return the value as JSON in ASCII, where a lone surrogate has a spelling."""
    return json.dumps(value, default=str).encode()
