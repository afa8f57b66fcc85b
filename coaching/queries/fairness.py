"""Reads how fair an organisation's scoring is: how far coaches agree on what was scored twice, who
scores harsher or milder than colleagues, and whose scoring drifts.

All of it is of the last PERIOD. A figure of too few is not there, with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Max

from accounts.models import Membership
from coaching.domain.agreement import (
    Alpha,
    Estimate,
    Recording,
    Standing,
    Statistic,
    Undefined,
    WeightedKappa,
    estimate,
    on_one_scale,
    standing_of,
)
from coaching.domain.severity import STEPS, Figure, Judged, NotJudged, figures_of
from coaching.models import Purpose, Review, Score
from coaching.queries.calls import calls_agreement
from coaching.queries.coaches import oversees
from scenarios.models import Criterion
from training.queries.progress import database_now

PERIOD = timedelta(days=180)
MOST_REVIEWS = 20_000
"""The figures are of at most this many reviews, the newest: they take some seconds."""

FEWEST_TWICE = 20
"""With fewer submissions scored twice an agreement has no value: its interval would span most of
the scale, and one person could be read out of it."""


@dataclass(frozen=True)
class Measure:
    """Represents a figure with its interval of 95%, where that is known; `why` says why there is no
    figure."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str | None = None
    is_flagged: bool = False


@dataclass(frozen=True)
class Agreement(Measure):
    """Represents how far coaches agree on `recordings` submissions that were scored twice."""

    recordings: int = 0


@dataclass(frozen=True)
class CoachLine:
    """Represents one coach: how far they score below the middle of their colleagues, in steps of a
    rubric of four levels; how that changed over the period; and their agreement with whoever scored
    the same submissions."""

    coach: UUID
    name: str
    reviews: int
    severity: Measure
    drift: Measure
    agreement: Agreement


@dataclass(frozen=True)
class Fairness:
    """Represents the report. `standing` says how far conclusions may rely on the levels. `calls` is
    apart from all of it: how far employees and coaches name the same clip alike."""

    since: datetime
    until: datetime
    reviews: int
    people: int
    agreement: Agreement
    standing: Standing | None
    calls: Agreement
    coaches: list[CoachLine]


_Row = tuple[UUID, UUID, UUID, UUID, UUID, datetime, datetime]


@dataclass(frozen=True)
class _Released:
    """Represents one released review; each of its levels comes with how many its criterion has."""

    id: UUID
    coach: UUID
    person: UUID
    submission: UUID
    exercise: UUID
    submitted_at: datetime
    released_at: datetime
    levels: dict[UUID, tuple[int, int]] = field(default_factory=dict)


def fairness_for(viewer: Membership) -> Fairness:
    """Return the report for an admin or a lead coach, or for a coach with their own line alone:
    others' figures are no business of theirs. By name, never by figure: it ranks nobody."""
    until = database_now()
    since = until - PERIOD
    reviews = _reviews(viewer.organisation_id, since)
    pairs = list(_pairs(reviews))
    whole = _agreement(pairs, Alpha(pairs))
    return Fairness(
        since=since,
        until=until,
        reviews=len(reviews),
        people=len({one.person for one in reviews}),
        agreement=whole,
        standing=None if whole.value is None else standing_of(whole.value),
        calls=_of(calls_agreement(viewer.organisation_id, since)),
        coaches=_lines(viewer, reviews, since, until),
    )


def _reviews(organisation: UUID, since: datetime) -> list[_Released]:
    """Return the newest released first and second reviews with their levels, in four statements."""
    rows = (
        Review.objects.filter(
            submission__attempt__membership__organisation=organisation,
            purpose__in=[Purpose.FIRST, Purpose.SECOND],
            released_at__gte=since,
        )
        .order_by("-released_at", "-id")
        .values_list(
            "id",
            "released_by",
            "submission__attempt__membership",
            "submission",
            "submission__attempt__scenario_version",
            "submission__submitted_at",
            "released_at",
        )[:MOST_REVIEWS]
    )
    found = {row[0]: _Released(*row) for row in cast(Iterable[_Row], rows)}
    scores = Score.objects.filter(review__in=list(found)).values_list(
        "review", "criterion", "level__value"
    )
    given = list(scores)
    most = dict(
        Criterion.objects.filter(pk__in={criterion for _, criterion, _ in given})
        .annotate(most=Max("levels__value"))
        .values_list("pk", "most")
    )
    for review, criterion, value in given:
        found[review].levels[criterion] = value, most[criterion]
    return list(found.values())


def _pairs(reviews: list[_Released]) -> Iterator[Recording]:
    """Yield what was scored twice, criterion by criterion, whoever scored it."""
    for both in _twice(reviews):
        yield [[on_one_scale(*one) for one in levels] for levels in _shared(*both)]


def _pairs_of(coach: UUID, reviews: list[_Released]) -> Iterator[Recording]:
    """Yield what this coach and another one scored, the coach's level first."""
    for first, second in _twice(reviews):
        if coach in (first.coach, second.coach):
            mine, other = (first, second) if first.coach == coach else (second, first)
            yield [[on_one_scale(*one) for one in levels] for levels in _shared(mine, other)]


def _twice(reviews: list[_Released]) -> Iterator[tuple[_Released, _Released]]:
    by_submission: dict[UUID, list[_Released]] = defaultdict(list)
    for one in reviews:
        by_submission[one.submission].append(one)
    for some in by_submission.values():
        if len(some) == 2 and some[0].coach != some[1].coach:
            yield some[0], some[1]


def _shared(one: _Released, other: _Released) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for criterion, level in one.levels.items():
        if criterion in other.levels:
            yield level, other.levels[criterion]


def _agreement(recordings: list[Recording], statistic: Statistic) -> Agreement:
    if len(recordings) < FEWEST_TWICE:
        return Agreement(why=Undefined.TOO_FEW, recordings=len(recordings))
    return _of(estimate(statistic, recordings))


def _of(found: Estimate) -> Agreement:
    return Agreement(found.value, found.low, found.high, found.why, recordings=found.recordings)


def _measure(figure: Figure | NotJudged) -> Measure:
    if isinstance(figure, NotJudged):
        return Measure(why=figure)
    return Measure(
        value=round(figure.value, 3),
        low=round(figure.low, 3),
        high=round(figure.high, 3),
        is_flagged=figure.is_flagged,
    )


def _lines(
    viewer: Membership, reviews: list[_Released], since: datetime, until: datetime
) -> list[CoachLine]:
    figures = {one.coach: one for one in figures_of(list(_judged(reviews, since, until)))}
    coaches = Membership.objects.filter(pk__in=list(figures)).select_related("person")
    if not oversees(viewer):
        coaches = coaches.filter(pk=viewer.pk)
    lines = [
        CoachLine(
            coach=coach.pk,
            name=coach.shown_name,
            reviews=figures[coach.pk].reviews,
            severity=_measure(figures[coach.pk].severity),
            drift=_measure(figures[coach.pk].drift),
            agreement=_agreement(list(_pairs_of(coach.pk, reviews)), WeightedKappa()),
        )
        for coach in coaches
    ]
    return sorted(lines, key=lambda line: (line.name.casefold(), str(line.coach)))


def _judged(reviews: list[_Released], since: datetime, until: datetime) -> Iterator[Judged]:
    """Yield the reviews as severity takes them, with a person's submissions of the period counted
    in the order in which they were made."""
    submissions = sorted({(one.person, one.submitted_at, one.submission) for one in reviews})
    practice, before = {}, Counter[UUID]()
    for person, _, submission in submissions:
        practice[submission] = before[person]
        before[person] += 1
    for one in reviews:
        if one.levels:
            shares = [(level - 1) / (of - 1) for level, of in one.levels.values()]
            yield Judged(
                coach=one.coach,
                person=one.person,
                recording=one.submission,
                exercise=one.exercise,
                practice=practice[one.submission],
                at=(one.released_at - since) / (until - since),
                level=STEPS * sum(shares) / len(shares),
            )
