"""A review and its feedback as plain values in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from coaching.models import Comment, Lease, Review, Score
from coaching.queries.queue import holder_of, open_leases
from coaching.queries.reviews import missing, takes_of
from core.texts import pick
from scenarios.exercise import Exercise, RubricDocument
from scenarios.queries import exercise_of, rubric_of
from training.models import Answer, Submission, Take


@dataclass(frozen=True)
class ReviewedAnswer:
    """What the employee chose in a choose scene, and whether that is what fits."""

    scene: UUID
    option: UUID
    is_right: bool
    explanation: str


@dataclass(frozen=True)
class ReviewedAttempt:
    id: UUID
    number: int
    submitted_at: datetime
    answers: list[ReviewedAnswer]
    person_name: str


@dataclass(frozen=True)
class ReviewedTake:
    """A submitted take: a coach learns of no other takes of the attempt. Length in ms."""

    id: UUID
    scene: UUID
    duration_ms: int


@dataclass(frozen=True)
class ReviewDocument:
    id: UUID
    submission: UUID
    state: str
    attempt: ReviewedAttempt
    exercise: Exercise
    takes: list[ReviewedTake]
    rubric: RubricDocument
    scores: list[Score]
    comments: list[Comment]
    held_by: str | None
    lease: Lease | None
    missing: list[str]


@dataclass(frozen=True)
class FeedbackLevel:
    """The level given; `of` is the highest that the criterion has."""

    value: int
    of: int
    name: str
    description: str


@dataclass(frozen=True)
class FeedbackScore:
    criterion: UUID
    name: str
    level: FeedbackLevel
    note: str


@dataclass(frozen=True)
class Feedback:
    attempt: UUID
    exercise_title: str
    coach_name: str
    released_at: datetime
    scores: list[FeedbackScore]
    comments: list[Comment]
    takes: list[ReviewedTake]


def review_document(review: Review, coach: Membership) -> ReviewDocument:
    """A review from `review_for`, for its coach."""
    language = coach.person.language
    lease = open_leases().filter(review=review).first()
    return ReviewDocument(
        id=review.id,
        submission=review.submission_id,
        state="open" if review.released_at is None else "released",
        attempt=_attempt(review.submission, language),
        exercise=exercise_of(review.submission.attempt.scenario_version_id, language),
        takes=[_take(take) for take in takes_of(review)],
        rubric=rubric_of(_rubric(review), language),
        scores=list(review.scores.order_by("criterion__order")),
        comments=list(review.comments.all()),
        held_by=holder_of(lease, coach),
        lease=lease if lease and lease.coach_id == coach.id else None,
        missing=_codes(review),
    )


def feedback_document(review: Review, employee: Membership) -> Feedback:
    """A review from `feedback_on`, for the employee whose submission it is about."""
    language = employee.person.language
    assert review.released_at is not None  # noqa: S101  # by the query
    assert review.released_by is not None  # noqa: S101  # by constraint
    return Feedback(
        attempt=review.submission.attempt_id,
        exercise_title=pick(review.submission.attempt.scenario_version.title, language),
        coach_name=review.released_by.person.name,
        released_at=review.released_at,
        scores=_scores(review.scores.all(), language),
        comments=list(review.comments.all()),
        takes=[_take(take) for take in takes_of(review)],
    )


def _rubric(review: Review) -> UUID:
    rubric = review.submission.attempt.scenario_version.rubric_version_id
    assert rubric is not None  # noqa: S101  # by constraint: it was published when it was started
    return rubric


def _codes(review: Review) -> list[str]:
    """Each code once, in order."""
    return list(dict.fromkeys(str(part["code"]) for part in missing(review)))


def _attempt(submission: Submission, language: str) -> ReviewedAttempt:
    attempt = submission.attempt
    answers = attempt.answers.select_related("option").order_by("scene__order")
    return ReviewedAttempt(
        id=attempt.id,
        number=attempt.number,
        submitted_at=submission.submitted_at,
        answers=[_answer(answer, language) for answer in answers],
        person_name=attempt.membership.person.name,
    )


def _answer(answer: Answer, language: str) -> ReviewedAnswer:
    return ReviewedAnswer(
        scene=answer.scene_id,
        option=answer.option_id,
        is_right=answer.option.is_right,
        explanation=pick(answer.option.explanation, language),
    )


def _take(take: Take) -> ReviewedTake:
    length = take.video.duration_ms or take.duration_ms
    return ReviewedTake(id=take.id, scene=take.scene_id, duration_ms=length)


def _scores(scores: Iterable[Score], language: str) -> list[FeedbackScore]:
    ordered = sorted(scores, key=lambda score: score.criterion.order)
    return [_score(score, language) for score in ordered]


def _score(score: Score, language: str) -> FeedbackScore:
    level = score.level
    return FeedbackScore(
        criterion=score.criterion_id,
        name=pick(score.criterion.name, language),
        level=FeedbackLevel(
            value=level.value,
            of=max(one.value for one in score.criterion.levels.all()),
            name=pick(level.name, language),
            description=pick(level.description, language),
        ),
        note=score.note,
    )
