"""Represents the starter library's nouns as plain values; `library.load` reads and checks them."""

from dataclasses import dataclass
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
class Watch:
    prompt: LocalisedText
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Option:
    is_right: bool
    text: LocalisedText
    explanation: LocalisedText


@dataclass(frozen=True)
class Choose:
    prompt: LocalisedText
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Respond:
    prompt: LocalisedText
    max_take_ms: int
    example_answer: LocalisedText


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
    title: LocalisedText
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Exercise:
    code: str
    difficulty: int
    title: LocalisedText
    summary: LocalisedText
    content_warning: LocalisedText
    intensity: int
    sector: str
    channel: str
    minutes: int
    aggression_type: str
    techniques: tuple[str, ...]
    customer: Customer
    watch: Watch
    choose: Choose
    respond: Respond
    rubric: Rubric

    def clip(self, language: str) -> Path:
        return CLIPS / f"{self.code}.{language}.mp4"

    def captions(self, language: str) -> Path:
        return CLIPS / f"{self.code}.{language}.vtt"


@dataclass(frozen=True)
class Nudge:
    """Says when nudges come: one every so many days, at a local time where the employee lives, on
    these weekdays."""

    every_days: int
    at: str
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
    """They stand in the order of the programme's steps."""
