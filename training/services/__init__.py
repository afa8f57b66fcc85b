"""Verbs. Each takes keyword arguments and looks at the state that it leaves."""

from training.services.attempts import (
    answer,
    mark_feedback_read,
    open_step,
    start,
)
from training.services.enrolments import (
    bring_forward,
    enrol,
    pause,
    plan,
    replan_where_they_live,
    resume,
    set_paused,
)
from training.services.nudges import claim_due, hand_over, sweep, tick
from training.services.submissions import (
    TechniqueResult,
    mark_scored,
    reopen_unusable,
    submit,
)
from training.services.takes import NewTake, delete_take, register_take

__all__ = [
    "NewTake",
    "TechniqueResult",
    "answer",
    "bring_forward",
    "claim_due",
    "delete_take",
    "enrol",
    "hand_over",
    "mark_feedback_read",
    "mark_scored",
    "open_step",
    "pause",
    "plan",
    "register_take",
    "reopen_unusable",
    "replan_where_they_live",
    "resume",
    "set_paused",
    "start",
    "submit",
    "sweep",
    "tick",
]
