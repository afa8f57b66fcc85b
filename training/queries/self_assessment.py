"""Reads what a member said themselves of how their submission went, with the rubric to say it
by."""

from dataclasses import dataclass
from uuid import UUID

from scenarios.exercise import RubricCriterion
from scenarios.queries import rubric_of
from training.errors import NotSubmitted
from training.models import Attempt, AttemptState, SelfScore, Submission, Take


@dataclass(frozen=True)
class SelfAssessment:
    """Shows the rubric and the levels given so far.

    `is_open` until the member has read the coach's feedback. `ask_first` says that it should be
    offered before the feedback is shown: there is feedback, it was not read, a level is missing,
    and no self-check of these very takes says already how the member looks at them.
    """

    submission: UUID
    is_open: bool
    ask_first: bool
    criteria: tuple[RubricCriterion, ...]
    scores: list[SelfScore]


def self_assessment_of(attempt: Attempt, language: str) -> SelfAssessment:
    """Return the self-assessment of one's own attempt; NotSubmitted where there is no
    submission."""
    submission = Submission.objects.filter(attempt=attempt).first()
    if submission is None:
        raise NotSubmitted
    rubric = attempt.scenario_version.rubric_version_id
    criteria = rubric_of(rubric, language).criteria if rubric else ()
    scores = list(submission.self_scores.all())
    is_open = attempt.feedback_read_at is None
    is_unread = is_open and attempt.state == AttemptState.SCORED
    is_whole = len(scores) == len(criteria)
    return SelfAssessment(
        submission=submission.id,
        is_open=is_open,
        ask_first=is_unread and not is_whole and not _is_checked(submission),
        criteria=criteria,
        scores=scores,
    )


def _is_checked(submission: Submission) -> bool:
    """Tell whether the member made each self-check that the exercise has for the submitted
    takes."""
    takes = Take.objects.filter(submitted__submission=submission, scene__self_check=True)
    checked = takes.filter(self_check__isnull=False)
    return checked.exists() and not takes.filter(self_check=None).exists()
