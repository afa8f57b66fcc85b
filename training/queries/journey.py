"""Reads a member's own way through a programme: what is done, what is next, what is still to come;
and the theory steps on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from core.local_time import local_date
from core.queries import one_of
from core.texts import pick
from scenarios.domain.markdown import safe_html
from scenarios.queries import newest_published_of
from training.domain.terms import term_of
from training.models import Enrolment, EnrolmentState, Step, StepKind
from training.queries.access import theory_visible_to
from training.queries.names import ProgrammeName, programme_name
from training.queries.outcomes import OPEN, StepOutcome, step_outcomes
from training.queries.progress import done_steps, progress_of

WORDS_A_MINUTE = 200
DONE, NEXT, TO_COME = "done", "next", "to_come"


@dataclass(frozen=True)
class TheoryCard:
    """A theory card offers one text to read. `reason` says in one line how long it takes."""

    step: UUID
    programme: ProgrammeName
    title: str
    minutes: int
    reason: str


@dataclass(frozen=True)
class Theory:
    """A theory is the text of a step, as safe HTML; `done_at` is when the member read it."""

    card: TheoryCard
    html: str
    done_at: datetime | None


@dataclass(frozen=True)
class JourneyStep:
    """A journey's step is done, next or still to come. A live session may have no title. `outcome`
    is how a practised exercise stands with the programme's pass mark; None where there is none."""

    id: UUID
    kind: str
    title: str
    state: str
    done_at: datetime | None
    outcome: StepOutcome | None


@dataclass(frozen=True)
class Journey:
    """A journey is one member's way through one programme. `ends_on` is a local date, where the
    programme has a length; `finish_rule` says what finishing means, and `pass_percent` is the pass
    mark, if any."""

    enrolment: UUID
    programme: ProgrammeName
    description: str
    state: str
    finish_rule: str
    pass_percent: int | None
    ends_on: date | None
    finished_at: datetime | None
    steps: list[JourneyStep]


def journeys_of(member: Membership) -> list[Journey]:
    """Return the member's own programmes, newest first, without those they were taken out of or
    that were archived before they had finished. Costs a constant number of queries."""
    rows = Enrolment.objects.filter(membership=member).exclude(state=EnrolmentState.LEFT)
    enrolments = [
        row
        for row in rows.select_related("programme").order_by("-created_at", "-id")
        if row.programme.archived_at is None or row.finished_at is not None
    ]
    steps: dict[UUID, list[Step]] = {row.programme_id: [] for row in enrolments}
    placed = Step.objects.filter(programme__in=steps, order__isnull=False)
    for step in placed.select_related("scenario").order_by("order"):
        steps[step.programme_id].append(step)
    exercises = {one.scenario_id for group in steps.values() for one in group if one.scenario_id}
    language = member.person.language
    titles = {
        scenario: pick(version.title, language)
        for scenario, version in newest_published_of(list(exercises)).items()
    }
    ids = [row.id for row in enrolments]
    progress, done, outcomes = progress_of(enrolments), done_steps(ids), step_outcomes(ids)
    way = {
        row.id: _Way(row, progress[row.id].next_step, outcomes.get(row.id, {}))
        for row in enrolments
    }
    return [
        _journey(
            member,
            row,
            [
                one
                for step in steps[row.programme_id]
                if (one := _step(step, way[row.id], titles, done, language))
            ],
        )
        for row in enrolments
    ]


@dataclass(frozen=True)
class _Way:
    """Holds an enrolment, its next step, and how the practised ones stand with a pass mark."""

    row: Enrolment
    next_step: UUID | None
    outcomes: Mapping[UUID, StepOutcome]


def theory_card(step: Step, language: str) -> TheoryCard:
    """Return the card of a theory step."""
    minutes = step.minutes or max(1, round(len(pick(step.text, language).split()) / WORDS_A_MINUTE))
    how_long = ngettext("%(count)d minute.", "%(count)d minutes.", minutes) % {"count": minutes}
    why = _("Something to read, before your next exercise.")
    return TheoryCard(
        step=step.id,
        programme=programme_name(step.programme, language),
        title=pick(step.title, language),
        minutes=minutes,
        reason=f"{how_long} {why}",
    )


def theory_of(member: Membership, step: UUID) -> Theory:
    """Return the text of a theory step of the member's own programmes; NotFound for any other."""
    row = one_of(theory_visible_to(member), step)
    language = member.person.language
    read = row.completions.filter(enrolment__membership=member)
    return Theory(
        card=theory_card(row, language),
        html=safe_html(pick(row.text, language)),
        done_at=read.values_list("done_at", flat=True).first(),
    )


def _step(
    step: Step,
    way: _Way,
    titles: dict[UUID, str],
    done: dict[tuple[UUID, UUID], datetime],
    language: str,
) -> JourneyStep | None:
    """Return the step as its member sees it; None for an exercise that nobody can start now and
    that the member never did."""
    practised_at, outcome = done.get((way.row.id, step.id)), way.outcomes.get(step.id)
    done_at = None if outcome in OPEN else practised_at
    if step.kind == StepKind.EXERCISE:
        title = titles.get(step.scenario_id) if step.scenario_id else None
        is_retired = step.scenario is not None and step.scenario.retired_at is not None
        if title is None or (is_retired and practised_at is None):
            return None
    else:
        title = pick(step.title, language)
    state = DONE if done_at else NEXT if step.id == way.next_step else TO_COME
    shown = None if outcome == StepOutcome.DONE else outcome
    return JourneyStep(step.id, step.kind, title, state, done_at, shown)


def _journey(member: Membership, row: Enrolment, steps: list[JourneyStep]) -> Journey:
    course, zone = row.programme, member.zone
    ends = zone and term_of(row.created_at, course.starts_on, course.weeks, zone).ends
    language = member.person.language
    return Journey(
        enrolment=row.id,
        programme=programme_name(course, language),
        description=pick(course.description, language),
        state=row.state,
        finish_rule=course.finish_rule,
        pass_percent=course.pass_percent,
        ends_on=local_date(ends, zone) if ends and zone else None,
        finished_at=row.finished_at,
        steps=steps,
    )
