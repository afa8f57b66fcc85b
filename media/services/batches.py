"""Cuts many ids into batches, so that a sweep asks the database once for each batch."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SOME = 500


def cut_into_batches(all: Iterable[T], size: int = SOME) -> Iterator[list[T]]:
    """Yield batches of at most `size`, in order, none of them empty."""
    rest = iter(all)
    while some := list(islice(rest, size)):
        yield some
