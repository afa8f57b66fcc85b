"""Reads one content file strictly: a missing, misspelt or half-translated entry is refused by name.

`Node` walks the parsed YAML and remembers where it is, so that an error reads
`exercises/barrier.yaml: scenes.watch.lines[2].nl is missing`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")

LANGUAGES = ("nl", "en")

# The C reader takes a tenth of the time; wheels have it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LocalisedText = dict[str, str]
"""A text in every language of `LANGUAGES`, as the database stores it."""


class ContentError(ValueError):
    """A content file cannot be used; the message names file and place."""


class Node:
    """Reads one mapping of a content file. Every key must be read: `close` refuses the mapping
    otherwise.
    """

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise ContentError(f"{place} must be a mapping of keys to values")
        self._left: dict[str, Any] = dict(value)
        self._place = place

    def refuse(self, problem: str) -> ContentError:
        return ContentError(f"{self._place} {problem}")

    def _take(self, key: str) -> Any:
        if key not in self._left:
            raise ContentError(f"{self._at(key)} is missing")
        return self._left.pop(key)

    def _at(self, key: str) -> str:
        return f"{self._place} {key}" if self._place.endswith(":") else f"{self._place}.{key}"

    def has(self, key: str) -> bool:
        return key in self._left

    def string(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise ContentError(f"{self._at(key)} must be text")
        return value.strip()

    def number(self, key: str, low: float, high: float) -> float:
        value = self._take(key)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            raise ContentError(f"{self._at(key)} must be a number from {low} to {high}")
        return float(value)

    def whole(self, key: str, low: int, high: int) -> int:
        value = self.number(key, low, high)
        if not value.is_integer():
            raise ContentError(f"{self._at(key)} must be a whole number")
        return int(value)

    def truth(self, key: str) -> bool:
        value = self._take(key)
        if not isinstance(value, bool):
            raise ContentError(f"{self._at(key)} must be true or false")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ContentError(f"{self._at(key)} must be a list of words")
        if len(set(value)) != len(value):
            raise ContentError(f"{self._at(key)} names something twice")
        return tuple(value)

    def child(self, key: str) -> "Node":
        return Node(self._take(key), self._at(key))

    def children(self, key: str) -> Iterator["Node"]:
        return listed(self._take(key), self._at(key))

    def text(self, key: str) -> LocalisedText:
        """Return the text under `key` in every language."""
        child = self.child(key)
        return child.close(child.here())

    def here(self) -> LocalisedText:
        """Return the texts by language that stand beside this mapping's other keys."""
        return {language: self.string(language) for language in LANGUAGES}

    def close(self, result: T) -> T:
        """Return what was read, unless the mapping has a key that nothing read."""
        if self._left:
            raise self.refuse(f"has an unknown entry: {', '.join(sorted(self._left))}")
        return result


def listed(value: object, place: str) -> Iterator[Node]:
    if not isinstance(value, list) or not value:
        raise ContentError(f"{place} must be a list with something in it")
    return (Node(one, f"{place}[{index}]") for index, one in enumerate(value, start=1))


def parsed(path: Path) -> object:
    try:
        # _Loader is a SafeLoader.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: cannot be read: {error}") from error


def open_document(path: Path) -> Node:
    return Node(parsed(path), f"{path.name}:")


def opened_list(path: Path) -> Iterator[Node]:
    return listed(parsed(path), f"{path.name}:")
