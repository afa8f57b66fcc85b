"""Defines the nouns of training: Programme -> Step, Enrolment, Nudge; Attempt -> PathScene, Answer
-> AnswerOption, and Take -> SelfCheck; Submission -> SelfScore, Result, Outcome; SkillReview ->
SkillMemory; Workshop -> Attendance; Leave and Snooze."""

from training.models.calendar import Leave, Snooze
from training.models.calendars import CalendarFeed
from training.models.certificates import Certificate
from training.models.enrolling import EnrolmentRule, Reminder, StepCompletion
from training.models.memory import ReviewSource, SkillMemory, SkillReview
from training.models.moments import MomentChoice, MomentRules
from training.models.nudges import Nudge, NudgeAllowance
from training.models.outcomes import Outcome, OutcomeState
from training.models.participation import SkillFigures, TeamFigures
from training.models.practice import (
    Answer,
    AnswerOption,
    Attempt,
    AttemptState,
    PathScene,
    SelfCheck,
    Take,
)

# The first migration names _weekdays here.
from training.models.programmes import (
    ANNOUNCED,
    FIRST_NUDGE,
    LAST_NUDGE,
    MOST_GAP_HOURS,
    Enrolment,
    EnrolmentState,
    FinishRule,
    Postponement,
    Programme,
    Step,
    StepKind,
    StepReview,
    _weekdays,
)
from training.models.retakes import Retake
from training.models.risks import RiskProfile, TeamRisk
from training.models.self_scores import SelfScore
from training.models.submissions import Result, Submission, SubmissionTake
from training.models.versions import ProgrammeVersion
from training.models.workshops import (
    MOST_SEATS,
    SEATED,
    Attendance,
    AttendanceState,
    Workshop,
    WorkshopKind,
    WorkshopState,
)

__all__ = [
    "ANNOUNCED",
    "FIRST_NUDGE",
    "LAST_NUDGE",
    "MOST_GAP_HOURS",
    "MOST_SEATS",
    "SEATED",
    "Answer",
    "AnswerOption",
    "Attempt",
    "AttemptState",
    "Attendance",
    "AttendanceState",
    "CalendarFeed",
    "Certificate",
    "Enrolment",
    "EnrolmentRule",
    "EnrolmentState",
    "FinishRule",
    "Leave",
    "MomentChoice",
    "MomentRules",
    "Nudge",
    "NudgeAllowance",
    "Outcome",
    "OutcomeState",
    "PathScene",
    "Postponement",
    "Programme",
    "ProgrammeVersion",
    "Reminder",
    "Result",
    "Retake",
    "ReviewSource",
    "RiskProfile",
    "SelfCheck",
    "SelfScore",
    "SkillFigures",
    "SkillMemory",
    "SkillReview",
    "Snooze",
    "Step",
    "StepCompletion",
    "StepKind",
    "StepReview",
    "Submission",
    "SubmissionTake",
    "Take",
    "TeamFigures",
    "TeamRisk",
    "Workshop",
    "WorkshopKind",
    "WorkshopState",
    "_weekdays",
]
