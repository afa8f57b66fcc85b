"""Holds the verbs of training. Each takes keyword arguments and checks the state that it
changes.
"""

from training.services.attempts import (
    answer,
    mark_feedback_read,
    open_step,
    start,
)
from training.services.claims import claim_due, tick
from training.services.completions import finish
from training.services.enrolments import (
    bring_forward,
    enrol,
    nudge_now,
    pause,
    replan_member,
    resume,
    set_paused,
)
from training.services.locking import lock_attempt
from training.services.memory import TechniqueResult, compute_memories
from training.services.nudges import hand_over, sweep
from training.services.paths import follow_path
from training.services.planning import plan, plan_waiting, retry_set_aside
from training.services.programmes import (
    ProgrammeSettings,
    RhythmChange,
    add_step,
    archive_programme,
    change_review,
    change_rhythm,
    discard_steps,
    publish_steps,
    replan_scenario,
    restore_programme,
    save_programme,
    save_steps,
)
from training.services.self_checks import check_self
from training.services.submissions import (
    mark_regraded,
    mark_scored,
    reopen_unusable,
    return_takes,
    submit,
)
from training.services.takes import NewTake, delete_take, register_take

__all__ = [
    "NewTake",
    "ProgrammeSettings",
    "RhythmChange",
    "TechniqueResult",
    "add_step",
    "answer",
    "archive_programme",
    "bring_forward",
    "change_review",
    "change_rhythm",
    "check_self",
    "claim_due",
    "compute_memories",
    "delete_take",
    "discard_steps",
    "enrol",
    "finish",
    "follow_path",
    "hand_over",
    "lock_attempt",
    "mark_feedback_read",
    "mark_regraded",
    "mark_scored",
    "nudge_now",
    "open_step",
    "pause",
    "plan",
    "plan_waiting",
    "publish_steps",
    "register_take",
    "reopen_unusable",
    "replan_member",
    "replan_scenario",
    "restore_programme",
    "resume",
    "retry_set_aside",
    "return_takes",
    "save_programme",
    "save_steps",
    "set_paused",
    "start",
    "submit",
    "sweep",
    "tick",
]
