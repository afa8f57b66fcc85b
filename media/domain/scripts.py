"""Cuts what is spoken in a recording into captions, and spreads them over its speech. Pure.

Subtitles that people can read along have at most two lines of some 42 characters and stand for one
to seven seconds. A cue ends with its sentence, unless the sentence is too long for one cue, or too
short for a second. Times in ms.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from media.domain.speech import Span
from media.domain.webvtt import Cue

MAX_CHARACTERS = 20_000
LINE = 42  # characters
LINES = 2
SHORTEST, LONGEST = 1000, 7000
MOST_PER_SECOND = 40  # characters; fast speech has about 20
NEAR = 700  # a sentence that ends so near to a pause ends with it

_CLOSING = "\"'”’»)]"
_END = (".", "!", "?", "…")
_CLAUSE = (",", ";", ":", "–", "—")

Words = list[str]


class TooMuch(Exception):
    """Says that nobody could speak so much text in a recording of this length."""


def cues_of(script: str, speech: Sequence[Span], duration_ms: int) -> list[Cue]:
    """Return the script as cues in order, spread over the speech by their lengths; none for a text
    that shows nothing. All words are kept. TooMuch where they can't be spoken in `duration_ms`."""
    if _length([script.split()]) * 1000 > MOST_PER_SECOND * max(duration_ms, SHORTEST):
        raise TooMuch
    pieces = [piece for sentence in _sentences(script) for piece in _cut(sentence)]
    if not pieces:
        return []
    clock = _Clock(speech, duration_ms)
    pieces = list(_long_enough(pieces, clock.length / _length(pieces)))
    times = _apart(_times(pieces, clock), duration_ms)
    texts = ["\n".join(_lines(piece)) for piece in pieces]
    return [Cue(start, end, text) for (start, end), text in zip(times, texts, strict=True)]


def _sentences(script: str) -> Iterator[Words]:
    """Yield the words of each sentence. A line of the script ends its sentence too."""
    for line in script.splitlines():
        sentence: Words = []
        for word in line.split():
            sentence.append(word)
            if _ends_with(word, _END):
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def _cut(sentence: Words) -> Iterator[Words]:
    """Yield the sentence in as few pieces as fit a cue, of about the same length; a piece ends
    rather after a comma."""
    while not _fits(sentence):
        wanted = _characters(sentence) / -(-_characters(sentence) // (LINE * LINES))
        at = min(_ends(sentence), key=lambda end: _cost(sentence[:end], wanted))
        yield sentence[:at]
        sentence = sentence[at:]
    yield sentence


def _ends(sentence: Words) -> Iterator[int]:
    """Yield where a piece from the beginning may end. Where some words don't fit, no more of them
    do, so a long sentence is not tried to its end."""
    for end in range(1, len(sentence)):
        if not _fits(sentence[:end]):
            return
        yield end


def _cost(piece: Words, wanted: float) -> float:
    """Return how far a piece is from the wanted length; an end within a clause costs more."""
    return abs(_characters(piece) - wanted) + (0 if _ends_with(piece[-1], _CLAUSE) else LINE / 2)


def _ends_with(word: str, marks: tuple[str, ...]) -> bool:
    """Return whether a word ends with one of these marks, quotes and brackets after it aside."""
    return word.rstrip(_CLOSING).endswith(marks)


def _fits(words: Words) -> bool:
    if len(words) <= LINES:
        return True
    # More characters than the lines have with a space between them are not tried in every way.
    return _characters(words) < LINES * (LINE + 1) and len(_lines(words)) <= LINES


def _lines(words: Words) -> list[str]:
    """Return the words as one line, or two of about the same length; more where they don't fit."""
    whole = " ".join(words)
    if len(whole) <= LINE:
        return [whole]
    halves: list[tuple[str, str]] = [
        (" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))
    ]
    fitting = [(one, two) for one, two in halves if len(one) <= LINE and len(two) <= LINE]
    if fitting:
        evenest = min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
        return list(evenest)
    return words


def _long_enough(pieces: Sequence[Words], ms_per_character: float) -> Iterator[Words]:
    """Yield the pieces, those joined that would stand for less than a second, where they fit one
    cue."""
    waiting: Words = []
    for piece in pieces:
        is_short = bool(waiting) and min(map(_characters, (waiting, piece))) < (
            SHORTEST / ms_per_character
        )
        if is_short and _fits([*waiting, *piece]):
            waiting = [*waiting, *piece]
            continue
        if waiting:
            yield waiting
        waiting = piece
    yield waiting


def _characters(words: Words) -> int:
    """Return the length of the words as one line."""
    return sum(map(len, words)) + len(words) - 1


def _length(pieces: Iterable[Words]) -> int:
    """Return the length of all pieces with a character between them."""
    return sum(_characters(piece) + 1 for piece in pieces)


class _Clock:
    """Tells when a moment of speech is in the recording, pauses counted."""

    def __init__(self, speech: Sequence[Span], duration_ms: int) -> None:
        self.spans = [span for span in speech if span.start < span.end] or [Span(0, duration_ms)]
        lengths = [span.end - span.start for span in self.spans]
        self.starts = list(accumulate(lengths, initial=0))
        self.length = self.starts.pop()

    def begin(self, moment: float) -> int:
        """Return when what begins at this moment of speech begins: after a pause."""
        at = max(0, bisect_right(self.starts, moment) - 1)
        return round(self.spans[at].start + moment - self.starts[at])

    def end(self, moment: float) -> int:
        """Return when what ends at this moment of speech ends: before a pause."""
        at = max(0, bisect_left(self.starts, moment) - 1)
        return round(self.spans[at].start + moment - self.starts[at])

    def near_pause(self, moment: float) -> float:
        """Return the moment of a pause that is near, else the moment."""
        nearest = min(self.starts, key=lambda start: abs(start - moment))
        return nearest if abs(nearest - moment) <= NEAR else moment


def _times(pieces: Sequence[Words], clock: _Clock) -> Iterator[tuple[int, int]]:
    """Yield start and end of each piece by its share of the speech."""
    per_character, said, start = clock.length / _length(pieces), 0, 0.0
    for piece in pieces:
        said += _characters(piece) + 1
        end = min(clock.length, said * per_character)
        if _ends_with(piece[-1], _END):
            end = clock.near_pause(end)
        end = max(start, end)
        yield clock.begin(start), clock.end(end)
        start = end


def _apart(times: Iterable[tuple[int, int]], duration_ms: int) -> list[tuple[int, int]]:
    """Return the times in order, apart, within the recording, and each as long as can be read."""
    wanted = list(times)
    least = max(1, min(SHORTEST, duration_ms // len(wanted)))
    apart: list[tuple[int, int]] = []
    free = 0
    for start, end in wanted:
        begin = max(start, free)
        free = max(end, begin + least)
        apart.append((begin, free))
    limit = max(duration_ms, least * len(wanted))
    for at in reversed(range(len(apart))):
        end = min(apart[at][1], limit)
        limit = min(apart[at][0], end - least)
        apart[at] = (limit, min(end, limit + LONGEST))
    return apart
