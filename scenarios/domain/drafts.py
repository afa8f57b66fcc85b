"""Represents a version's document as plain values: authors save it whole, and versions are compared
by it.

No ORM, no clock. Order is the place in the list. Texts are {"nl": ..., "en": ...}; in a draft they
may still be empty. Two documents are the same when their values are the same; `etag` says so
briefly.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from core import etags

Texts = Mapping[str, str]


@dataclass(frozen=True)
class LevelDraft:
    """A level of a criterion; `value` is 1 to 9, 1 lowest."""

    value: int
    name: Texts
    description: Texts


@dataclass(frozen=True)
class CriterionDraft:
    """A criterion of a rubric; `technique` is a technique's code."""

    technique: str
    name: Texts
    description: Texts
    levels: tuple[LevelDraft, ...] = ()


@dataclass(frozen=True)
class RubricDraft:
    criteria: tuple[CriterionDraft, ...] = ()


@dataclass(frozen=True)
class OptionDraft:
    text: Texts
    is_right: bool
    explanation: Texts


@dataclass(frozen=True)
class SceneDraft:
    """A scene of a scenario. `clips` are video ids by language; `max_take_ms` belongs to respond
    scenes alone."""

    kind: str
    prompt: Texts
    max_take_ms: int | None = None
    example_answer: Texts = field(default_factory=dict)
    clips: Mapping[str, UUID] = field(default_factory=dict)
    options: tuple[OptionDraft, ...] = ()


@dataclass(frozen=True)
class ScenarioDraft:
    """A scenario version's document. `aggression_type` and `techniques` are codes, techniques
    sorted; `minutes` is the length of the practice."""

    title: Texts
    summary: Texts
    content_warning: Texts = field(default_factory=dict)
    minutes: int = 3
    rubric_version: UUID | None = None
    aggression_type: str | None = None
    techniques: tuple[str, ...] = ()
    scenes: tuple[SceneDraft, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "techniques", tuple(sorted(set(self.techniques))))


def etag(draft: RubricDraft | ScenarioDraft) -> str:
    """Return a strong entity tag (RFC 9110, 8.8.3), quotes included."""
    return etags.etag(etags.version_of(asdict(draft)))
