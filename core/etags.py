"""Defines entity tags and the preconditions that name them (RFC 9110, 8.8.3 and 13.1). Pure.

Whoever changes something says which state of it they saw, so that two never overwrite each other
unseen.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

ANY = "*"


def version_of(values: Any) -> str:
    """Return a name for the state that `values` describe: the same for equal values, of 32
    hexadecimal digits. What JSON has no type for counts as its text."""
    canonical = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()[:32]


def etag(version: str) -> str:
    """Return the strong entity tag of a version, quotes included."""
    return f'"{version}"'


def matches(header: str, tag: str) -> bool:
    """Tell whether a header such as If-Match names the tag, or any. A tag that a proxy weakened
    when it compressed the answer still names its state."""
    named = (part.strip().removeprefix("W/") for part in header.split(","))
    return header.strip() == ANY or tag in named


@dataclass(frozen=True)
class Precondition:
    """Holds the headers by which a request names the state that it changes. `if_match` names the
    state that was seen; `if_none_match` says that there was none."""

    if_match: str | None = None
    if_none_match: str | None = None

    @property
    def is_missing(self) -> bool:
        return self.if_match is None and self.if_none_match is None

    def allows(self, version: str | None) -> bool:
        """Tell whether the state now, None where there is none, is the one that was seen."""
        if version is None:
            return self.if_match is None
        if self.if_none_match is not None and matches(self.if_none_match, etag(version)):
            return False
        return self.if_match is not None and matches(self.if_match, etag(version))
