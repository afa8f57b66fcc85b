"""Writes WebVTT captions: one cue for each spoken line."""

from collections.abc import Sequence

from demo.soundtrack import Cue

LINGER_MS = 300
"""A caption stays this long after its line, so that slow readers finish."""


def webvtt(cues: Sequence[Cue]) -> str:
    blocks = [
        f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms + LINGER_MS)}\n{cue.text}" for cue in cues
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def stamp(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
