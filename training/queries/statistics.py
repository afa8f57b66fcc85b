"""Reads how an exercise is practised, for its authors: counts of five people or more, never a
name."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Now

from scenarios.models import Option, ScenarioVersion, SceneKind
from training.domain.suppression import FEWEST
from training.models import Answer, AnswerOption, Attempt, AttemptState, PathScene
from training.queries.progress import DONE
from training.queries.today import GO_ON_WITHIN

# Half an hour of thinking counts; an attempt that lay open for a night does not say how long it is.
MINUTES = """
SELECT count(DISTINCT membership_id),
    percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY minutes)
FROM (
    SELECT a.membership_id,
        extract(epoch FROM coalesce(s.submitted_at, a.finished_at) - a.started_at) / 60 AS minutes
    FROM training_attempt a LEFT JOIN training_submission s ON s.attempt_id = a.id
    WHERE a.scenario_version_id = %s AND a.state = ANY(%s)
) ended
WHERE minutes < 24 * 60
"""


@dataclass(frozen=True)
class Left:
    """Counts the attempts that were left at a scene."""

    scene: UUID
    attempts: int


@dataclass(frozen=True)
class Minutes:
    """Says how long attempts took from start to end: a quarter took less than `quarter`, half less
    than `half`, and three quarters less than `three_quarters`."""

    quarter: float
    half: float
    three_quarters: float


@dataclass(frozen=True)
class Chosen:
    option: UUID
    answers: int


@dataclass(frozen=True)
class Choices:
    """Says how often each option of a question was chosen; `options` is None for fewer than FEWEST
    people."""

    scene: UUID
    options: list[Chosen] | None


@dataclass(frozen=True)
class PracticeFigures:
    """Sums up the attempts at one version. `left` counts those that nobody went on with for days,
    by the scene that was met last; `minutes` is None for fewer than FEWEST people."""

    people: int
    started: int
    finished: int
    left: list[Left]
    minutes: Minutes | None
    choices: list[Choices]


def practice_figures(version: ScenarioVersion) -> PracticeFigures | None:
    """Return the figures of a version, in a constant number of queries; None while fewer than
    FEWEST people started it."""
    attempts = Attempt.objects.filter(scenario_version=version)
    counted = attempts.aggregate(
        people=Count("membership", distinct=True),
        started=Count("id"),
        finished=Count("id", filter=Q(state__in=DONE)),
    )
    if counted["people"] < FEWEST:
        return None
    return PracticeFigures(
        **counted, left=_left(version), minutes=_minutes(version), choices=_choices(version)
    )


def _left(version: ScenarioVersion) -> list[Left]:
    last = PathScene.objects.filter(attempt=OuterRef("pk")).order_by("-order")
    left = Attempt.objects.filter(
        scenario_version=version,
        state=AttemptState.OPEN,
        started_at__lt=Now() - GO_ON_WITHIN,
    ).annotate(last=Subquery(last.values("scene")[:1]))
    counts = dict(left.values_list("last").annotate(count=Count("id")))
    scenes = version.scenes.order_by("order").values_list("id", flat=True)
    return [Left(scene, counts[scene]) for scene in scenes if scene in counts]


def _minutes(version: ScenarioVersion) -> Minutes | None:
    with connection.cursor() as cursor:
        cursor.execute(MINUTES, [version.pk, [str(state) for state in DONE]])
        people, quarters = cursor.fetchone()
    if people < FEWEST:
        return None
    return Minutes(*(round(float(minutes), 1) for minutes in quarters))


def _choices(version: ScenarioVersion) -> list[Choices]:
    """Return the choices by question, in order; an option that nobody chose counts 0."""
    answers = Answer.objects.filter(attempt__scenario_version=version).order_by()
    people = dict(
        answers.values_list("scene").annotate(people=Count("attempt__membership", distinct=True))
    )
    chosen = AnswerOption.objects.filter(answer__attempt__scenario_version=version).order_by()
    counts = dict(chosen.values_list("option").annotate(count=Count("id")))
    options: dict[UUID, list[Chosen]] = defaultdict(list)
    rows = Option.objects.filter(scene__version=version, scene__kind=SceneKind.CHOOSE)
    in_order = rows.order_by(F("scene__order"), "order").values_list("scene_id", "id")
    for scene, option in in_order:
        options[scene].append(Chosen(option, counts.get(option, 0)))
    return [
        Choices(scene, made if people.get(scene, 0) >= FEWEST else None)
        for scene, made in options.items()
    ]
