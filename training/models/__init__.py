"""Defines the nouns of training: Programme -> Step, Enrolment, Nudge; Attempt -> Answer and Take;
Submission -> Result."""

# The first migration names _weekdays here.
from training.models.practice import Answer, Attempt, AttemptState, Take
from training.models.programmes import (
    FIRST_NUDGE,
    LAST_NUDGE,
    Enrolment,
    EnrolmentState,
    Nudge,
    Programme,
    Step,
    StepKind,
    _weekdays,
)
from training.models.submissions import Result, Submission, SubmissionTake

__all__ = [
    "FIRST_NUDGE",
    "LAST_NUDGE",
    "Answer",
    "Attempt",
    "AttemptState",
    "Enrolment",
    "EnrolmentState",
    "Nudge",
    "Programme",
    "Result",
    "Step",
    "StepKind",
    "Submission",
    "SubmissionTake",
    "Take",
    "_weekdays",
]
