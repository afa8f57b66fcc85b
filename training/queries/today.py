"""Reads the member's first screen: one card, the attempts that wait for a coach, the feedback that
came."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership
from core.queries import one_of
from core.texts import pick
from scenarios.exercise import ExerciseSummary, summary_in
from scenarios.models import ScenarioVersion
from scenarios.queries import newest_published, versions_with_exercise
from training.domain.choosing import Reason
from training.domain.terms import term_of
from training.errors import ExerciseNotReady
from training.models import (
    Attempt,
    AttemptState,
    Enrolment,
    EnrolmentState,
    FinishRule,
    Postponement,
    Step,
    StepKind,
)
from training.queries.access import attempts_visible_to, steps_visible_to
from training.queries.calendar import Away, away_of, zone_of
from training.queries.journey import TheoryCard, theory_card
from training.queries.names import ProgrammeName, programme_name
from training.queries.progress import DONE, database_now, progress_of
from training.queries.reasons import Why, name_of, sentence, why_again
from training.queries.retakes import AskedRetake, asked_retake

GO_ON_WITHIN = timedelta(days=3)
"""How long Today offers to go on with an exercise that was left, before the next one again."""

SHOWN = 10
"""Feedback that Today lists, the unread included; older is found through the attempts."""


@dataclass(frozen=True)
class Card:
    """A card offers one exercise to do. `reason` says in one line how long it takes and why it
    comes now, `why` as a code; `attempt` is the open attempt to continue, and `retake` the other
    take that a coach asked for."""

    step: UUID
    programme: ProgrammeName
    exercise: ExerciseSummary
    reason: str
    why: Why
    attempt: UUID | None
    retake: AskedRetake | None


@dataclass(frozen=True)
class Waiting:
    attempt: UUID
    title: str
    submitted_at: datetime


@dataclass(frozen=True)
class Answered:
    attempt: UUID
    title: str
    released_at: datetime
    read: bool


@dataclass(frozen=True)
class Today:
    """Today offers one thing at most: an exercise or a text to read."""

    card: Card | None
    theory: TheoryCard | None
    waiting: list[Waiting]
    feedback: list[Answered]
    next_nudge_at: datetime | None
    calendar: Away


def today(member: Membership) -> Today:
    """Return the member's first screen, in a constant number of queries."""
    language = member.person.language
    planned = _planned(member)
    card = _card_of_the_day(member, planned)
    return Today(
        card=card if isinstance(card, Card) else None,
        theory=card if isinstance(card, TheoryCard) else None,
        waiting=_waiting(member, language),
        feedback=_feedback(member, language),
        next_nudge_at=min(
            (one.next_nudge_at for one in planned if one.next_nudge_at), default=None
        ),
        calendar=away_of(member),
    )


def step_card(member: Membership, step: UUID) -> Card:
    """Return the card of one step, for a link; NotFound outside of the member's own programmes."""
    row = one_of(steps_visible_to(member), step)
    running = _open_attempts(member).filter(step=row).first()
    if running is not None:
        return _card(member, row, Why.GO_ON, running)
    if asked_retake(member, row.id) is not None:
        return _card(member, row, Why.REQUESTED)
    enrolments = Enrolment.objects.filter(membership=member, programme=row.programme_id)
    choices = [one.choice for one in progress_of(list(enrolments)).values()]
    chosen = next((one for one in choices if one and one.step == row.id), None)
    before = _state_before(member, row)
    if chosen is None or before == AttemptState.SUBMITTED:
        return _card(member, row, why_again(before))
    return _card(member, row, Why(chosen.reason), technique=chosen.technique)


def _card_of_the_day(member: Membership, planned: list[Enrolment]) -> Card | TheoryCard | None:
    """Return the card of the other take that a coach asked for, else of the attempt that was left
    open in the last days, else of what comes next in the programme whose nudge comes first, of
    those that go on now."""
    going_on = _going_on(member, planned)
    progress = progress_of(going_on)
    choices = [found for one in going_on if (found := progress[one.id].choice)]
    requested = next((one for one in choices if one.reason == Reason.REQUESTED), None)
    postponed = Postponement.objects.filter(
        enrolment=OuterRef("enrolment"), step=OuterRef("step"), until__gt=Now()
    )
    recent = _open_attempts(member).filter(started_at__gt=Now() - GO_ON_WITHIN)
    left = recent.exclude(Exists(postponed)).first()
    if left is not None and requested is None:
        return _card(member, left.step, Why.GO_ON, left)
    choice = requested or next(iter(choices), None)
    if choice is None:
        return None
    step = Step.objects.select_related("programme", "scenario").get(pk=choice.step)
    if step.kind == StepKind.THEORY:
        return theory_card(step, member.person.language)
    running = _open_attempts(member).filter(step=step).first()
    if running is not None:
        return _card(member, step, Why.GO_ON, running)
    return _card(member, step, Why(choice.reason), technique=choice.technique)


def _planned(member: Membership) -> list[Enrolment]:
    """Return the member's enrolments by the instant of their next nudge. The next step of each is
    read from what was submitted, not from the plan, which follows a moment later."""
    rows = Enrolment.objects.filter(membership=member, programme__archived_at__isnull=True)
    rows = rows.exclude(state__in=[EnrolmentState.PAUSED, EnrolmentState.LEFT])
    rows = rows.select_related("programme")
    return list(rows.order_by(F("next_nudge_at").asc(nulls_last=True), "created_at", "id"))


def _going_on(member: Membership, planned: list[Enrolment]) -> list[Enrolment]:
    """Leave out the programmes that are still to begin for the member, and those whose weeks are
    over where that is their end. Their exercises can be done all the same, from the programme."""
    now, zone = database_now(), zone_of(member)
    found = []
    for one in planned:
        course = one.programme
        term = term_of(one.created_at, course.starts_on, course.weeks, zone)
        ends = term.ends if course.finish_rule == FinishRule.AT_END else None
        if term.begins <= now and (ends is None or now < ends):
            found.append(one)
    return found


def _open_attempts(member: Membership) -> QuerySet[Attempt]:
    version = Prefetch("scenario_version", versions_with_exercise())
    return (
        attempts_visible_to(member)
        .filter(state=AttemptState.OPEN)
        .select_related("step__programme", "step__scenario")
        .prefetch_related(version)
        .order_by("-started_at")
    )


def _state_before(member: Membership, step: Step) -> str | None:
    """Return the state of the latest attempt at the step that the member ended, or None."""
    ended = attempts_visible_to(member).filter(step=step, state__in=DONE)
    return ended.order_by("-number").values_list("state", flat=True).first()


def _card(
    member: Membership,
    step: Step,
    why: Why,
    running: Attempt | None = None,
    *,
    technique: UUID | None = None,
) -> Card:
    version = running.scenario_version if running else _newest(step)
    language = member.person.language
    exercise = summary_in(version, language)
    return Card(
        step=step.id,
        programme=programme_name(step.programme, language),
        exercise=exercise,
        reason=sentence(why, exercise, name_of(technique, language)),
        why=why,
        attempt=running.id if running else None,
        retake=asked_retake(member, step.id),
    )


def _newest(step: Step) -> ScenarioVersion:
    version = newest_published(step.scenario) if step.scenario else None
    if version is None:
        raise ExerciseNotReady
    return version


def _waiting(member: Membership, language: str) -> list[Waiting]:
    rows = (
        attempts_visible_to(member)
        .filter(state=AttemptState.SUBMITTED)
        .select_related("scenario_version", "submission")
        .order_by("submission__submitted_at")
    )
    return [
        Waiting(row.id, pick(row.scenario_version.title, language), row.submission.submitted_at)
        for row in rows
    ]


def _feedback(member: Membership, language: str) -> list[Answered]:
    rows = (
        attempts_visible_to(member)
        .filter(state=AttemptState.SCORED)
        .select_related("scenario_version", "submission")
        .order_by("-submission__scored_at")[:SHOWN]
    )
    return [
        Answered(
            row.id,
            pick(row.scenario_version.title, language),
            row.submission.scored_at,
            row.feedback_read_at is not None,
        )
        for row in rows
        if row.submission.scored_at
    ]
