"""Finds where somebody speaks in a recording, from its peaks. Pure. Times in ms.

Peaks are those of media.domain.measuring: how loud each of equal parts is, in percent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

LEAST_LOUD = 2  # percent; below it is noise of the microphone
QUIETER_THAN_SPEECH = 6  # times quieter than the loud parts
SHORTEST_PAUSE = 350
SHORTEST_SOUND = 120  # a click or a chair


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def spans_of_speech(peaks: Sequence[int], duration_ms: int) -> list[Span]:
    """Return the stretches with sound, in order; the whole recording where peaks tell nothing."""
    whole = [Span(0, duration_ms)]
    if not peaks:
        return whole
    loud = sorted(peaks)[len(peaks) * 9 // 10]
    least = max(LEAST_LOUD, loud / QUIETER_THAN_SPEECH)
    found = _joined(_loud(peaks, least, duration_ms))
    return [span for span in found if span.end - span.start >= SHORTEST_SOUND] or whole


def _loud(peaks: Sequence[int], least: float, duration_ms: int) -> Iterator[Span]:
    """Yield the runs of parts that are at least so loud."""
    for is_loud, run in groupby(range(len(peaks)), lambda at: peaks[at] >= least):
        parts = list(run)
        if is_loud:
            start, end = parts[0], parts[-1] + 1
            yield Span(start * duration_ms // len(peaks), end * duration_ms // len(peaks))


def _joined(spans: Iterator[Span]) -> list[Span]:
    """Return the spans with those joined between which nobody could have paused."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end < SHORTEST_PAUSE:
            span = Span(joined.pop().start, span.end)
        joined.append(span)
    return joined
