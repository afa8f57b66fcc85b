"""Holds the verbs on programmes. Each replans the enrolments that it affects, in its own
transaction."""

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
