"""Makes a review and its feedback plain values in the reader's language."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from coaching.models import Comment, LeadRemark, Lease, Purpose, RetakeRequest, Review, Score
from coaching.queries.adjudications import (
    AdjudicatedCase,
    FeedbackAdjudication,
    adjudicated_case,
    decision_on,
    feedback_adjudication,
)
from coaching.queries.calls import Call, calls_in, hidden_in
from coaching.queries.disputes import (
    AskedDispute,
    FeedbackDispute,
    asked_dispute,
    dispute_until,
    feedback_dispute,
)
from coaching.queries.earlier import earlier_review
from coaching.queries.examples import Example, examples_of
from coaching.queries.follow_ups import Discussion, discussion_of
from coaching.queries.holds import HeldReview, held_review, releasing_of, remarks_on
from coaching.queries.levels import FeedbackScore, scores_in
from coaching.queries.outcomes import ShownOutcome, outcome_for, outcome_of
from coaching.queries.queue import QUEUED, open_leases, whose_lease
from coaching.queries.regrades import (
    AskedRegrade,
    FeedbackRegrade,
    NewerRubric,
    Regrade,
    asked_regrade,
    feedback_regrades,
    newer_rubric,
    regrades_of,
)
from coaching.queries.releases import Release, release_of
from coaching.queries.retakes import FeedbackRetake, feedback_retake
from coaching.queries.reviews import (
    criteria_of,
    may_see,
    missing,
    read_marks,
    takes_of,
    version_of_review,
)
from coaching.queries.self_scores import OwnLevel, own_levels, own_levels_for
from core.texts import pick
from scenarios.exercise import Exercise, RubricDocument
from scenarios.queries import exercise_of, rubric_of
from training.models import Take
from training.queries.answers import GivenAnswer, answer_in
from training.queries.paths import path_of


@dataclass(frozen=True)
class ReviewedAttempt:
    id: UUID
    number: int
    submitted_at: datetime
    path: list[UUID]
    answers: list[GivenAnswer]
    calls: list[Call]
    person_name: str


@dataclass(frozen=True)
class ReviewedCheck:
    """Shows what the employee said of a take by one criterion."""

    criterion: UUID
    did: bool


@dataclass(frozen=True)
class ReviewedTake:
    """Shows a submitted take: a coach learns of no other takes of the attempt. Length in ms.
    `self_check` is None for a coach until the release, and unless it was submitted too."""

    id: UUID
    scene: UUID
    duration_ms: int
    self_check: list[ReviewedCheck] | None


@dataclass(frozen=True)
class ReviewDocument:
    """Shows a whole review. `releasing` says when it goes once it is whole: what is no feedback
    goes at once. `regrade` is what only a regrade has. `regrades` and `newer_rubric` are those of a
    released first review: how it was scored again, and by which version it can be. `adjudicated` is
    the review in which a third coach decided, where this one was one of two."""

    id: UUID
    submission: UUID
    purpose: str
    state: str
    released: Release | None
    attempt: ReviewedAttempt
    exercise: Exercise
    takes: list[ReviewedTake]
    examples: list[Example]
    before: "Before | None"
    rubric: RubricDocument
    scores: list[Score]
    comments: list[Comment]
    version: str
    leased_by: str | None
    lease: Lease | None
    missing: list[str]
    regrade: AskedRegrade | None
    regrades: list[Regrade]
    newer_rubric: NewerRubric | None
    retake_request: RetakeRequest | None
    discussion: Discussion
    dispute: AskedDispute | None
    adjudication: AdjudicatedCase | None
    adjudicated: UUID | None
    own_levels: list[OwnLevel] | None
    outcome: ShownOutcome | None
    releasing: str
    hold: HeldReview | None
    lead_remarks: list[LeadRemark]


@dataclass(frozen=True)
class Before:
    """Shows an earlier attempt at the same exercise, with what feedback gave it. `review` is the
    released one, under which a coach plays the takes."""

    review: UUID
    attempt: UUID
    number: int
    submitted_at: datetime
    takes: list[ReviewedTake]
    scores: list[FeedbackScore]


@dataclass(frozen=True)
class Feedback:
    attempt: UUID
    exercise_title: str
    coach_name: str
    released_at: datetime
    scores: list[FeedbackScore]
    own_levels: list[OwnLevel]
    comments: list[Comment]
    path: list[UUID]
    takes: list[ReviewedTake]
    before: Before | None
    regrades: list[FeedbackRegrade]
    retake: FeedbackRetake | None
    discussion: Discussion
    dispute: FeedbackDispute | None
    dispute_until: datetime | None
    adjudication: FeedbackAdjudication | None
    outcome: ShownOutcome | None


def review_document(review: Review, coach: Membership) -> ReviewDocument:
    """Return a review from `review_for` as its coach sees it."""
    language = coach.person.language
    read_marks(review)
    lease = open_leases().filter(review=review).first()
    is_feedback = review.purpose == Purpose.FIRST and review.released_at is not None
    return ReviewDocument(
        id=review.id,
        submission=review.submission_id,
        # A second review is not told from a first one.
        purpose=Purpose.FIRST if review.purpose == Purpose.SECOND else review.purpose,
        state="open" if review.released_at is None else "released",
        released=release_of(review, coach),
        attempt=_attempt(review, language),
        exercise=exercise_of(review.submission.attempt.scenario_version_id, language),
        takes=[_take_for_coach(review, take) for take in takes_of(review)],
        examples=examples_of(review, language),
        before=_before_for(review, coach),
        rubric=_rubric(review, language),
        scores=sorted(review.scores.all(), key=lambda one: one.criterion.order),
        comments=list(review.comments.all()),
        version=version_of_review(review),
        leased_by=whose_lease(lease, coach),
        lease=lease if lease and lease.coach_id == coach.id else None,
        missing=list(dict.fromkeys(str(part["code"]) for part in missing(review))),
        regrade=asked_regrade(review, coach) if review.purpose == Purpose.REGRADE else None,
        regrades=regrades_of(review) if is_feedback else [],
        newer_rubric=newer_rubric(review) if is_feedback else None,
        retake_request=RetakeRequest.objects.filter(review=review).first(),
        discussion=discussion_of(review, coach),
        dispute=asked_dispute(review, coach),
        adjudication=adjudicated_case(review, language),
        adjudicated=decision_on(review),
        own_levels=own_levels_for(review, coach),
        outcome=outcome_for(review, coach),
        releasing=releasing_of(review, coach),
        hold=held_review(review, coach) if review.released_at is None else None,
        lead_remarks=list(remarks_on(review)),
    )


def feedback_document(review: Review, employee: Membership) -> Feedback:
    """Return a review from `feedback_on` as the employee sees it whose submission it is about."""
    language = employee.person.language
    assert review.released_at is not None  # noqa: S101  # by the query
    assert review.released_by is not None  # noqa: S101  # by constraint
    return Feedback(
        attempt=review.submission.attempt_id,
        exercise_title=pick(review.submission.attempt.scenario_version.title, language),
        coach_name=review.released_by.shown_name,
        released_at=review.released_at,
        scores=scores_in(review.scores.all(), language),
        own_levels=own_levels(review, language),
        comments=list(review.comments.all()),
        path=path_of(review.submission.attempt),
        takes=[_take(take, with_checks=True) for take in takes_of(review)],
        before=_before(review, language),
        regrades=feedback_regrades(review, language),
        retake=feedback_retake(review),
        discussion=discussion_of(review, employee),
        dispute=feedback_dispute(review, language),
        dispute_until=dispute_until(review),
        adjudication=feedback_adjudication(review, language),
        outcome=outcome_of(review),
    )


def _rubric(review: Review, language: str) -> RubricDocument:
    """Return the review's rubric; of an adjudication, only what it decides."""
    rubric = rubric_of(review.rubric_version_id, language)
    if review.purpose != Purpose.ADJUDICATION:
        return rubric
    decided = set(criteria_of(review).values_list("id", flat=True))
    return replace(rubric, criteria=tuple(one for one in rubric.criteria if one.id in decided))


def _before_for(review: Review, coach: Membership) -> Before | None:
    """Return the attempt before, unless its feedback is kept from this coach by now: a second
    review of it waits, which they might score."""
    before = _before(review, coach.person.language)
    if before is None or not may_see(coach, before.review):
        return None
    return before


def _before(review: Review, language: str) -> Before | None:
    earlier = earlier_review(review.submission.attempt)
    if earlier is None:
        return None
    return Before(
        review=earlier.id,
        attempt=earlier.submission.attempt_id,
        number=earlier.submission.attempt.number,
        submitted_at=earlier.submission.submitted_at,
        takes=[_take_as_sent(take) for take in takes_of(earlier)],
        scores=scores_in(earlier.scores.all(), language),
    )


def _attempt(review: Review, language: str) -> ReviewedAttempt:
    attempt = review.submission.attempt
    is_second = review.purpose == Purpose.SECOND  # which says what its line in the queue says
    calls = calls_in(review)
    shown = attempt.answers.exclude(scene__in=hidden_in(review, calls))
    answers = shown.prefetch_related("chosen", "scene__options")
    return ReviewedAttempt(
        id=attempt.id,
        number=attempt.number,
        submitted_at=review.created_at if is_second else review.submission.submitted_at,
        path=path_of(attempt),
        answers=[answer_in(answer, language) for answer in answers.order_by("scene__order")],
        calls=calls,
        person_name=attempt.membership.shown_name,
    )


def _take_for_coach(review: Review, take: Take) -> ReviewedTake:
    """Return the take without the self-check until the coach has judged it themselves."""
    if review.released_at is None and review.purpose in QUEUED:
        return _take(take, with_checks=False)
    return _take_as_sent(take)


def _take_as_sent(take: Take) -> ReviewedTake:
    return _take(take, with_checks=take.submitted.submission.with_self_check)


def _take(take: Take, *, with_checks: bool) -> ReviewedTake:
    checks = [ReviewedCheck(one.criterion_id, one.did) for one in take.self_check.all()]
    return ReviewedTake(
        id=take.id,
        scene=take.scene_id,
        duration_ms=take.length_ms,
        self_check=checks if with_checks else None,
    )
