"""Reads what an employee said themselves of a submission: for the employee, and for a coach beside
the levels that they have released."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership
from coaching.models import Review
from coaching.queries.levels import FeedbackLevel, level_in
from training.models import SelfScore


@dataclass(frozen=True)
class OwnLevel:
    """Shows the level that the employee gave themselves on one criterion."""

    criterion: UUID
    level: FeedbackLevel


def own_levels(review: Review, language: str) -> list[OwnLevel]:
    """Return the levels that the employee gave the review's submission, in the rubric's order."""
    rows = SelfScore.objects.filter(submission=review.submission_id)
    whole = rows.select_related("criterion", "level").prefetch_related("criterion__levels")
    return [
        OwnLevel(row.criterion_id, level_in(row.level, row.criterion, language)) for row in whole
    ]


def own_levels_for(review: Review, coach: Membership) -> list[OwnLevel] | None:
    """Return them for a coach; None unless it is the coach's own judgement and was released.

    So it colours no level, whatever the review is for: who scores blindly, decides a dispute or
    between two others has none of it before, and can't read it in a colleague's review either. None
    too where the review is by another version of the rubric, whose criteria these are not.
    """
    if review.released_at is None or review.released_by_id != coach.pk:
        return None
    if review.rubric_version_id != review.submission.attempt.scenario_version.rubric_version_id:
        return None
    return own_levels(review, coach.person.language)
