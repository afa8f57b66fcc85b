"""Reads feedback that was released, for coaches who look for it again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Membership
from coaching.models import Purpose, Review
from coaching.queries.loop import MATCHING, Loop, LoopState, loop_of, with_loop
from coaching.queries.regrades import Regrade, regrade_line, with_regrades
from coaching.queries.reviews import visible_to
from core.searching import Plain, plain
from core.texts import LANGUAGES, pick


@dataclass(frozen=True)
class ReleasedReview:
    """Describes one released review, and how it was scored again. `is_mine` tells whether the
    reading coach released it."""

    id: UUID
    submission: UUID
    attempt: UUID
    attempt_number: int
    exercise_title: str
    person_name: str
    submitted_at: datetime
    released_at: datetime
    coach_name: str
    is_mine: bool
    regrades: list[Regrade]
    loop: Loop


def released(
    coach: Membership, *, mine: bool = False, words: str = "", loop: str = ""
) -> QuerySet[Review]:
    """Return what a coach may see of the organisation's released feedback, never on their own
    attempts. `mine` leaves what others released out; each of `words` is in the person's name or
    the exercise's title, in whichever language; `loop` is a LoopState to look for."""
    own_second = Review.objects.filter(
        submission=OuterRef("submission"), purpose=Purpose.SECOND, released_by=coach
    )
    # Whoever scored it as the second coach finds their own review, as if it had been the first.
    rows = visible_to(coach).filter(
        Q(~Exists(own_second), purpose=Purpose.FIRST)
        | Q(purpose=Purpose.SECOND, released_by=coach),
        released_at__isnull=False,
    )
    if mine:
        rows = rows.filter(released_by=coach)
    if loop:
        found = MATCHING[LoopState(loop)] & Q(purpose=Purpose.FIRST)
        if loop == LoopState.UNREAD:
            found |= Q(purpose=Purpose.SECOND)  # as its line says, for nobody is sent it
        rows = rows.filter(found)
    member = "submission__attempt__membership__"
    own, theirs = F(f"{member}person__name"), NullIf(F(f"{member}name"), Value(""))
    # As Membership.shown_name: what somebody is called elsewhere can't be searched for.
    rows = rows.alias(called=Plain(Coalesce(theirs, own)))
    for language in LANGUAGES:
        title = KeyTextTransform(language, "submission__attempt__scenario_version__title")
        rows = rows.alias(**{f"title_{language}": Plain(title)})
    for word in plain(words).split():
        rows = rows.filter(_has(word))
    return (
        with_loop(rows, coach)
        .select_related(
            "submission__attempt__membership__person",
            "submission__attempt__scenario_version",
            "released_by__person",
        )
        .prefetch_related(with_regrades())
    )


def _has(word: str) -> Q:
    found = Q(called__contains=word)
    for language in LANGUAGES:
        found |= Q(**{f"title_{language}__contains": word})
    return found


def released_line(review: Review, coach: Membership) -> ReleasedReview:
    """Return a review from `released` as a line for `coach`."""
    attempt = review.submission.attempt
    assert review.released_at is not None  # noqa: S101  # by the query
    assert review.released_by is not None  # noqa: S101  # by constraint
    return ReleasedReview(
        id=review.id,
        submission=review.submission_id,
        attempt=attempt.id,
        attempt_number=attempt.number,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.membership.shown_name,
        submitted_at=review.submission.submitted_at,
        released_at=review.released_at,
        coach_name=review.released_by.shown_name,
        is_mine=review.released_by_id == coach.id,
        regrades=[regrade_line(one) for one in getattr(review.submission, "regrades", [])],
        loop=loop_of(review),
    )
