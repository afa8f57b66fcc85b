"""Writes feedback of some weeks ago, so that a manager sees how well a team does on the techniques:
figures are of five people or more."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Membership
from coaching.models import Review, Score
from core.ids import new_id
from demo.practice import levels_for
from media.models import Purpose, Video, VideoState
from scenarios.models import Criterion, Level, SceneKind
from training import services as training
from training.models import (
    Attempt,
    AttemptState,
    Result,
    ReviewSource,
    Submission,
    SubmissionTake,
    Take,
)
from training.services.memory import review_skills

JUDGED = {"joris": (26, (2, 3, 3)), "bram": (20, (3, 4, 2)), "samira": (15, (4, 4, 3))}
"""How many days ago who sent in the first exercise, and the levels that the coach gave on its
criteria, in order. The employee and Fatima have feedback on the same one."""

WAITED = timedelta(hours=20)


def write_judged(
    member: Membership, step: UUID, at: datetime, coach: Membership, levels: tuple[int, ...]
) -> None:
    """Write an attempt that was sent in at that instant, and the coach's feedback on it."""
    attempt, _new = training.start(member=member, attempt=new_id(), step=step)
    _judge(attempt, _submit(attempt, at), coach, levels, at + WAITED)


def write_take(attempt: Attempt, at: datetime) -> None:
    """Write a take whose recording was deleted since, as recordings of a month ago may be."""
    owner = attempt.membership
    video = Video.objects.create(
        organisation=owner.organisation,
        owner=owner,
        purpose=Purpose.TAKE,
        state=VideoState.DELETED,
    )
    Take.objects.create(
        attempt=attempt,
        scene=attempt.scenario_version.scenes.get(kind=SceneKind.RESPOND),
        video=video,
        number=1,
        recorded_at=at,
        duration_ms=9000,
    )


def _submit(attempt: Attempt, at: datetime) -> Submission:
    """Write what was sent in at that instant, whose recording was deleted since."""
    write_take(attempt, at)
    take = attempt.takes.get()
    submission = Submission.objects.create(attempt=attempt, submitted_at=at)
    SubmissionTake.objects.create(submission=submission, scene=take.scene, take=take)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=at, state=AttemptState.SUBMITTED)
    return submission


def _judge(
    attempt: Attempt,
    submission: Submission,
    coach: Membership,
    levels: tuple[int, ...],
    at: datetime,
) -> None:
    """Write feedback that was released at that instant: no verb releases in the past."""
    rubric = attempt.scenario_version.rubric_version
    assert rubric is not None  # noqa: S101  # the library's exercises have one
    review = Review.objects.create(submission=submission, rubric_version=rubric, created_at=at)
    criteria = list(Criterion.objects.filter(version=rubric).order_by("order"))
    results = []
    for criterion, value in zip(criteria, levels_for(levels, len(criteria)), strict=True):
        level = Level.objects.get(criterion=criterion, value=value)
        Score.objects.create(
            review=review, criterion=criterion, level=level, coach=coach, saved_at=at
        )
        of = criterion.levels.count()
        results.append(training.TechniqueResult(criterion.technique_id, level=value, of=of))
    Review.objects.filter(pk=review.pk).update(released_at=at, released_by=coach)
    Submission.objects.filter(pk=submission.pk).update(scored_at=at)
    Attempt.objects.filter(pk=attempt.pk).update(state=AttemptState.SCORED)
    Result.objects.bulk_create(
        Result(
            submission=submission,
            technique_id=one.technique,
            level=one.level,
            of=one.of,
            given_at=at,
        )
        for one in results
    )
    review_skills(attempt, results, source=ReviewSource.FEEDBACK, at=submission.submitted_at)
