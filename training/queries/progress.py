"""Reads how far people are in their programmes, for planning nudges."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Now

from scenarios.models import ScenarioVersion
from training.models import (
    Answer,
    Attempt,
    AttemptState,
    Enrolment,
    Nudge,
    Step,
    StepCompletion,
    StepKind,
    Take,
)
from training.queries.live_steps import attended_steps

DONE = (AttemptState.SUBMITTED, AttemptState.SCORED, AttemptState.FINISHED)
"""States of attempts that count as practised."""

PRACTISING_FOR = timedelta(hours=1)
"""How long after their latest act somebody with an open attempt counts as practising."""


@dataclass(frozen=True)
class Progress:
    """Progress says where an enrolment is in its programme.

    `next_step` is the first step, in the programme's order, that is undone and can be done: theory
    that was not read, or an exercise with a published version that was never practised to the end.
    `left` tells whether any is undone, published or not; an exercise that was retired is left out,
    since nobody can start it. `last` is the latest nudge that was sent, or step that was done.
    """

    next_step: UUID | None
    left: bool
    last: datetime | None


def database_now() -> datetime:
    """Return the present instant by the database's clock, which decides which nudges are due."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def progress_of(enrolments: Collection[Enrolment]) -> dict[UUID, Progress]:
    """Return the progress by enrolment id, in a constant number of queries."""
    steps = _exercise_steps({row.programme_id for row in enrolments})
    ids = [row.id for row in enrolments]
    done: dict[UUID, set[UUID]] = defaultdict(set)
    last: dict[UUID, datetime] = {}
    for enrolment, step, at in _practice(ids):
        done[enrolment].add(step)
        last[enrolment] = max(at, last.get(enrolment, at))
    for enrolment, at in _nudged(ids):
        last[enrolment] = max(at, last.get(enrolment, at))
    return {
        row.id: _progress(steps[row.programme_id], done[row.id], last.get(row.id))
        for row in enrolments
    }


def practised_steps(nudges: Iterable[Nudge]) -> set[tuple[UUID, UUID]]:
    """Return the (enrolment, step) pairs of these enrolments whose exercise was practised."""
    enrolments = {nudge.enrolment_id for nudge in nudges}
    return {(enrolment, step) for enrolment, step, _at in _practice(list(enrolments))}


def done_steps(enrolments: Collection[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    """Return when the (enrolment, step) pairs of these enrolments were done first."""
    first = attended_steps(enrolments)
    for enrolment, step, at in _practice(list(enrolments)):
        first[enrolment, step] = min(at, first.get((enrolment, step), at))
    return first


def being_practised(nudges: Iterable[Nudge]) -> set[UUID]:
    """Return the ids of the nudges whose exercise the member is doing now: an attempt at it, in
    whichever programme, is open, and was started, answered or recorded within PRACTISING_FOR."""
    wanted = {one.id: (one.enrolment.membership_id, one.step.scenario_id) for one in nudges}
    since = Now() - PRACTISING_FOR
    recent = Q(started_at__gt=since)
    for model, field in ((Answer, "chosen_at"), (Take, "created_at")):
        done = model._default_manager.filter(attempt=OuterRef("pk"), **{f"{field}__gt": since})
        recent |= Q(Exists(done))
    rows = Attempt.objects.filter(
        recent,
        state=AttemptState.OPEN,
        membership__in={member for member, _scenario in wanted.values()},
        step__scenario__in={scenario for _member, scenario in wanted.values() if scenario},
    )
    at_it = set(rows.values_list("membership", "step__scenario"))
    return {nudge for nudge, pair in wanted.items() if pair in at_it}


def _exercise_steps(programmes: set[UUID]) -> dict[UUID, list[tuple[UUID, bool]]]:
    """Return the (step id, whether it can be started now) pairs in order, by programme, without
    retired exercises."""
    published = ScenarioVersion.objects.filter(
        scenario=OuterRef("scenario"), published_at__isnull=False
    )
    rows = (
        Step.objects.filter(
            programme__in=programmes,
            kind__in=(StepKind.EXERCISE, StepKind.THEORY),
            order__isnull=False,
        )
        .exclude(scenario__retired_at__isnull=False)  # nobody starts these any more
        .annotate(can_start=Exists(published))
        .order_by("order")
    )
    steps: dict[UUID, list[tuple[UUID, bool]]] = defaultdict(list)
    for row in rows:
        steps[row.programme_id].append((row.id, row.can_start or row.kind == StepKind.THEORY))
    return steps


def _practice(enrolments: list[UUID]) -> Iterable[tuple[UUID, UUID, datetime]]:
    """Return enrolment, step and instant of what was submitted, finished without a coach, or
    read."""
    done = Attempt.objects.filter(enrolment__in=enrolments, state__in=DONE)
    ended = Coalesce("submission__submitted_at", "finished_at")
    read = StepCompletion.objects.filter(enrolment__in=enrolments)
    return [
        *done.values_list("enrolment", "step", ended),
        *read.values_list("enrolment", "step", "done_at"),
    ]


def _nudged(enrolments: list[UUID]) -> Iterable[tuple[UUID, datetime]]:
    sent = Nudge.objects.filter(enrolment__in=enrolments, skip_reason="")
    return sent.values_list("enrolment").annotate(latest=Max(F("created_at")))


def _progress(steps: list[tuple[UUID, bool]], done: set[UUID], last: datetime | None) -> Progress:
    undone = [(step, can_start) for step, can_start in steps if step not in done]
    ready = (step for step, can_start in undone if can_start)
    return Progress(next_step=next(ready, None), left=bool(undone), last=last)
