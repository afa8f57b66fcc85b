"""Represents the starter library's nouns as plain values; `library.load` reads and checks them."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from demo.reading import LocalisedText

CLIPS = Path(__file__).parent / "clips"


@dataclass(frozen=True)
class Technique:
    code: str
    name: LocalisedText
    description: LocalisedText


@dataclass(frozen=True)
class AggressionType:
    code: str
    style: str
    """`style` is the one to start with, of `STYLES`."""
    name: LocalisedText
    description: LocalisedText


@dataclass(frozen=True)
class Voice:
    """Sets espeak-ng's calm voice: a variant name, pitch 0-99, speed in words per minute."""

    variant: str
    pitch: int
    speed: int


@dataclass(frozen=True)
class Customer:
    look: str
    backdrop: str
    voice: Voice


@dataclass(frozen=True)
class Line:
    """Describes a spoken line; its anger runs from 0 (calm) to 1."""

    anger: float
    text: LocalisedText


@dataclass(frozen=True)
class Option:
    """Represents an option of a choose scene; `next` is the key of the scene it leads to, or
    None."""

    is_right: bool
    text: LocalisedText
    explanation: LocalisedText
    next: str | None = None


@dataclass(frozen=True)
class Scene:
    """Describes a scene; which members belong to which kind, `reading_scenes` says. Lengths are in
    ms, `body` is Markdown."""

    key: str
    kind: str
    prompt: LocalisedText
    next: str | None = None
    lines: tuple[Line, ...] = ()
    """Represents what the customer says in the clip of a watch scene."""
    body: LocalisedText = field(default_factory=dict)
    purpose: str = "other"
    several: bool = False
    options: tuple[Option, ...] = ()
    max_take_ms: int | None = None
    preparation_ms: int = 0
    max_takes: int | None = None
    medium: str = "video"
    autocue: LocalisedText = field(default_factory=dict)
    autocue_editable: bool = False
    example_answer: LocalisedText = field(default_factory=dict)
    example_shown: str = "never"
    self_check: bool = False


@dataclass(frozen=True)
class Clip:
    """Represents a clip of a watch scene. `name` begins its files' names."""

    name: str
    lines: tuple[Line, ...]

    def video(self, language: str) -> Path:
        return CLIPS / f"{self.name}.{language}.mp4"

    def poster(self, language: str) -> Path:
        return CLIPS / f"{self.name}.{language}.jpg"

    def captions(self, language: str) -> Path:
        return CLIPS / f"{self.name}.{language}.vtt"


@dataclass(frozen=True)
class Level:
    value: int
    name: LocalisedText
    description: LocalisedText


@dataclass(frozen=True)
class Criterion:
    code: str
    technique: str
    name: LocalisedText
    description: LocalisedText
    levels: tuple[Level, ...]
    """There are five levels, lowest first, with values 1 to 5."""


@dataclass(frozen=True)
class Rubric:
    """Represents a rubric, of one exercise or shared by several; an exercise's own has the
    exercise's code."""

    code: str
    title: LocalisedText
    criteria: tuple[Criterion, ...]

    @property
    def techniques(self) -> frozenset[str]:
        return frozenset(one.technique for one in self.criteria)


@dataclass(frozen=True)
class Exercise:
    code: str
    title: LocalisedText
    summary: LocalisedText
    content_warning: LocalisedText
    intensity: int
    sector: str
    channel: str
    minutes: int | None
    """The minutes that an exercise takes; None leaves them at the estimate."""
    aggression_type: str
    techniques: tuple[str, ...]
    customer: Customer | None
    """None where no scene has a clip."""
    scenes: tuple[Scene, ...]
    rubric: Rubric

    @property
    def clips(self) -> tuple[Clip, ...]:
        """Return the clips of its watch scenes, in their order."""
        return tuple(self.clip(one) for one in self.scenes if one.lines)

    def clip(self, scene: Scene) -> Clip:
        is_only = sum(bool(one.lines) for one in self.scenes) == 1
        return Clip(self.code if is_only else f"{self.code}-{scene.key}", scene.lines)

    def of_kind(self, kind: str) -> tuple[Scene, ...]:
        return tuple(one for one in self.scenes if one.kind == kind)


@dataclass(frozen=True)
class Nudge:
    """Says when nudges come: one every so many days, between two local times where the employee
    lives, on these weekdays."""

    least_days: int
    most_days: int
    start: str
    until: str
    weekdays: tuple[str, ...]


@dataclass(frozen=True)
class Programme:
    code: str
    name: LocalisedText
    description: LocalisedText
    steps: tuple[str, ...]
    on_request: tuple[str, ...]
    nudge: Nudge


@dataclass(frozen=True)
class Library:
    techniques: tuple[Technique, ...]
    aggression_types: tuple[AggressionType, ...]
    programme: Programme
    exercises: tuple[Exercise, ...]
    """First those of the programme's steps, in their order, then the others by code."""

    def of_programme(self) -> "Library":
        """Return the library with the programme's exercises alone."""
        steps = self.programme.steps
        return replace(self, exercises=tuple(one for one in self.exercises if one.code in steps))
