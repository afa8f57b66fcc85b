"""Writes half a year of feedback by three coaches, so that a visitor sees how long it took, how
much each did, and how fair they score.

The levels are drawn with a fixed seed: one coach is stricter than both others. It is written set by
set, a round of attempts at a time, since no verb submits or releases in the past.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from coaching.models import Purpose, Review, Score, Tag, Turnaround
from coaching.queries.calls import CALLED
from demo.people import People
from media.models import Purpose as VideoPurpose
from media.models import Video, VideoState
from scenarios.models import Criterion, Level, ScenarioVersion, Scene, SceneKind
from scenarios.queries import newest_published
from training.models import (
    Answer,
    AnswerOption,
    Attempt,
    AttemptState,
    Enrolment,
    PathScene,
    Programme,
    Retake,
    Step,
    StepKind,
    Submission,
    SubmissionTake,
    Take,
)

WHO = ("joris", "bram", "samira", "mehmet", "anouk")
STEPS = slice(1, 4)
"""Not the first, on which the history speaks, and not so many that they finish the programme."""

COACHES = {"coach": 0.0, "marijke": 0.0, "wouter": 0.8}
"""How much lower than the others each scores, in levels."""

DAYS, LAST = 172, 4
PAIRS = 4
"""How often everybody makes each exercise, and makes it again."""

TWICE_EACH = 3
"""Every so many submissions a second coach scored one too."""

LEVELS = 5


@dataclass
class _Round:
    """Holds what one pass over all people and exercises makes, to be written set by set."""

    attempts: list[Attempt] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    chosen: list[AnswerOption] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)


@transaction.atomic
def load_half_year(people: People, programme: Programme) -> list[str]:
    """Write it once."""
    coaches = [people.members[name] for name in COACHES]
    if Turnaround.objects.filter(coach=coaches[-1]).exists():
        return []
    _HalfYear(people, programme, coaches).write()
    return ["half a year of feedback"]


class _HalfYear:
    def __init__(self, people: People, programme: Programme, coaches: list[Membership]) -> None:
        self.random = Random(7)  # noqa: S311  # the demo is the same each time
        self.coaches = coaches
        self.now = timezone.now()
        members = [people.members[name].pk for name in WHO]
        enrolments = Enrolment.objects.filter(programme=programme, membership__in=members)
        self.enrolments = list(enrolments.select_related("membership").order_by("membership"))
        exercises = programme.steps.filter(kind=StepKind.EXERCISE).order_by("order")
        self.steps = list(exercises.select_related("scenario")[STEPS])
        self.versions = {step.pk: _version_of(step) for step in self.steps}
        self.criteria = {
            version.pk: list(
                Criterion.objects.filter(version=version.rubric_version).order_by("order")
            )
            for version in self.versions.values()
        }
        rubrics = [version.rubric_version_id for version in self.versions.values()]
        given = Level.objects.filter(criterion__version__in=rubrics)
        self.levels = {(one.criterion_id, one.value): one for one in given}

    def write(self) -> None:
        places = list(product(self.enrolments, self.steps))
        for pair in range(PAIRS):
            first, again = _Round(), _Round()
            for at, (enrolment, step) in enumerate(places):
                share = (pair * len(places) + at) / (PAIRS * len(places))
                begun = self.now - timedelta(days=LAST + (DAYS - LAST) * (1 - share) + 10)
                one = self._add(first, enrolment, step, 2 * pair + 1, begun)
                later = begun + timedelta(days=self.random.uniform(3.5, 7.5))
                self._add(again, enrolment, step, 2 * pair + 2, later, follows=one)
            for some in (first, again):
                self._write(some)
            self._ask_again(first, again)

    def _add(
        self,
        some: _Round,
        enrolment: Enrolment,
        step: Step,
        number: int,
        at: datetime,
        follows: Attempt | None = None,
    ) -> Attempt:
        attempt = Attempt(
            membership=enrolment.membership,
            enrolment=enrolment,
            step=step,
            scenario_version=self.versions[step.pk],
            number=number,
            follows=follows,
            started_at=at,
        )
        submission = Submission(attempt=attempt, submitted_at=at + timedelta(minutes=6))
        some.attempts.append(attempt)
        some.submissions.append(submission)
        seen = {
            criterion: 2.6 + 0.15 * number + self.random.gauss(0, 0.9)
            for criterion in self.criteria[attempt.scenario_version_id]
        }
        index = self.random.randrange(len(self.coaches))
        released = submission.submitted_at + self._took(index)
        self._judge(some, submission, seen, index, Purpose.FIRST, submission.submitted_at, released)
        if released < self.now - timedelta(days=3):
            attempt.feedback_read_at = released + timedelta(hours=self.random.uniform(2, 160))
        if len(some.attempts) % TWICE_EACH == 0:
            other = (index + 1 + self.random.randrange(len(self.coaches) - 1)) % len(self.coaches)
            later = released + self._took(other)
            self._judge(some, submission, seen, other, Purpose.SECOND, released, later)
        return attempt

    def _took(self, coach: int) -> timedelta:
        slow = self.random.random() < 0.08 + 0.1 * (coach == 1)
        return timedelta(hours=self.random.uniform(50, 75) if slow else self.random.uniform(3, 40))

    def _judge(
        self,
        some: _Round,
        submission: Submission,
        seen: dict[Criterion, float],
        index: int,
        purpose: Purpose,
        created: datetime,
        released: datetime,
    ) -> None:
        coach = self.coaches[index]
        strict = list(COACHES.values())[index]
        review = Review(
            submission=submission,
            purpose=purpose,
            rubric_version=submission.attempt.scenario_version.rubric_version,
            created_at=created,
            released_at=released,
            released_by=coach,
        )
        some.reviews.append(review)
        for criterion, value in seen.items():
            given = round(value - strict + self.random.gauss(0, 0.3))
            level = self.levels[criterion.pk, max(1, min(LEVELS, given))]
            score = Score(
                review=review, criterion=criterion, level=level, coach=coach, saved_at=released
            )
            some.scores.append(score)

    def _write(self, some: _Round) -> None:
        read = [(one, one.feedback_read_at) for one in some.attempts]
        Attempt.objects.bulk_create(some.attempts)
        self._write_takes(some)
        _set(some.attempts, "state", AttemptState.SUBMITTED)
        fixed = [(one, one.released_at, one.released_by) for one in some.reviews]
        for review in some.reviews:
            review.released_at = review.released_by = None
        Review.objects.bulk_create(some.reviews)
        Score.objects.bulk_create(some.scores)
        Tag.objects.bulk_create(some.tags)
        for review, at, by in fixed:
            review.released_at, review.released_by = at, by
        firsts = [one for one in some.reviews if one.purpose == Purpose.FIRST]
        Review.objects.bulk_update(some.reviews, ["released_at", "released_by"])
        for review in firsts:
            review.submission.scored_at = review.released_at
        Submission.objects.bulk_update(some.submissions, ["scored_at"])
        for attempt, at in read:
            attempt.state, attempt.feedback_read_at = AttemptState.SCORED, at
        Attempt.objects.bulk_update(some.attempts, ["state", "feedback_read_at"])

    def _write_takes(self, some: _Round) -> None:
        """Write takes whose recordings were deleted since."""
        path, videos, takes, sent = [], [], [], []
        for attempt, submission in zip(some.attempts, some.submissions, strict=True):
            scenes = list(attempt.scenario_version.scenes.all())
            reply = next(scene for scene in scenes if scene.kind == SceneKind.RESPOND)
            path += [
                PathScene(attempt=attempt, scene=scene, order=order, entered_at=attempt.started_at)
                for order, scene in enumerate(scenes, start=1)
            ]
            videos.append(
                Video(
                    organisation=attempt.membership.organisation,
                    owner=attempt.membership,
                    purpose=VideoPurpose.TAKE,
                    state=VideoState.DELETED,
                )
            )
            takes.append(
                Take(
                    attempt=attempt,
                    scene=reply,
                    video=videos[-1],
                    number=1,
                    recorded_at=attempt.started_at,
                    duration_ms=9000,
                )
            )
            sent.append(SubmissionTake(submission=submission, scene=reply, take=takes[-1]))
            self._call(some, attempt, scenes)
        PathScene.objects.bulk_create(path)
        Answer.objects.bulk_create(some.answers)
        AnswerOption.objects.bulk_create(some.chosen)
        Video.objects.bulk_create(videos)
        Take.objects.bulk_create(takes)
        Submission.objects.bulk_create(some.submissions)
        SubmissionTake.objects.bulk_create(sent)

    def _call(self, some: _Round, attempt: Attempt, scenes: list[Scene]) -> None:
        """Let the employee, and whoever gave the feedback, name kind or style; most are right."""
        firsts = (one for one in some.reviews if one.submission.attempt is attempt)
        review = next(one for one in firsts if one.purpose == Purpose.FIRST)
        for scene in (one for one in scenes if one.purpose in CALLED):
            options = sorted(scene.options.all(), key=lambda one: not one.is_right)
            theirs = options[0] if self.random.random() < 0.7 else self.random.choice(options)
            mine = options[0] if self.random.random() < 0.85 else self.random.choice(options)
            answer = Answer(attempt=attempt, scene=scene, chosen_at=attempt.started_at)
            some.answers.append(answer)
            some.chosen.append(AnswerOption(answer=answer, option=theirs))
            some.tags.append(Tag(review=review, scene=scene, option=mine, coach=review.released_by))

    def _ask_again(self, first: _Round, again: _Round) -> None:
        """Let every second feedback ask for another take, which four of five people made soon."""
        asked = []
        for at, (attempt, later) in enumerate(zip(first.attempts, again.attempts, strict=True)):
            if at % 2:
                continue
            firsts = (one for one in first.reviews if one.submission.attempt is attempt)
            review = next(one for one in firsts if one.purpose == Purpose.FIRST)
            assert review.released_at is not None  # noqa: S101  # it was released above
            is_done = at % 10 != 0
            asked.append(
                Retake(
                    attempt=attempt,
                    enrolment=attempt.enrolment,
                    step=attempt.step,
                    asked_by=review.released_by,
                    remark="Probeer het nog eens, met de tip van hierboven.",
                    asked_at=review.released_at,
                    done_by=later if is_done else None,
                    done_at=later.started_at if is_done else None,
                )
            )
        Retake.objects.bulk_create(asked)


def _version_of(step: Step) -> ScenarioVersion:
    assert step.scenario is not None  # noqa: S101  # it is an exercise
    version = newest_published(step.scenario)
    assert version is not None  # noqa: S101  # the programme's exercises are published
    return version


def _set(attempts: list[Attempt], name: str, value: AttemptState) -> None:
    Attempt.objects.filter(pk__in=[one.pk for one in attempts]).update(**{name: value})
