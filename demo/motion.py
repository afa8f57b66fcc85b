"""Computes how a face moves with its sound, as pure functions of loudness, anger and time.

One `Pose` for each picture. No drawing, no chance: the same track always moves the same way.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from demo.soundtrack import Cue, Track, hiss, loudness

_QUIET = 0.06
_CLOSING = 0.6
"""A mouth closes by at most this share in one picture; it opens at once."""
_BLINK = (0.5, 1.0, 1.0, 0.6, 0.2)
_SETTLE_MS = 700


@dataclass(frozen=True)
class Pose:
    """Represents a face's pose at one moment; each value is 0 to 1 unless said otherwise."""

    mouth: float
    spread: float
    """Lips pulled wide, as in s."""
    anger: float
    lids: float
    """1 is eyes shut."""
    lean: tuple[float, float]
    """Offset of the head in units of the 540 x 960 canvas."""
    tilt: float
    """Degrees, clockwise."""
    breath: float
    """Offset of the shoulders in canvas units; lower is higher."""


def poses(track: Track, per_second: int, seed: int) -> list[Pose]:
    mouths = mouth_openness(loudness(track.samples, per_second))
    spreads = smooth(hiss(track.samples, per_second), 2)
    angers = smooth(anger_at(track.cues, len(mouths), per_second), per_second // 2)
    lids = blinks(len(mouths), per_second, seed)
    stress = smooth(mouths, 5)
    return [
        _pose(index / per_second, seed, mouth, spread, anger, lid, push)
        for index, (mouth, spread, anger, lid, push) in enumerate(
            zip(mouths, spreads, angers, lids, stress, strict=True)
        )
    ]


def mouth_openness(levels: Sequence[float]) -> list[float]:
    """Return how far the mouth is open for each loudness: it opens with the sound and closes
    softly."""
    openness, before = [], 0.0
    for level in levels:
        wanted = max(0.0, (level - _QUIET) / (1 - _QUIET)) ** 0.65
        before = max(wanted, before * (1 - _CLOSING))
        openness.append(before if before > 0.02 else 0.0)
    return openness


def anger_at(cues: Sequence[Cue], frames: int, per_second: int) -> list[float]:
    """Return the anger of the line being said, or of the next one; it ebbs while waiting for an
    answer."""
    return [_anger(cues, index * 1000 // per_second) for index in range(frames)]


def _anger(cues: Sequence[Cue], ms: int) -> float:
    for cue in cues:
        if ms < cue.end_ms:
            return cue.anger
    since = ms - cues[-1].end_ms
    return cues[-1].anger * (1 - 0.4 * min(1.0, since / _SETTLE_MS))


def smooth(values: Sequence[float], reach: int) -> list[float]:
    """Return each value's mean with its neighbours up to `reach` places away."""
    return [_mean(values[max(0, at - reach) : at + reach + 1]) for at in range(len(values))]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def blinks(frames: int, per_second: int, seed: int) -> list[float]:
    """Return how far the lids are shut: they shut every two to four seconds, at moments that differ
    with the seed."""
    lids = [0.0] * frames
    start = per_second + seed * 7 % per_second
    while start < frames:
        for offset, shut in enumerate(_BLINK[: frames - start]):
            lids[start + offset] = shut
        start += int(per_second * (2.6 + 1.4 * math.sin(start * 1.7 + seed)))
    return lids


def _pose(
    second: float, seed: int, mouth: float, spread: float, anger: float, lids: float, push: float
) -> Pose:
    """Return the pose at one moment: a slow sway always; with anger quicker shakes, and a nod into
    every stressed word."""
    slow = math.sin(1.1 * second + seed)
    drift = math.sin(0.53 * second + 2 * seed)
    quick = math.sin(6.3 * second + seed) * anger
    return Pose(
        mouth=mouth,
        spread=spread,
        anger=anger,
        lids=lids,
        lean=(7 * slow + 5 * quick * push, 3 * drift + 16 * anger * push + 5 * anger),
        tilt=1.8 * drift + 2.4 * quick * push + 1.5 * (1 - anger),
        breath=3 * math.sin(1.6 * second) - 12 * anger,
    )
