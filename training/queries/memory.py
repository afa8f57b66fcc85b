"""Reads what a member is about to forget, for the member alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Membership
from core.texts import pick
from scenarios.models import Technique
from scenarios.queries import newest_published_of
from training.domain.memory import Chance, Practised, chances, remember, retrievability
from training.models import Enrolment, SkillReview, Step
from training.queries.progress import database_now
from training.queries.situations import courses_of

BACK, AHEAD = timedelta(days=92), timedelta(days=61)
"""How far a skill is shown into the past and the future."""


@dataclass(frozen=True)
class SkillPractice:
    """A skill practice says how well one attempt went, `reached` from 0 to 1, and who judged it."""

    attempt: UUID
    at: datetime
    reached: float
    judged_by: str


@dataclass(frozen=True)
class SkillExercise:
    """Names an exercise of the member's programmes that trains a technique."""

    step: UUID
    title: str


@dataclass(frozen=True)
class Skill:
    """A skill is what is remembered of one technique. `chance` is the probability that it is shown
    well now; `due` is when it is down to nine tenths. `curve` has it over time, with what is
    foreseen."""

    technique: UUID
    name: str
    is_hidden: bool
    chance: float
    due: datetime
    practised: list[SkillPractice]
    curve: list[Chance]
    exercise: SkillExercise | None


@dataclass(frozen=True)
class Skills:
    """The skills of a member at this instant, what is due first at the top. Curves lie between
    `begins` and `ends`."""

    now: datetime
    begins: datetime
    ends: datetime
    skills: list[Skill]


def skills_of(member: Membership) -> Skills:
    """Return the member's own skills, in a constant number of queries."""
    now, language = database_now(), member.person.language
    practised = _practised(member)
    techniques = Technique.objects.in_bulk(list(practised))
    exercises = _exercises(member, language)
    skills = []
    for id, rows in practised.items():
        reviews = [Practised(one.at, one.reached) for one in rows]
        memory = remember(reviews)
        if memory is None:
            continue
        row = techniques[id]
        skills.append(
            Skill(
                technique=id,
                name=pick(row.name, language),
                is_hidden=row.is_hidden,
                chance=retrievability(memory.stability, memory.last_review, now),
                due=memory.due,
                practised=list(reversed(rows)),
                curve=chances(reviews, begins=now - BACK, ends=now + AHEAD),
                exercise=exercises.get(id),
            )
        )
    skills.sort(key=lambda one: (one.is_hidden, one.due, one.name))
    return Skills(now, now - BACK, now + AHEAD, skills)


def _practised(member: Membership) -> dict[UUID, list[SkillPractice]]:
    """Return the reviews that count by technique, the oldest first."""
    rows = (
        SkillReview.objects.filter(membership=member)
        .order_by("technique", "attempt", "-revision")
        .distinct("technique", "attempt")
        .values_list("technique", "attempt", "at", "reached", "source")
    )
    found: dict[UUID, list[SkillPractice]] = defaultdict(list)
    for technique, attempt, at, reached, source in sorted(rows, key=lambda row: row[2]):
        found[technique].append(SkillPractice(attempt, at, reached, source))
    return found


def _exercises(member: Membership, language: str) -> dict[UUID, SkillExercise]:
    """Return an exercise for each technique that the member's programmes train."""
    mine = Enrolment.objects.filter(membership=member, programme__archived_at__isnull=True)
    courses = courses_of(set(mine.values_list("programme", flat=True)))
    best: dict[UUID, UUID] = {}
    for course in courses.values():
        for technique, rows in course.training.items():
            best.setdefault(technique, rows[0].step)
    scenarios = dict(Step.objects.filter(pk__in=best.values()).values_list("id", "scenario"))
    versions = newest_published_of(list(scenarios.values()))
    found = {}
    for technique, step in best.items():
        scenario = scenarios.get(step)
        if scenario in versions:
            title = pick(versions[scenario].title, language)
            found[technique] = SkillExercise(step, title)
    return found
