"""Reads what the choice of the next exercise depends on, set-wise: programmes, practice, memory,
what was postponed and what coaches asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Now

from scenarios.models import Criterion, ScenarioVersion
from training.domain.choosing import (
    HANDLED_FROM,
    Course,
    Exercise,
    Fading,
    Practice,
    Situation,
    course_of,
)
from training.models import (
    Attempt,
    AttemptState,
    FinishRule,
    Postponement,
    SkillMemory,
    Step,
    StepCompletion,
    StepKind,
)
from training.queries.outcomes import StepOutcome, step_outcomes
from training.queries.retakes import open_retakes

DONE = (AttemptState.SUBMITTED, AttemptState.SCORED, AttemptState.FINISHED)
"""States of attempts that count as practised."""

READ = "read"
"""Stands for the state of an attempt where theory was read."""

LOOK_AHEAD = timedelta(days=60)
"""How far ahead of now a choice may be asked for: plans are made for the instant of a nudge."""


class InProgramme(Protocol):
    """Something that is one member in one programme: an enrolment, or its plan."""

    @property
    def id(self) -> UUID: ...
    @property
    def programme_id(self) -> UUID: ...
    @property
    def membership_id(self) -> UUID: ...


Row = tuple[UUID, UUID, datetime, str, float | None]


def situations_of(
    enrolments: Collection[InProgramme],
) -> tuple[dict[UUID, Situation], dict[UUID, datetime]]:
    """Return the situation of each enrolment, and the instant of its latest practice where there is
    one, by enrolment id, in a constant number of queries."""
    courses = courses_of({row.programme_id for row in enrolments})
    ids = [row.id for row in enrolments]
    practised: dict[UUID, list[Row]] = defaultdict(list)
    for row in practice_of(ids):
        practised[row[0]].append(row)
    fading, postponed = _fading({row.membership_id for row in enrolments}), _postponed(ids)
    requested = open_retakes(ids)
    marked = {id for id, course in courses.items() if course.has_mark}
    measured = [row.id for row in enrolments if row.programme_id in marked]
    outcomes = step_outcomes(measured) if measured else {}
    situations = {}
    for enrolment in enrolments:
        course = courses[enrolment.programme_id]
        practice, repeats = _summed_up(practised.get(enrolment.id, ()))
        situations[enrolment.id] = Situation(
            course=course,
            seed=enrolment.id,
            practice=practice,
            fading=fading.get(enrolment.membership_id, ()),
            postponed=postponed.get(enrolment.id, {}),
            requested=_startable(requested.get(enrolment.id, ()), course),
            repeats=repeats,
            not_passed=_with(StepOutcome.NOT_YET, outcomes.get(enrolment.id, {})),
            awaited=_with(StepOutcome.AWAITED, outcomes.get(enrolment.id, {})),
        )
    last = {id: max(row[2] for row in rows) for id, rows in practised.items()}
    return situations, last


def courses_of(programmes: Collection[UUID]) -> dict[UUID, Course]:
    """Return the courses of these programmes, theory included, without retired exercises. What an
    exercise trains is what its newest published version says; techniques that are hidden are left
    out. A programme that lasts until its weeks are over goes on."""
    newest = ScenarioVersion.objects.filter(
        scenario=OuterRef("scenario"), published_at__isnull=False
    ).order_by("-number")
    named = ScenarioVersion.techniques.through.objects.filter(
        scenarioversion=OuterRef("version"), technique__is_hidden=False
    ).order_by("technique__order", "technique__code")
    measured = Criterion.objects.filter(
        version__scenario_versions=OuterRef("version"), technique__is_hidden=False
    ).order_by("order")
    rows = (
        Step.objects.filter(
            programme__in=programmes,
            kind__in=(StepKind.EXERCISE, StepKind.THEORY),
            order__isnull=False,
        )
        .exclude(scenario__retired_at__isnull=False)  # nobody starts these any more
        .annotate(
            version=Subquery(newest.values("id")[:1]),
            intensity=Subquery(newest.values("intensity")[:1]),
        )
        .annotate(
            names=ArraySubquery(named.values("technique")),
            measures=ArraySubquery(measured.values("technique")),
        )
        .order_by("order")
    )
    exercises: dict[UUID, list[Exercise]] = {id: [] for id in programmes}
    going_on, marked = set(), set()
    columns = ("programme", "programme__finish_rule", "programme__pass_percent", "kind", "id")
    for programme, rule, mark, kind, step, version, intensity, names, measures in rows.values_list(
        *columns, "version", "intensity", "names", "measures"
    ):
        is_theory = kind == StepKind.THEORY
        if mark is not None:
            marked.add(programme)
        if rule == FinishRule.AT_END:
            going_on.add(programme)
        exercises[programme].append(
            Exercise(
                step,
                can_start=is_theory or version is not None,
                intensity=intensity,
                names=tuple(names),
                measures=tuple(measures),
                can_repeat=not is_theory,
            )
        )
    return {
        id: replace(course_of(rows, goes_on=id in going_on), has_mark=id in marked)
        for id, rows in exercises.items()
    }


def practice_of(enrolments: Collection[UUID]) -> list[Row]:
    """Return enrolment, step, instant, state and how much was reached of what was submitted,
    finished without a coach, or read (READ), the oldest first."""
    ended = Coalesce("submission__submitted_at", "finished_at")
    done = Attempt.objects.filter(enrolment__among=enrolments, state__in=DONE).annotate(ended=ended)
    read = StepCompletion.objects.filter(enrolment__among=enrolments)
    rows: list[Row] = [
        *done.values_list("enrolment", "step", "ended", "state", "reached"),
        *((*row, READ, None) for row in read.values_list("enrolment", "step", "done_at")),
    ]
    return sorted(rows, key=lambda row: row[2])


def _summed_up(rows: Iterable[Row]) -> tuple[dict[UUID, Practice], int]:
    """Return the practice by step, and how many repeats came since the last new exercise."""
    practice: dict[UUID, Practice] = {}
    repeats = 0
    for _enrolment, step, at, state, reached in rows:
        handled = reached is None or reached >= HANDLED_FROM
        waiting = state == AttemptState.SUBMITTED
        before = practice.get(step)
        if before is None:
            practice[step], repeats = Practice(1, at, handled, waiting), 0
            continue
        repeats += 1
        before.times, before.last = before.times + 1, at
        before.handled, before.waiting = before.handled or handled, before.waiting or waiting
    return practice, repeats


def _startable(steps: Collection[UUID], course: Course) -> list[UUID]:
    """Leave out the steps that nobody can start: a request for one of these waits, and keeps no
    programme open."""
    if not steps:
        return []
    startable = {one.step for one in course.exercises if one.can_start}
    return [step for step in steps if step in startable]


def _with(outcome: StepOutcome, steps: Mapping[UUID, StepOutcome]) -> frozenset[UUID]:
    return frozenset(step for step, one in steps.items() if one == outcome)


def _fading(members: Collection[UUID]) -> dict[UUID, list[Fading]]:
    """Return the techniques that are due, or will be within LOOK_AHEAD, by membership."""
    rows = SkillMemory.objects.filter(membership__among=members, due__lt=Now() + LOOK_AHEAD)
    found: dict[UUID, list[Fading]] = defaultdict(list)
    for member, technique, due, stability, last in rows.values_list(
        "membership", "technique", "due", "stability", "last_review"
    ):
        if due and stability and last:
            found[member].append(Fading(technique, due, stability, last))
    return found


def _postponed(enrolments: list[UUID]) -> dict[UUID, dict[UUID, datetime]]:
    """Return until when which steps were postponed, by enrolment."""
    rows = Postponement.objects.filter(enrolment__among=enrolments, until__gt=Now())
    found: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
    for enrolment, step, until in rows.values_list("enrolment", "step", "until"):
        found[enrolment][step] = until
    return found
