"""Runs programs on foreign bytes in a sandbox, and holds the scripts that run there."""

from pathlib import Path

from media.sandbox.runner import Killed, Limits, Outcome, Stopped, check_restrictions, run

_HERE = Path(__file__).parent
PROBE = _HERE / "probe.py"
CAPTIONER = _HERE / "captioner.py"

__all__ = [
    "CAPTIONER",
    "PROBE",
    "Killed",
    "Limits",
    "Outcome",
    "Stopped",
    "check_restrictions",
    "run",
]
