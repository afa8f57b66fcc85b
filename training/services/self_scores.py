"""Holds the verb on self-scores: a member gives their own submission a level, before they read the
coach's."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership
from scenarios.models import Criterion, Level
from training.errors import NotSubmitted, SelfAssessmentClosed, UnknownCriterion, UnknownLevel
from training.models import Attempt, SelfScore, Submission
from training.services.locking import lock_attempt


@transaction.atomic
def score_self(
    *, member: Membership, attempt: UUID, submission: UUID, criterion: UUID, level: UUID
) -> Attempt:
    """Give one's own submission a level on one criterion, in place of the one given before.

    The same again changes nothing, also afterwards. SelfAssessmentClosed once the member has read
    the coach's feedback: reading locks the attempt too, so one of both comes first. NotSubmitted
    where that submission was taken back, also if another one was sent since: what was said of other
    takes is not said of these. UnknownCriterion and UnknownLevel for another rubric's.
    """
    row = lock_attempt(member, attempt)
    if not Submission.objects.filter(pk=submission, attempt=row).exists():
        raise NotSubmitted
    rubric = row.scenario_version.rubric_version_id
    if not Criterion.objects.filter(pk=criterion, version=rubric).exists():
        raise UnknownCriterion
    if not Level.objects.filter(pk=level, criterion=criterion).exists():
        raise UnknownLevel
    given = SelfScore.objects.filter(submission=submission, criterion=criterion)
    if given.filter(level=level).exists():
        return row
    if row.feedback_read_at is not None:
        raise SelfAssessmentClosed
    if not given.update(level=level, given_at=Now()):
        SelfScore.objects.create(
            submission_id=submission, criterion_id=criterion, level_id=level, given_at=Now()
        )
    return row
