"""Defines a coach's marks as plain values, and the versions by which a save says what it changes.

A version names content alone: whoever saved it, and however often, the same mark has the same one.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from core.etags import version_of


@dataclass(frozen=True)
class ScoreMark:
    """Represents the level given on one criterion."""

    criterion: UUID
    level: UUID
    note: str

    @property
    def version(self) -> str:
        return version_of(asdict(self))


@dataclass(frozen=True)
class CommentMark:
    """Represents a remark of a kind on one take, `at_ms` after the take's start, or on the stretch
    from there to `until_ms`; about one criterion, or about none in particular; typed, recorded, or
    both."""

    id: UUID
    take: UUID
    at_ms: int
    kind: str
    text: str
    until_ms: int | None = None
    criterion: UUID | None = None
    recording: UUID | None = None

    @property
    def version(self) -> str:
        # Without what it lacks: comments from before there were stretches or recordings keep
        # theirs.
        return version_of({name: one for name, one in asdict(self).items() if one is not None})


@dataclass(frozen=True)
class RetakeMark:
    """Represents the request for another take, because of a comment."""

    comment: UUID

    @property
    def version(self) -> str:
        # Named, so that it differs from that of any other mark.
        return version_of({"retake_request": self.comment})


Mark = ScoreMark | CommentMark | RetakeMark


def as_json(mark: Mark | None) -> dict[str, Any] | None:
    """Return the mark with its version, as JSON values; None where there is no mark."""
    if mark is None:
        return None
    values = {name: str(one) if isinstance(one, UUID) else one for name, one in vars(mark).items()}
    return values | {"version": mark.version}


def version_of_all(marks: Iterable[Mark]) -> str:
    """Return the version of a whole review: that of its marks, in whatever order."""
    return version_of(sorted(mark.version for mark in marks))
