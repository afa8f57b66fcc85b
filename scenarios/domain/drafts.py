"""Represents a version's document as plain values: authors save it whole, and versions are compared
by it.

No ORM, no clock. Order is the place in the list. Texts are {"nl": ..., "en": ...}; in a draft they
may still be empty. Two documents are the same when their values are the same; `etag` says so
briefly.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from core import etags

Texts = Mapping[str, str]


@dataclass(frozen=True)
class LevelDraft:
    """Represents a level of a criterion; `value` is 1 to 9, 1 lowest."""

    value: int
    name: Texts
    description: Texts


@dataclass(frozen=True)
class CriterionDraft:
    """Represents a criterion of a rubric; `technique` is a technique's code, `weight` 1 to 9."""

    technique: str
    name: Texts
    description: Texts
    levels: tuple[LevelDraft, ...] = ()
    weight: int = 1


@dataclass(frozen=True)
class RubricDraft:
    criteria: tuple[CriterionDraft, ...] = ()


@dataclass(frozen=True)
class OptionDraft:
    """Represents an option of a choose scene. `next` is the key of the scene that choosing it leads
    to, "end", or None: as the scene says."""

    text: Texts
    is_right: bool
    explanation: Texts
    next: str | None = None


@dataclass(frozen=True)
class SceneDraft:
    """Represents a scene of a scenario; which members belong to which kind, MEMBERS says.

    `next` is the key of the scene that follows, "end", or None: the next in order. `clips` and
    `example_clips` are video ids by language. `body` is Markdown. Lengths are in ms.
    """

    kind: str
    prompt: Texts
    max_take_ms: int | None = None
    example_answer: Texts = field(default_factory=dict)
    clips: Mapping[str, UUID] = field(default_factory=dict)
    options: tuple[OptionDraft, ...] = ()
    key: str = ""
    next: str | None = None
    body: Texts = field(default_factory=dict)
    purpose: str = "other"
    several: bool = False
    preparation_ms: int = 0
    max_takes: int | None = None
    medium: str = "video"
    autocue: Texts = field(default_factory=dict)
    autocue_editable: bool = False
    example_clips: Mapping[str, UUID] = field(default_factory=dict)
    example_shown: str = "never"
    self_check: bool = False


MEMBERS: Mapping[str, frozenset[str]] = {
    "clips": frozenset({"watch", "info"}),
    "body": frozenset({"info"}),
    **dict.fromkeys(("purpose", "several", "options"), frozenset({"choose"})),
    **dict.fromkeys(
        (
            "max_take_ms",
            "preparation_ms",
            "max_takes",
            "medium",
            "autocue",
            "autocue_editable",
            "example_answer",
            "example_clips",
            "example_shown",
            "self_check",
        ),
        frozenset({"respond"}),
    ),
}
"""The kinds of scene that each member belongs to; members that are not here belong to all."""

DEFAULTS: Mapping[str, Any] = vars(SceneDraft(kind="", prompt={}))
"""The values of a scene's members where none are given."""


def key_at(place: int) -> str:
    """Return the key of a scene that has none of its own, by its place in the list from 0."""
    return f"s{place + 1}"


@dataclass(frozen=True)
class ScenarioDraft:
    """Represents a scenario version's document. `aggression_type` and `techniques` are codes,
    techniques sorted; `minutes` is the length of the practice, None for the estimate. A scene
    without a key is named by its place: s1, s2 and so on."""

    title: Texts
    summary: Texts
    content_warning: Texts = field(default_factory=dict)
    minutes: int | None = None
    rubric_version: UUID | None = None
    aggression_type: str | None = None
    techniques: tuple[str, ...] = ()
    scenes: tuple[SceneDraft, ...] = ()
    intensity: int | None = None
    sector: str | None = None
    channel: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "techniques", tuple(sorted(set(self.techniques))))
        named = tuple(
            scene if scene.key else replace(scene, key=key_at(place))
            for place, scene in enumerate(self.scenes)
        )
        object.__setattr__(self, "scenes", named)


@dataclass(frozen=True)
class ClipPlace:
    """Says where a scenario's document names a clip. `attr` is the place as refusals name it,
    `scene` the place of the scene, from 0; `role` is scene or example."""

    attr: str
    scene: int
    role: str
    language: str
    video: UUID


def clip_places(draft: ScenarioDraft) -> list[ClipPlace]:
    """Return each clip that the document names."""
    return [
        ClipPlace(f"scenes.{at}.{member}.{language}", at, role, language, video)
        for at, scene in enumerate(draft.scenes)
        for member, role, clips in (
            ("clips", "scene", scene.clips),
            ("example_clips", "example", scene.example_clips),
        )
        for language, video in clips.items()
    ]


def etag(draft: RubricDraft | ScenarioDraft) -> str:
    """Return a strong entity tag (RFC 9110, 8.8.3), quotes included."""
    return etags.etag(etags.version_of(asdict(draft)))
