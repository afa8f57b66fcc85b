"""Joins the customer's lines into one sound track, with the times at which each is said."""

import itertools
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from demo.shapes import Line, Voice
from demo.speech import RATE, say

LEAD_MS = 600
GAP_MS = 420
TAIL_MS = 1_600
"""After the last line the customer waits for an answer."""


@dataclass(frozen=True)
class Cue:
    """Represents a line as it is heard, in milliseconds from the start."""

    start_ms: int
    end_ms: int
    text: str
    anger: float


@dataclass(frozen=True)
class Track:
    samples: "array[int]"
    cues: tuple[Cue, ...]

    @property
    def duration_ms(self) -> int:
        return len(self.samples) * 1000 // RATE


def record(lines: Sequence[Line], language: str, voice: Voice) -> Track:
    samples, cues = _silence(LEAD_MS), []
    for line in lines:
        start = _at(samples)
        said = say(line.text[language], language, voice, line.anger)
        samples.extend(_louder(said, 0.5 + 0.5 * line.anger))
        cues.append(Cue(start, _at(samples), line.text[language], line.anger))
        samples.extend(_silence(GAP_MS))
    samples.extend(_silence(TAIL_MS - GAP_MS))
    return Track(samples, tuple(cues))


def loudness(samples: "array[int]", per_second: int) -> list[float]:
    """Return how loud each picture's stretch of sound is: 0 is silence, 1 the loudest stretch of
    all."""
    step = RATE // per_second
    levels = [_power(samples[start : start + step]) for start in range(0, len(samples), step)]
    loudest = max(levels, default=0.0) or 1.0
    return [level / loudest for level in levels]


def hiss(samples: "array[int]", per_second: int) -> list[float]:
    """Return how often each stretch crosses zero, 0 to 1: high for s and f, low for a and o."""
    step = RATE // per_second
    return [_crossings(samples[start : start + step]) for start in range(0, len(samples), step)]


def _power(stretch: "array[int]") -> float:
    return math.sqrt(sum(sample * sample for sample in stretch) / max(1, len(stretch)))


def _crossings(stretch: "array[int]") -> float:
    pairs = itertools.pairwise(stretch)
    crossed = sum((one < 0) != (other < 0) for one, other in pairs)
    return min(1.0, 3 * crossed / max(1, len(stretch)))


def _at(samples: "array[int]") -> int:
    return len(samples) * 1000 // RATE


def _silence(ms: int) -> "array[int]":
    return array("h", bytes(2 * (RATE * ms // 1000)))


def _louder(samples: "array[int]", gain: float) -> "array[int]":
    return array("h", (round(sample * gain) for sample in samples))
