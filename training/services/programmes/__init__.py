"""Holds the verbs on programmes. Each marks the enrolments that it affects as to be planned, in its
own transaction; workers plan them in batches afterwards."""

from training.services.programmes.publishing import discard_steps, publish_steps, save_steps
from training.services.programmes.rhythm import (
    RhythmChange,
    change_rhythm,
    replan_scenario,
)
from training.services.programmes.settings import (
    ProgrammeSettings,
    archive_programme,
    restore_programme,
    save_programme,
)

__all__ = [
    "ProgrammeSettings",
    "RhythmChange",
    "archive_programme",
    "change_rhythm",
    "discard_steps",
    "publish_steps",
    "replan_scenario",
    "restore_programme",
    "save_programme",
    "save_steps",
]
