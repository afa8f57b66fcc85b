"""Speaks a customer's line: computes the delivery from the anger, then runs espeak-ng in a process
of its own."""

import subprocess
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

from demo.espeak import RATE as RATE
from demo.shapes import Voice

PROJECT = Path(__file__).parents[1]
_CALM_RANGE = 45
_SILENCE = 200


class SpeechError(RuntimeError):
    """espeak-ng refused a voice or a text."""


@dataclass(frozen=True)
class Delivery:
    """Sets espeak-ng's words per minute, pitch and pitch range (both 0-99)."""

    speed: int
    pitch: int
    swing: int


def delivery(voice: Voice, anger: float) -> Delivery:
    """Return the delivery for an anger (0 to 1): angrier is faster, higher and with wider swings
    than the calm voice."""
    return Delivery(
        speed=round(voice.speed * (0.92 + 0.2 * anger)),
        pitch=min(99, round(voice.pitch + 16 * anger)),
        swing=min(99, round(_CALM_RANGE + 45 * anger)),
    )


def say(text: str, language: str, voice: Voice, anger: float) -> "array[int]":
    """Return the samples of `text` (`RATE` a second, mono), without silence at either end.

    The same arguments give the same samples, always.
    """
    said = delivery(voice, anger)
    numbers = [str(said.speed), str(said.pitch), str(said.swing)]
    command = [sys.executable, "-m", "demo.espeak", f"{language}+{voice.variant}", *numbers]
    done = subprocess.run(
        command, input=text.encode(), cwd=PROJECT, capture_output=True, check=False, timeout=60
    )
    if done.returncode:
        raise SpeechError(done.stderr.decode().strip())
    return trimmed(array("h", done.stdout))


def trimmed(samples: "array[int]") -> "array[int]":
    loud = [index for index, sample in enumerate(samples) if abs(sample) > _SILENCE]
    return samples[loud[0] : loud[-1] + 1] if loud else samples
