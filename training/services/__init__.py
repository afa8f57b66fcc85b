"""Holds the verbs of training. Each takes keyword arguments and checks the state that it
changes.
"""

from training.services.attempts import (
    answer,
    mark_feedback_read,
    open_step,
    start,
)
from training.services.calendar import (
    SnoozeChoice,
    end_leave,
    end_snooze,
    snooze,
    take_leave,
)
from training.services.certificates import (
    issue_certificate,
    render_certificate,
    renew_certificate,
    revoke_certificate,
)
from training.services.claims import claim_due, tick
from training.services.completions import finish
from training.services.enrolling import (
    Enrolled,
    Wanted,
    add_rule,
    enrol_many,
    lock_ruled,
    obey_rules,
    remove_rule,
)
from training.services.enrolments import (
    bring_forward,
    change_enrolment,
    enrol,
    nudge_now,
    pause,
    replan_member,
    resume,
    take_out,
)
from training.services.locking import lock_attempt
from training.services.memory import TechniqueResult, compute_memories
from training.services.moments import change_moment_rules, learn_moments
from training.services.nudges import hand_over, sweep
from training.services.outcomes import decide_outcome, lapse_outcome, open_outcome
from training.services.participation import read_participation
from training.services.paths import follow_path
from training.services.planning import plan, plan_waiting
from training.services.postponing import offer_again, postpone
from training.services.programmes import (
    ProgrammeSettings,
    RhythmChange,
    archive_programme,
    change_rhythm,
    discard_steps,
    publish_steps,
    replan_scenario,
    restore_programme,
    save_programme,
    save_steps,
)
from training.services.reminders import remind
from training.services.retakes import ask_retake
from training.services.self_checks import check_self
from training.services.self_scores import score_self
from training.services.submissions import (
    mark_regraded,
    mark_scored,
    reopen_unusable,
    return_takes,
    submit,
)
from training.services.takes import NewTake, delete_take, register_take
from training.services.team_skills import read_team_skills
from training.services.theory import read_theory

__all__ = [
    "Enrolled",
    "NewTake",
    "ProgrammeSettings",
    "RhythmChange",
    "SnoozeChoice",
    "TechniqueResult",
    "Wanted",
    "add_rule",
    "answer",
    "archive_programme",
    "ask_retake",
    "bring_forward",
    "change_enrolment",
    "change_moment_rules",
    "change_rhythm",
    "check_self",
    "claim_due",
    "compute_memories",
    "decide_outcome",
    "delete_take",
    "discard_steps",
    "end_leave",
    "end_snooze",
    "enrol",
    "enrol_many",
    "finish",
    "follow_path",
    "hand_over",
    "issue_certificate",
    "lapse_outcome",
    "learn_moments",
    "lock_attempt",
    "lock_ruled",
    "mark_feedback_read",
    "mark_regraded",
    "mark_scored",
    "nudge_now",
    "obey_rules",
    "offer_again",
    "open_outcome",
    "open_step",
    "pause",
    "plan",
    "plan_waiting",
    "postpone",
    "publish_steps",
    "read_participation",
    "read_team_skills",
    "read_theory",
    "register_take",
    "remind",
    "remove_rule",
    "render_certificate",
    "renew_certificate",
    "reopen_unusable",
    "replan_member",
    "replan_scenario",
    "restore_programme",
    "resume",
    "return_takes",
    "revoke_certificate",
    "save_programme",
    "save_steps",
    "score_self",
    "snooze",
    "start",
    "submit",
    "sweep",
    "take_leave",
    "take_out",
    "tick",
]
