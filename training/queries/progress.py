"""Reads how far people are in their programmes, for planning nudges."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Now

from training.domain.choosing import Choice, Situation, choose, is_left
from training.models import Answer, Attempt, AttemptState, Enrolment, Nudge, Postponement, Take
from training.queries.live_steps import attended_steps, sessions_of
from training.queries.retakes import open_retakes
from training.queries.situations import DONE as DONE
from training.queries.situations import READ, InProgramme, practice_of, situations_of
from training.queries.waiting import Waiting

MEANWHILE = timedelta(hours=12)
"""How long before its nudge was claimed an exercise counts as practised meanwhile: whoever submits
at the very instant of the claim may have been a moment earlier. No repeat is due that soon."""

PRACTISING_FOR = timedelta(hours=1)
"""How long after their latest act somebody with an open attempt counts as practising."""


@dataclass(frozen=True)
class Progress:
    """Progress says where an enrolment is in its programme.

    `choice` is what comes next now, and `left` tells whether any step is undone, published or not,
    or a coach asked for another take; an exercise that was retired is left out, since nobody can
    start it. `last` is the latest nudge
    that was sent, or step that was done.
    """

    situation: Situation
    choice: Choice | None
    left: bool
    last: datetime | None

    @property
    def next_step(self) -> UUID | None:
        return self.choice.step if self.choice else None

    def choice_at(self, at: datetime) -> Choice | None:
        """Return what comes next at that instant: by then more is forgotten, and what was postponed
        may be back."""
        return choose(self.situation, at) or self.choice


def database_now() -> datetime:
    """Return the present instant by the database's clock, which decides which nudges are due."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def progress_of(enrolments: Collection[InProgramme]) -> dict[UUID, Progress]:
    """Return the progress by enrolment id, in a constant number of queries."""
    situations, last = situations_of(enrolments)
    now = database_now()
    for enrolment, at in _nudged(list(situations)):
        last[enrolment] = max(at, last.get(enrolment, at))
    return {
        id: Progress(one, choose(one, now), is_left(one) or bool(one.requested), last.get(id))
        for id, one in situations.items()
    }


def practised_steps(nudges: Collection[Waiting]) -> set[tuple[UUID, UUID]]:
    """Return the (enrolment, step) pairs of these nudges whose step was done meanwhile. An exercise
    that was practised before its nudge was planned is a repeat, and still wanted; so is one of
    which a coach asked for another take since."""
    planned = {(one.enrolment_id, one.step_id): one.created_at - MEANWHILE for one in nudges}
    requested = open_retakes({enrolment for enrolment, _step in planned})
    for enrolment, steps in requested.items():
        for step in steps:
            planned.pop((enrolment, step), None)
    return {
        (enrolment, step)
        for enrolment, step, at, state, _reached in practice_of({one for one, _step in planned})
        if (enrolment, step) in planned and (state == READ or at > planned[enrolment, step])
    }


def postponed_steps(nudges: Collection[Waiting]) -> set[tuple[UUID, UUID]]:
    """Return the (enrolment, step) pairs of these nudges whose exercise the member postponed."""
    rows = Postponement.objects.filter(
        enrolment__among={one.enrolment_id for one in nudges}, until__gt=Now()
    )
    return set(rows.values_list("enrolment", "step"))


def done_steps(enrolments: Collection[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    """Return when the (enrolment, step) pairs of these enrolments were done first."""
    first = attended_steps(enrolments)
    for enrolment, step, at, _state, _reached in practice_of(enrolments):
        first[enrolment, step] = min(at, first.get((enrolment, step), at))
    return first


def did_something(enrolment: Enrolment) -> bool:
    """Tell whether the member practised or read a step, or was at a workshop of the programme."""
    return bool(practice_of([enrolment.id]) or sessions_of([enrolment]).attended)


def being_practised(nudges: Iterable[Waiting]) -> set[UUID]:
    """Return the ids of the nudges whose exercise the member is doing now: an attempt at it, in
    whichever programme, is open, and was started, answered or recorded within PRACTISING_FOR."""
    wanted = {one.id: (one.membership_id, one.scenario_id) for one in nudges}
    since = Now() - PRACTISING_FOR
    recent = Q(started_at__gt=since)
    for model, field in ((Answer, "chosen_at"), (Take, "created_at")):
        done = model._default_manager.filter(attempt=OuterRef("pk"), **{f"{field}__gt": since})
        recent |= Q(Exists(done))
    rows = Attempt.objects.filter(
        recent,
        state=AttemptState.OPEN,
        membership__among={member for member, _scenario in wanted.values()},
        step__scenario__among={scenario for _member, scenario in wanted.values() if scenario},
    )
    at_it = set(rows.values_list("membership", "step__scenario"))
    return {nudge for nudge, pair in wanted.items() if pair in at_it}


def _nudged(enrolments: list[UUID]) -> Iterable[tuple[UUID, datetime]]:
    sent = Nudge.objects.filter(enrolment__among=enrolments, skip_reason="")
    return sent.values_list("enrolment").annotate(latest=Max(F("created_at")))
